// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The front end's later stages for the command line: bytecode as text, and what code objects and scopes show of
// themselves, as lines that scripts compare with Python's.
#pragma once

#include "frontend/parser/parse.h"

namespace pyc::frontend {

struct CodeStageOptions {
    bool quiet = false;
    bool verify = false;
    int optimize = 0;
};

/// Whether `stage` is one of: bytecode, code, symbols.
bool isCodeStage(std::string_view stage);

/// Compiles `content` and prints the stage; false after an error.
bool processCodeStage(std::string_view stage, std::string_view name, std::string_view content,
                      const ParseOptions& parseOptions, const CodeStageOptions& options, const DiagnosticSink& sink);

} // namespace pyc::frontend
