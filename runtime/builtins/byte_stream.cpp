// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Buffered bytes in front of a file descriptor.
#include "runtime/builtins/byte_stream.h"

#include "runtime/builtins/bytes.h"
#include "runtime/builtins/iterators.h"
#include "runtime/host/host.h"
#include "runtime/object/native.h"
#include "runtime/thread/thread.h"

#include <cerrno>
#include <cstring>

namespace pyc::runtime {

extern Shape BufferedReaderShape, BufferedWriterShape;

namespace {

constexpr size_t BufferSize = 64 * 1024;

PYC_GC_ROOT constinit Value unsupportedOperation = {};

bool ready(ByteStream* stream) {
    if (!stream->data) {
        stream->data = static_cast<char*>(gc::allocateAtomic(BufferSize));
        if (!stream->data)
            return raiseMemoryError();
    }
    return true;
}

// One call to the system, repeated after signals whose handlers did not raise.
template <class Call>
int64_t systemCall(Call call) {
    for (;;) {
        int64_t result = call();
        if (result == -EINTR) {
            if (!poll())
                return -1;
            continue;
        }
        if (result < 0) {
            raiseOsError(int(-result));
            return -1;
        }
        return result;
    }
}

bool sendDirectly(ByteStream* stream, std::string_view bytes) {
    while (!bytes.empty()) {
        int64_t sent = systemCall([&] { return host::writeFile(stream->descriptor, bytes.data(), bytes.size()); });
        if (sent < 0)
            return false;
        bytes.remove_prefix(size_t(sent));
    }
    return true;
}

} // namespace

ErrorReturn raiseUnsupported(const char* what) {
    if (!unsupportedOperation) {
        Tuple* bases = newTuple({Value(&OSErrorType), Value(&ValueErrorType)});
        Dict* names = newDict();
        if (!bases || !names || !dictSetString(names, staticString<"__module__">, Value(staticString<"io">)))
            return {};
        unsupportedOperation =
            call(Value(&TypeType), {Value(staticString<"UnsupportedOperation">), Value(bases), Value(names)});
        if (!unsupportedOperation)
            return {};
    }
    Value message(newString(what));
    return message ? raiseObjectOfClass(*as<Type>(unsupportedOperation), message) : ErrorReturn{};
}

bool checkOpen(const ByteStream* stream) {
    return !stream->closed || bool(raiseValueError("I/O operation on closed file."));
}

ByteStream* newByteStream(int descriptor, bool writable, const char* name) {
    auto* stream = static_cast<ByteStream*>(gc::allocate(sizeof(ByteStream)));
    if (!stream)
        return raiseMemoryError();
    stream->descriptor = descriptor;
    stream->writable = writable;
    stream->name = name;
    stream->shape = writable ? &BufferedWriterShape : &BufferedReaderShape;
    return stream;
}

bool streamFlush(ByteStream* stream) {
    while (stream->writable && stream->start < stream->end) {
        int64_t sent = systemCall([&] {
            return host::writeFile(stream->descriptor, stream->data + stream->start, stream->end - stream->start);
        });
        if (sent < 0)
            return false;
        stream->start += size_t(sent);
    }
    if (stream->writable)
        stream->start = stream->end = 0;
    return true;
}

bool streamWrite(ByteStream* stream, std::string_view bytes) {
    if (stream->unbuffered)
        return sendDirectly(stream, bytes);
    if (!ready(stream))
        return false;
    if (bytes.size() > BufferSize - stream->end) {
        if (!streamFlush(stream))
            return false;
        if (bytes.size() >= BufferSize)
            return sendDirectly(stream, bytes);
    }
    memcpy(stream->data + stream->end, bytes.data(), bytes.size());
    stream->end += bytes.size();
    return true;
}

int64_t streamFill(ByteStream* stream) {
    if (!ready(stream))
        return -1;
    if (stream->start > 0) {
        memmove(stream->data, stream->data + stream->start, stream->end - stream->start);
        stream->end -= stream->start;
        stream->start = 0;
    }
    int64_t count = systemCall(
        [&] { return host::readFile(stream->descriptor, stream->data + stream->end, BufferSize - stream->end); });
    if (count > 0)
        stream->end += size_t(count);
    return count;
}

Bytes* streamReadLine(ByteStream* stream, int64_t limit) {
    BytesBuilder line;
    while (limit != 0) {
        if (stream->start == stream->end) {
            int64_t count = PYC_TRY(streamFill(stream));
            if (count == 0)
                break;
        }
        const char* begin = stream->data + stream->start;
        size_t available = stream->end - stream->start;
        if (limit > 0)
            available = size_t(std::min(uint64_t(available), uint64_t(limit)));
        auto* newline = static_cast<const char*>(memchr(begin, '\n', available));
        size_t taken = newline ? size_t(newline - begin) + 1 : available;
        if (!line.append({begin, taken}))
            return nullptr;
        stream->start += taken;
        if (newline)
            break;
        if (limit > 0)
            limit -= int64_t(taken);
    }
    return line.finish();
}

Bytes* streamRead(ByteStream* stream, int64_t count) {
    BytesBuilder bytes;
    while (count != 0) {
        if (stream->start == stream->end) {
            int64_t filled = PYC_TRY(streamFill(stream));
            if (filled == 0)
                break;
        }
        size_t taken = stream->end - stream->start;
        if (count > 0)
            taken = size_t(std::min(uint64_t(taken), uint64_t(count)));
        if (!bytes.append({stream->data + stream->start, taken}))
            return nullptr;
        stream->start += taken;
        if (count > 0)
            count -= int64_t(taken);
    }
    return bytes.finish();
}

bool streamClose(ByteStream* stream) {
    if (stream->closed)
        return true;
    bool flushed = streamFlush(stream);
    stream->closed = true;
    int64_t result = host::closeFile(stream->descriptor);
    if (flushed && result < 0)
        return raiseOsError(int(-result));
    return flushed;
}

namespace {

bool checkReadable(ByteStream* stream, const char* operation) {
    return !stream->writable ? checkOpen(stream) : bool(raiseUnsupported(operation));
}

Value read(ByteStream* stream, Optional<int64_t> size) {
    if (!checkReadable(stream, "read"))
        return Value();
    return streamRead(stream, size.valueOr(-1) < 0 ? -1 : *size);
}

Value readSome(ByteStream* stream, int64_t size) {
    if (!checkReadable(stream, "read1"))
        return Value();
    if (stream->start == stream->end)
        PYC_TRY(streamFill(stream));
    int64_t available = int64_t(stream->end - stream->start);
    return streamRead(stream, size < 0 || size > available ? available : size);
}

Value peek(ByteStream* stream, int64_t) {
    if (!checkReadable(stream, "peek"))
        return Value();
    if (stream->start == stream->end)
        PYC_TRY(streamFill(stream));
    return newBytes(stream->data + stream->start, int64_t(stream->end - stream->start));
}

Value readLine(ByteStream* stream, Optional<int64_t> size) {
    if (!checkReadable(stream, "readline"))
        return Value();
    return streamReadLine(stream, size.valueOr(-1) < 0 ? -1 : *size);
}

Value nextLine(Value self) {
    auto* stream = as<ByteStream>(self);
    if (!checkReadable(stream, "readline"))
        return Value();
    Bytes* line = PYC_TRY(streamReadLine(stream, -1));
    return line->length ? Value(line) : Value();
}

Value readLines(ByteStream* stream, Optional<int64_t> hint) {
    List* lines = PYC_TRY(newList());
    int64_t total = 0;
    while (Value line = nextLine(Value(stream))) {
        if (!listAppend(lines, line))
            return Value();
        total += as<Bytes>(line)->length;
        if (hint.valueOr(0) > 0 && total >= *hint)
            break;
    }
    return errorPending() ? Value() : Value(lines);
}

Value write(ByteStream* stream, Value data) {
    if (!isBytesLike(data))
        return raiseNotBytesLike(data);
    if (!stream->writable)
        return raiseUnsupported("write");
    if (!checkOpen(stream))
        return Value();
    std::string_view bytes = bytesView(data);
    return streamWrite(stream, bytes) ? intValue(int64_t(bytes.size())) : Value();
}

Success writeLines(ByteStream* stream, Value lines) {
    return {forEach(lines, [&](Value line) { return bool(write(stream, line)); })};
}

Success flush(ByteStream* stream) { return {checkOpen(stream) && streamFlush(stream)}; }
Success close(ByteStream* stream) { return {streamClose(stream)}; }
Value fileNumber(ByteStream* stream) { return checkOpen(stream) ? intValue(stream->descriptor) : Value(); }
Value isTerminal(ByteStream* stream) {
    return checkOpen(stream) ? boolValue(host::isTerminal(stream->descriptor)) : Value();
}
bool isReadable(ByteStream* stream) { return !stream->writable; }
bool isWritable(ByteStream* stream) { return stream->writable; }
bool isSeekable(ByteStream* stream) { return host::seekFile(stream->descriptor, 0, host::SeekFrom::Current) >= 0; }
Value enter(ByteStream* stream) { return checkOpen(stream) ? Value(stream) : Value(); }
Success leave(ByteStream* stream, Arguments) { return {streamClose(stream)}; }

Value streamRepr(Value self) { return formatText("<%T name='%s'>", self, as<ByteStream>(self)->name); }

constinit const NativeMember streamMembers[] = {
    PYC_METHOD("read", read, "($self, size=None, /)", "Reads and returns bytes, all there are by default."),
    PYC_METHOD("read1", readSome, "($self, size=-1, /)", "Reads what one call to the system gives."),
    PYC_METHOD("peek", peek, "($self, size=0, /)", "Bytes that come next, without taking them."),
    PYC_METHOD("readline", readLine, "($self, size=None, /)", "Reads a line."),
    PYC_METHOD("readlines", readLines, "($self, hint=None, /)", "A list of the lines that are left."),
    PYC_METHOD("write", write, "($self, buffer, /)", "Writes bytes and returns how many."),
    PYC_METHOD("writelines", writeLines, "($self, lines, /)", "Writes all of an iterable."),
    PYC_METHOD("flush", flush, "($self, /)", "Sends what is held back."),
    PYC_METHOD("close", close, "($self, /)", "Flushes and closes."),
    PYC_METHOD("fileno", fileNumber, "($self, /)", "The file descriptor."),
    PYC_METHOD("isatty", isTerminal, "($self, /)", "Whether it is a terminal."),
    PYC_METHOD("readable", isReadable, "($self, /)", "Whether it can be read."),
    PYC_METHOD("writable", isWritable, "($self, /)", "Whether it can be written to."),
    PYC_METHOD("seekable", isSeekable, "($self, /)", "Whether it has a position."),
    PYC_METHOD("__enter__", enter, "($self, /)", nullptr),
    PYC_METHOD("__exit__", leave, "($self, /, *args)", nullptr),
    PYC_GETTER(
        "name", [](Value self) -> Value { return newString(as<ByteStream>(self)->name); }, nullptr),
    PYC_GETTER(
        "mode",
        [](Value self) -> Value { return as<ByteStream>(self)->writable ? staticString<"wb"> : staticString<"rb">; },
        nullptr),
    PYC_GETTER(
        "closed", [](Value self) { return boolValue(as<ByteStream>(self)->closed); }, nullptr),
    PYC_END};

} // namespace

PYC_GC_ROOT constinit Shape BufferedReaderShape = defineShape(BufferedReaderType);
PYC_GC_ROOT constinit Type BufferedReaderType = defineType({
    .name = "_io.BufferedReader",
    .shape = &BufferedReaderShape,
    .instanceSize = sizeof(ByteStream),
    .members = streamMembers,
    .slots = {.repr = streamRepr, .iter = identity, .next = nextLine},
});

PYC_GC_ROOT constinit Shape BufferedWriterShape = defineShape(BufferedWriterType);
PYC_GC_ROOT constinit Type BufferedWriterType = defineType({
    .name = "_io.BufferedWriter",
    .shape = &BufferedWriterShape,
    .instanceSize = sizeof(ByteStream),
    .members = streamMembers,
    .slots = {.repr = streamRepr, .iter = identity, .next = nextLine},
});

} // namespace pyc::runtime
