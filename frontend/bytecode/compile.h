// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From a syntax tree to a code object.
#pragma once

#include "frontend/bytecode/future_features.h"
#include "frontend/parser/parse.h"
#include "frontend/symbols/symbol_table.h"

namespace pyc::frontend {

struct CompileOptions {
    int optimize = 0;            ///< -O: 1 drops asserts and makes __debug__ false, 2 docstrings too
    uint32_t futureFeatures = 0; ///< AllFutureFeatures that are inherited: the code shows them, two change its meaning
    bool allowTopLevelAwait = false;
    bool warnings = true;         ///< SyntaxWarnings are reported
    size_t stackBudget = 4 << 20; ///< native stack that recursion over the tree may use
};

/// Compiles a Module, Interactive or Expression. Null after an error was reported. The tree is changed (constants are
/// folded into it); the code and all it refers to live in `result`, except `fileName`, which is kept as it is.
/// Errors and warnings of this stage carry byte columns and no source line, as CPython's do: the receiver adds the line
/// when it has the file.
const CodeData* compile(ast::ModNode* module, std::string_view fileName, const CompileOptions& options,
                        AstContext& context, Arena& result, const DiagnosticSink& sink);

/// Scopes alone, as `symtable` shows them.
SymbolTable* makeSymbolTable(ast::ModNode* module, const CompileOptions& options, AstContext& context,
                             const KnownNames& known, const DiagnosticSink& sink);

} // namespace pyc::frontend
