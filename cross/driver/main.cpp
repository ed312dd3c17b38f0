// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The command line.
#include "cross/driver/build.h"
#include "cross/driver/cache.h"
#include "cross/driver/output.h"
#include "cross/driver/signals.h"

#include "CLI/CLI.hpp"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

#include <cctype>
#include <map>
#include <sstream>

using namespace pyc;
using namespace pyc::driver;

namespace {

constexpr const char* Examples = "Examples:\n"
                                 "  pyc-native build app.py              compile app.py and what it imports to ./app\n"
                                 "  pyc-native build app.py -o bin/tool -O3 --strip\n"
                                 "  pyc-native run app.py --name=World   compile, then run with arguments\n"
                                 "  pyc-native emit --stage=llvm app.py  show a stage of the compilation\n"
                                 "  pyc-native build app.py --target aarch64-linux --cpu cortex-a72\n"
                                 "  pyc-native cache --clear             forget compiled objects\n";

// "zba,-zbb" as LLVM takes it: "+zba,-zbb".
std::string signedFeatures(const std::string& text) {
    std::string result;
    for (llvm::StringRef part : llvm::split(text, ',')) {
        part = part.trim();
        if (part.empty())
            continue;
        result += result.empty() ? "" : ",";
        if (part.front() != '+' && part.front() != '-')
            result += '+';
        result += part;
    }
    return result;
}

void addCompileOptions(CLI::App& command, BuildOptions& options) {
    using codegen::OptimizationLevel;
    command
        .add_option(
            "-O",
            [&options](const CLI::results_t& values) {
                static const std::map<std::string, OptimizationLevel> levels = {{"0", OptimizationLevel::O0},
                                                                                {"1", OptimizationLevel::O1},
                                                                                {"2", OptimizationLevel::O2},
                                                                                {"3", OptimizationLevel::O3},
                                                                                {"s", OptimizationLevel::Os}};
                auto found = levels.find(values.back());
                if (found == levels.end())
                    throw CLI::ValidationError("-O" + values.back(), "no such level: it is one of 0, 1, 2, 3 and s");
                options.level = found->second;
                return true;
            },
            "Optimise: 0 (fast build), 1, 2 (default), 3, s (small)")
        ->type_name("LEVEL")
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    command.add_option("--target", options.target, "Platform to build for; see 'pyc-native targets'")
        ->type_name("TARGET");
    command.add_option("--cpu", options.machine.cpu, "Processor to compile for (default: the target's baseline)")
        ->type_name("NAME");
    command
        .add_option_function<std::string>(
            "--features", [&options](const std::string& text) { options.machine.features = signedFeatures(text); },
            "Instructions it has beyond that: zba,zbb")
        ->type_name("LIST");
    command.add_flag("-g", options.debugInfo, "Keep debug information: gdb shows Python files, lines and functions");
    command.add_flag("--embed-source", options.embedSource, "Carry the source, so that tracebacks show lines anywhere");
    command.add_flag("--interpret", options.interpret, "Link the program as bytecode only");
    command.add_option("--report", options.reportFile, "Write what was compiled how, function by function")
        ->type_name("FILE");
    command.add_flag("-v,--verbose", options.verbose, "Say what is done, with times and the link line");
}

// The subcommand that was being read, for advice about its options.
const CLI::App& deepest(const CLI::App& app) {
    auto subcommands = app.get_subcommands();
    return subcommands.empty() ? app : *subcommands.back();
}

// --help and --version end here too.
int endParsing(const CLI::App& app, const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) {
        std::ostringstream out, errors;
        app.exit(error, out, errors);
        return writeFile("-", out.str());
    }
    const CLI::App& command = deepest(app);
    std::string name = &command == &app ? "pyc-native" : "pyc-native " + command.get_name();
    std::string what = error.what();
    if (!what.empty())
        what[0] = char(std::tolower(what[0]));
    printError(what, "'" + name + " --help' says what there is");
    return UsageIsWrong;
}

