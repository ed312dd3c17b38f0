// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Source text to tokens: indentation, continuation lines, numbers, strings, and f- and t-strings with whatever nests
// in them.
#include "frontend/lexer/lexer.h"

#include "frontend/support/unicode.h"

#include <array>

namespace pyc::frontend {

namespace {

constexpr int MaxFieldNesting = 3;
constexpr int TabSize = 8;

enum CharacterClass : uint8_t { IdentifierStart = 1, IdentifierPart = 2, Digit = 4, HexadecimalDigit = 8, Blank = 16 };

constexpr std::array<uint8_t, 256> characterClasses = [] {
    std::array<uint8_t, 256> classes{};
    for (int byte = 0; byte < 256; ++byte) {
        bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_' || byte >= 128;
        bool digit = byte >= '0' && byte <= '9';
        bool hexadecimal = digit || (byte >= 'a' && byte <= 'f') || (byte >= 'A' && byte <= 'F');
        bool blank = byte == ' ' || byte == '\t' || byte == '\f';
        classes[byte] = uint8_t((letter ? IdentifierStart | IdentifierPart : 0) | (digit ? Digit | IdentifierPart : 0) |
                                (hexadecimal ? HexadecimalDigit : 0) | (blank ? Blank : 0));
    }
    return classes;
}();

inline bool isClass(char byte, uint8_t wanted) { return characterClasses[static_cast<uint8_t>(byte)] & wanted; }
inline bool isDigit(char byte) { return byte >= '0' && byte <= '9'; }

class Lexer : LexState {
public:
    Lexer(std::string_view text, const LexState& state, const LexOptions& options, Arena& arena)
        : LexState(state), base(text.data()), end(text.data() + text.size()), cursor(base + cursorOffset),
          lineStart(base + lineStartOffset), bufferStart(base + bufferStartOffset), options(options), arena(arena),
          tokens(arena), warnings(arena), typeIgnores(arena) {
        tokens.reserve((text.size() - cursorOffset) / 4 + 16);
    }

    TokenList run() {
        while (next()) {
        }
        return taken();
    }

    /// As far as the text completes tokens; false: there will be no more.
    bool runLines(bool isWhole, LexState& state) {
        if (isWhole) {
            while (next()) {
            }
            return false;
        }
        bool goesOn = true;
        if (mayComplete()) {
            for (;;) {
                if (cursor == end) {
                    save(state);
                    break;
                }
                save(state);
                uint32_t tokenCount = static_cast<uint32_t>(tokens.size());
                if (next())
                    continue;
                goesOn = ranOut;
                if (ranOut) {
                    state.wait = wait;
                    state.awaitedQuote = awaitedQuote;
                    tokens.resize(tokenCount);
                    error = {};
                }
                break;
            }
        }
        state.searchedOffset = offset(end);
        return goesOn;
    }

    TokenList taken() {
        TokenList result;
        result.tokens = tokens.sequence();
        result.error = error;
        result.warnings = warnings.sequence();
        result.typeIgnores = typeIgnores.sequence();
        result.openBrackets = arena.copy(brackets, bracketCount);
        return result;
    }

private:
    uint32_t offset(const char* place) const { return static_cast<uint32_t>(place - base); }

    /// A token changes no more than the ends of the three stacks.
    void save(LexState& state) const {
        state.cursorOffset = offset(cursor);
        state.lineStartOffset = offset(lineStart);
        state.bufferStartOffset = offset(bufferStart);
        state.line = line;
        state.atLineStart = atLineStart;
        state.pendingLine = pendingLine;
        state.pendingIndents = pendingIndents;
        state.indentDepth = indentDepth;
        state.indents[indentDepth] = indents[indentDepth];
        state.alternateIndents[indentDepth] = alternateIndents[indentDepth];
        state.bracketCount = bracketCount;
        if (bracketCount)
            state.brackets[bracketCount - 1] = brackets[bracketCount - 1];
        state.modeCount = modeCount;
        if (modeCount)
            state.modes[modeCount - 1] = modes[modeCount - 1];
        state.wait = Wait::Nothing;
    }

