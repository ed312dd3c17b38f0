// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Strings, and f- and t-strings with whatever nests in them.
#include "frontend/lexer/scanner.h"

namespace pyc::frontend {

bool Lexer::readPrefixedString(const char* start, const char* quote) {
    bool bytes = false, formatted = false, raw = false, isTemplate = false, unicode = false;
    for (const char* place = start; place < quote; ++place) {
        switch (*place | 0x20) {
        case 'b': bytes = true; break;
        case 'f': formatted = true; break;
        case 'r': raw = true; break;
        case 't': isTemplate = true; break;
        default: unicode = true;
        }
    }
    cursor = quote;
    const char* clash[2] = {nullptr, nullptr};
    if (unicode && bytes)
        clash[0] = "u", clash[1] = "b";
    else if (unicode && raw)
        clash[0] = "u", clash[1] = "r";
    else if (unicode && formatted)
        clash[0] = "u", clash[1] = "f";
    else if (unicode && isTemplate)
        clash[0] = "u", clash[1] = "t";
    else if (bytes && formatted)
        clash[0] = "b", clash[1] = "f";
    else if (bytes && isTemplate)
        clash[0] = "b", clash[1] = "t";
    else if (formatted && isTemplate)
        clash[0] = "f", clash[1] = "t";
    if (clash[0]) {
        error.column = static_cast<int32_t>(start - lineStart + 1);
        error.endColumn = static_cast<int32_t>(quote - lineStart + 1);
        return failMessage({"'", clash[0], "' and '", clash[1], "' prefixes are incompatible"});
    }
    if (formatted || isTemplate)
        return startNestedString(start, quote, isTemplate, raw);
    return readString(start, quote);
}

bool Lexer::readString(const char* start, const char* quoteStart) {
    char quote = *quoteStart;
    uint32_t startLineNumber = line;
    const char* startLineStart = lineStart;
    cursor = quoteStart + 1;
    int quoteSize = 1;
    if (*cursor == quote) {
        if (cursor[1] != quote) {
            ++cursor;
            push(TokenKind::String, start, cursor);
            return true;
        }
        cursor += 2;
        quoteSize = 3;
    }
    bool escapedQuote = false;
    int closing = 0;
    for (;;) {
        char byte = *cursor;
        if (byte == quote) {
            ++cursor;
            if (++closing == quoteSize) {
                pushMultiLine(TokenKind::String, start, startLineNumber, startLineStart);
                return true;
            }
            continue;
        }
        closing = 0;
        if (byte == '\\') {
            ++cursor;
            if (*cursor == quote)
                escapedQuote = true;
            if (cursor == end)
                continue;
            if (*cursor++ == '\n' && cursor < end)
                startLine();
            continue;
        }
        if (cursor == end || (byte == '\n' && quoteSize == 1))
            break;
        ++cursor;
        if (byte == '\n' && cursor < end)
            startLine();
    }

    error.atEnd = cursor == end;
    if (cursor == end)
        runOut(quoteSize == 3 ? Wait::ThreeQuotes : Wait::QuoteOrEnd, quote);
    StringBuilder number(arena);
    number.addInteger(line);
    line = startLineNumber;
    lineStart = startLineStart;
    cursor = start + 1;
    if (modeCount) {
        StringMode& mode = modes[modeCount - 1];
        if (mode.quote == quote && mode.quoteSize == quoteSize)
            return failMessage(mode.isTemplate ? "t-string: expecting '}'" : "f-string: expecting '}'");
    }
    if (quoteSize == 3)
        return failMessage({"unterminated triple-quoted string literal (detected at line ", number.view(), ")"});
    return failMessage({"unterminated string literal (detected at line ", number.view(), ")",
                        escapedQuote ? "; perhaps you escaped the end quote?" : ""});
}

bool Lexer::startNestedString(const char* start, const char* quoteStart, bool isTemplate, bool raw) {
    cursor = quoteStart + 1;
    uint8_t quoteSize = 1;
    if (cursor[0] == *quoteStart && cursor[1] == *quoteStart) {
        cursor += 2;
        quoteSize = 3;
    }
    if (modeCount + 1 >= MaxStringNesting)
        return failMessage("too many nested f-strings or t-strings");
    modes[modeCount++] = {*quoteStart, quoteSize,     raw,  isTemplate,       false, true, 0,
                          -1,          offset(start), line, offset(lineStart)};
    push(isTemplate ? TokenKind::TStringStart : TokenKind::FStringStart, start, cursor);
    return true;
}

bool Lexer::openField(StringMode& mode) {
    ++mode.fieldDepth;
    if (mode.fieldDepth >= MaxFieldNesting)
        return failMessage({mode.isTemplate ? "t" : "f", "-string: expressions nested too deeply"});
    mode.readingText = false;
    return true;
}

bool Lexer::failUnterminated(StringMode& mode) {
    error.atEnd = cursor == end && mode.quoteSize == 3;
    if (cursor == end)
        runOut(mode.quoteSize == 3 ? Wait::TextOfThreeQuotes : Wait::Nothing, mode.quote);
    StringBuilder number(arena);
    number.addInteger(line);
    cursor = base + mode.start + 1;
    lineStart = base + mode.lineStart;
    line = mode.line;
    return failMessage({"unterminated ", mode.quoteSize == 3 ? "triple-quoted " : "", mode.isTemplate ? "t" : "f",
                        "-string literal (detected at line ", number.view(), ")"});
}

bool Lexer::nextText() {
    StringMode& mode = modes[modeCount - 1];
    TokenKind middle = mode.isTemplate ? TokenKind::TStringMiddle : TokenKind::FStringMiddle;
    const char* start = cursor;
    uint32_t startLineNumber = line;
    const char* startLineStart = lineStart;

    if (*cursor == '{' && cursor[1] != '{') {
        if (!openField(mode)) {
            return false;
        }
        return nextNormal();
    }
    bool atEnd = true;
    for (int index = 0; index < mode.quoteSize; ++index)
        atEnd = atEnd && cursor[index] == mode.quote;
    if (atEnd) {
        cursor += mode.quoteSize;
        push(mode.isTemplate ? TokenKind::TStringEnd : TokenKind::FStringEnd, start, cursor);
        --modeCount;
        return true;
    }

    bool namedEscape = false;
    int closing = 0;
    auto finish = [&](const char* textEnd, const char* next) {
        // The second of two braces is not in the text, but it counts for where the text ends.
        cursor = next;
        pushMultiLine(middle, start, startLineNumber, startLineStart);
        tokens.back().end = offset(textEnd);
        return true;
    };
    while (closing != mode.quoteSize) {
        char byte = *cursor;
        bool inFormatSpec = mode.inFormatSpec && mode.fieldDepth >= 0;
        if (cursor == end || (mode.quoteSize == 1 && byte == '\n')) {
            if (inFormatSpec && byte == '\n') {
                ++cursor;
                return failMessage({mode.isTemplate ? "t" : "f",
                                    "-string: newlines are not allowed in format specifiers for single quoted ",
                                    mode.isTemplate ? "t" : "f", "-strings"});
            }
            return failUnterminated(mode);
        }
        ++cursor;
        if (byte == mode.quote) {
            ++closing;
            continue;
        }
        closing = 0;
        if (byte == '\n') {
            if (cursor < end)
                startLine();
        } else if (byte == '{') {
            if (*cursor != '{' || inFormatSpec) {
                --cursor;
                if (!openField(mode))
                    return false;
                mode.inFormatSpec = false;
                return finish(cursor, cursor);
            }
            return finish(cursor, cursor + 1);
        } else if (byte == '}') {
            if (namedEscape)
                return finish(cursor, cursor);
            if (*cursor == '}' && !inFormatSpec && mode.braceDepth == 0)
                return finish(cursor, cursor + 1);
            --cursor;
            mode.readingText = false;
            mode.inFormatSpec = false;
            return finish(cursor, cursor);
        } else if (byte == '\\') {
            if (cursor == end)
                continue;
            char escaped = *cursor++;
            if (escaped == '{' || escaped == '}') {
                if (!mode.raw)
                    warn(concatenate(arena, {"\"\\",
                                             {&escaped, 1},
                                             "\" is an invalid escape sequence. "
                                             "Such sequences will not work in the future. Did you mean \"\\\\",
                                             {&escaped, 1},
                                             "\"? A raw string is also an option."}));
                --cursor;
                continue;
            }
            if (escaped == '\n' && cursor < end)
                startLine();
            if (!mode.raw && escaped == 'N' && *cursor == '{') {
                ++cursor;
                namedEscape = true;
            }
        }
    }
    cursor -= mode.quoteSize;
    return finish(cursor, cursor);
}

} // namespace pyc::frontend
