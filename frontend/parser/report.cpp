// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Places in tokens and bytes, as the attributes of Python's SyntaxError.
#include "frontend/parser/report.h"

#include "frontend/support/unicode.h"

namespace pyc::frontend {

namespace {

/// The one-based column that Python gives for a byte column plus one: a character that is cut counts as well.
int32_t characterColumn(std::string_view line, int32_t column) {
    if (column < 0)
        return 0;
    size_t size = static_cast<size_t>(column);
    if (size > line.size() + 1)
        size = line.size() + 1;
    if (size > line.size())
        return static_cast<int32_t>(countCodePoints(line)) + 1;
    return static_cast<int32_t>(countCodePoints(line.substr(0, size)));
}

} // namespace

uint32_t ErrorReporter::lineStartOf(uint32_t offset) const {
    while (offset > 0 && text[offset - 1] != '\n')
        --offset;
    return offset;
}

uint32_t ErrorReporter::cursorAfter(const Token& token) const {
    if (token.kind == TokenKind::Error)
        return list.error.cursor;
    if (token.kind == TokenKind::FStringMiddle || token.kind == TokenKind::TStringMiddle)
        return lineStartOf(token.end) + static_cast<uint32_t>(token.endColumn);
    return token.end;
}

/// Where the line begins in which the lexer stands after a token: at the end of the text, that is the last line.
uint32_t ErrorReporter::lexerLineStart(const Token& token) const {
    if (token.kind == TokenKind::Error)
        return list.error.lineStart;
    uint32_t cursor = cursorAfter(token);
    if (token.kind == TokenKind::Newline || (cursor == text.size() && cursor && text[cursor - 1] == '\n'))
        --cursor;
    return lineStartOf(cursor);
}

std::string_view ErrorReporter::shownText(int32_t line, const Token& newest) const {
    int32_t lexerLine = static_cast<int32_t>(newest.endLine);
    if (newest.kind == TokenKind::Error && list.error.kind != LexErrorKind::Message)
        lexerLine = static_cast<int32_t>(list.error.line);
    uint32_t lastLineStart = lexerLineStart(newest);
    if (lexerLine <= line) {
        bool toEnd = newest.kind == TokenKind::Error && list.error.atEnd;
        size_t end = toEnd ? text.npos : text.find('\n', lastLineStart);
        return text.substr(lastLineStart, end == text.npos ? text.npos : end + 1 - lastLineStart);
    }
    size_t start = 0;
    for (int32_t index = 1; index < line; ++index) {
        size_t lineFeed = text.find('\n', start);
        if (lineFeed == text.npos)
            break;
        start = lineFeed + 1;
    }
    size_t end = text.find('\n', start);
    return text.substr(start, end == text.npos ? text.npos : end - start);
}

void ErrorReporter::raise(DiagnosticKind kind, std::string_view message, int32_t line, int32_t column, int32_t endLine,
                          int32_t endColumn, const Token& newest) {
    if (reported)
        return;
    newestLine = newest.line;
    Diagnostic diagnostic;
    diagnostic.kind = kind;
    diagnostic.message = arena.copy(message);
    diagnostic.text = shownText(line, newest);
    diagnostic.line = line;
    diagnostic.endLine = endLine;
    diagnostic.offset = characterColumn(diagnostic.text, column + 1);
    diagnostic.endOffset = endColumn + 1 > 0 ? characterColumn(diagnostic.text, endColumn + 1) : endColumn + 1;
    send(diagnostic);
}

void ErrorReporter::raiseAtToken(DiagnosticKind kind, std::string_view message, const Token& place,
                                 const Token& newest) {
    int32_t column = place.column;
    // Behind the last line of a file nothing is left in the lexer's buffer to count columns in.
    bool bufferIsEmpty = newest.kind == TokenKind::Error ? list.error.cursor == list.error.bufferStart
                                                         : cursorAfter(newest) >= text.size();
    if (column == -1 && !(fromFile && bufferIsEmpty)) {
        column = static_cast<int32_t>(cursorAfter(newest) - lexerLineStart(newest)) - 1;
    }
    raise(kind, message, static_cast<int32_t>(place.line), column, static_cast<int32_t>(place.endLine),
          place.endColumn == -1 ? -2 : place.endColumn, newest);
}

void ErrorReporter::raiseLexError(const LexError& error, const Token& errorToken) {
    if (reported)
        return;
    settled = true;
    int32_t line = static_cast<int32_t>(error.line);
    switch (error.kind) {
    case LexErrorKind::None: return;
    case LexErrorKind::Message: {
        Diagnostic diagnostic;
        diagnostic.message = error.message;
        diagnostic.line = diagnostic.endLine = line;
        size_t lineEnd = text.find('\n', error.lineStart);
        diagnostic.text = text.substr(error.lineStart, lineEnd == text.npos ? text.npos : lineEnd - error.lineStart);
        if (error.column >= 0) {
            diagnostic.offset = characterColumn(diagnostic.text, error.column);
            diagnostic.endOffset = characterColumn(diagnostic.text, error.endColumn);
        } else {
            std::string_view before = text.substr(error.lineStart, error.cursor - error.lineStart);
            diagnostic.offset = diagnostic.endOffset = static_cast<int32_t>(countCodePoints(before));
        }
        send(diagnostic);
        return;
    }
    case LexErrorKind::EndOfInput:
        if (!list.openBrackets.empty()) {
            raiseUnclosed(errorToken);
            return;
        }
        raiseAtToken(DiagnosticKind::SyntaxError, "unexpected EOF while parsing", errorToken, errorToken);
        return;
    case LexErrorKind::Dedent:
        raiseAtToken(DiagnosticKind::IndentationError, "unindent does not match any outer indentation level",
                     errorToken, errorToken);
        return;
    case LexErrorKind::TabSpace:
        raise(DiagnosticKind::TabError, "inconsistent use of tabs and spaces in indentation", line, 0, line, -1,
              errorToken);
        return;
    case LexErrorKind::TooDeep:
        raise(DiagnosticKind::IndentationError, "too many levels of indentation", line, 0, line, -1, errorToken);
        return;
    case LexErrorKind::LineContinuation:
        raise(DiagnosticKind::SyntaxError, "unexpected character after line continuation character", line,
              static_cast<int32_t>(error.cursor - error.bufferStart) - 1, line, -1, errorToken);
        return;
    }
}

void ErrorReporter::raiseUnclosed(const Token& errorToken) {
    const OpenBracket& open = list.openBrackets.back();
    raise(DiagnosticKind::SyntaxError, format("'", std::string_view(&open.bracket, 1), "' was never closed"),
          static_cast<int32_t>(open.line), static_cast<int32_t>(open.column), static_cast<int32_t>(open.line), -1,
          errorToken);
}

bool ErrorReporter::readsToEnd(const Token& token) const {
    if (token.kind == TokenKind::Error)
        return list.error.atEnd;
    // Strings know where they end; every other token is only read once its follower has been looked at.
    bool knowsItsEnd = token.kind == TokenKind::String || (token.kind == TokenKind::Newline && token.column >= 0);
    return token.end >= text.size() && !knowsItsEnd;
}

void ErrorReporter::raiseIncomplete(const Token& newest) {
    reported = false;
    raiseAtToken(DiagnosticKind::IncompleteInputError, "incomplete input", newest, newest);
    settle();
}

void ErrorReporter::preferLaterLexError() {
    if (!reported || settled || !pending.hasPosition)
        return;
    const Token& errorToken = list.tokens.back();
    if (list.error.kind == LexErrorKind::None)
        return;
    if (list.error.kind == LexErrorKind::Message) {
        if (list.error.inString)
            return;
        reported = false;
        raiseLexError(list.error, errorToken);
    } else if (!list.openBrackets.empty() && newestLine > list.openBrackets.back().line) {
        reported = false;
        raiseUnclosed(errorToken);
    }
}

void ErrorReporter::raisePlain(DiagnosticKind kind, std::string_view message) {
    if (reported)
        return;
    Diagnostic diagnostic;
    diagnostic.kind = kind;
    diagnostic.message = message;
    diagnostic.hasPosition = false;
    send(diagnostic);
}

bool ErrorReporter::sendWarning(DiagnosticKind kind, std::string_view message, uint32_t line, uint32_t start,
                                uint32_t end, bool wholeLine) {
    size_t before = start ? text.rfind('\n', start - 1) : text.npos, lineStart = before == text.npos ? 0 : before + 1;
    size_t lineEnd = text.find('\n', lineStart);
    std::string_view shown = text.substr(lineStart, lineEnd == text.npos ? text.npos : lineEnd - lineStart + wholeLine);
    Diagnostic diagnostic;
    diagnostic.kind = kind;
    diagnostic.message = arena.copy(message);
    diagnostic.line = diagnostic.endLine = static_cast<int32_t>(line);
    diagnostic.offset = static_cast<int32_t>(countCodePoints(text.substr(lineStart, start - lineStart))) + 1;
    diagnostic.endOffset = diagnostic.offset + static_cast<int32_t>(end - start);
    diagnostic.text = shown;
    if (sink.report(diagnostic))
        return true;
    reported = sent = true;
    return false;
}

bool ErrorReporter::passLexWarnings(const Token& token) {
    uint32_t index = static_cast<uint32_t>(&token - list.tokens.begin());
    while (lexWarningsPassed < list.warnings.size() && list.warnings[lexWarningsPassed].tokenIndex <= index) {
        const LexWarning& warning = list.warnings[lexWarningsPassed++];
        if (!sendWarning(DiagnosticKind::SyntaxWarning, warning.message, warning.line, warning.cursor - 1,
                         warning.cursor - 1, false))
            return false;
    }
    return true;
}

bool ErrorReporter::warn(DiagnosticKind kind, std::string_view message, uint32_t line, const Token& token,
                         uint32_t offset) {
    if (!passLexWarnings(token))
        return false;
    if (offset < warnedThrough)
        return true;
    warnedThrough = offset + 1;
    return sendWarning(kind, message, line, offset - 1, offset + 1, true);
}

} // namespace pyc::frontend
