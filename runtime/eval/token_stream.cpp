// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// TokenizerIter: (type, text, start, end, line) for every token. A line is read when a token needs it.
#include "runtime/eval/token_stream.h"
#include "frontend/lexer/lexer.h"
#include "frontend/support/unicode.h"
#include "runtime/builtins/exceptions.h"
#include "runtime/object/native.h"
#include "runtime/object/operations.h"
#include "runtime/object/shape.h"

#include <cstring>

namespace pyc::runtime {

using frontend::LexErrorKind;
using frontend::Token;
using frontend::TokenKind;

namespace {

// A line as it was given, and where it is in the text the lexer sees, which has a line feed alone at every line's end.
struct SourceLine {
    String* given;
    uint32_t start;
    bool returns; // it had a carriage return before its end
    bool open;    // it had no line feed
};

struct TokenStream : Object {
    Value readLine;
    Value encoding; // None: lines are str
    bool extraTokens;
    bool whole; // there are no more lines
    bool ended; // behind the tokens that are here comes the error, or the end
    frontend::LexState* state;
    char* text; // the lines that were read
    uint32_t size, room;
    SourceLine* lines;
    uint32_t lineCount, lineRoom;
    Token* tokens; // those the newest lines completed
    uint32_t tokenCount, tokenRoom, next;
    ExceptionObject* error;
    // The newest line that was shown: tokens of one line share it.
    uint32_t shownFirst, shownLast;
    String* shown;
};

// A block with room for `count` items and what the old one holds; null: error.
template <class T>
T* grown(T* items, uint32_t used, uint32_t count, bool scanned) {
    size_t bytes = count * sizeof(T);
    auto* block = static_cast<T*>(scanned ? gc::allocate(bytes) : gc::allocateAtomic(bytes));
    if (!block)
        return raiseMemoryError();
    if (used)
        memcpy(static_cast<void*>(block), items, used * sizeof(T));
    return block;
}

// ---- reading ----
class Reader {
public:
    explicit Reader(TokenStream* stream) : stream(stream) {}

    // Reads as many lines as it takes to complete a token; false: an error is pending.
    bool run() {
        stream->tokenCount = stream->next = 0;
        while (!stream->ended && !stream->tokenCount) {
            Value line = PYC_TRY(nextLine());
            if (isNone(line) || as<String>(line)->length == 0)
                stream->whole = true;
            else if (!add(as<String>(line)))
                return false;
            if (!stream->ended && !lexLines())
                return false;
        }
        return true;
    }

private:
    // None: there are no more.
    Value nextLine() {
        Value line = call(stream->readLine);
        if (!line)
            return clearStopIteration() ? noneValue() : Value();
        if (isNone(stream->encoding))
            return isString(line) ? line : Value(raiseTypeError("readline() returned a non-string object"));
        if (!isBytes(line))
            return raiseTypeError("readline() returned a non-bytes object");
        Value decoded =
            PYC_TRY(callMethod(line, staticString<"decode">, {stream->encoding, Value(staticString<"replace">)}));
        return isString(decoded) ? decoded : Value(raiseTypeError("decode() gave no str"));
    }

    bool add(String* line) {
        Utf8 utf8 = strictUtf8Of(line);
        if (!utf8.data)
            return false;
        if (stream->size + utf8.size + 2 > UINT32_MAX / 2)
            return raiseOverflowError("source is too large");
        if (stream->lineCount == stream->lineRoom) {
            uint32_t room = stream->lineRoom ? stream->lineRoom * 2 : 64;
            stream->lines = PYC_TRY(grown(stream->lines, stream->lineCount, room, true));
            stream->lineRoom = room;
        }
        std::string_view rest = utf8.view();
        SourceLine& added = stream->lines[stream->lineCount++];
        added = {line, stream->size, false, false};
        if (size_t null = rest.find('\0'); null != rest.npos)
            return note(SyntaxErrorType, staticString<"source code cannot contain null bytes">, stream->lineCount, 0,
                        rest.substr(0, null), true, 0);
        added.open = rest.back() != '\n';
        if (!added.open)
            rest.remove_suffix(1);
        added.returns = rest.ends_with('\r');
        if (added.returns)
            rest.remove_suffix(1);
        return addText(rest);
    }

