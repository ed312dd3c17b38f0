// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is settled in the tree before scopes and code: `from __future__`, __debug__, docstrings that -OO drops,
// `'…' % (…)` as an f-string, negative and complex numbers in patterns, and warnings about leaving a finally.
#pragma once

#include "frontend/bytecode/compile.h"

namespace pyc::frontend {

struct FutureFeatures {
    bool annotations = false;
    bool barryAsBdfl = false;
    ast::Position position; ///< of the last such statement

    uint32_t flags() const { return (annotations ? FutureAnnotations : 0u) | (barryAsBdfl ? FutureBarryAsBdfl : 0u); }
};

/// False after an error was reported.
bool readFutureFeatures(ast::ModNode* module, const KnownNames& known, Arena& arena, const DiagnosticSink& sink,
                        FutureFeatures& features);

struct PreprocessOptions {
    int optimize;
    bool futureAnnotations;
    bool warnings;
    size_t stackBudget;
};
bool preprocess(ast::ModNode* module, const PreprocessOptions& options, const KnownNames& known, Arena& arena,
                const DiagnosticSink& sink);

} // namespace pyc::frontend
