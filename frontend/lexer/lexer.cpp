// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Source text to tokens: indentation, continuation lines, names and operators.
#include "frontend/lexer/scanner.h"
#include "frontend/support/unicode.h"

namespace pyc::frontend {

bool Lexer::continueLine() {
    // The cursor is behind the backslash.
    if (*cursor != '\n') {
        // What follows has been looked at, except that there is nothing to look at where the text ends.
        if (cursor < end)
            ++cursor;
        return fail(LexErrorKind::LineContinuation);
    }
    ++cursor;
    if (cursor == end) {
        runOut(Wait::Statement);
        return fail(LexErrorKind::EndOfInput);
    }
    startLine();
    return true;
}

bool Lexer::readIndentation(bool& blankLine) {
    int column = 0, alternate = 0, continuedColumn = 0;
    for (;; ++cursor) {
        char byte = *cursor;
        if (byte == ' ') {
            ++column;
            ++alternate;
        } else if (byte == '\t') {
            column = (column / TabSize + 1) * TabSize;
            ++alternate;
        } else if (byte == '\f') {
            column = alternate = 0;
        } else if (byte == '\\') {
            // The first line of a continued blank beginning says how deep the statement is.
            continuedColumn = continuedColumn ? continuedColumn : column;
            ++cursor;
            if (!continueLine()) {
                if (error.kind == LexErrorKind::EndOfInput)
                    error.bufferStart = error.cursor;
                return false;
            }
            bufferStart = lineStart;
            --cursor;
        } else {
            break;
        }
    }
    if (*cursor == '#' || *cursor == '\n') {
        blankLine = true;
    }
    if (blankLine || bracketCount)
        return true;
    if (continuedColumn)
        column = alternate = continuedColumn;
    if (column == indents[indentDepth]) {
        if (alternate != alternateIndents[indentDepth])
            return fail(LexErrorKind::TabSpace);
    } else if (column > indents[indentDepth]) {
        if (indentDepth + 1 >= MaxIndentation) {
            while (cursor < end && *cursor++ != '\n') {
            }
            return fail(LexErrorKind::TooDeep);
        }
        if (alternate <= alternateIndents[indentDepth])
            return fail(LexErrorKind::TabSpace);
        ++pendingIndents;
        indents[++indentDepth] = column;
        alternateIndents[indentDepth] = alternate;
    } else {
        while (indentDepth > 0 && column < indents[indentDepth]) {
            --pendingIndents;
            --indentDepth;
        }
        if (column != indents[indentDepth]) {
            while (cursor < end && *cursor++ != '\n') {
            }
            return fail(LexErrorKind::Dedent);
        }
        if (alternate != alternateIndents[indentDepth])
            return fail(LexErrorKind::TabSpace);
    }
    return true;
}

bool Lexer::nextNormal() {
    bool blankLine = false;
    if (pendingLine && cursor < end) {
        pendingLine = false;
        startLine();
        bufferStart = lineStart;
    }
    if (atLineStart) {
        atLineStart = false;
        if (!readIndentation(blankLine))
            return false;
    }
    if (pendingIndents) {
        TokenKind kind = pendingIndents < 0 ? TokenKind::Dedent : TokenKind::Indent;
        for (; pendingIndents; pendingIndents += pendingIndents < 0 ? 1 : -1)
            pushMark(kind);
    }
    const char* comment = nullptr;
    for (;;) {
        while (isClass(*cursor, Blank))
            ++cursor;
        if (*cursor == '#') {
            const char* start = comment = cursor;
            const void* lineEnd = memchr(cursor, '\n', static_cast<size_t>(end - cursor));
            cursor = lineEnd ? static_cast<const char*>(lineEnd) : end;
            if (options.extraTokens) {
                push(TokenKind::Comment, start, cursor);
                comment = nullptr;
            }
            if (options.typeComments) {
                if (readTypeComment(start, blankLine))
                    return true;
            }
        }
        if (*cursor != '\\')
            break;
        ++cursor;
        if (!continueLine())
            return false;
    }
    if (*cursor == '\n') {
        const char* start = cursor++;
        pendingLine = true;
        atLineStart = true;
        if (!blankLine && !bracketCount) {
            // A comment before the line feed is part of the token.
            push(TokenKind::Newline, comment ? comment : start, cursor);
            return true;
        }
        if (options.extraTokens)
            push(TokenKind::BlankNewline, start, cursor);
        return true;
    }

    const char* start = cursor;
    char byte = *cursor;
    if (cursor == end) {
        if (bracketCount)
            return fail(LexErrorKind::EndOfInput);
        if (cursor == base || cursor[-1] == '\n')
            closeBlocks();
        if (options.single) {
            // A single statement may lack its last line feed, and a block the empty line behind it.
            for (bool started = !tokens.empty(); started;) {
                pushMark(TokenKind::Newline);
                started = indentDepth > 0 && options.implyDedent;
                if (started)
                    closeBlocks();
            }
        }
        if (base == end)
            line = 0;
        pushMark(TokenKind::EndMarker);
        return false;
    }
    if (isClass(byte, IdentifierStart))
        return readName(start);
    if (isDigit(byte) || (byte == '.' && isDigit(cursor[1])))
        return readNumber(start);
    if (byte == '"' || byte == '\'')
        return readString(start, start);
    return readOperator(start);
}

/// Whether the comment from `start` to the cursor is a type comment, which is a token.
bool Lexer::readTypeComment(const char* start, bool blankLine) {
    const char* lineEnd = cursor;
    const char* place = start;
    for (const char* prefix = "# type: "; *prefix; ++prefix) {
        if (*prefix == ' ') {
            while (*place == ' ' || *place == '\t')
                ++place;
        } else if (*prefix == *place && place < lineEnd) {
            ++place;
        } else {
            return false;
        }
    }
    const char* ignoreEnd = place + 6;
    bool ignore = lineEnd >= ignoreEnd && memcmp(place, "ignore", 6) == 0 &&
                  !(lineEnd > ignoreEnd && isClass(*ignoreEnd, IdentifierPart) && *ignoreEnd != '_');
    if (ignore) {
        // A comment that has its line for itself takes the line feed along.
        typeIgnores.push({line, {ignoreEnd, static_cast<size_t>(lineEnd - ignoreEnd + (blankLine && lineEnd < end))}});
        return false;
    }
    push(TokenKind::TypeComment, place, lineEnd);
    return true;
}

bool Lexer::readName(const char* start) {
    const char* place = start;
    // Prefixes of strings look like names until their quote.
    switch (*place) {
    case 'b':
    case 'B':
    case 'f':
    case 'F':
    case 'r':
    case 'R':
    case 't':
    case 'T':
    case 'u':
    case 'U': {
        unsigned seen = 0;
        for (;;) {
            unsigned bit;
            switch (*place | 0x20) {
            case 'b': bit = 1; break;
            case 'f': bit = 2; break;
            case 'r': bit = 4; break;
            case 't': bit = 8; break;
            case 'u': bit = 16; break;
            default: bit = 0;
            }
            if (!bit || (seen & bit) || !isClass(*place, IdentifierStart))
                break;
            seen |= bit;
            ++place;
            if (*place == '"' || *place == '\'')
                return readPrefixedString(start, place);
        }
        break;
    }
    default: break;
    }
    unsigned char high = 0;
    while (isClass(*place, IdentifierPart))
        high |= static_cast<unsigned char>(*place++);
    cursor = place;
    if (high >= 128) [[unlikely]] {
        const char* bad = options.extraTokens ? nullptr : findNonIdentifier(start, place);
        if (bad) {
            uint32_t codePoint;
            const char* after = decodeCodePoint(bad, codePoint);
            cursor = after;
            StringBuilder message(arena);
            if (isPrintable(codePoint)) {
                message.add("invalid character '").add(std::string_view(bad, static_cast<size_t>(after - bad)));
                message.add("' (U+").addHexadecimalUpper(codePoint, 4).add(")");
            } else {
                message.add("invalid non-printable character U+").addHexadecimalUpper(codePoint, 4);
            }
            return failMessage(message.finish());
        }
        push(TokenKind::Name, start, place).nonAscii = true;
        return true;
    }
    push(keywordKind(start, static_cast<size_t>(place - start)), start, place);
    return true;
}

bool Lexer::readOperator(const char* start) {
    char byte = *start;
    StringMode* mode = modeCount ? &modes[modeCount - 1] : nullptr;
    // The colon of a field is one character, whatever follows it.
    if (mode && mode->fieldDepth >= 0 && byte == ':' && mode->braceDepth - 1 == mode->fieldDepth) {
        mode->readingText = true;
        mode->inFormatSpec = true;
        cursor = start + 1;
        push(TokenKind::Colon, start, cursor);
        return true;
    }

    TokenKind kind = TokenKind::Unknown;
    int size = 1;
    auto with = [&](char second, TokenKind both, TokenKind single) {
        if (start[1] == second) {
            kind = both;
            size = 2;
        } else {
            kind = single;
        }
    };
    switch (byte) {
    case '(': kind = TokenKind::LeftParenthesis; break;
    case ')': kind = TokenKind::RightParenthesis; break;
    case '[': kind = TokenKind::LeftBracket; break;
    case ']': kind = TokenKind::RightBracket; break;
    case '{': kind = TokenKind::LeftBrace; break;
    case '}': kind = TokenKind::RightBrace; break;
    case ',': kind = TokenKind::Comma; break;
    case ';': kind = TokenKind::Semicolon; break;
    case '~': kind = TokenKind::Tilde; break;
    case '.':
        if (start[1] == '.' && start[2] == '.') {
            kind = TokenKind::Ellipsis;
            size = 3;
        } else {
            kind = TokenKind::Dot;
        }
        break;
    case ':': with('=', TokenKind::ColonEqual, TokenKind::Colon); break;
    case '=': with('=', TokenKind::EqualEqual, TokenKind::Equal); break;
    case '!': with('=', TokenKind::NotEqual, TokenKind::Exclamation); break;
    case '+': with('=', TokenKind::PlusEqual, TokenKind::Plus); break;
    case '%': with('=', TokenKind::PercentEqual, TokenKind::Percent); break;
    case '&': with('=', TokenKind::AmpersandEqual, TokenKind::Ampersand); break;
    case '|': with('=', TokenKind::BarEqual, TokenKind::Bar); break;
    case '^': with('=', TokenKind::CircumflexEqual, TokenKind::Circumflex); break;
    case '@': with('=', TokenKind::AtEqual, TokenKind::At); break;
    case '-':
        with('=', TokenKind::MinusEqual, TokenKind::Minus);
        if (start[1] == '>') {
            kind = TokenKind::Arrow;
            size = 2;
        }
        break;
    case '*':
        if (start[1] == '*') {
            size = start[2] == '=' ? 3 : 2;
            kind = size == 3 ? TokenKind::DoubleStarEqual : TokenKind::DoubleStar;
        } else {
            with('=', TokenKind::StarEqual, TokenKind::Star);
        }
        break;
    case '/':
        if (start[1] == '/') {
            size = start[2] == '=' ? 3 : 2;
            kind = size == 3 ? TokenKind::DoubleSlashEqual : TokenKind::DoubleSlash;
        } else {
            with('=', TokenKind::SlashEqual, TokenKind::Slash);
        }
        break;
    case '<':
        if (start[1] == '<') {
            size = start[2] == '=' ? 3 : 2;
            kind = size == 3 ? TokenKind::LeftShiftEqual : TokenKind::LeftShift;
        } else if (start[1] == '>' && !options.extraTokens) {
            size = 2;
            kind = TokenKind::NotEqual;
        } else {
            with('=', TokenKind::LessEqual, TokenKind::Less);
        }
        break;
    case '>':
        if (start[1] == '>') {
            size = start[2] == '=' ? 3 : 2;
            kind = size == 3 ? TokenKind::RightShiftEqual : TokenKind::RightShift;
        } else {
            with('=', TokenKind::GreaterEqual, TokenKind::Greater);
        }
        break;
    default: break;
    }
    cursor = start + size;
    if (size > 1) {
        push(kind, start, cursor);
        return true;
    }

    switch (byte) {
    case '(':
    case '[':
    case '{':
        if (bracketCount >= MaxBrackets)
            return failMessage("too many nested parentheses");
        brackets[bracketCount++] = {byte, line, static_cast<uint32_t>(start - lineStart)};
        if (mode)
            ++mode->braceDepth;
        break;
    case ')':
    case ']':
    case '}': {
        std::string_view text(start, 1);
        if (mode && mode->braceDepth == 0 && byte == '}')
            return failMessage({mode->isTemplate ? "t" : "f", "-string: single '}' is not allowed"});
        if (!bracketCount && options.extraTokens)
            break;
        if (!bracketCount)
            return failMessage({"unmatched '", text, "'"});
        const OpenBracket& opening = brackets[--bracketCount];
        char wanted = opening.bracket == '(' ? ')' : opening.bracket == '[' ? ']' : '}';
        if (byte != wanted && !options.extraTokens) {
            // A closing bracket cannot reach out of the field it is in.
            if (mode && opening.bracket == '{' && mode->braceDepth - 1 == mode->fieldDepth)
                return failMessage({mode->isTemplate ? "t" : "f", "-string: unmatched '", text, "'"});
            std::string_view openingText(&opening.bracket, 1);
            if (opening.line != line) {
                StringBuilder number(arena);
                number.addInteger(opening.line);
                return failMessage({"closing parenthesis '", text, "' does not match opening parenthesis '",
                                    openingText, "' on line ", number.view()});
            }
            return failMessage(
                {"closing parenthesis '", text, "' does not match opening parenthesis '", openingText, "'"});
        }
        if (mode) {
            if (--mode->braceDepth < 0)
                return failMessage({mode->isTemplate ? "t" : "f", "-string: unmatched '", text, "'"});
            if (byte == '}' && mode->braceDepth == mode->fieldDepth) {
                --mode->fieldDepth;
                mode->readingText = true;
                mode->inFormatSpec = false;
            }
        }
        break;
    }
    default: break;
    }
    if (byte < ' ' || byte == 127) {
        StringBuilder message(arena);
        message.add("invalid non-printable character U+").addHexadecimalUpper(static_cast<unsigned char>(byte), 4);
        return failMessage(message.finish());
    }
    push(kind, start, cursor);
    // A character no token has is an error of the parser: the lexer goes on behind it.
    return true;
}

TokenList lex(std::string_view text, const LexOptions& options, Arena& arena) {
    Lexer* lexer = arena.make<Lexer>(text, LexState(), options, arena);
    return lexer->run();
}

bool lexLines(std::string_view text, bool isWhole, const LexOptions& options, LexState& state, Arena& arena,
              TokenList& result) {
    Lexer* lexer = arena.make<Lexer>(text, state, options, arena);
    bool goesOn = lexer->runLines(isWhole, state);
    result = lexer->taken();
    return goesOn;
}

} // namespace pyc::frontend