int showTargets(const std::string& compilerExecutable) {
    using State = codegen::TargetPack::State;
    std::string text;
    llvm::raw_string_ostream out(text);
    for (const codegen::Target& target : codegen::allTargets()) {
        codegen::TargetPack pack = codegen::findPack(target, compilerExecutable);
        bool isDefault = &target == &codegen::defaultTarget();
        std::string remedy = "'./dev pack " + target.packName().str() + "'";
        out << target.name << (isDefault ? " (default)" : "") << ": ";
        switch (pack.state()) {
        case State::Ready: out << "ready, " << pack.folder; break;
        case State::Missing: out << "no target pack in " << pack.folder << "; build it with " << remedy; break;
        case State::Incompatible:
            out << "the pack in " << pack.folder << " is of another version; build it again with " << remedy;
            break;
        }
        out << "\n";
    }
    return writeFile("-", text);
}

int showCache(bool clear) {
    Cache cache;
    if (clear && !cache.clear()) {
        printError("could not remove every file in " + cache.folder(), "check the permissions of the folder");
        return EnvironmentIsWrong;
    }
    Cache::Usage usage = cache.usage();
    std::string text;
    llvm::raw_string_ostream out(text);
    out << "folder  " << cache.folder() << "\n"
        << "objects " << usage.files << "\n"
        << "size    " << llvm::format("%.1f", double(usage.bytes) / (1 << 20)) << " MB of at most "
        << (cache.limit() >> 20) << " MB (PYC_CACHE_LIMIT)\n";
    return writeFile("-", text);
}

} // namespace

int main(int argc, char** argv) {
    installSignals();
    CLI::App app("pyc-native compiles Python programs to static native executables.", "pyc-native");
    app.footer(Examples);
    app.set_version_flag("--version", "pyc-native " PYC_VERSION " (Python 3.14, LLVM " LLVM_VERSION_STRING ")");
    app.require_subcommand(1);

    BuildOptions options;
    options.compilerExecutable = llvm::sys::fs::getMainExecutable(argv[0], reinterpret_cast<void*>(&showTargets));
    options.target = codegen::defaultTarget().name.str();
    std::string stage;
    std::vector<std::string> programArguments;
    bool clearCache = false;

    CLI::App* buildCommand = app.add_subcommand("build", "Compile a program to an executable");
    buildCommand->add_option("app.py", options.input, "The program's main file")->required();
    buildCommand
        ->add_option("-o,--output", options.output, "Executable to write (default: the main file's name without .py)")
        ->type_name("OUT")
        ->check([](const std::string& name) { return name.empty() ? "a file has no empty name" : ""; });
    buildCommand->add_flag("--strip", options.strip, "Leave out symbols");
    addCompileOptions(*buildCommand, options);

    CLI::App* runCommand = app.add_subcommand("run", "Compile a program and run it");
    runCommand->add_option("app.py", options.input, "The program's main file")->required();
    addCompileOptions(*runCommand, options);
    // Everything after the main file belongs to the program, options too.
    runCommand->add_option("arguments", programArguments, "Passed to the program");
    runCommand->positionals_at_end();

    CLI::App* emitCommand = app.add_subcommand("emit", "Show a stage of the compilation");
    emitCommand->add_option("app.py", options.input, "A Python file")->required();
    emitCommand->add_option("--stage", stage, "tokens, ast, bytecode, py, py-typed, llvm, asm or obj")
        ->required()
        ->check(CLI::IsMember({"tokens", "ast", "bytecode", "py", "py-typed", "llvm", "asm", "obj"}));
    emitCommand->add_option("-o,--output", options.output, "File to write (default: standard output)")
        ->type_name("OUT");
    addCompileOptions(*emitCommand, options);

    CLI::App* targetsCommand = app.add_subcommand("targets", "List the platforms programs can be built for");
    CLI::App* cacheCommand = app.add_subcommand("cache", "Show or clear the cache of compiled objects");
    cacheCommand->add_flag("--clear", clearCache, "Remove everything in it");

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return endParsing(app, error);
    }

    if (*targetsCommand)
        return showTargets(options.compilerExecutable);
    if (*cacheCommand)
        return showCache(clearCache);
    if (*runCommand)
        return run(options, programArguments);
    if (*emitCommand)
        return emit(options, stage);
    return build(options);
}
