// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The commands that compile: sources to bytecode, to an LLVM module, to an object (through the cache), to an
// executable.
#include "cross/driver/build.h"

#include "cross/driver/cache.h"
#include "cross/driver/compile.h"
#include "cross/driver/output.h"
#include "cross/driver/page_module.h"
#include "cross/driver/program.h"
#include "cross/driver/reachable_names.h"
#include "cross/driver/signals.h"

#include "codegen/link/link.h"

#include "llvm/ADT/ScopeExit.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/Signals.h"
#include "llvm/Support/raw_ostream.h"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace pyc::driver {

namespace fs = llvm::sys::fs;

namespace {

class Stopwatch {
public:
    explicit Stopwatch(bool verbose) : verbose(verbose) {}
    void lap(llvm::StringRef what) {
        auto now = std::chrono::steady_clock::now();
        if (verbose)
            llvm::errs() << what << ": " << std::chrono::duration_cast<std::chrono::milliseconds>(now - last).count()
                         << " ms\n";
        last = now;
    }

private:
    bool verbose;
    std::chrono::steady_clock::time_point last = std::chrono::steady_clock::now();
};

ExitStatus chooseTarget(const BuildOptions& options, const codegen::Target*& target, codegen::TargetPack& pack,
                        bool needsPack) {
    target = codegen::findTarget(options.target);
    if (!target) {
        printError("unknown target '" + options.target + "'", "'pyc-native targets' lists what there is");
        return UsageIsWrong;
    }
    if (std::string problem = codegen::checkMachine(*target, options.machine); !problem.empty()) {
        printError(problem, "--cpu and --features take LLVM's names of " + target->name + "'s processors");
        return UsageIsWrong;
    }
    pack = codegen::findPack(*target, options.compilerExecutable);
    if (!needsPack)
        return Success;
    switch (pack.state()) {
    case codegen::TargetPack::State::Ready: return Success;
    case codegen::TargetPack::State::Missing:
        printError("there is no target pack for " + target->name + " in " + pack.folder,
                   "build it with './dev pack " + target->packName() + "', or name another folder in PYC_PACKS");
        return EnvironmentIsWrong;
    case codegen::TargetPack::State::Incompatible:
        printError("the target pack in " + pack.folder + " was made for another version of pyc-native",
                   "build it again with './dev pack " + target->packName() + "'");
        return EnvironmentIsWrong;
    }
    return Success;
}

// The object of the program, from the cache or compiled now.
ExitStatus objectOf(const Program& program, const BuildOptions& options, const codegen::Target& target,
                    Stopwatch& watch, std::unique_ptr<codegen::MemoryFile>& object, std::string* report) {
    Cache cache;
    std::string key = cacheKey(program, options);
    // A report describes a compilation, so one has to happen.
    if (!report && (object = cache.find(key))) {
        watch.lap("object from cache");
        return Success;
    }
    llvm::SmallVector<char, 0> contents;
    {
        Progress progress("compiling " + options.input);
        if (ExitStatus status = compileToObject(program, options, target, contents, report); status != Success)
            return status;
    }
    watch.lap("compile");
    llvm::StringRef bytes(contents.data(), contents.size());
    cache.store(key, bytes);
    object = codegen::MemoryFile::make(bytes);
    if (object)
        return Success;
    printError("cannot hold the object in memory: " + llvm::StringRef(std::strerror(errno)), "free some memory");
    return EnvironmentIsWrong;
}

std::string describeLinking(const Program& program, const ReachableNames& reachable, const codegen::LinkResult& result,
                            const std::string& output) {
    std::string text;
    llvm::raw_string_ostream out(text);
    out << "\nLinked:\n  eval, exec and compile: "
        << (program.reachesCompiler ? "yes, since " + program.reachesCompilerBecause : "no") << "\n"
        << "  interpreter: " << (result.interpreter ? "yes" : "no, all of its code is native") << "\n"
        << "  members of built-in types and modules: ";
    if (reachable.everything.empty())
        out << result.members.kept << " of " << result.members.total
            << ", those that the program or the runtime names\n";
    else
        out << "all, since " << reachable.everything << "\n";
    out << "  native modules: " << (program.nativeModules.empty() ? "none" : llvm::join(program.nativeModules, ", "))
        << "\n";
    uint64_t size = 0;
    if (!fs::file_size(output, size))
        out << "  executable: " << size << " bytes\n";
    return text;
}

// Whether code that is native may run as bytecode all the same: with other globals, which takes a code object, or in a
// module that is imported once more.
bool mayRunBytecode(const Program& program, const ReachableNames& reachable) {
    if (!reachable.everything.empty() || program.modules.size() != 1)
        return true;
    return llvm::any_of(
        std::initializer_list<llvm::StringRef>{"__code__", "f_code", "gi_code", "cr_code", "ag_code", "modules"},
        [&](llvm::StringRef name) { return reachable.names.contains(name); });
}

ExitStatus linkProgram(const Program& program, const BuildOptions& options, const codegen::Target& target,
                       const codegen::TargetPack& pack, const std::string& object, const std::string& output,
                       std::string* report) {
    Progress progress("linking " + output);
    codegen::LinkRequest request;
    request.target = &target;
    request.pack = pack;
    request.object = object;
    request.output = output;
    request.name = llvm::sys::path::stem(options.input).str();
    request.strip = options.strip;
    request.debugInfo = options.debugInfo;
    request.embeddedCompiler = program.reachesCompiler;
    ReachableNames reachable = reachableNames(program);
    if (reachable.everything.empty())
        request.names = &reachable.names;
    request.interpreter = options.interpret || mayRunBytecode(program, reachable);
    request.verbose = options.verbose;
    codegen::LinkResult result = codegen::link(request);
    if (result.problem.empty()) {
        if (report)
            *report += describeLinking(program, reachable, result, output);
        return Success;
    }
    fs::remove(output);
    llvm::StringRef problem = result.problem;
    bool environment = problem.contains("cannot open output file") || problem.contains("failed to write") ||
                       problem.contains("No space left on device") || problem.contains("File too large");
    printError("linking failed:\n" + problem.rtrim(),
               environment ? "free space or raise the limit on files there, or name another place with -o"
                           : "the target pack in " + pack.folder + " may be damaged: build it again");
    return environment ? EnvironmentIsWrong : InternalError;
}

ExitStatus buildTo(const BuildOptions& options, const std::string& output) {
    const codegen::Target* target;
    codegen::TargetPack pack;
    if (ExitStatus status = chooseTarget(options, target, pack, true); status != Success)
        return status;
    Stopwatch watch(options.verbose);
    Program program;
    if (ExitStatus status = loadProgram(options.input, Depth::Compile, true, 0, program); status != Success)
        return status;
    watch.lap("front end");
    std::string text;
    std::string* report = options.reportFile.empty() ? nullptr : &text;
    std::unique_ptr<codegen::MemoryFile> object;
    if (ExitStatus status = objectOf(program, options, *target, watch, object, report); status != Success)
        return status;
    ExitStatus status = linkProgram(program, options, *target, pack, object->path(), output, report);
    watch.lap("link");
    if (status == Success && report)
        status = writeFile(options.reportFile, text);
    return status;
}

bool isForPages(const BuildOptions& options) {
    const codegen::Target* target = codegen::findTarget(options.target);
    return target && target->forPages;
}

// What -o names, or would name.
ExitStatus nameOutput(const BuildOptions& options, std::string& output) {
    bool forPages = isForPages(options);
    output = options.output;
    if (output.empty()) {
        const codegen::Target* target = codegen::findTarget(options.target);
        output = llvm::sys::path::stem(options.input).str();
        if (target && target->isWebAssembly())
            output += forPages ? ".mjs" : ".wasm";
        if (output.empty() || fs::is_directory(output)) {
            printError("cannot name the executable '" + output + "': a folder of that name is in the way",
                       "choose another name with -o");
            return EnvironmentIsWrong;
        }
    }
    if (forPages && !isModuleName(output)) {
        printError("a page cannot import '" + output + "' as a module", "name it '" + output +
                                                                            ".mjs'; the program goes beside it, to '" +
                                                                            programOfModule(output + ".mjs") + "'");
        return UsageIsWrong;
    }
    return Success;
}

ExitStatus checkOutput(const BuildOptions& options, const std::string& output) {
    auto refuse = [](const llvm::Twine& problem, const char* hint) {
        printError(problem, hint);
        return EnvironmentIsWrong;
    };
    if (fs::equivalent(output, options.input))
        return refuse("the executable would overwrite '" + options.input + "'", "choose another name with -o");
    // An executable takes the place of what has its name: of a device, too, were it allowed.
    if (fs::exists(output) && !fs::is_directory(output) && !fs::is_regular_file(output))
        return refuse("'" + output + "' is no ordinary file, and the executable would take its place",
                      "choose another name with -o");
    llvm::StringRef report = options.reportFile;
    if (!report.empty() && fs::equivalent(report, options.input))
        return refuse("the report would overwrite '" + options.input + "'", "choose another name with --report");
    if (!report.empty() && (report == output || fs::equivalent(report, output)))
        return refuse("the report would overwrite the executable '" + output + "'",
                      "choose another name with --report");
    return checkWritable(output);
}

} // namespace

