// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A program as the command line sees it: the main file and every module it can import, read, parsed and compiled to
// bytecode.
#pragma once

#include "cross/driver/diagnostics.h"

#include "frontend/bytecode/code.h"
#include "frontend/parser/parse.h"
#include "runtime/abi/program.h"

#include <memory>
#include <set>
#include <string>
#include <vector>

namespace pyc::driver {

struct SourceModule {
    std::string name;
    std::string path;     // what was opened; of a namespace package: the folder
    std::string fileName; // what __file__ and tracebacks say
    std::string source;
    runtime::ModuleKind kind = runtime::ModuleKind::Plain;
    std::unique_ptr<frontend::AstContext> context;
    frontend::ast::ModNode* tree = nullptr;
    const frontend::CodeData* code = nullptr;
};

struct Program {
    std::vector<std::unique_ptr<SourceModule>> modules; // the first is __main__
    std::set<std::string> nativeModules;
    bool reachesCompiler = false; // eval, exec or compile can be called
    std::string reachesCompilerBecause;
};

enum class Depth { Parse, Compile };

// Reads and compiles `path` and, when `followImports`, what it imports. Diagnostics were printed when the status is not
// Success.
ExitStatus loadProgram(llvm::StringRef path, Depth depth, bool followImports, int optimize, Program& program);

// Whether there is such a file; prints what is wrong with it.
ExitStatus checkReadable(llvm::StringRef path);

// One file as bytes; prints what is wrong with it.
ExitStatus readSource(llvm::StringRef path, std::string& contents);

} // namespace pyc::driver
