// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From a program's main file to an executable, or to one of the stages between.
#pragma once

#include "cross/driver/diagnostics.h"

#include "codegen/target/target.h"

#include <string>
#include <vector>

namespace pyc::driver {

struct BuildOptions {
    std::string input;
    std::string output;
    std::string target;
    codegen::Machine machine;
    std::string compilerExecutable;
    std::string reportFile;
    codegen::OptimizationLevel level = codegen::OptimizationLevel::O2;
    bool debugInfo = false;
    bool strip = false;
    bool embedSource = false;
    bool interpret = false;
    bool verbose = false;
};

ExitStatus build(const BuildOptions& options);
// Builds to a nameless file and becomes that program; returns only when something failed.
ExitStatus run(const BuildOptions& options, const std::vector<std::string>& arguments);
ExitStatus emit(const BuildOptions& options, llvm::StringRef stage);

} // namespace pyc::driver
