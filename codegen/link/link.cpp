// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The link line of a program, carried out by lld as a library.
#include "codegen/link/link.h"

#include "lld/Common/Driver.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

LLD_HAS_DRIVER(elf)
LLD_HAS_DRIVER(wasm)

namespace pyc::codegen {

namespace {

using Arguments = std::vector<std::string>;

// Native code that may leave for the interpreter, or functions without native code.
bool needsInterpreter(const ObjectSymbols& program) {
    return llvm::any_of(
        std::initializer_list<llvm::StringRef>{"pyc_side_exit", "pyc_generator_exit", "pyc_interpreted_entry"},
        [&](llvm::StringRef name) { return program.undefined.contains(name); });
}

// The program's code may be an archive of parts, all of which it needs.
void addObject(const LinkRequest& request, Arguments& arguments) {
    arguments.insert(arguments.end(), {"--whole-archive", request.object, "--no-whole-archive"});
}

void addLibraries(const LinkRequest& request, const std::string& runtime, llvm::ArrayRef<llvm::StringRef> libraries,
                  Arguments& arguments) {
    const TargetPack& pack = request.pack;
    // Before the runtime, whose interpreter stays in the archive then.
    if (!request.interpreter)
        arguments.push_back(pack.library("libpyc_interpreter_stub.a"));
    arguments.push_back(runtime);
    arguments.push_back(pack.library(request.embeddedCompiler ? "libpyc_eval.a" : "libpyc_eval_stub.a"));
    // The interpreter needs the opcode table; the rest of the front end comes only with what evaluates source.
    arguments.push_back(pack.library("libpyc_frontend.a"));
    for (llvm::StringRef library : libraries)
        arguments.push_back(pack.library(library));
}

Arguments elfLine(const LinkRequest& request, const std::string& runtime) {
    const TargetPack& pack = request.pack;
    Arguments arguments = {"ld.lld",
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
    addObject(request, arguments);
    // The runtime and the library behind eval need each other, and both need the C library.
    arguments.push_back("--start-group");
    addLibraries(request, runtime, {"libgc.a", "libc.a", "libclang_rt.builtins.a"}, arguments);
    arguments.push_back("--end-group");
    arguments.push_back(pack.library("crtn.o"));
    return arguments;
}

// Archives may refer to each other as they like, but libc refers to main only if it is there. The stack lies below the
// data: running over its end is a fault, not a change of data.
Arguments webAssemblyLine(const LinkRequest& request, const std::string& runtime) {
    const TargetPack& pack = request.pack;
    Arguments arguments = {"wasm-ld", "--stack-first", "-z", "stack-size=1179648", "--gc-sections", "-O2",
                           "-o",      request.output,  "-u", "__main_argc_argv"};
    if (request.strip)
        arguments.push_back("--strip-all");
    else if (!request.debugInfo)
        arguments.push_back("--strip-debug");
    // Or lld names the module after the file it writes, which is a temporary one.
    arguments.push_back("--soname=" + request.name);
    arguments.push_back(pack.library("crt1.o"));
    addObject(request, arguments);
    addLibraries(request, runtime,
                 {"libgc.a", "libwasi-emulated-signal.a", "libwasi-emulated-getpid.a",
                  "libwasi-emulated-process-clocks.a", "libc.a", "libclang_rt.builtins.a"},
                 arguments);
    return arguments;
}

} // namespace

LinkResult link(const LinkRequest& asked) {
    LinkRequest request = asked;
    LinkResult result;
    ObjectSymbols program;
    if (!readSymbols(request.object, program)) {
        result.problem = "the program's object cannot be read";
        return result;
    }
    request.interpreter |= needsInterpreter(program);
    result.interpreter = request.interpreter;
    bool webAssembly = request.target->isWebAssembly();
    std::unique_ptr<MemoryFile> pruned;
    if (request.names) {
        Arguments others = {request.pack.library("libpyc_eval_stub.a"), request.pack.library("libpyc_frontend.a")};
        if (!request.interpreter)
            others.push_back(request.pack.library("libpyc_interpreter_stub.a"));
        pruned =
            pruneMembers(request.pack.library("libpyc_runtime.a"), *request.names, program, others, result.members);
    }
    std::string runtime = pruned ? pruned->path() : request.pack.library("libpyc_runtime.a");
    Arguments arguments = webAssembly ? webAssemblyLine(request, runtime) : elfLine(request, runtime);

    if (request.verbose)
        llvm::errs() << llvm::join(arguments, " ") << "\n";

    std::vector<const char*> line;
    for (const std::string& argument : arguments)
        line.push_back(argument.c_str());
    std::string output, errors;
    llvm::raw_string_ostream outputStream(output), errorStream(errors);
    lld::Result linked =
        lld::lldMain(line, outputStream, errorStream, {{lld::Gnu, &lld::elf::link}, {lld::Wasm, &lld::wasm::link}});
    if (linked.retCode != 0)
        result.problem = errors.empty() ? "the linker failed without saying why" : errors;
    return result;
}

} // namespace pyc::codegen
