// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is said about a source text: errors and warnings with the attributes Python's SyntaxError has.
#pragma once

#include "frontend/support/string_builder.h"

namespace pyc::frontend {

enum class DiagnosticKind : uint8_t {
    SyntaxError,
    IndentationError,
    TabError,
    IncompleteInputError,
    MemoryError,
    RecursionError,
    ValueError,
    OverflowError,
    UnicodeDecodeError,
    SystemError,
    NotImplementedError,
    SyntaxWarning,
    DeprecationWarning,
};

const char* diagnosticKindName(DiagnosticKind kind);

inline bool isWarning(DiagnosticKind kind) {
    return kind == DiagnosticKind::SyntaxWarning || kind == DiagnosticKind::DeprecationWarning;
}

struct Diagnostic {
    DiagnosticKind kind = DiagnosticKind::SyntaxError;
    std::string_view message;
    /// SyntaxError's lineno, offset, end_lineno and end_offset: columns from 1, in code points.
    /// `hasPosition` is false for errors that carry none (MemoryError, …); `offset` -1 stands for None.
    bool hasPosition = true;
    bool hasEnd = true;      ///< false: end_lineno and end_offset are None
    bool inArguments = true; ///< SyntaxError.args has them, too
    int32_t line = 0;
    int32_t offset = 0;
    int32_t endLine = 0;
    int32_t endOffset = 0;
    /// SyntaxError's text: the source line with its line feed; a null data pointer stands for None.
    std::string_view text;
    /// For errors of the parser, where the words of a better message may be found (SyntaxError._metadata): the line of
    /// the last complete compound statement, and the whole text.
    int32_t statementLine = 0;
    std::string_view source;
    bool fromFile = false;
};

/// Where diagnostics go. An error is reported once and ends the work; returning false for a warning says that the
/// receiver turned it into an error, which it has recorded, and ends the work as well.
struct DiagnosticSink {
    void* state;
    bool (*receive)(void* state, const Diagnostic& diagnostic);

    bool report(const Diagnostic& diagnostic) const { return receive(state, diagnostic); }
};

/// The diagnostic as the last lines of Python's traceback display: File line, source line, carets, message.
void renderDiagnostic(const Diagnostic& diagnostic, std::string_view fileName, StringBuilder& out);

} // namespace pyc::frontend