ExitStatus build(const BuildOptions& options) {
    if (ExitStatus status = checkReadable(options.input); status != Success)
        return status;
    std::string output;
    if (ExitStatus status = nameOutput(options, output); status != Success)
        return status;
    if (ExitStatus status = checkOutput(options, output); status != Success)
        return status;
    // For pages, the module is what was named; the program goes beside it.
    std::string module;
    if (isForPages(options)) {
        module = output;
        output = programOfModule(module);
        if (ExitStatus status = checkOutput(options, output); status != Success)
            return status;
    }
    if (!options.reportFile.empty())
        if (ExitStatus status = checkWritable(options.reportFile); status != Success)
            return status;
    // Written beside and renamed: an earlier executable stays whole until the new one is.
    std::string temporary = output + ".tmp" + std::to_string(::getpid());
    llvm::sys::RemoveFileOnSignal(temporary);
    llvm::scope_exit removeTemporary([&] { fs::remove(temporary); });
    if (ExitStatus status = buildTo(options, temporary); status != Success)
        return status;
    if (std::error_code error = fs::rename(temporary, output)) {
        printError("cannot write '" + output + "': " + error.message());
        return EnvironmentIsWrong;
    }
    removeTemporary.release();
    return module.empty() ? Success : writeFile(module, pageModule(module));
}

