// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The lexer at work, as the files that read its kinds of tokens share it.
#pragma once

#include "frontend/lexer/lexer.h"

#include <array>

namespace pyc::frontend {

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

} // namespace pyc::frontend
