// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Source text to tokens, all at once: the list ends with EndMarker, or with Error and what went wrong there.
#pragma once

#include "frontend/lexer/token.h"
#include "frontend/source/diagnostic.h"

namespace pyc::frontend {

enum class LexErrorKind : uint8_t {
    None,
    Message,          ///< a SyntaxError with a message and place of its own
    EndOfInput,       ///< the text ended inside brackets or after a backslash
    Dedent,           ///< an indentation that no enclosing block has
    TabSpace,         ///< tabs and spaces mixed so that nesting depends on the width of tabs
    TooDeep,          ///< too many levels of indentation
    LineContinuation, ///< something follows a backslash
};

struct LexError {
    LexErrorKind kind = LexErrorKind::None;
    bool atEnd = false;    ///< the text ended too early
    bool inString = false; ///< within an f-string or t-string
    std::string_view message;
    uint32_t line = 0;
    uint32_t lineStart = 0;   ///< offset of the line that is shown
    uint32_t bufferStart = 0; ///< offset of the first line of a statement continued by backslashes
    uint32_t cursor = 0;      ///< offset up to which the lexer had read
    int32_t column = -1;      ///< one-based, in bytes, when it is not `cursor` that is shown
    int32_t endColumn = -1;
};

struct LexWarning {
    uint32_t tokenIndex; ///< the token that was being read
    std::string_view message;
    uint32_t line;
    uint32_t cursor; ///< offset up to which the lexer had read
};

struct OpenBracket {
    char bracket;
    uint32_t line;
    uint32_t column;
};

struct TypeIgnoreComment {
    uint32_t line;
    std::string_view tag;
};

struct TokenList {
    Sequence<Token> tokens;
    LexError error;
    Sequence<LexWarning> warnings;
    Sequence<TypeIgnoreComment> typeIgnores;
    Sequence<OpenBracket> openBrackets; ///< what was open where the tokens end
};

struct LexOptions {
    bool typeComments = false;
    bool single = false;     ///< one statement, as for an interactive prompt
    bool implyDedent = true; ///< the end of a single statement closes its blocks
    /// For tools: comments and line feeds that end no statement are tokens, and what only a parser minds is no error
    /// (brackets that do not match, zeros before a number, characters no name has).
    bool extraTokens = false;
};

/// `text` has line feeds only, and a null byte after its last byte but none within.
TokenList lex(std::string_view text, const LexOptions& options, Arena& arena);

/// Where the lexer is inside one f-string or t-string.
struct StringMode {
    char quote;
    uint8_t quoteSize;
    bool raw;
    bool isTemplate;
    bool inFormatSpec;
    bool readingText; ///< between fields, not inside one
    int braceDepth;
    int fieldDepth; ///< brace depth at which the innermost open field began, -1 outside of fields
    uint32_t start;
    uint32_t line;
    uint32_t lineStart;

    char letter() const { return isTemplate ? 't' : 'f'; }
};

/// All that the lexer knows between two tokens; places are offsets in the text.
struct LexState {
    static constexpr int MaxIndentation = 100, MaxBrackets = 200, MaxStringNesting = 150;

    uint32_t cursorOffset = 0, lineStartOffset = 0, bufferStartOffset = 0;
    uint32_t line = 1;
    bool atLineStart = true;
    bool pendingLine = false; ///< a line feed was read, and the line after it has not begun yet
    int pendingIndents = 0;
    int indentDepth = 0;
    int indents[MaxIndentation] = {0};
    int alternateIndents[MaxIndentation] = {0};

    size_t bracketCount = 0;
    OpenBracket brackets[MaxBrackets];

    int modeCount = 0;
    StringMode modes[MaxStringNesting];

    /// What the token that the text so far does not complete waits for: lines without it need not be looked at.
    enum class Wait : uint8_t { Nothing, QuoteOrEnd, ThreeQuotes, TextOfThreeQuotes, Statement };
    Wait wait = Wait::Nothing;
    char awaitedQuote = 0;
    uint32_t searchedOffset = 0;
};

/// Text that comes line by line, each with its line feed: the tokens that `text` completes beyond `state`, which is
/// moved. `isWhole`: there are no more lines. False: there will be no more tokens.
bool lexLines(std::string_view text, bool isWhole, const LexOptions& options, LexState& state, Arena& arena,
              TokenList& result);

} // namespace pyc::frontend