ExitStatus run(const BuildOptions& options, const std::vector<std::string>& arguments) {
    if (isForPages(options)) {
        printError("programs for " + options.target + " run in pages, not here",
                   "'pyc-native build' one, and import the module it makes");
        return UsageIsWrong;
    }
    llvm::SmallString<128> path;
    if (!options.reportFile.empty())
        if (ExitStatus status = checkWritable(options.reportFile); status != Success)
            return status;
    if (std::error_code error = fs::createTemporaryFile("pyc-native-run", "", path)) {
        printError("cannot write a temporary executable: " + error.message(),
                   "free space in the temporary folder, or name another one in TMPDIR");
        return EnvironmentIsWrong;
    }
    std::string executable(path);
    llvm::sys::RemoveFileOnSignal(executable);
    llvm::scope_exit removeExecutable([&] { fs::remove(executable); });
    if (ExitStatus status = buildTo(options, executable); status != Success)
        return status;
    // The file is gone before the program starts: whatever ends the program, nothing stays behind.
    int descriptor = ::open(executable.c_str(), O_RDONLY | O_CLOEXEC);
    fs::remove(executable);
    removeExecutable.release();
    std::vector<char*> line{const_cast<char*>(options.input.c_str())};
    for (const std::string& argument : arguments)
        line.push_back(const_cast<char*>(argument.c_str()));
    line.push_back(nullptr);
    llvm::outs().flush();
    restoreSignals();
    if (descriptor >= 0)
        ::fexecve(descriptor, line.data(), environ);
    printError("cannot run the program: " + llvm::StringRef(std::strerror(errno)),
               "the temporary folder may forbid executables; name another one in TMPDIR");
    return EnvironmentIsWrong;
}

ExitStatus emit(const BuildOptions& options, llvm::StringRef stage) {
    const codegen::Target* target;
    codegen::TargetPack pack;
    if (ExitStatus status = chooseTarget(options, target, pack, false); status != Success)
        return status;
    if (!options.output.empty() && options.output != "-")
        if (ExitStatus status = checkWritable(options.output); status != Success)
            return status;
    llvm::SmallVector<char, 0> contents;
    llvm::raw_svector_ostream text(contents);
    if (ExitStatus status = emitStage(options, *target, stage, text); status != Success)
        return status;
    bool toStandardOutput = options.output.empty() || options.output == "-";
    if (toStandardOutput && stage == "obj" && llvm::outs().is_displayed()) {
        printError("an object is not text for a terminal", "name a file with -o");
        return UsageIsWrong;
    }
    return writeFile(toStandardOutput ? "-" : options.output, llvm::StringRef(contents.data(), contents.size()));
}

} // namespace pyc::driver
