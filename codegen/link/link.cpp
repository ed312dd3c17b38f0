// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The link line of a program, carried out by lld as a library.
#include "codegen/link/link.h"

#include "lld/Common/Driver.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

LLD_HAS_DRIVER(elf)

namespace pyc::codegen {

LinkResult link(const LinkRequest& request) {
    LinkResult result;
    const TargetPack& pack = request.pack;
    std::vector<std::string> arguments = {"ld.lld",
                                          "-m",
                                          request.target->emulation.str(),
                                          "-static",
                                          "--no-pie",
                                          "--gc-sections",
                                          "--icf=safe",
                                          "--build-id=none",
                                          "-z",
                                          "norelro",
                                          "-z",
                                          "noseparate-code",
                                          "--hash-style=gnu",
                                          "--no-eh-frame-hdr",
                                          "-O1",
                                          "-o",
                                          request.output};
    if (request.strip)
        arguments.push_back("--strip-all");
    else if (!request.debugInfo)
        arguments.push_back("--strip-debug");
    arguments.push_back(pack.library("crt1.o"));
    arguments.push_back(pack.library("crti.o"));
    for (const std::string& object : request.objects)
        arguments.push_back(object);
    // The runtime and the library behind eval need each other, and both need the C library.
    arguments.push_back("--start-group");
    std::unique_ptr<MemoryFile> pruned;
    if (request.names)
        pruned = pruneMembers(pack.library("libpyc_runtime.a"), *request.names, result.members);
    arguments.push_back(pruned ? pruned->path() : pack.library("libpyc_runtime.a"));
    arguments.push_back(pack.library(request.embeddedCompiler ? "libpyc_eval.a" : "libpyc_eval_stub.a"));
    // The interpreter needs the opcode table; the rest of the front end comes only with what evaluates source.
    arguments.push_back(pack.library("libpyc_frontend.a"));
    arguments.push_back(pack.library("libgc.a"));
    arguments.push_back(pack.library("libc.a"));
    arguments.push_back(pack.library("libclang_rt.builtins.a"));
    arguments.push_back("--end-group");
    arguments.push_back(pack.library("crtn.o"));

    if (request.verbose)
        llvm::errs() << llvm::join(arguments, " ") << "\n";

    std::vector<const char*> line;
    for (const std::string& argument : arguments)
        line.push_back(argument.c_str());
    std::string output, errors;
    llvm::raw_string_ostream outputStream(output), errorStream(errors);
    lld::Result linked = lld::lldMain(line, outputStream, errorStream, {{lld::Gnu, &lld::elf::link}});
    if (linked.retCode != 0)
        result.problem = errors.empty() ? "the linker failed without saying why" : errors;
    return result;
}

} // namespace pyc::codegen