    bool addText(std::string_view line) {
        uint64_t needed = uint64_t(stream->size) + line.size() + 2;
        if (needed > stream->room) {
            auto room = uint32_t(needed < 2048 ? 4096 : needed * 2);
            stream->text = PYC_TRY(grown(stream->text, stream->size, room, false));
            stream->room = room;
        }
        memcpy(stream->text + stream->size, line.data(), line.size());
        stream->size += uint32_t(line.size());
        stream->text[stream->size++] = '\n';
        stream->text[stream->size] = 0;
        return true;
    }

    // What comes behind the tokens that are here.
    bool note(Type& cls, String* message, int64_t line, int64_t column, std::string_view shown, bool hasEnd,
              int64_t endColumn) {
        String* source = PYC_TRY(newString(shown));
        Tuple* place =
            PYC_TRY(newTuple({Value(staticString<"<string>">), intValue(line), intValue(column), Value(source),
                              hasEnd ? intValue(line) : noneValue(), hasEnd ? intValue(endColumn) : noneValue()}));
        Value error = PYC_TRY(call(Value(&cls), {Value(message), Value(place)}));
        stream->error = as<ExceptionObject>(error);
        stream->ended = true;
        return true;
    }

    bool lexLines() {
        frontend::Arena arena;
        frontend::LexOptions options;
        options.extraTokens = stream->extraTokens;
        frontend::TokenList list;
        std::string_view text = stream->text ? std::string_view(stream->text, stream->size) : std::string_view("", 0);
        bool goesOn = frontend::lexLines(text, stream->whole, options, *stream->state, arena, list);
        uint32_t count = list.tokens.size();
        bool failed = list.error.kind != LexErrorKind::None;
        if (failed)
            --count; // the mark of the error
        if (count > stream->tokenRoom) {
            stream->tokens = PYC_TRY(grown(stream->tokens, 0, count * 2, false));
            stream->tokenRoom = count * 2;
        }
        if (count)
            memcpy(static_cast<void*>(stream->tokens), list.tokens.begin(), count * sizeof(Token));
        stream->tokenCount = count;
        stream->ended = !goesOn;
        return !failed || noteLexError(list.error);
    }

    std::string_view lineAt(uint32_t start) const {
        std::string_view rest(stream->text + start, stream->size - start);
        return rest.substr(0, rest.find('\n'));
    }

    bool noteLexError(const frontend::LexError& error) {
        std::string_view line = lineAt(error.lineStart);
        // Columns of these are where the line that was read ends.
        auto whole = int64_t(frontend::countCodePoints(line)) + 1;
        switch (error.kind) {
        case LexErrorKind::EndOfInput: {
            stream->error = newException(SyntaxErrorType, staticString<"unexpected EOF in multi-line statement">);
            return stream->error;
        }
        case LexErrorKind::Dedent:
            return note(IndentationErrorType, staticString<"unindent does not match any outer indentation level">,
                        error.line, whole, line, false, 0);
        case LexErrorKind::TabSpace:
            return note(TabErrorType, staticString<"inconsistent use of tabs and spaces in indentation">, error.line,
                        whole, line, false, 0);
        case LexErrorKind::TooDeep:
            return note(IndentationErrorType, staticString<"too many levels of indentation">, error.line, whole, line,
                        false, 0);
        case LexErrorKind::LineContinuation:
            return note(SyntaxErrorType, staticString<"unexpected character after line continuation character">,
                        error.line, whole, line, false, 0);
        default: break;
        }
        String* message = PYC_TRY(newString(error.message));
        std::string_view before(stream->text + error.lineStart, error.cursor - error.lineStart);
        int64_t column = error.column >= 0 ? error.column : int64_t(frontend::countCodePoints(before));
        return note(SyntaxErrorType, message, error.line, column, line, true,
                    error.endColumn >= 0 ? error.endColumn : column);
    }

