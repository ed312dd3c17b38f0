// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The type bytearray and its iterator.
#include "runtime/builtins/bytes_methods.h"
#include "runtime/builtins/bytes_source.h"
#include "runtime/builtins/iterators.h"
#include "runtime/builtins/memoryview.h"
#include "runtime/builtins/number.h"
#include "runtime/builtins/slice.h"
#include "runtime/builtins/text.h"
#include "runtime/object/called_type.h"
#include "runtime/object/shape.h"

#include <algorithm>
#include <cstring>

namespace pyc::runtime {

namespace {

ByteBlock* allocateBlock(uint64_t capacity) {
    auto* block = static_cast<ByteBlock*>(gc::allocateAtomic(sizeof(ByteBlock) + capacity + 1));
    if (!block)
        return raiseMemoryError();
    block->capacity = capacity;
    block->length = 0;
    block->data[0] = 0;
    return block;
}

size_t sizeOfArray(ByteArray* self) { return self->block ? size_t(self->block->length) : 0; }

bool checkResizable(ByteArray* self) {
    if (self->locks)
        return raise(BufferErrorType, "Existing exports of data: object cannot be re-sized");
    return true;
}

// Replaces [start, start + removed) by `size` bytes to be written; null: error.
char* splice(ByteArray* self, size_t start, size_t removed, uint64_t size) {
    size_t length = sizeOfArray(self);
    uint64_t result = length - removed + size;
    if (size != removed && !checkResizable(self))
        return nullptr;
    ByteBlock* block = self->block;
    size_t tail = length - start - removed;
    bool keep = self->viewed && size != removed;
    if (block && result <= block->capacity && !keep) {
        std::memmove(block->data + start + size, block->data + start + removed, tail);
    } else {
        ByteBlock* grown = allocateBlock(result + result / 8 + 8);
        if (!grown)
            return nullptr;
        if (block) {
            std::memcpy(grown->data, block->data, start);
            std::memcpy(grown->data + start + size, block->data + start + removed, tail);
        }
        block = grown;
    }
    block->data[result] = 0;
    block->length = result;
    if (keep)
        self->viewed = false;
    __atomic_store_n(&self->block, block, __ATOMIC_RELEASE);
    return block->data + start;
}

bool spliceView(ByteArray* self, size_t start, size_t removed, std::string_view data) {
    // The data may be this array's own.
    if (self->block && data.data() >= self->block->data && data.data() <= self->block->data + self->block->length) {
        Bytes* copy = PYC_TRY(bytesFromView(data));
        data = {copy->data, data.size()};
    }
    char* out = splice(self, start, removed, data.size());
    if (!out)
        return false;
    std::memcpy(out, data.data(), data.size());
    return true;
}

bool checkIndex(ByteArray* self, int64_t index) {
    return (index >= 0 && index < int64_t(sizeOfArray(self))) || raiseIndexError("bytearray index out of range");
}

bool readIndex(ByteArray* self, Value key, int64_t* index) {
    if (!sequenceIndex(key, IndexErrorType, index))
        return false;
    if (*index < 0)
        *index += int64_t(sizeOfArray(self));
    return true;
}

Value getItemSlot(Value selfValue, Value key) {
    auto* self = as<ByteArray>(selfValue);
    if (hasIndex(key)) {
        int64_t index;
        return readIndex(self, key, &index) && checkIndex(self, index)
                   ? Value::fromSmallInt(uint8_t(self->block->data[index]))
                   : Value();
    }
    if (!isExactly(key, SliceType))
        return raiseTypeError("bytearray indices must be integers or slices, not %T", key);
    SliceRange range;
    if (!readSlice(as<Slice>(key), &range))
        return Value();
    std::string_view data = bytesView(selfValue);
    fitSlice(&range, int64_t(data.size()));
    if (range.count <= 0)
        return Value(newByteArray({}));
    if (range.step == 1)
        return Value(newByteArray(data.substr(size_t(range.start), size_t(range.count))));
    ByteArray* result = PYC_TRY(newByteArray({}));
    char* out = PYC_TRY(splice(result, 0, 0, size_t(range.count)));
    for (int64_t i = 0, at = range.start; i < range.count; ++i, at += range.step)
        out[i] = data[size_t(at)];
    return Value(result);
}

bool setSlice(ByteArray* self, Slice* slice, Value value) {
    SliceRange range;
    if (!readSlice(slice, &range))
        return false;
    std::string_view data;
    if (value) {
        if (isBuffer(value)) {
            data = bytesView(value);
        } else {
            const TypeSlots& slots = typeOf(value)->slots;
            if (isString(value) || slots.index || slots.toInt || slots.toFloat)
                return raiseTypeError("can assign only bytes, buffers, or iterables of ints in range(0, 256)");
            if (!slots.iter && !slots.getItem)
                return raiseTypeError("cannot convert '%T' object to bytearray", value);
            BytesBuilder builder;
            if (!appendItems(builder, value, "byte must be in range(0, 256)"))
                return false;
            data = builder.view();
        }
    }
    // Iterating may have changed the array.
    fitSlice(&range, int64_t(sizeOfArray(self)));
    int64_t count = std::max(range.count, int64_t(0));
    if (range.step == 1)
        return spliceView(self, size_t(range.start), size_t(count), data);
    if (!data.empty()) {
        if (int64_t(data.size()) != count)
            return raiseValueError("attempt to assign bytes of size %d to extended slice of size %d", data.size(),
                                   count);
        for (int64_t i = 0, at = range.start; i < count; ++i, at += range.step)
            self->block->data[at] = data[size_t(i)];
        return true;
    }
    if (count == 0)
        return true;
    if (!checkResizable(self))
        return false;
    // Keep what is between the removed ones.
    int64_t first = range.step > 0 ? range.start : range.start + (count - 1) * range.step;
    int64_t step = range.step > 0 ? range.step : -range.step;
    char* bytes = self->block->data;
    size_t out = size_t(first), length = sizeOfArray(self);
    for (size_t at = size_t(first); at < length; ++at)
        if (int64_t(at - size_t(first)) % step != 0 || int64_t(at - size_t(first)) / step >= count)
            bytes[out++] = bytes[at];
    self->block->length = out;
    bytes[out] = 0;
    return true;
}

int setItemSlot(Value selfValue, Value key, Value value) {
    auto* self = as<ByteArray>(selfValue);
    if (hasIndex(key)) {
        int64_t index;
        if (!readIndex(self, key, &index))
            return -1;
        if (!value)
            return checkIndex(self, index) && splice(self, size_t(index), 1, 0) ? 0 : -1;
        uint8_t byte;
        // The value first: converting it may run code that changes the array.
        if (!bytes::readByte(value, &byte) || !checkIndex(self, index))
            return -1;
        self->block->data[index] = char(byte);
        return 0;
    }
    if (!isExactly(key, SliceType))
        return raiseTypeError("bytearray indices must be integers or slices, not %T", key);
    return setSlice(self, as<Slice>(key), value) ? 0 : -1;
}

Value inplaceConcatenate(Value selfValue, Value other) {
    if (!isBytesLike(other))
        return raiseTypeError("can't concat %T to %T", other, selfValue);
    auto* self = as<ByteArray>(selfValue);
    return spliceView(self, sizeOfArray(self), 0, bytesView(other)) ? selfValue : Value();
}

Value inplaceRepeat(Value selfValue, Value operand) {
    if (!hasIndex(operand))
        return raiseTypeError("can't multiply sequence by non-int of type '%T'", operand);
    Value repeated = PYC_TRY(bytes::repeat(selfValue, operand));
    auto* self = as<ByteArray>(selfValue);
    return spliceView(self, 0, sizeOfArray(self), bytesView(repeated)) ? selfValue : Value();
}

Value reprSlot(Value self) {
    String* inner = PYC_TRY(bytesRepr(bytesView(self), true));
    return Value(formatText("%N(%U)", typeOf(self), inner));
}

Value create(Type* type, const Value*, size_t, Tuple*) {
    if (type == &ByteArrayType)
        return Value(newByteArray({}));
    return Value(allocateInstance(type));
}

Success initialise(ByteArray* self, Value source, String* encoding, String* errors) {
    BytesBuilder builder;
    if (!spliceView(self, 0, sizeOfArray(self), {}) || // even if what follows fails
        !readSource({source, encoding, errors}, "bytearray", builder, "byte must be in range(0, 256)") ||
        !spliceView(self, 0, sizeOfArray(self), builder.view()))
        return ErrorReturn{};
    return {};
}

// ---- methods ----
Success append(ByteArray* self, Value item) {
    uint8_t byte;
    if (!bytes::readByte(item, &byte))
        return ErrorReturn{};
    char* out = PYC_TRY(splice(self, sizeOfArray(self), 0, 1));
    *out = char(byte);
    return {};
}

Success extend(ByteArray* self, Value iterable) {
    if (!isBytesLike(iterable) && isBuffer(iterable))
        return raiseTypeError("can't set bytearray slice from %T", iterable);
    if (isBytesLike(iterable))
        return {spliceView(self, sizeOfArray(self), 0, bytesView(iterable))};
    if (isString(iterable))
        return raiseTypeError("expected iterable of integers; got: 'str'");
    Value iterator = iterate(iterable);
    if (!iterator) {
        if (!pendingErrorIs(TypeErrorType))
            return ErrorReturn{};
        clearError();
        return raiseTypeError("can't extend bytearray with %T", iterable);
    }
    BytesBuilder builder;
    return {appendItems(builder, iterator, "byte must be in range(0, 256)") &&
            spliceView(self, sizeOfArray(self), 0, builder.view())};
}

Success insert(ByteArray* self, int64_t index, Value item) {
    uint8_t byte;
    if (!bytes::readByte(item, &byte))
        return ErrorReturn{};
    char* out = PYC_TRY(splice(self, size_t(clampBound(index, int64_t(sizeOfArray(self)))), 0, 1));
    *out = char(byte);
    return {};
}

Value pop(ByteArray* self, int64_t index) {
    int64_t length = int64_t(sizeOfArray(self));
    if (length == 0)
        return raiseIndexError("pop from empty bytearray");
    if (index < 0)
        index += length;
    if (index < 0 || index >= length)
        return raiseIndexError("pop index out of range");
    uint8_t byte = uint8_t(self->block->data[index]);
    return splice(self, size_t(index), 1, 0) ? Value::fromSmallInt(byte) : Value();
}

Success removeValue(ByteArray* self, Value item) {
    uint8_t byte;
    if (!bytes::readByte(item, &byte))
        return ErrorReturn{};
    size_t at = bytesView(Value(self)).find(char(byte));
    if (at == std::string_view::npos)
        return raiseValueError("value not found in bytearray");
    return {splice(self, at, 1, 0) != nullptr};
}

void reverse(ByteArray* self) {
    if (self->block)
        std::reverse(self->block->data, self->block->data + self->block->length);
}

Success clear(ByteArray* self) { return {splice(self, 0, sizeOfArray(self), 0) != nullptr}; }
Value copy(ByteArray* self) { return Value(newByteArray(bytesView(Value(self)))); }

Success resize(ByteArray* self, int64_t size) {
    if (size < 0)
        return raiseValueError("Can only resize to positive sizes, got %d", size);
    size_t length = sizeOfArray(self);
    if (uint64_t(size) <= length)
        return {splice(self, size_t(size), length - size_t(size), 0) != nullptr};
    char* out = PYC_TRY(splice(self, length, 0, uint64_t(size) - length));
    std::memset(out, 0, size_t(size) - length);
    return {};
}

int64_t allocated(ByteArray* self) { return self->block ? int64_t(self->block->capacity) + 1 : 0; }
int64_t sizeOf(ByteArray* self) { return 56 + allocated(self); }

Value reduceAs(ByteArray* self, int32_t protocol) {
    Value state = noneValue();
    if (Dict* attributes = dictOfObject(Value(self)))
        state = Value(attributes);
    if (!sizeOfArray(self))
        return newTuple({Value(typeOf(Value(self))), emptyTuple(), state});
    std::string_view data = bytesView(Value(self));
    Tuple* arguments;
    if (protocol < 3) {
        String* text = PYC_TRY(stringFromUnits(reinterpret_cast<const uint8_t*>(data.data()), int64_t(data.size())));
        arguments = PYC_TRY(newTuple({Value(text), Value(staticString<"latin-1">)}));
    } else {
        arguments = PYC_TRY(newTuple({Value(bytesFromView(data))}));
    }
    return newTuple({Value(typeOf(Value(self))), Value(arguments), state});
}
Value reduce(ByteArray* self) { return reduceAs(self, 2); }

Value viewForFlags(ByteArray* self, int32_t) { return call(Value(calledType<MemoryViewType>()), {Value(self)}); }
Value releaseView(ByteArray*, Value view) { return callMethod(view, staticString<"release">); }

constinit const NativeMember byteArrayMembers[] = {
    PYC_BYTES_METHODS,
    PYC_METHOD("append", append, "($self, item, /)", "Adds a byte at the end."),
    PYC_METHOD("clear", clear, "($self, /)", "Removes everything."),
    PYC_METHOD("copy", copy, "($self, /)", "A copy."),
    PYC_METHOD("extend", extend, "($self, iterable_of_ints, /)", "Adds bytes at the end."),
    PYC_METHOD("insert", insert, "($self, index, item, /)", "Adds a byte before an index."),
    PYC_METHOD("pop", pop, "($self, index=-1, /)", "Removes and returns a byte."),
    PYC_METHOD("remove", removeValue, "($self, value, /)", "Removes the first occurrence of a byte."),
    PYC_METHOD("resize", resize, "($self, size, /)", "Cuts, or adds zeros."),
    PYC_METHOD("reverse", reverse, "($self, /)", "Turns the order round."),
    PYC_METHOD("__alloc__", allocated, "($self, /)", "Bytes allocated."),
    PYC_METHOD("__reduce__", reduce, "($self, /)", "How to copy the array."),
    PYC_METHOD("__reduce_ex__", reduceAs, "($self, proto=0, /)", "How to copy the array."),
    PYC_METHOD("__sizeof__", sizeOf, "($self, /)", "Bytes of memory."),
    PYC_METHOD("__buffer__", viewForFlags, "($self, flags, /)", "Return a buffer object that exposes the memory."),
    PYC_METHOD("__release_buffer__", releaseView, "($self, buffer, /)", "Release the buffer object."),
    PYC_END};

// ---- iteration ----
struct ByteArrayIteratorObject : Object {
    ByteArray* array; // null: exhausted
    int64_t index;
};

Value iterateArray(Value self) {
    auto* iterator = static_cast<ByteArrayIteratorObject*>(gc::allocate(sizeof(ByteArrayIteratorObject)));
    if (!iterator)
        return raiseMemoryError();
    iterator->shape = &ByteArrayIteratorShape;
    iterator->array = as<ByteArray>(self);
    return Value(iterator);
}

Value nextByte(Value self) {
    auto* iterator = as<ByteArrayIteratorObject>(self);
    if (!iterator->array)
        return Value();
    if (iterator->index >= int64_t(sizeOfArray(iterator->array))) {
        iterator->array = nullptr;
        return Value();
    }
    return Value::fromSmallInt(uint8_t(iterator->array->block->data[iterator->index++]));
}

int64_t remainingBytes(ByteArrayIteratorObject* self) {
    return self->array ? std::max(int64_t(sizeOfArray(self->array)) - self->index, int64_t(0)) : 0;
}

Value reduceIterator(ByteArrayIteratorObject* self) {
    Value iter = PYC_TRY(builtinNamed(staticString<"iter">));
    if (!self->array)
        return newTuple({iter, newTuple({emptyTuple()})});
    return newTuple({iter, newTuple({Value(self->array)}), intValue(self->index)});
}

void setIteratorState(ByteArrayIteratorObject* self, int64_t index) {
    if (self->array)
        self->index = clampBound(std::max(index, int64_t(0)), int64_t(sizeOfArray(self->array)));
}

constinit const NativeMember iteratorMembers[] = {
    PYC_METHOD("__length_hint__", remainingBytes, "($self, /)", "How many items are left."),
    PYC_METHOD("__reduce__", reduceIterator, "($self, /)", "How to copy the iterator."),
    PYC_METHOD("__setstate__", setIteratorState, "($self, state, /)", "Continues at an index."), PYC_END};

constexpr TypeSlots makeByteArraySlots() {
    TypeSlots slots{};
    slots.repr = reprSlot;
    slots.str = reprSlot;
    slots.iter = iterateArray;
    slots.compare = bytes::compare;
    slots.length = bytes::length;
    slots.contains = bytes::contains;
    slots.getItem = getItemSlot;
    slots.setItem = setItemSlot;
    slots.binary[size_t(BinaryOperator::Modulo)] = bytes::modulo;
    slots.inplace[size_t(BinaryOperator::Add)] = inplaceConcatenate;
    slots.inplace[size_t(BinaryOperator::Multiply)] = inplaceRepeat;
    slots.concatenate = bytes::concatenate;
    slots.repeat = bytes::repeat;
    slots.create = create;
    slots.initialise = PYC_INITIALISE("bytearray", initialise, "($self[, source[, encoding[, errors]]])");
    return slots;
}

constexpr TypeSlots makeIteratorSlots() {
    TypeSlots slots{};
    slots.iter = identity;
    slots.next = nextByte;
    return slots;
}

} // namespace

ByteArray* newByteArray(std::string_view data) {
    auto* array = static_cast<ByteArray*>(gc::allocate(sizeof(ByteArray)));
    if (!array)
        return raiseMemoryError();
    array->shape = &ByteArrayShape;
    if (!data.empty()) {
        ByteBlock* block = allocateBlock(data.size());
        if (!block)
            return nullptr;
        std::memcpy(block->data, data.data(), data.size());
        block->data[data.size()] = 0;
        block->length = data.size();
        array->block = block;
    }
    return array;
}

PYC_GC_ROOT constinit Shape ByteArrayShape = defineShape(ByteArrayType);
PYC_GC_ROOT constinit Type ByteArrayType =
    defineType({.name = "bytearray",
                .doc = "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> "
                       "bytearray\nbytearray(bytes_or_buffer) -> mutable "
                       "copy of bytes_or_buffer\nbytearray(int) -> bytes array of size given by the parameter "
                       "initialized with null bytes\nbytearray() -> "
                       "empty bytes array\n\nA mutable row of bytes.",
                .shape = &ByteArrayShape,
                .flags = TypeBaseAllowed,
                .instanceSize = sizeof(ByteArray),
                .members = byteArrayMembers,
                .slots = makeByteArraySlots()});

PYC_GC_ROOT constinit Shape ByteArrayIteratorShape = defineShape(ByteArrayIteratorType);
PYC_GC_ROOT constinit Type ByteArrayIteratorType = defineType({.name = "bytearray_iterator",
                                                               .shape = &ByteArrayIteratorShape,
                                                               .instanceSize = sizeof(ByteArrayIteratorObject),
                                                               .members = iteratorMembers,
                                                               .slots = makeIteratorSlots()});

} // namespace pyc::runtime
