// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Numbers.
#include "frontend/lexer/scanner.h"

namespace pyc::frontend {

/// Digits with single underscores between them; the cursor is on or behind the first digit.
bool Lexer::readDigits() {
    for (;;) {
        while (isDigit(*cursor))
            ++cursor;
        if (*cursor != '_')
            return true;
        ++cursor;
        if (!isDigit(*cursor))
            return failMessage("invalid decimal literal");
    }
}

/// Something must separate a number from a following word; a few keywords are let through with a warning.
bool Lexer::endNumber(std::string_view kind) {
    if (options.extraTokens)
        return true;
    bool keyword = false;
    switch (*cursor) {
    case 'a': keyword = atKeyword("nd", 2); break;
    case 'e': keyword = atKeyword("lse", 3); break;
    case 'f': keyword = atKeyword("or", 2); break;
    case 'i': keyword = cursor[1] == 'f' || cursor[1] == 'n' || cursor[1] == 's'; break;
    case 'o': keyword = atKeyword("r", 1); break;
    case 'n': keyword = atKeyword("ot", 2); break;
    default: break;
    }
    if (keyword) {
        warn(concatenate(arena, {"invalid ", kind, " literal"}));
        return true;
    }
    if (static_cast<unsigned char>(*cursor) < 128 && isClass(*cursor, IdentifierPart))
        return failMessage({"invalid ", kind, " literal"});
    return true;
}

bool Lexer::readNumber(const char* start) {
    cursor = start;
    if (*cursor == '0' && ((cursor[1] | 0x20) == 'x' || (cursor[1] | 0x20) == 'o' || (cursor[1] | 0x20) == 'b')) {
        char base = cursor[1] | 0x20;
        const char* kind = base == 'x' ? "hexadecimal" : base == 'o' ? "octal" : "binary";
        auto belongs = [base](char digit) {
            return base == 'x' ? isClass(digit, HexadecimalDigit) : digit >= '0' && digit <= (base == 'o' ? '7' : '1');
        };
        cursor += 2;
        do {
            if (*cursor == '_')
                ++cursor;
            if (!belongs(*cursor)) {
                if (base != 'x' && isDigit(*cursor)) {
                    ++cursor;
                    return failMessage({"invalid digit '", {cursor - 1, 1}, "' in ", kind, " literal"});
                }
                return failMessage({"invalid ", kind, " literal"});
            }
            while (belongs(*cursor))
                ++cursor;
        } while (*cursor == '_');
        if (base != 'x' && isDigit(*cursor)) {
            ++cursor;
            return failMessage({"invalid digit '", {cursor - 1, 1}, "' in ", kind, " literal"});
        }
        if (!endNumber(kind))
            return false;
        push(TokenKind::Number, start, cursor);
        return true;
    }

    bool leadingZeros = false;
    const char* zerosEnd = start;
    if (*cursor == '0') {
        for (;;) {
            if (*cursor == '_') {
                ++cursor;
                if (!isDigit(*cursor))
                    return failMessage("invalid decimal literal");
            }
            if (*cursor != '0')
                break;
            ++cursor;
        }
        // The first character after the zeros counts as one of them in what is shown.
        zerosEnd = cursor + 1;
        if (isDigit(*cursor)) {
            leadingZeros = true;
            if (!readDigits())
                return false;
        }
    } else if (isDigit(*cursor)) {
        if (!readDigits())
            return false;
    }
    bool real = false;
    if (*cursor == '.') {
        real = true;
        ++cursor;
        if (isDigit(*cursor) && !readDigits())
            return false;
    }
    if ((*cursor | 0x20) == 'e') {
        const char* exponent = cursor++;
        if (*cursor == '+' || *cursor == '-') {
            ++cursor;
            if (!isDigit(*cursor))
                return failMessage("invalid decimal literal");
            real = true;
            if (!readDigits())
                return false;
        } else if (isDigit(*cursor)) {
            real = true;
            if (!readDigits())
                return false;
        } else {
            cursor = exponent;
            if (leadingZeros && !real && !options.extraTokens)
                goto octal;
            if (!endNumber("decimal"))
                return false;
            push(TokenKind::Number, start, cursor);
            return true;
        }
    }
    if ((*cursor | 0x20) == 'j') {
        ++cursor;
        if (!endNumber("imaginary"))
            return false;
        push(TokenKind::Number, start, cursor);
        return true;
    }
    if (leadingZeros && !real && !options.extraTokens) {
    octal:
        error.column = static_cast<int32_t>(start + 1 - lineStart);
        error.endColumn = static_cast<int32_t>(zerosEnd - lineStart);
        return failMessage("leading zeros in decimal integer literals are not permitted; "
                           "use an 0o prefix for octal integers");
    }
    if (!endNumber("decimal"))
        return false;
    push(TokenKind::Number, start, cursor);
    return true;
}

} // namespace pyc::frontend
