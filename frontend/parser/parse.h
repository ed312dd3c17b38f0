// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The way from source text to syntax tree.
#pragma once

#include "frontend/ast/ast.h"
#include "frontend/source/diagnostic.h"

namespace pyc::frontend {

enum class ParseMode : uint8_t { Exec, Eval, Single, FunctionType };

struct ParseOptions {
    ParseMode mode = ParseMode::Exec;
    bool typeComments = false;
    bool allowIncompleteInput = false; ///< text that ends too early gets an error of its own
    bool dontImplyDedent = false;      ///< a single statement's blocks end only with an empty line
    bool barryAsBdfl = false;
    int featureVersion = 14;
    /// The source is a str (no encoding declaration is looked for), not the bytes of a file.
    bool sourceIsText = false;
    /// The file that is read, empty for text from memory; a few messages and places differ.
    std::string_view fileName;
    size_t stackBudget = 16 << 20; ///< native stack that nesting may use, beside Python's own limit
};

/// What one compilation shares: the arena its tree lives in and the names interned there.
struct AstContext {
    explicit AstContext(const PageAllocator& pages = mallocPages) : arena(pages), identifiers(arena) {}

    Arena arena;
    ast::IdentifierTable identifiers;
};

/// The tree of `source` (Module, Expression, Interactive or FunctionType by mode), or null after an error was reported.
ast::ModNode* parse(std::string_view source, const ParseOptions& options, AstContext& context,
                    const DiagnosticSink& sink);

} // namespace pyc::frontend
