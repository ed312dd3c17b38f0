// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The type bytes, its iterator, and making bytes from other objects.
#include "runtime/builtins/bytes.h"
#include "runtime/builtins/memoryview.h"

#include "runtime/builtins/bytes_methods.h"
#include "runtime/builtins/bytes_source.h"
#include "runtime/builtins/iterators.h"
#include "runtime/builtins/number.h"
#include "runtime/builtins/slice.h"
#include "runtime/builtins/str_codec.h"
#include "runtime/object/called_type.h"
#include "runtime/object/shape.h"

#include <algorithm>
#include <cstring>

namespace pyc::runtime {

bool isBuffer(Value value) {
    return isBytes(value) || isByteArray(value) || (isMemoryView(value) && as<MemoryView>(value)->shared);
}

bool isBytesLike(Value value) {
    return isBuffer(value) && (!isMemoryView(value) || isContiguous(as<MemoryView>(value)));
}

ErrorReturn raiseNotBytesLike(Value value) {
    if (isBuffer(value))
        return raise(BufferErrorType, "memoryview: underlying buffer is not C-contiguous");
    return raiseTypeError("a bytes-like object is required, not '%T'", value);
}

std::string_view bytesView(Value value) {
    if (isBytes(value)) {
        auto* bytes = as<Bytes>(value);
        return {bytes->data, size_t(bytes->length)};
    }
    if (isMemoryView(value))
        return viewBytes(as<MemoryView>(value));
    ByteBlock* block = as<ByteArray>(value)->block;
    return block ? std::string_view(block->data, size_t(block->length)) : std::string_view("", 0);
}

Bytes* newBytes(const void* data, int64_t size) {
    if (size > LongestBytes)
        return raiseOverflowError("byte string is too large");
    auto* bytes = static_cast<Bytes*>(gc::allocateAtomic(sizeof(Bytes) + uint64_t(size) + 1));
    if (!bytes)
        return raiseMemoryError();
    bytes->shape = &BytesShape;
    bytes->length = size;
    bytes->hash = 0;
    if (data)
        std::memcpy(bytes->data, data, size_t(size));
    bytes->data[size] = 0;
    return bytes;
}

Bytes* bytesFromView(std::string_view data) { return newBytes(data.data(), int64_t(data.size())); }

bool BytesBuilder::append(std::string_view piece) {
    char* out = extend(piece.size());
    if (!out)
        return false;
    std::memcpy(out, piece.data(), piece.size());
    return true;
}

char* BytesBuilder::extend(uint64_t more) {
    if (!block || more > capacity - used) {
        uint64_t room = std::max(used + more, uint64_t(capacity) + capacity / 2 + 32);
        Bytes* grown = newBytes(nullptr, int64_t(room));
        if (!grown)
            return nullptr;
        if (block)
            std::memcpy(grown->data, block->data, used);
        block = grown;
        capacity = size_t(room);
    }
    char* out = block->data + used;
    used += size_t(more);
    return out;
}

Bytes* BytesBuilder::finish() {
    if (!block || capacity - used > 64 + used / 4)
        return bytesFromView(view());
    block->length = int64_t(used);
    block->data[used] = 0;
    return block;
}

String* bytesRepr(std::string_view data, bool escapeSingleQuotes) {
    char quote = data.find('\'') != data.npos && data.find('"') == data.npos ? '"' : '\'';
    StringBuilder builder;
    bool fine = builder.appendCodePoint('b') && builder.appendCodePoint(uint32_t(quote));
    for (size_t i = 0; fine && i < data.size(); ++i) {
        char c = data[i];
        if (c == quote || c == '\\' || (c == '\'' && escapeSingleQuotes))
            fine = builder.appendCodePoint('\\') && builder.appendCodePoint(uint32_t(c));
        else if (c == '\t' || c == '\n' || c == '\r')
            fine = builder.append(c == '\t' ? "\\t" : c == '\n' ? "\\n" : "\\r");
        else if (c >= ' ' && c < 0x7f)
            fine = builder.appendCodePoint(uint32_t(c));
        else
            fine = builder.append("\\x") && builder.appendCodePoint(uint8_t("0123456789abcdef"[uint8_t(c) >> 4])) &&
                   builder.appendCodePoint(uint8_t("0123456789abcdef"[uint8_t(c) & 15]));
    }
    return fine && builder.appendCodePoint(uint32_t(quote)) ? builder.finish() : nullptr;
}

bool appendItems(BytesBuilder& builder, Value iterable, const char* message) {
    return forEach(iterable, [&](Value item) {
        uint8_t byte;
        return bytes::readByte(item, &byte, message) && builder.appendByte(byte);
    });
}

bool readSource(const SourceArguments& given, const char* typeName, BytesBuilder& builder, const char* rangeMessage) {
    Value source = given.source;
    for (String* text : {given.encoding, given.errors})
        if (text && !strictUtf8Of(text).data)
            return false;
    if (given.encoding || given.errors) {
        if (!source || !isString(source))
            return raiseTypeError(given.encoding ? "encoding without a string argument"
                                                 : "errors without a string argument");
        if (!given.encoding)
            return raiseTypeError("string argument without an encoding");
        Bytes* encoded = PYC_TRY(encodeText(as<String>(source), given.encoding, given.errors));
        return builder.append({encoded->data, size_t(encoded->length)});
    }
    if (!source)
        return true;
    if (isString(source))
        return raiseTypeError("string argument without an encoding");
    if (isBuffer(source))
        return builder.append(bytesView(source));
    if (hasIndex(source)) {
        Value number = toIndex(source);
        if (!number) {
            if (!pendingErrorIs(TypeErrorType))
                return false;
            clearError();
        } else {
            int64_t count;
            if (!integerFitsInt64(number, &count))
                return raiseOverflowError("cannot fit '%T' into an index-sized integer", source);
            if (count < 0)
                return raiseValueError("negative count");
            if (count > LongestBytes)
                return typeName == std::string_view("bytes") ? bool(newBytes(nullptr, count))
                                                             : bool(raiseMemoryError());
            char* out = builder.extend(uint64_t(count));
            if (out)
                std::memset(out, 0, size_t(count));
            return out;
        }
    }
    if (!typeOf(source)->slots.iter && !typeOf(source)->slots.getItem)
        return raiseTypeError("cannot convert '%T' object to %s", source, typeName);
    return appendItems(builder, source, rangeMessage);
}

Bytes* bytesFromObject(Value value) {
    if (isExactly(value, BytesType))
        return as<Bytes>(value);
    Value converted = callSpecial(value, staticString<"__bytes__">);
    if (converted) {
        if (!isBytes(converted))
            return raiseTypeError("__bytes__ returned non-bytes (type %T)", converted);
        return as<Bytes>(converted);
    }
    if (errorPending())
        return nullptr;
    BytesBuilder builder;
    if (isBuffer(value)) {
        if (!builder.append(bytesView(value)))
            return nullptr;
    } else {
        if (isString(value) || (!typeOf(value)->slots.iter && !typeOf(value)->slots.getItem))
            return raiseTypeError("cannot convert '%T' object to bytes", value);
        if (!appendItems(builder, value, "bytes must be in range(0, 256)"))
            return nullptr;
    }
    return builder.finish();
}

namespace {

Value bytesReprSlot(Value self) { return Value(bytesRepr(bytesView(self))); }

bool bytesHash(Value self, int64_t* result) {
    auto* bytes = as<Bytes>(self);
    if (!bytes->hash)
        bytes->hash = uint64_t(hashBytes(bytes->data, size_t(bytes->length)));
    *result = int64_t(bytes->hash);
    return true;
}

Value bytesGetItem(Value self, Value key) {
    std::string_view data = bytesView(self);
    if (hasIndex(key)) {
        int64_t index;
        if (!sequenceIndex(key, IndexErrorType, &index))
            return Value();
        if (index < 0)
            index += int64_t(data.size());
        if (index < 0 || index >= int64_t(data.size()))
            return raiseIndexError("index out of range");
        return Value::fromSmallInt(uint8_t(data[size_t(index)]));
    }
    if (!isExactly(key, SliceType))
        return raiseTypeError("byte indices must be integers or slices, not %T", key);
    SliceRange range;
    if (!sliceRange(as<Slice>(key), int64_t(data.size()), &range))
        return Value();
    if (range.count <= 0)
        return Value(bytesFromView({}));
    if (range.step == 1)
        return bytes::makeLike(self, data.substr(size_t(range.start), size_t(range.count)));
    Bytes* result = PYC_TRY(newBytes(nullptr, range.count));
    for (int64_t i = 0, at = range.start; i < range.count; ++i, at += range.step)
        result->data[i] = data[size_t(at)];
    return Value(result);
}

Value createBytes(Type* type, Value source, String* encoding, String* errors) {
    Bytes* result;
    if (source && !encoding && !errors && !isString(source)) {
        Value converted = isExactly(source, BytesType) ? source : callSpecial(source, staticString<"__bytes__">);
        if (!converted && errorPending())
            return Value();
        if (converted && !isBytes(converted))
            return raiseTypeError("__bytes__ returned non-bytes (type %T)", converted);
        source = converted ? converted : source;
    }
    if (source && isExactly(source, BytesType) && !encoding && !errors) {
        result = as<Bytes>(source);
    } else {
        BytesBuilder builder;
        if (!readSource({source, encoding, errors}, "bytes", builder, "bytes must be in range(0, 256)"))
            return Value();
        result = PYC_TRY(builder.finish());
    }
    if (type == &BytesType)
        return Value(result);
    auto* copy = static_cast<Bytes*>(PYC_TRY(allocateInstance(type, size_t(result->length) + 1)));
    copy->length = result->length;
    std::memcpy(copy->data, result->data, size_t(result->length));
    return Value(copy);
}

Value bytesMethod(Value self) { return isExactly(self, BytesType) ? self : Value(bytesFromView(bytesView(self))); }
Value newArguments(Value self) { return newTuple({PYC_TRY(bytesMethod(self))}); }
int64_t sizeOf(Value self) { return 33 + bytes::length(self); }

Value viewForFlags(Bytes* self, int32_t) { return call(Value(calledType<MemoryViewType>()), {Value(self)}); }

constinit const NativeMember bytesMembers[] = {
    PYC_BYTES_METHODS,
    PYC_METHOD("__bytes__", bytesMethod, "($self, /)", "The bytes themselves."),
    PYC_METHOD("__getnewargs__", newArguments, "($self, /)", nullptr),
    PYC_METHOD("__sizeof__", sizeOf, "($self, /)", "Bytes of memory."),
    PYC_METHOD("__buffer__", viewForFlags, "($self, flags, /)", "Return a buffer object that exposes the memory."),
    PYC_END};

struct BytesIteratorObject : Object {
    Value bytes; // empty: exhausted
    int64_t index;
};

Value iterateBytes(Value self) {
    auto* iterator = static_cast<BytesIteratorObject*>(gc::allocate(sizeof(BytesIteratorObject)));
    if (!iterator)
        return raiseMemoryError();
    iterator->shape = &BytesIteratorShape;
    iterator->bytes = self;
    return Value(iterator);
}

Value nextByte(Value self) {
    auto* iterator = as<BytesIteratorObject>(self);
    if (!iterator->bytes)
        return Value();
    std::string_view data = bytesView(iterator->bytes);
    if (iterator->index >= int64_t(data.size())) {
        iterator->bytes = Value();
        return Value();
    }
    return Value::fromSmallInt(uint8_t(data[size_t(iterator->index++)]));
}

int64_t remainingBytes(BytesIteratorObject* self) { return self->bytes ? bytes::length(self->bytes) - self->index : 0; }

Value reduceIterator(BytesIteratorObject* self) {
    Value iter = PYC_TRY(builtinNamed(staticString<"iter">));
    if (!self->bytes)
        return newTuple({iter, newTuple({emptyTuple()})});
    return newTuple({iter, newTuple({self->bytes}), intValue(self->index)});
}

void setIteratorState(BytesIteratorObject* self, int64_t index) {
    if (self->bytes)
        self->index = clampBound(std::max(index, int64_t(0)), bytes::length(self->bytes));
}

constinit const NativeMember bytesIteratorMembers[] = {
    PYC_METHOD("__length_hint__", remainingBytes, "($self, /)", "How many items are left."),
    PYC_METHOD("__reduce__", reduceIterator, "($self, /)", "How to copy the iterator."),
    PYC_METHOD("__setstate__", setIteratorState, "($self, state, /)", "Continues at an index."), PYC_END};

constexpr TypeSlots makeBytesSlots() {
    TypeSlots slots{};
    slots.repr = bytesReprSlot;
    slots.iter = iterateBytes;
    slots.hash = bytesHash;
    slots.compare = bytes::compare;
    slots.length = bytes::length;
    slots.contains = bytes::contains;
    slots.getItem = bytesGetItem;
    slots.binary[size_t(BinaryOperator::Modulo)] = bytes::modulo;
    slots.concatenate = bytes::concatenate;
    slots.repeat = bytes::repeat;
    slots.create = PYC_CREATE("bytes", createBytes, "($type[, source[, encoding[, errors]]])");
    return slots;
}

constexpr TypeSlots makeBytesIteratorSlots() {
    TypeSlots slots{};
    slots.iter = identity;
    slots.next = nextByte;
    return slots;
}

} // namespace

PYC_GC_ROOT constinit Shape BytesShape = defineShape(BytesType);
PYC_GC_ROOT constinit Type BytesType =
    defineType({.name = "bytes",
                .doc = "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> "
                       "bytes\nbytes(bytes_or_buffer) -> immutable copy of "
                       "bytes_or_buffer\nbytes(int) -> bytes object of size given by the parameter initialized with "
                       "null bytes\nbytes() -> empty bytes "
                       "object\n\nAn immutable row of bytes.",
                .shape = &BytesShape,
                .flags = TypeBaseAllowed | TypeIsBytes,
                .instanceSize = sizeof(Bytes),
                .members = bytesMembers,
                .slots = makeBytesSlots()});

PYC_GC_ROOT constinit Shape BytesIteratorShape = defineShape(BytesIteratorType);
PYC_GC_ROOT constinit Type BytesIteratorType = defineType({.name = "bytes_iterator",
                                                           .shape = &BytesIteratorShape,
                                                           .instanceSize = sizeof(BytesIteratorObject),
                                                           .members = bytesIteratorMembers,
                                                           .slots = makeBytesIteratorSlots()});

} // namespace pyc::runtime
