// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Text in UTF-8 over a byte stream.
#include "runtime/builtins/text_stream.h"

#include "runtime/builtins/bytes.h"
#include "runtime/builtins/exceptions.h"
#include "runtime/builtins/iterators.h"
#include "runtime/builtins/text.h"
#include "runtime/host/host.h"
#include "runtime/object/native.h"

#include <cstring>

namespace pyc::runtime {

extern Shape TextStreamShape;

namespace {

constexpr bool isSurrogate(uint32_t point) { return point >= 0xD800 && point <= 0xDFFF; }
constexpr bool isEscapedByte(uint32_t point) { return point >= 0xDC80 && point <= 0xDCFF; }

// ---- encoding ----
bool appendUtf8(BytesBuilder& bytes, uint32_t point) {
    if (point < 0x80)
        return bytes.appendByte(uint8_t(point));
    if (point < 0x800)
        return bytes.appendByte(uint8_t(0xC0 | point >> 6)) && bytes.appendByte(uint8_t(0x80 | (point & 0x3F)));
    if (point < 0x10000)
        return bytes.appendByte(uint8_t(0xE0 | point >> 12)) && bytes.appendByte(uint8_t(0x80 | (point >> 6 & 0x3F))) &&
               bytes.appendByte(uint8_t(0x80 | (point & 0x3F)));
    return bytes.appendByte(uint8_t(0xF0 | point >> 18)) && bytes.appendByte(uint8_t(0x80 | (point >> 12 & 0x3F))) &&
           bytes.appendByte(uint8_t(0x80 | (point >> 6 & 0x3F))) && bytes.appendByte(uint8_t(0x80 | (point & 0x3F)));
}

bool appendSurrogate(BytesBuilder& bytes, String* text, int64_t at, const TextStream* stream) {
    uint32_t point = codePointAt(text, at);
    switch (stream->errors) {
    case EncodingErrors::Unknown: return raise(LookupErrorType, "unknown error handler name '%U'", stream->errorsName);
    case EncodingErrors::Ignore: return true;
    case EncodingErrors::Replace: return bytes.appendByte('?');
    case EncodingErrors::BackslashReplace: {
        constexpr char Digits[] = "0123456789abcdef";
        const char escape[] = {
            '\\', 'u', Digits[point >> 12], Digits[point >> 8 & 15], Digits[point >> 4 & 15], Digits[point & 15]};
        return bytes.append({escape, sizeof escape});
    }
    case EncodingErrors::SurrogateEscape:
        if (isEscapedByte(point))
            return bytes.appendByte(uint8_t(point - 0xDC00));
        break;
    case EncodingErrors::Strict: break;
    }
    int64_t end = at + 1;
    while (end < text->length && isSurrogate(codePointAt(text, end)))
        ++end;
    return raiseUnicodeEncodeError("utf-8", text, at, end, "surrogates not allowed");
}

bool encode(String* text, const TextStream* stream, BytesBuilder& bytes) {
    for (int64_t i = 0; i < text->length; ++i) {
        uint32_t point = codePointAt(text, i);
        if (isSurrogate(point) ? !appendSurrogate(bytes, text, i, stream) : !appendUtf8(bytes, point))
            return false;
    }
    return true;
}

// ---- decoding ----
struct DecodedPoint {
    uint32_t point;
    uint32_t size;      // of the sequence, or of its part that is wrong
    const char* reason; // null: fine
};

DecodedPoint decodePoint(const uint8_t* bytes, size_t available) {
    uint8_t first = bytes[0];
    if (first < 0x80)
        return {first, 1, nullptr};
    if (first < 0xC2 || first > 0xF4)
        return {0, 1, "invalid start byte"};
    uint32_t size = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    uint32_t point = first & (0x7F >> size);
    for (uint32_t i = 1; i < size; ++i) {
        if (i == available)
            return {0, i, "unexpected end of data"};
        uint8_t low = i == 1 && first == 0xE0 ? 0xA0 : i == 1 && first == 0xF0 ? 0x90 : 0x80;
        uint8_t high = i == 1 && first == 0xED ? 0x9F : i == 1 && first == 0xF4 ? 0x8F : 0xBF;
        if (bytes[i] < low || bytes[i] > high)
            return {0, i, "invalid continuation byte"};
        point = point << 6 | (bytes[i] & 0x3F);
    }
    return {point, size, nullptr};
}

String* decode(Bytes* bytes, const TextStream* stream) {
    EncodingErrors errors = stream->errors;
    auto* data = reinterpret_cast<const uint8_t*>(bytes->data);
    auto size = size_t(bytes->length);
    size_t ascii = 0;
    while (ascii < size && data[ascii] < 0x80)
        ++ascii;
    if (ascii == size)
        return newString({bytes->data, size});
    StringBuilder text;
    for (size_t at = 0; at < size;) {
        DecodedPoint decoded = decodePoint(data + at, size - at);
        bool fine = true;
        if (!decoded.reason)
            fine = text.appendCodePoint(decoded.point);
        else if (errors == EncodingErrors::SurrogateEscape)
            for (uint32_t i = 0; fine && i < decoded.size; ++i)
                fine = text.appendCodePoint(0xDC00 + data[at + i]);
        else if (errors == EncodingErrors::Replace)
            fine = text.appendCodePoint(0xFFFD);
        else if (errors == EncodingErrors::BackslashReplace)
            for (uint32_t i = 0; fine && i < decoded.size; ++i) {
                constexpr char Digits[] = "0123456789abcdef";
                const char escape[] = {'\\', 'x', Digits[data[at + i] >> 4], Digits[data[at + i] & 15]};
                fine = text.append({escape, sizeof escape});
            }
        else if (errors == EncodingErrors::Unknown)
            return raise(LookupErrorType, "unknown error handler name '%U'", stream->errorsName);
        else if (errors == EncodingErrors::Strict)
            return raiseUnicodeDecodeError("utf-8", bytes, int64_t(at), int64_t(at + decoded.size), decoded.reason);
        if (!fine)
            return nullptr;
        at += decoded.size;
    }
    return text.finish();
}

bool checkReadable(TextStream* stream) {
    return !stream->buffer->writable ? checkOpen(stream->buffer) : bool(raiseUnsupported("not readable"));
}

// `count` characters; the bytes they take.
Result<int64_t> bytesOfCharacters(ByteStream* stream, int64_t count) {
    for (;;) {
        auto* data = reinterpret_cast<const uint8_t*>(stream->data) + stream->start;
        size_t available = stream->end - stream->start, at = 0;
        int64_t seen = 0;
        while (at < available && seen < count) {
            DecodedPoint decoded = decodePoint(data + at, available - at);
            if (decoded.reason && at + decoded.size == available)
                break;
            at += decoded.size;
            ++seen;
        }
        if (seen == count)
            return int64_t(at);
        int64_t filled = PYC_TRY(streamFill(stream));
        if (filled == 0)
            return int64_t(stream->end - stream->start);
    }
}

} // namespace

TextStream* newTextStream(int descriptor, bool writable, const char* name, EncodingErrors errors) {
    ByteStream* buffer = PYC_TRY(newByteStream(descriptor, writable, name));
    auto* stream = static_cast<TextStream*>(gc::allocate(sizeof(TextStream)));
    if (!stream)
        return raiseMemoryError();
    stream->buffer = buffer;
    stream->mode = writable ? "w" : "r";
    stream->errors = errors;
    stream->shape = &TextStreamShape;
    return stream;
}

bool streamWriteAscii(TextStream* stream, std::string_view text) {
    ByteStream* buffer = stream->buffer;
    if (!checkOpen(buffer) || !streamWrite(buffer, text))
        return false;
    if (stream->writeThrough || (stream->lineBuffered && (text.find('\n') != std::string_view::npos ||
                                                          text.find('\r') != std::string_view::npos)))
        return streamFlush(buffer);
    return true;
}

bool streamWriteText(TextStream* stream, String* text) {
    if (text->isAscii())
        return streamWriteAscii(stream, text->view());
    BytesBuilder bytes;
    return encode(text, stream, bytes) && streamWriteAscii(stream, bytes.view());
}

String* streamReadTextLine(TextStream* stream, int64_t limit) {
    ByteStream* buffer = stream->buffer;
    Bytes* line;
    if (limit < 0) {
        // Nearly always the line is there already, and plain.
        if (buffer->start < buffer->end) {
            const char* begin = buffer->data + buffer->start;
            auto* newline = static_cast<const char*>(memchr(begin, '\n', buffer->end - buffer->start));
            if (newline && isAllAscii(begin, size_t(newline - begin))) {
                buffer->start += size_t(newline - begin) + 1;
                return stringFromAscii({begin, size_t(newline - begin) + 1});
            }
        }
        line = PYC_TRY(streamReadLine(stream->buffer, -1));
    } else {
        // As many characters as fit into the limit; a newline among them ends the line.
        BytesBuilder bytes;
        for (int64_t count = 0; count < limit; ++count) {
            int64_t size = PYC_TRY(bytesOfCharacters(stream->buffer, 1));
            if (size == 0)
                break;
            std::string_view character(stream->buffer->data + stream->buffer->start, size_t(size));
            stream->buffer->start += size_t(size);
            if (!bytes.append(character))
                return nullptr;
            if (character == "\n")
                break;
        }
        line = PYC_TRY(bytes.finish());
    }
    return decode(line, stream);
}

namespace {

Value write(TextStream* stream, Value text) {
    if (!isString(text))
        return raiseTypeError("write() argument must be str, not %T", text);
    if (!stream->buffer->writable)
        return raiseUnsupported("not writable");
    return streamWriteText(stream, as<String>(text)) ? intValue(as<String>(text)->length) : Value();
}

Success writeLines(TextStream* stream, Value lines) {
    return {checkOpen(stream->buffer) && forEach(lines, [&](Value line) { return bool(write(stream, line)); })};
}

Value readLine(TextStream* stream, int64_t size) {
    return checkReadable(stream) ? Value(streamReadTextLine(stream, size)) : Value();
}

Value nextLine(Value self) {
    auto* stream = as<TextStream>(self);
    if (!checkReadable(stream))
        return Value();
    String* line = PYC_TRY(streamReadTextLine(stream));
    return line->length ? Value(line) : Value();
}

Value readLines(TextStream* stream, Optional<int64_t> hint) {
    List* lines = PYC_TRY(newList());
    int64_t total = 0;
    while (Value line = nextLine(Value(stream))) {
        if (!listAppend(lines, line))
            return Value();
        total += as<String>(line)->length;
        if (hint.valueOr(0) > 0 && total >= *hint)
            break;
    }
    return errorPending() ? Value() : Value(lines);
}

Value read(TextStream* stream, Optional<int64_t> size) {
    if (!checkReadable(stream))
        return Value();
    int64_t count = size.valueOr(-1);
    if (count < 0)
        return decode(PYC_TRY(streamRead(stream->buffer, -1)), stream);
    BytesBuilder bytes;
    for (int64_t left = count; left > 0;) {
        // Piece by piece, because the buffer is smaller than what may be asked for.
        int64_t piece = left < 4096 ? left : 4096;
        int64_t taken = PYC_TRY(bytesOfCharacters(stream->buffer, piece));
        if (taken == 0)
            break;
        if (!bytes.append({stream->buffer->data + stream->buffer->start, size_t(taken)}))
            return Value();
        stream->buffer->start += size_t(taken);
        left -= piece;
    }
    return decode(PYC_TRY(bytes.finish()), stream);
}

Success flush(TextStream* stream) { return {checkOpen(stream->buffer) && streamFlush(stream->buffer)}; }
Success close(TextStream* stream) { return {streamClose(stream->buffer)}; }
Value fileNumber(TextStream* stream) {
    return checkOpen(stream->buffer) ? intValue(stream->buffer->descriptor) : Value();
}
Value isTerminal(TextStream* stream) {
    return checkOpen(stream->buffer) ? boolValue(host::isTerminal(stream->buffer->descriptor)) : Value();
}
bool isReadable(TextStream* stream) { return !stream->buffer->writable; }
bool isWritable(TextStream* stream) { return stream->buffer->writable; }
bool isSeekable(TextStream* stream) {
    return host::seekFile(stream->buffer->descriptor, 0, host::SeekFrom::Current) >= 0;
}
Value enter(TextStream* stream) { return checkOpen(stream->buffer) ? Value(stream) : Value(); }
Success leave(TextStream* stream, Arguments) { return {streamClose(stream->buffer)}; }

Value notSeekable(TextStream* stream, Arguments) {
    if (!isSeekable(stream))
        return raiseUnsupported("underlying stream is not seekable");
    return raiseNotImplementedError("positions of standard streams are not supported yet");
}

constexpr std::pair<std::string_view, EncodingErrors> errorNames[] = {
    {"strict", EncodingErrors::Strict},
    {"surrogateescape", EncodingErrors::SurrogateEscape},
    {"backslashreplace", EncodingErrors::BackslashReplace},
    {"replace", EncodingErrors::Replace},
    {"ignore", EncodingErrors::Ignore},
};

Value errorsOf(Value self) {
    if (as<TextStream>(self)->errorsName)
        return as<TextStream>(self)->errorsName;
    for (auto [name, errors] : errorNames)
        if (errors == as<TextStream>(self)->errors)
            return newString(name);
    return noneValue();
}

// A text or None: null, with no error pending, for None.
bool textOption(const char* name, Value option, String** text) {
    *text = nullptr;
    if (isNone(option))
        return true;
    if (!isString(option))
        return raiseTypeError("reconfigure() argument '%s' must be str or None, not %T", name, option);
    *text = as<String>(option);
    return true;
}

Success reconfigure(TextStream* stream, Value encodingOption, Value errorsOption, Value newlineOption,
                    Value lineBuffering, Value writeThrough) {
    String *encoding, *errors, *newline;
    if (!textOption("encoding", encodingOption, &encoding) || !textOption("errors", errorsOption, &errors) ||
        !textOption("newline", newlineOption, &newline) || !checkOpen(stream->buffer) || !streamFlush(stream->buffer))
        return {false};
    if (encoding) {
        std::string_view name = encoding->isAscii() ? encoding->view() : "";
        if (name != "utf-8" && name != "utf8" && name != "UTF-8" && name != "UTF8" && name != "utf_8")
            return raiseNotImplementedError("standard streams in encodings other than UTF-8 are not supported yet");
    }
    if (newline && !sameText(newline, "\n") && !sameText(newline, ""))
        return raiseNotImplementedError("other newlines of standard streams are not supported yet");
    // A new encoding takes the errors back to the default.
    if (errors || encoding) {
        stream->errors = errors ? EncodingErrors::Unknown : EncodingErrors::Strict;
        stream->errorsName = errors;
        for (auto [name, handling] : errorNames)
            if (errors && sameText(errors, name))
                stream->errors = handling;
    }
    if (!isNone(lineBuffering)) {
        int truth = PYC_TRY(isTrue(lineBuffering));
        stream->lineBuffered = truth;
    }
    if (!isNone(writeThrough)) {
        int truth = PYC_TRY(isTrue(writeThrough));
        stream->writeThrough = truth;
    }
    return {};
}

Value streamRepr(Value self) {
    auto* stream = as<TextStream>(self);
    return formatText("<_io.TextIOWrapper name='%s' mode='%s' encoding='utf-8'>", stream->buffer->name, stream->mode);
}

constinit const NativeMember streamMembers[] = {
    PYC_METHOD("write", write, "($self, text, /)", "Writes text and returns how many characters."),
    PYC_METHOD("writelines", writeLines, "($self, lines, /)", "Writes all texts of an iterable."),
    PYC_METHOD("read", read, "($self, size=None, /)", "Reads characters, all there are by default."),
    PYC_METHOD("readline", readLine, "($self, size=-1, /)", "Reads a line."),
    PYC_METHOD("readlines", readLines, "($self, hint=None, /)", "A list of the lines that are left."),
    PYC_METHOD("flush", flush, "($self, /)", "Sends what is held back."),
    PYC_METHOD("close", close, "($self, /)", "Flushes and closes."),
    PYC_METHOD("fileno", fileNumber, "($self, /)", "The file descriptor."),
    PYC_METHOD("isatty", isTerminal, "($self, /)", "Whether it is a terminal."),
    PYC_METHOD("readable", isReadable, "($self, /)", "Whether it can be read."),
    PYC_METHOD("writable", isWritable, "($self, /)", "Whether it can be written to."),
    PYC_METHOD("seekable", isSeekable, "($self, /)", "Whether it has a position."),
    PYC_METHOD("tell", notSeekable, "($self, /, *args)", nullptr),
    PYC_METHOD("seek", notSeekable, "($self, /, *args)", nullptr),
    PYC_METHOD("truncate", notSeekable, "($self, /, *args)", nullptr),
    PYC_METHOD("reconfigure", reconfigure,
               "($self, /, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)",
               "Changes how text becomes bytes and when they are sent."),
    PYC_METHOD("__enter__", enter, "($self, /)", nullptr),
    PYC_METHOD("__exit__", leave, "($self, /, *args)", nullptr),
    PYC_GETTER(
        "name", [](Value self) -> Value { return newString(as<TextStream>(self)->buffer->name); }, nullptr),
    PYC_GETTER(
        "mode", [](Value self) -> Value { return newString(as<TextStream>(self)->mode); }, nullptr),
    PYC_GETTER(
        "encoding", [](Value) -> Value { return staticString<"utf-8">; }, nullptr),
    PYC_GETTER("errors", errorsOf, nullptr),
    PYC_GETTER(
        "newlines", [](Value) { return noneValue(); }, nullptr),
    PYC_GETTER(
        "closed", [](Value self) { return boolValue(as<TextStream>(self)->buffer->closed); }, nullptr),
    PYC_GETTER(
        "buffer", [](Value self) { return Value(as<TextStream>(self)->buffer); }, nullptr),
    PYC_GETTER(
        "line_buffering", [](Value self) { return boolValue(as<TextStream>(self)->lineBuffered); }, nullptr),
    PYC_GETTER(
        "write_through", [](Value self) { return boolValue(as<TextStream>(self)->writeThrough); }, nullptr),
    PYC_END};

} // namespace

PYC_GC_ROOT constinit Shape TextStreamShape = defineShape(TextStreamType);
PYC_GC_ROOT constinit Type TextStreamType = defineType({
    .name = "_io.TextIOWrapper",
    .shape = &TextStreamShape,
    .instanceSize = sizeof(TextStream),
    .members = streamMembers,
    .slots = {.repr = streamRepr, .iter = identity, .next = nextLine},
});

} // namespace pyc::runtime
