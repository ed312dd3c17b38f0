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

// What one call of readline gave: a line to whoever looks at the tokens, though the lexer may see several in it.
struct Reading {
    String* given;
    uint32_t start; // in the text
    bool open;      // it had no line feed at its end
};

// A line of the text the lexer sees, which has a line feed alone at every line's end.
struct SourceLine {
    uint32_t start;   // in the text
    uint32_t reading; // counted from one
    uint32_t column;  // where it starts in that
    bool returns;     // it had a carriage return before its end
};

struct TokenStream : Object {
    Value readLine;
    Value encoding; // None: lines are str
    bool extraTokens;
    bool whole;  // there are no more lines
    bool ended;  // behind the tokens that are here comes the error, or the end
    bool broken; // no line could be had
    frontend::LexState* state;
    char* text; // the lines that were read
    uint32_t size, room;
    Reading* readings;
    uint32_t readingCount, readingRoom;
    SourceLine* lines;
    uint32_t lineCount, lineRoom;
    Token* tokens; // those the newest lines completed
    uint32_t tokenCount, tokenRoom, next;
    ExceptionObject* error;
    // The newest that was shown: tokens of one line share it.
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

// Makes room for one more of a growing list; false: error.
template <class T>
bool makeRoom(T*& items, uint32_t used, uint32_t& room, bool scanned) {
    if (used < room)
        return true;
    uint32_t larger = room ? room * 2 : 64;
    items = PYC_TRY(grown(items, used, larger, scanned));
    room = larger;
    return true;
}

const SourceLine* lineAt(const TokenStream* stream, uint32_t line) {
    return line < 1 || line > stream->lineCount ? nullptr : &stream->lines[line - 1];
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
        if (!makeRoom(stream->readings, stream->readingCount, stream->readingRoom, true))
            return false;
        std::string_view rest = utf8.view();
        stream->readings[stream->readingCount++] = {line, stream->size, rest.back() != '\n'};
        if (size_t null = rest.find('\0'); null != rest.npos) {
            std::string_view before = rest.substr(0, null);
            return note(SyntaxErrorType, staticString<"source code cannot contain null bytes">, stream->readingCount, 0,
                        before.substr(0, before.find('\n')), true, 0);
        }
        uint32_t column = 0;
        while (!rest.empty()) {
            std::string_view next = rest.substr(0, rest.find('\n'));
            rest.remove_prefix(next.size() == rest.size() ? next.size() : next.size() + 1);
            if (!makeRoom(stream->lines, stream->lineCount, stream->lineRoom, false))
                return false;
            bool returns = next.ends_with('\r');
            stream->lines[stream->lineCount++] = {stream->size, stream->readingCount, column, returns};
            if (!rest.empty())
                column += uint32_t(frontend::countCodePoints(next)) + 1;
            if (returns)
                next.remove_suffix(1);
            if (!addText(next))
                return false;
        }
        return true;
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

    bool noteLexError(const frontend::LexError& error) {
        const SourceLine* line = lineAt(stream, error.line);
        int64_t number = line ? line->reading : error.line;
        std::string_view read = line ? textRead(line->reading) : std::string_view();
        switch (error.kind) {
        case LexErrorKind::EndOfInput: {
            stream->error = newException(SyntaxErrorType, staticString<"unexpected EOF in multi-line statement">);
            return stream->error;
        }
        case LexErrorKind::Dedent:
            return noteWhole(IndentationErrorType, staticString<"unindent does not match any outer indentation level">,
                             number, read);
        case LexErrorKind::TabSpace:
            return noteWhole(TabErrorType, staticString<"inconsistent use of tabs and spaces in indentation">, number,
                             read);
        case LexErrorKind::TooDeep:
            return noteWhole(IndentationErrorType, staticString<"too many levels of indentation">, number, read);
        case LexErrorKind::LineContinuation:
            return noteWhole(SyntaxErrorType, staticString<"unexpected character after line continuation character">,
                             number, read);
        default: break;
        }
        String* message = PYC_TRY(messageOf(error));
        int64_t start = line ? line->column : 0;
        std::string_view before(stream->text + error.lineStart, error.cursor - error.lineStart);
        int64_t column = start + (error.column >= 0 ? error.column : int64_t(frontend::countCodePoints(before)));
        return note(SyntaxErrorType, message, number, column, read.substr(0, read.find('\n')), true,
                    error.endColumn >= 0 ? start + error.endColumn : column);
    }

    // The column of these is where what was read ends.
    bool noteWhole(Type& cls, String* message, int64_t number, std::string_view read) {
        return note(cls, message, number, int64_t(frontend::countCodePoints(read)) + 1, read, false, 0);
    }

    std::string_view textRead(uint32_t number) const {
        uint32_t start = stream->readings[number - 1].start;
        uint32_t end = number < stream->readingCount ? stream->readings[number].start : stream->size;
        return {stream->text + start, end - start - 1};
    }

    // A line that the message names is one that was read.
    String* messageOf(const frontend::LexError& error) const {
        constexpr std::string_view Word = " line ";
        size_t place = error.message.find(Word);
        uint32_t number = 0;
        size_t end = place == error.message.npos ? 0 : place + Word.size();
        size_t digits = end;
        for (; end < error.message.size() && error.message[end] >= '0' && error.message[end] <= '9'; ++end)
            number = number * 10 + uint32_t(error.message[end] - '0');
        const SourceLine* line = end > digits ? lineAt(stream, number) : nullptr;
        if (!line || line->reading == number)
            return newString(error.message);
        StringBuilder result;
        String* text = PYC_TRY(str(intValue(line->reading)));
        bool built = result.append(error.message.substr(0, digits)) && result.append(text) &&
                     result.append(error.message.substr(end));
        return built ? result.finish() : nullptr;
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

// What was read from the one to the other, as it was given.
String* givenText(TokenStream* stream, uint32_t first, uint32_t last) {
    if (first < 1 || first > stream->readingCount)
        return staticString<"">;
    if (last > stream->readingCount)
        last = stream->readingCount;
    if (stream->shown && stream->shownFirst == first && stream->shownLast == last)
        return stream->shown;
    String* text = stream->readings[first - 1].given;
    if (first < last) {
        StringBuilder joined;
        for (uint32_t number = first; number <= last; ++number) {
            const Reading& reading = stream->readings[number - 1];
            if (!joined.append(reading.given) || (reading.open && number < last && !joined.append("\n")))
                return nullptr;
        }
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
        const SourceLine* source = feed == text.npos ? nullptr : lineAt(stream, line);
        bool returns = source && source->returns;
        if (!result.append(text.substr(0, feed)) || (feed != text.npos && !result.append(returns ? "\r\n" : "\n")))
            return nullptr;
        text.remove_prefix(feed == text.npos ? text.size() : feed + 1);
    }
    return result.finish();
}

struct Place {
    int64_t line, column;
};

// Where a place of the text is in what was read.
Place placeOf(const TokenStream* stream, uint32_t line, uint32_t offset) {
    const SourceLine* source = lineAt(stream, line);
    if (!source)
        return {int64_t(line) - stream->lineCount + stream->readingCount, 0};
    if (offset < source->start)
        return {source->reading, 0};
    std::string_view before(stream->text + source->start, offset - source->start);
    bool ascii = stream->readings[source->reading - 1].given->isAscii();
    return {source->reading, int64_t(source->column + (ascii ? before.size() : frontend::countCodePoints(before)))};
}

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
        Place end = {int64_t(stream->readingCount) + 1, 0};
        return makeTuple(stream, token, empty, end, end, empty);
    }
    Place start = placeOf(stream, token.line, token.start);
    bool ends = token.kind == TokenKind::Newline || token.kind == TokenKind::BlankNewline;
    uint32_t endOffset = ends ? token.end - 1 : token.end;
    Place end = placeOf(stream, token.endLine, endOffset);
    if (isMark && !stream->extraTokens) {
        Place nowhere = {start.line, -1};
        // At the end there is nothing to show of a line that had no token.
        bool hadToken = stream->shown && stream->shownLast == end.line;
        String* shown =
            trailing && !hadToken ? empty : PYC_TRY(givenText(stream, uint32_t(end.line), uint32_t(end.line)));
        return makeTuple(stream, token, empty, nowhere, nowhere, shown);
    }
    String* line = PYC_TRY(givenText(stream, uint32_t(isText(token.kind) ? start.line : end.line), uint32_t(end.line)));
    if (isMark) {
        String* text = empty;
        Place begin = start;
        if (token.kind == TokenKind::Indent) {
            // All of what was read before it on its line.
            uint32_t readStart = stream->readings[start.line - 1].start;
            text = PYC_TRY(newString({stream->text + readStart, token.start - readStart}));
            begin.column = 0;
        }
        return makeTuple(stream, token, text, begin, start, line);
    }
    const SourceLine* source = ends ? lineAt(stream, token.line) : nullptr;
    if (source && stream->extraTokens) {
        bool open = stream->readings[source->reading - 1].open;
        String* text = source->returns ? open ? staticString<"\r"> : staticString<"\r\n">
                       : open          ? empty
                                       : staticString<"\n">;
        return makeTuple(stream, token, text, start, {start.line, start.column + (source->returns ? 2 : 1)}, line);
    }
    if (source && source->returns)
        return makeTuple(stream, token, staticString<"\r">, start, {start.line, start.column + 1}, line);
    String* text = PYC_TRY(textOf(stream, token, endOffset));
    return makeTuple(stream, token, text, start, end, line);
}

Value streamNext(Value self) {
    auto* stream = as<TokenStream>(self);
    if (stream->next == stream->tokenCount && !stream->ended && !Reader(stream).run()) {
        stream->ended = stream->broken = true;
        stream->tokenCount = stream->next = 0;
        return Value();
    }
    if (!stream->lineCount && !stream->extraTokens)
        stream->tokenCount = stream->next; // not even an end
    if (stream->next < stream->tokenCount)
        return describe(stream, stream->tokens[stream->next++]);
    if (stream->broken)
        return raiseMemoryError(); // as CPython has it
    return stream->error ? Value(raiseObject(Value(stream->error)))
                         : Value(raiseStopIteration(Value(staticString<"EOF">)));
}

Value streamIterate(Value self) { return self; }

Value createStream(Type* cls, Value readLine, Value extraTokens, Value encoding) {
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

extern Shape StreamShape;

} // namespace

PYC_GC_ROOT constinit Type TokenizerIterType = defineType({
    .name = "_tokenize.TokenizerIter",
    .shape = &StreamShape,
    .flags = TypeBaseAllowed,
    .instanceSize = sizeof(TokenStream),
    .slots = {.iter = streamIterate,
              .next = streamNext,
              .create = PYC_CREATE("tokenizeriter", createStream, "(readline, /, *, extra_tokens, encoding=None)")},
});

namespace {
PYC_GC_ROOT constinit Shape StreamShape = defineShape(TokenizerIterType);
} // namespace

} // namespace pyc::runtime
