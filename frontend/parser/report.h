// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Turns places in tokens and bytes into diagnostics with the attributes that Python's SyntaxError has.
#pragma once

#include "frontend/lexer/lexer.h"
#include "frontend/source/diagnostic.h"

namespace pyc::frontend {

inline constexpr std::string_view StackOverflowed = "Parser stack overflowed - Python source too complex to parse";

class ErrorReporter {
public:
    ErrorReporter(std::string_view text, const TokenList& list, bool fromFile, Arena& arena, const DiagnosticSink& sink)
        : text(text), list(list), fromFile(fromFile), arena(arena), sink(sink) {}

    std::string_view source() const { return text; }
    bool hasError() const { return reported; }

    /// An error at bytes of lines, columns from 0 (-1: the end is not known). `newest` is the newest token that had
    /// been read then; which text is shown depends on it.
    void raise(DiagnosticKind kind, std::string_view message, int32_t line, int32_t column, int32_t endLine,
               int32_t endColumn, const Token& newest);

    /// An error from the beginning of one token to the end of another.
    void raiseRange(std::string_view message, const Token& first, const Token& last, const Token& newest) {
        raise(DiagnosticKind::SyntaxError, message, static_cast<int32_t>(first.line), first.column,
              static_cast<int32_t>(last.endLine), last.endColumn, newest);
    }

    /// An error at a token that may have no column of its own; then it is where the lexer stood.
    void raiseAtToken(DiagnosticKind kind, std::string_view message, const Token& place, const Token& newest);

    /// What the lexer found wrong where the tokens end.
    void raiseLexError(const LexError& error, const Token& errorToken);

    /// Whether the lexer had met the end of the text when it read a token.
    bool readsToEnd(const Token& token) const;

    /// Instead of any error so far: the text ends too early.
    void raiseIncomplete(const Token& newest);

    /// Notes the line of the last compound statement that was read.
    void setStatementLine(int32_t line) {
        pending.statementLine = line;
        pending.source = text;
        pending.fromFile = fromFile;
    }

    /// The error stands, whatever the lexer finds further on.
    void settle() { settled = true; }

    /// Prefers what the lexer finds further on to an error of the parser, as long as it is not within an f-string:
    /// then it is more likely to be the cause.
    void preferLaterLexError();

    /// Sends the error, which can be replaced until then.
    void flush() {
        if (reported && !sent)
            sink.report(pending);
        sent = true;
    }

    /// An error without a place.
    void raisePlain(DiagnosticKind kind, std::string_view message);

    /// A warning about the character behind a backslash; each place is warned about once, however often it is read.
    /// False when the receiver turned the warning into an error.
    bool warn(DiagnosticKind kind, std::string_view message, uint32_t line, const Token& token, uint32_t offset);

    /// Passes on what the lexer warned about up to a token.
    bool passLexWarnings(const Token& token);

    /// Where the lexer stands after reading a token: the offset behind it, blank beginnings and line feeds included.
    uint32_t cursorAfter(const Token& token) const;
    uint32_t lexerLineStart(const Token& token) const;
    uint32_t lineStartOf(uint32_t offset) const;

    Arena& memory() { return arena; }

    template <typename... Pieces>
    std::string_view format(Pieces... pieces) {
        return concatenate(arena, {std::string_view(pieces)...});
    }

private:
    std::string_view shownText(int32_t line, const Token& newest) const;
    void send(const Diagnostic& diagnostic) {
        reported = true;
        pending = diagnostic;
    }
    void raiseUnclosed(const Token& errorToken);
    /// Offsets say where an error would be that the warning is turned into, and what is shown of its line.
    bool sendWarning(DiagnosticKind kind, std::string_view message, uint32_t line, uint32_t start, uint32_t end,
                     bool wholeLine);

    std::string_view text;
    const TokenList& list;
    bool fromFile;
    Arena& arena;
    const DiagnosticSink& sink;
    bool reported = false;
    bool settled = false;
    uint32_t warnedThrough = 0;
    uint32_t lexWarningsPassed = 0;
    bool sent = false;
    uint32_t newestLine = 0; ///< line of the newest token when the error was raised
    Diagnostic pending;
};

} // namespace pyc::frontend