    /// Whether what was added since the last time may complete the token that was begun.
    bool mayComplete() const {
        std::string_view added(base + searchedOffset, static_cast<size_t>(end - base - searchedOffset));
        const char quotes[] = {awaitedQuote, awaitedQuote, awaitedQuote, 0};
        bool hasThree = added.find(quotes) != added.npos;
        switch (wait) {
        case Wait::Nothing: return true;
        case Wait::ThreeQuotes: return hasThree;
        case Wait::TextOfThreeQuotes: return hasThree || added.find_first_of("{}") != added.npos;
        case Wait::QuoteOrEnd: return added.find(awaitedQuote) != added.npos || !added.ends_with("\\\n");
        case Wait::Statement: return added.find_first_not_of(" \t\f\\\n") != added.npos || !added.ends_with("\\\n");
        }
        return true;
    }

    /// The text ended in the middle of a token.
    void runOut(Wait awaited, char quote = 0) {
        ranOut = true;
        wait = awaited;
        awaitedQuote = quote;
    }

    Token& push(TokenKind kind, const char* start, const char* tokenEnd) {
        tokens.push({offset(start), offset(tokenEnd), line, static_cast<int32_t>(start - lineStart), line,
                     static_cast<int32_t>(tokenEnd - lineStart), kind, false, static_cast<uint16_t>(bracketCount)});
        return tokens.back();
    }

    /// A token without text of its own.
    void pushMark(TokenKind kind) {
        tokens.push(
            {offset(cursor), offset(cursor), line, -1, line, -1, kind, false, static_cast<uint16_t>(bracketCount)});
    }

    void pushMultiLine(TokenKind kind, const char* start, uint32_t startLine, const char* startLineStart) {
        tokens.push({offset(start), offset(cursor), startLine, static_cast<int32_t>(start - startLineStart), line,
                     static_cast<int32_t>(cursor - lineStart), kind, false, static_cast<uint16_t>(bracketCount)});
    }

    bool fail(LexErrorKind kind) {
        error.kind = kind;
        error.inString = modeCount > 0;
        error.atEnd |= kind == LexErrorKind::EndOfInput;
        error.line = line;
        error.lineStart = offset(lineStart);
        error.bufferStart = offset(bufferStart);
        error.cursor = offset(cursor);
        pushMark(TokenKind::Error);
        return false;
    }

    bool failMessage(std::string_view message) {
        error.message = message;
        return fail(LexErrorKind::Message);
    }

    bool failMessage(std::initializer_list<std::string_view> pieces) { return failMessage(concatenate(arena, pieces)); }

    /// The next line begins at the cursor.
    void startLine() {
        ++line;
        lineStart = cursor;
    }

    void warn(std::string_view message) {
        warnings.push({static_cast<uint32_t>(tokens.size()), message, line, offset(cursor)});
    }

    void closeBlocks() {
        for (; indentDepth; --indentDepth)
            pushMark(TokenKind::Dedent);
    }

    bool next() {
        if (modeCount && modes[modeCount - 1].readingText)
            return nextText();
        return nextNormal();
    }

    bool nextNormal();
    bool readIndentation(bool& blankLine);
    bool readName(const char* start);
    bool readPrefixedString(const char* start, const char* quote);
    bool readString(const char* start, const char* quote);
    bool startNestedString(const char* start, const char* quote, bool isTemplate, bool raw);
    bool readNumber(const char* start);
    bool readDigits();
    bool endNumber(std::string_view kind);
    bool readOperator(const char* start);
    bool readTypeComment(const char* start, bool blankLine);
    bool continueLine();
    bool nextText();
    bool openField(StringMode& mode);
    bool failUnterminated(StringMode& mode);
    bool atKeyword(const char* rest, size_t size) const {
        return strncmp(cursor + 1, rest, size) == 0 && !isClass(cursor[1 + size], IdentifierPart);
    }

    const char* base;
    const char* end;
    const char* cursor;
    const char* lineStart;
    const char* bufferStart;
    const LexOptions& options;
    Arena& arena;
    ArenaVector<Token> tokens;
    ArenaVector<LexWarning> warnings;
    ArenaVector<TypeIgnoreComment> typeIgnores;
    LexError error;
    bool ranOut = false;
};

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

} // namespace

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
