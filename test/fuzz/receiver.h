// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the targets share: a receiver of diagnostics that shows each one, and the meaning of an input's first byte.
#pragma once

#include "frontend/parser/parse.h"

namespace pyc::frontend {

struct Outcome {
    Arena arena;
    int errors = 0;
    DiagnosticSink sink{this, receive};

    static bool receive(void* state, const Diagnostic& diagnostic) {
        Outcome& outcome = *static_cast<Outcome*>(state);
        outcome.errors += !isWarning(diagnostic.kind);
        StringBuilder shown(outcome.arena);
        renderDiagnostic(diagnostic, "fuzz.py", shown);
        return true;
    }
};

inline void require(bool fine) {
    if (!fine)
        __builtin_trap();
}

inline ParseOptions optionsFrom(uint8_t byte) {
    ParseOptions options;
    options.mode = static_cast<ParseMode>(byte & 3);
    options.typeComments = byte & 4;
    options.allowIncompleteInput = byte & 8;
    options.dontImplyDedent = byte & 16;
    options.sourceIsText = false;
    if (byte & 32)
        options.fileName = "fuzz.py";
    return options;
}

} // namespace pyc::frontend
