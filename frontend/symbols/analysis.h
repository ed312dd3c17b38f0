// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The second pass over scopes: where each name lives.
#pragma once

#include "frontend/symbols/symbol_table.h"

namespace pyc::frontend {

bool analyzeScopes(SymbolTable& table, Arena& arena, const KnownNames& known, const DiagnosticSink& sink);

/// Reports a SyntaxError at a place in the tree; the result is false. Its columns are bytes, as CPython's are at this
/// stage, and the source line is the receiver's to add. What scopes and future statements complain of gets its place
/// later than its arguments.
bool reportSyntaxError(const DiagnosticSink& sink, Arena& arena, const ast::Position& position,
                       std::initializer_list<std::string_view> pieces, bool inArguments = false);

} // namespace pyc::frontend
