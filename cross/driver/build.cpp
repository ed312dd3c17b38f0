// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The commands that compile: sources to bytecode, to an LLVM module, to an object (through the cache), to an
// executable.
#include "cross/driver/build.h"

#include "cross/driver/cache.h"
#include "cross/driver/compile.h"
#include "cross/driver/program.h"

#include "codegen/link/link.h"

#include "llvm/ADT/ScopeExit.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
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
                   "build it with './dev pack " + target->name + "', or name another folder in PYC_PACKS");
        return EnvironmentIsWrong;
    case codegen::TargetPack::State::Incompatible:
        printError("the target pack in " + pack.folder + " was made for another version of pyc-native",
                   "build it again with './dev pack " + target->name + "'");
        return EnvironmentIsWrong;
    }
    return Success;
}

// The object of the program, from the cache or compiled now; a temporary one is removed by the caller.
struct ProgramObject {
    std::string path;
    bool temporary = false;
};

ExitStatus objectOf(const Program& program, const BuildOptions& options, const codegen::Target& target,
                    Stopwatch& watch, ProgramObject& object) {
    Cache cache;
    std::string key = cacheKey(program, options);
    // A report describes a compilation, so one has to happen.
    if (options.reportFile.empty()) {
        if (auto found = cache.find(key)) {
            object.path = *found;
            watch.lap("object from cache");
            return Success;
        }
    }
    llvm::SmallVector<char, 0> contents;
    {
        Progress progress("compiling " + options.input);
        if (ExitStatus status = compileToObject(program, options, target, contents); status != Success)
            return status;
    }
    watch.lap("compile");
    llvm::StringRef bytes(contents.data(), contents.size());
    cache.store(key, bytes);
    if (auto found = cache.find(key)) {
        object.path = *found;
        return Success;
    }
    llvm::SmallString<128> path;
    int descriptor;
    std::error_code error = fs::createTemporaryFile("pyc-native", "o", descriptor, path);
    if (!error) {
        llvm::raw_fd_ostream out(descriptor, true);
        out << bytes;
        out.close();
        error = out.error();
        out.clear_error();
        object = {std::string(path), true};
    }
    if (error) {
        printError("cannot write a temporary object: " + error.message(),
                   "free space in the temporary folder, or name another one in TMPDIR");
        return EnvironmentIsWrong;
    }
    return Success;
}

ExitStatus linkProgram(const Program& program, const BuildOptions& options, const codegen::Target& target,
                       const codegen::TargetPack& pack, const std::string& object, const std::string& output) {
    Progress progress("linking " + output);
    codegen::LinkRequest request;
    request.target = &target;
    request.pack = pack;
    request.objects = {object};
    request.output = output;
    request.strip = options.strip;
    request.debugInfo = options.debugInfo;
    request.embeddedCompiler = program.reachesCompiler;
    request.verbose = options.verbose;
    std::string problem = codegen::link(request);
    if (problem.empty())
        return Success;
    fs::remove(output);
    bool environment = llvm::StringRef(problem).contains("cannot open output file") ||
                       llvm::StringRef(problem).contains("failed to write");
    printError("linking failed:\n" + problem);
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
    ProgramObject object;
    if (ExitStatus status = objectOf(program, options, *target, watch, object); status != Success)
        return status;
    ExitStatus status = linkProgram(program, options, *target, pack, object.path, output);
    if (object.temporary)
        fs::remove(object.path);
    watch.lap("link");
    return status;
}

} // namespace

ExitStatus build(const BuildOptions& options) {
    std::string output = options.output;
    if (output.empty()) {
        output = llvm::sys::path::stem(options.input).str();
        if (output.empty() || fs::is_directory(output)) {
            printError("cannot name the executable '" + output + "': a folder of that name is in the way",
                       "choose another name with -o");
            return EnvironmentIsWrong;
        }
    }
    if (fs::equivalent(output, options.input)) {
        printError("the executable would overwrite '" + options.input + "'", "choose another name with -o");
        return EnvironmentIsWrong;
    }
    if (fs::is_directory(output)) {
        printError("'" + output + "' is a directory", "name the executable itself with -o");
        return EnvironmentIsWrong;
    }
    llvm::StringRef folder = llvm::sys::path::parent_path(output);
    if (folder.empty())
        folder = ".";
    if (!fs::exists(folder) || ::access(folder.str().c_str(), W_OK) != 0) {
        printError("cannot write '" + output +
                   "': " + llvm::StringRef(fs::exists(folder) ? std::strerror(errno) : "the folder does not exist"));
        return EnvironmentIsWrong;
    }
    // Written beside and renamed: an earlier executable stays whole until the new one is.
    std::string temporary = output + ".tmp" + std::to_string(::getpid());
    llvm::scope_exit removeTemporary([&] { fs::remove(temporary); });
    if (ExitStatus status = buildTo(options, temporary); status != Success)
        return status;
    if (std::error_code error = fs::rename(temporary, output)) {
        printError("cannot write '" + output + "': " + error.message());
        return EnvironmentIsWrong;
    }
    removeTemporary.release();
    return Success;
}

ExitStatus run(const BuildOptions& options, const std::vector<std::string>& arguments) {
    llvm::SmallString<128> path;
    if (std::error_code error = fs::createTemporaryFile("pyc-native-run", "", path)) {
        printError("cannot write a temporary executable: " + error.message(),
                   "free space in the temporary folder, or name another one in TMPDIR");
        return EnvironmentIsWrong;
    }
    std::string executable(path);
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
    llvm::SmallVector<char, 0> contents;
    llvm::raw_svector_ostream text(contents);
    if (ExitStatus status = emitStage(options, *target, stage, text); status != Success)
        return status;
    bool toStandardOutput = options.output.empty() || options.output == "-";
    if (toStandardOutput && stage == "obj" && llvm::outs().is_displayed()) {
        printError("an object is not text for a terminal", "name a file with -o");
        return UsageIsWrong;
    }
    std::error_code error;
    llvm::raw_fd_ostream out(toStandardOutput ? "-" : options.output, error);
    if (!error) {
        out << llvm::StringRef(contents.data(), contents.size());
        out.flush();
        error = out.error();
        out.clear_error();
    }
    if (error) {
        printError("cannot write '" + llvm::Twine(toStandardOutput ? "standard output" : options.output) +
                   "': " + error.message());
        return EnvironmentIsWrong;
    }
    return Success;
}

} // namespace pyc::driver