    TokenStream* stream;
};

// ---- tokens as tuples ----
// The numbers of `token`: one is used there that no token here has.
int64_t numberOf(const TokenStream* stream, const Token& token) {
    if (token.kind >= TokenKind::KeywordFalse)
        return int64_t(TokenKind::Name);
    if (token.kind > TokenKind::TypeComment)
        return int64_t(token.kind) + 1;
    if (stream->extraTokens && token.kind > TokenKind::Dedent && token.kind < TokenKind::Unknown)
        return int64_t(TokenKind::Unknown);
    return int64_t(token.kind);
}

bool isText(TokenKind kind) {
    return kind == TokenKind::String || (kind >= TokenKind::FStringStart && kind <= TokenKind::TStringEnd);
}

// Lines `first` to `last`, as they were given.
String* linesOf(TokenStream* stream, uint32_t first, uint32_t last) {
    if (first < 1 || first > stream->lineCount)
        return staticString<"">;
    if (last > stream->lineCount)
        last = stream->lineCount;
    if (stream->shown && stream->shownFirst == first && stream->shownLast == last)
        return stream->shown;
    String* text = stream->lines[first - 1].given;
    if (first < last) {
        StringBuilder joined;
        for (uint32_t line = first; line <= last; ++line)
            if (!joined.append(stream->lines[line - 1].given))
                return nullptr;
        text = PYC_TRY(joined.finish());
    }
    stream->shownFirst = first;
    stream->shownLast = last;
    return stream->shown = text;
}

// The token's text with the line ends that were given.
String* textOf(const TokenStream* stream, const Token& token, uint32_t end) {
    std::string_view text(stream->text + token.start, end - token.start);
    if (text.find('\n') == text.npos)
        return newString(text);
    StringBuilder result;
    for (uint32_t line = token.line; !text.empty(); ++line) {
        size_t feed = text.find('\n');
        bool returns = feed != text.npos && line <= stream->lineCount && stream->lines[line - 1].returns;
        if (!result.append(text.substr(0, feed)) || (feed != text.npos && !result.append(returns ? "\r\n" : "\n")))
            return nullptr;
        text.remove_prefix(feed == text.npos ? text.size() : feed + 1);
    }
    return result.finish();
}

int64_t columnOf(const TokenStream* stream, uint32_t line, uint32_t offset) {
    if (line < 1 || line > stream->lineCount || offset < stream->lines[line - 1].start)
        return 0;
    const SourceLine& source = stream->lines[line - 1];
    if (source.given->isAscii())
        return offset - source.start;
    return int64_t(frontend::countCodePoints({stream->text + source.start, offset - source.start}));
}

struct Place {
    int64_t line, column;
};

Value makeTuple(TokenStream* stream, const Token& token, String* text, Place start, Place end, String* line) {
    Tuple* startTuple = PYC_TRY(newTuple({intValue(start.line), intValue(start.column)}));
    Tuple* endTuple = PYC_TRY(newTuple({intValue(end.line), intValue(end.column)}));
    return Value(
        newTuple({intValue(numberOf(stream, token)), Value(text), Value(startTuple), Value(endTuple), Value(line)}));
}

Value describe(TokenStream* stream, const Token& token) {
    String* empty = staticString<"">;
    bool isMark =
        token.kind == TokenKind::Indent || token.kind == TokenKind::Dedent || token.kind == TokenKind::EndMarker;
    bool trailing =
        token.kind == TokenKind::EndMarker || (token.kind == TokenKind::Dedent && token.start >= stream->size);
    if (trailing && stream->extraTokens) {
        Place end = {int64_t(stream->lineCount) + 1, 0};
        return makeTuple(stream, token, empty, end, end, empty);
    }
    uint32_t firstShown = isText(token.kind) ? token.line : token.endLine;
    String* line = PYC_TRY(linesOf(stream, firstShown, token.endLine));
    if (isMark && !stream->extraTokens) {
        Place nowhere = {int64_t(token.line), -1};
        return makeTuple(stream, token, empty, nowhere, nowhere, line);
    }
    Place start = {int64_t(token.line), columnOf(stream, token.line, token.start)};
    if (isMark) {
        String* text = empty;
        Place begin = start;
        if (token.kind == TokenKind::Indent) {
            uint32_t lineStart = stream->lines[token.line - 1].start;
            text = PYC_TRY(newString({stream->text + lineStart, token.start - lineStart}));
            begin.column = 0;
        }
        return makeTuple(stream, token, text, begin, start, line);
    }
    bool ends = token.kind == TokenKind::Newline || token.kind == TokenKind::BlankNewline;
    if (ends && stream->extraTokens) {
        const SourceLine& source = stream->lines[token.line - 1];
        String* text = source.returns ? source.open ? staticString<"\r"> : staticString<"\r\n">
                       : source.open  ? empty
                                      : staticString<"\n">;
        return makeTuple(stream, token, text, start, {start.line, start.column + (source.returns ? 2 : 1)}, line);
    }
    uint32_t end = ends ? token.end - 1 : token.end;
    String* text = PYC_TRY(textOf(stream, token, end));
    return makeTuple(stream, token, text, start, {int64_t(token.endLine), columnOf(stream, token.endLine, end)}, line);
}

Value streamNext(Value self) {
    auto* stream = as<TokenStream>(self);
    if (stream->next == stream->tokenCount && !stream->ended && !Reader(stream).run()) {
        stream->ended = true;
        stream->tokenCount = stream->next = 0;
        return Value();
    }
    if (!stream->lineCount && !stream->extraTokens)
        stream->tokenCount = stream->next; // not even an end
    if (stream->next < stream->tokenCount)
        return describe(stream, stream->tokens[stream->next++]);
    ExceptionObject* error = stream->error;
    stream->error = nullptr;
    return error ? Value(raiseObject(Value(error))) : Value(raiseStopIteration(Value(staticString<"EOF">)));
}

Value streamIterate(Value self) { return self; }

Value createStream(Type* cls, Value readLine, Value encoding, Value extraTokens) {
    if (!isNone(encoding) && !isString(encoding))
        return raiseTypeError("tokenizeriter() argument 'encoding' must be str, not %T", encoding);
    int extra = PYC_TRY(isTrue(extraTokens));
    auto* stream = static_cast<TokenStream*>(PYC_TRY(allocateInstance(cls)));
    stream->state = static_cast<frontend::LexState*>(gc::allocateAtomic(sizeof(frontend::LexState)));
    if (!stream->state)
        return raiseMemoryError();
    *stream->state = {};
    stream->readLine = readLine;
    stream->encoding = encoding;
    stream->extraTokens = extra;
    return Value(stream);
}

Value createEntry(Type* cls, const Value* arguments, size_t count, Tuple* keywordNames) {
    if (count != 1)
        return raiseTypeError("tokenizeriter() takes exactly 1 positional argument (%d given)", int64_t(count));
    Value encoding = noneValue(), extraTokens;
    for (int64_t i = 0; keywordNames && i < keywordNames->length; ++i) {
        auto* name = as<String>(keywordNames->items[i]);
        Value given = arguments[count + size_t(i)];
        if (sameText(name, "encoding"))
            encoding = given;
        else if (sameText(name, "extra_tokens"))
            extraTokens = given;
        else
            return raiseTypeError("tokenizeriter() got an unexpected keyword argument '%U'", name);
    }
    if (!extraTokens)
        return raiseTypeError("tokenizeriter() missing required argument 'extra_tokens' (pos 2)");
    return createStream(cls, arguments[0], encoding, extraTokens);
}

extern Shape StreamShape;

} // namespace

PYC_GC_ROOT constinit Type TokenizerIterType = defineType({
    .name = "_tokenize.TokenizerIter",
    .shape = &StreamShape,
    .flags = TypeBaseAllowed,
    .instanceSize = sizeof(TokenStream),
    .slots = {.iter = streamIterate, .next = streamNext, .create = createEntry},
});

namespace {
PYC_GC_ROOT constinit Shape StreamShape = defineShape(TokenizerIterType);
} // namespace

} // namespace pyc::runtime
