// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The type memoryview: making, releasing, indexing, comparing and casting views. Items are read and written in
// memoryview_items.cpp.
#include "runtime/builtins/memoryview.h"
#include "runtime/builtins/exceptions.h"

#include "runtime/builtins/bytes_methods.h"
#include "runtime/builtins/generic_alias.h"
#include "runtime/builtins/iterators.h"
#include "runtime/builtins/memoryview_items.h"
#include "runtime/builtins/slice.h"

#include <cstring>

namespace pyc::runtime {

namespace {

constexpr int64_t MostDimensions = 64;

bool checkAlive(const MemoryView* view) {
    return view->shared || raiseValueError("operation forbidden on released memoryview object");
}

// ---- making and releasing ----
void giveUp(MemoryView* view) {
    SharedMemory* shared = view->shared;
    view->shared = nullptr;
    if (shared && view->entered && isByteArray(shared->owner))
        --as<ByteArray>(shared->owner)->locks;
}

MemoryView* newView(SharedMemory* shared, int64_t dimensions) {
    auto* view = static_cast<MemoryView*>(gc::allocate(sizeof(MemoryView)));
    auto* numbers = static_cast<int64_t*>(gc::allocateAtomic(size_t(2 * dimensions + 1) * sizeof(int64_t)));
    if (!view || !numbers)
        return raiseMemoryError();
    std::memset(static_cast<void*>(view), 0, sizeof(MemoryView));
    view->lengths = numbers;
    view->shape = &MemoryViewShape;
    view->shared = shared;
    view->dimensions = dimensions;
    return view;
}

MemoryView* copyView(const MemoryView* from) {
    MemoryView* view = PYC_TRY(newView(from->shared, from->dimensions));
    view->data = from->data;
    view->format = from->format;
    view->itemSize = from->itemSize;
    view->length = from->length;
    view->readOnly = from->readOnly;
    std::memcpy(view->lengths, from->lengths, size_t(2 * from->dimensions) * sizeof(int64_t));
    return view;
}

MemoryView* viewOf(Value object) {
    if (isMemoryView(object)) {
        if (!checkAlive(as<MemoryView>(object)))
            return nullptr;
        return copyView(as<MemoryView>(object));
    }
    if (!isBytes(object) && !isByteArray(object)) {
        constexpr int64_t FullReadOnly = 0x11C;
        Callable hook = lookupSpecial(object, staticString<"__buffer__">);
        if (!hook.function && errorPending())
            return nullptr;
        if (!hook.function)
            return raiseTypeError("memoryview: a bytes-like object is required, not '%T'", object);
        Value given = PYC_TRY(callCallable(hook, {Value::fromSmallInt(FullReadOnly)}));
        if (!isMemoryView(given))
            return raiseTypeError("__buffer__ returned non-memoryview object");
        return viewOf(given);
    }
    auto* shared = static_cast<SharedMemory*>(gc::allocate(sizeof(SharedMemory)));
    if (!shared)
        return raiseMemoryError();
    shared->owner = object;
    MemoryView* view = PYC_TRY(newView(shared, 1));
    std::string_view data = bytesView(object);
    view->data = const_cast<char*>(data.data());
    view->format = staticString<"B">;
    view->itemSize = 1;
    view->length = int64_t(data.size());
    view->readOnly = isBytes(object);
    view->lengths[0] = view->length;
    view->lengths[1] = 1;
    if (isByteArray(object))
        as<ByteArray>(object)->viewed = true;
    return view;
}

Value createView(Type*, Value object) { return Value(viewOf(object)); }

// ---- items by position ----
bool checkIndex(const MemoryView* view, int64_t dimension, int64_t index, char** data) {
    int64_t length = view->lengths[dimension];
    if (index < 0)
        index += length;
    if (index < 0 || index >= length)
        return raiseIndexError("index out of bounds on dimension %d", dimension + 1);
    *data += index * view->strides()[dimension];
    return true;
}

// The item that an integer or a tuple of integers means; null: error.
char* itemAt(const MemoryView* view, Value key) {
    char* data = view->data;
    if (hasIndex(key)) {
        if (view->dimensions == 0)
            return raiseTypeError("invalid indexing of 0-dim memory");
        int64_t index;
        if (!sequenceIndex(key, IndexErrorType, &index))
            return nullptr;
        if (view->dimensions > 1)
            return raiseNotImplementedError("multi-dimensional sub-views are not implemented");
        return checkAlive(view) && checkIndex(view, 0, index, &data) ? data : nullptr;
    }
    auto* tuple = as<Tuple>(key);
    if (tuple->length < view->dimensions)
        return raiseNotImplementedError("sub-views are not implemented");
    if (tuple->length > view->dimensions)
        return raiseTypeError("cannot index %d-dimension view with %d-element tuple", view->dimensions, tuple->length);
    for (int64_t i = 0; i < tuple->length; ++i) {
        int64_t index;
        if (!sequenceIndex(tuple->items[i], IndexErrorType, &index) || !checkAlive(view) ||
            !checkIndex(view, i, index, &data))
            return nullptr;
    }
    return data;
}

bool isIndexTuple(Value key) {
    if (!isExactly(key, TupleType))
        return false;
    for (Value item : itemsOf(as<Tuple>(key)))
        if (!hasIndex(item))
            return false;
    return true;
}

bool isSliceTuple(Value key) {
    if (!isExactly(key, TupleType) || as<Tuple>(key)->length == 0)
        return false;
    for (Value item : itemsOf(as<Tuple>(key)))
        if (!isExactly(item, SliceType))
            return false;
    return true;
}

MemoryView* sliceOf(const MemoryView* view, const Slice* slice) {
    SliceRange range;
    if (!sliceRange(slice, view->lengths[0], &range) || !checkAlive(view))
        return nullptr;
    MemoryView* part = PYC_TRY(copyView(view));
    part->data += range.start * view->strides()[0];
    part->lengths[0] = range.count;
    part->lengths[part->dimensions] = view->strides()[0] * range.step;
    part->length = view->itemSize;
    for (int64_t i = 0; i < part->dimensions; ++i)
        part->length *= part->lengths[i];
    return part;
}

Value getItemSlot(Value self, Value key) {
    auto* view = as<MemoryView>(self);
    if (!checkAlive(view))
        return Value();
    if (view->dimensions == 0) {
        if (isExactly(key, TupleType) && as<Tuple>(key)->length == 0)
            return unpackItem(view->data, view->format);
        if (key == ellipsisValue())
            return self;
        return raiseTypeError("invalid indexing of 0-dim memory");
    }
    if (hasIndex(key) || isIndexTuple(key)) {
        char* item = PYC_TRY(itemAt(view, key));
        return unpackItem(item, view->format);
    }
    if (isExactly(key, SliceType))
        return Value(sliceOf(view, as<Slice>(key)));
    if (isSliceTuple(key))
        return raiseNotImplementedError("multi-dimensional slicing is not implemented");
    return raiseTypeError("memoryview: invalid slice key");
}

bool sameStructure(const MemoryView* left, const MemoryView* right) {
    if (!sameItemFormat(left->format, right->format) || left->itemSize != right->itemSize ||
        left->dimensions != right->dimensions)
        return false;
    for (int64_t i = 0; i < left->dimensions; ++i) {
        if (left->lengths[i] != right->lengths[i])
            return false;
        if (left->lengths[i] == 0)
            break;
    }
    return true;
}

int setItemSlot(Value self, Value key, Value value) {
    auto* view = as<MemoryView>(self);
    if (!checkAlive(view))
        return -1;
    if (view->readOnly)
        return raiseTypeError("cannot modify read-only memory");
    if (!value)
        return raiseTypeError("cannot delete memory");
    if (view->dimensions == 0) {
        if (key == ellipsisValue() || (isExactly(key, TupleType) && as<Tuple>(key)->length == 0))
            return packItem(view, view->data, value) ? 0 : -1;
        return raiseTypeError("invalid indexing of 0-dim memory");
    }
    if (hasIndex(key) || isIndexTuple(key)) {
        char* item = itemAt(view, key);
        return item && packItem(view, item, value) ? 0 : -1;
    }
    if (isExactly(key, SliceType) && view->dimensions == 1) {
        if (!isMemoryView(value) && !isBuffer(value))
            return raiseTypeError("a bytes-like object is required, not '%T'", value);
        MemoryView *source = viewOf(value), *part = source ? sliceOf(view, as<Slice>(key)) : nullptr;
        if (!part)
            return -1;
        bool fits = sameStructure(part, source);
        if (fits) {
            // Either may overlap the other.
            int64_t size = view->itemSize, count = part->lengths[0];
            auto* copy = static_cast<char*>(gc::allocateAtomic(uint64_t(count * size) + 1));
            if (!copy)
                return raiseMemoryError();
            for (int64_t i = 0; i < count; ++i)
                std::memcpy(copy + i * size, source->data + i * source->strides()[0], size_t(size));
            for (int64_t i = 0; i < count; ++i)
                std::memcpy(part->data + i * part->strides()[0], copy + i * size, size_t(size));
        } else {
            raiseValueError("memoryview assignment: lvalue and rvalue have different structures");
        }
        giveUp(source);
        giveUp(part);
        return fits ? 0 : -1;
    }
    if (isExactly(key, SliceType) || isSliceTuple(key))
        return raiseNotImplementedError("memoryview slice assignments are currently restricted to ndim = 1");
    return raiseTypeError("memoryview: invalid slice key");
}

int64_t lengthSlot(Value self) {
    auto* view = as<MemoryView>(self);
    if (!checkAlive(view))
        return -1;
    if (view->dimensions == 0)
        return raiseTypeError("0-dim memory has no length");
    return view->lengths[0];
}

// ---- comparison, hash, text ----
int sameItems(const MemoryView* left, const char* leftData, const MemoryView* right, const char* rightData,
              int64_t dimension) {
    if (dimension == left->dimensions) {
        Value a = PYC_TRY(unpackItem(leftData, left->format)), b = PYC_TRY(unpackItem(rightData, right->format));
        return richEqual(a, b);
    }
    for (int64_t i = 0; i < left->lengths[dimension]; ++i) {
        int same = sameItems(left, leftData + i * left->strides()[dimension], right,
                             rightData + i * right->strides()[dimension], dimension + 1);
        if (same <= 0)
            return same;
    }
    return 1;
}

Value compareSlot(Value self, Value other, int operation) {
    if (operation != CompareEqual && operation != CompareNotEqual)
        return notImplementedValue();
    auto* left = as<MemoryView>(self);
    auto answer = [&](bool equal) { return boolValue(equal == (operation == CompareEqual)); };
    if (!left->shared || (isMemoryView(other) && !as<MemoryView>(other)->shared))
        return answer(self == other);
    if (!isMemoryView(other) && !isBuffer(other))
        return notImplementedValue();
    bool own = !isMemoryView(other);
    MemoryView* right = own ? PYC_TRY(viewOf(other)) : as<MemoryView>(other);
    bool sameShape = left->dimensions == right->dimensions;
    for (int64_t i = 0; sameShape && i < left->dimensions; ++i)
        sameShape = left->lengths[i] == right->lengths[i];
    int equal = 0;
    if (sameShape && isItemFormat(left->format) && isItemFormat(right->format))
        equal = sameItems(left, left->data, right, right->data, 0);
    if (own)
        giveUp(right);
    return equal < 0 ? Value() : answer(equal);
}

bool hashSlot(Value self, int64_t* result) {
    auto* view = as<MemoryView>(self);
    if (!view->hashed) {
        if (!checkAlive(view))
            return false;
        if (!view->readOnly)
            return raiseValueError("cannot hash writable memoryview object");
        if (!isByteFormat(view->format))
            return raiseValueError("memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
        int64_t ofOwner;
        if (!hash(view->shared->owner, &ofOwner))
            return false;
        std::string_view data = viewBytes(view);
        view->hash = hashBytes(data.data(), data.size());
        view->hashed = true;
    }
    *result = view->hash;
    return true;
}

Value reprSlot(Value self) {
    return Value(formatText(as<MemoryView>(self)->shared ? "<memory at 0x%x>" : "<released memory at 0x%x>",
                            uint64_t(self.bits)));
}

// ---- attributes ----
Value numbers(const int64_t* from, int64_t count) {
    Tuple* result = PYC_TRY(count ? newTuple(count) : emptyTuple());
    for (int64_t i = 0; i < count; ++i)
        result->items[i] = PYC_TRY(intValue(from[i]));
    return Value(result);
}

bool isFortranContiguous(const MemoryView* view) {
    int64_t expected = view->itemSize;
    for (int64_t i = 0; i < view->dimensions; ++i) {
        if (view->lengths[i] == 0)
            return true;
        if (view->lengths[i] > 1 && view->strides()[i] != expected)
            return false;
        expected *= view->lengths[i];
    }
    return true;
}

template <auto get>
Value attribute(Value self) {
    auto* view = as<MemoryView>(self);
    return checkAlive(view) ? Value(get(view)) : Value();
}
Value ownerOf(MemoryView* view) { return view->shared->owner; }
Value bytesOf(MemoryView* view) { return intValue(view->length); }
Value readOnlyOf(MemoryView* view) { return boolValue(view->readOnly); }
Value itemSizeOf(MemoryView* view) { return intValue(view->itemSize); }
Value formatOf(MemoryView* view) { return Value(view->format); }
Value dimensionsOf(MemoryView* view) { return intValue(view->dimensions); }
Value shapeOfView(MemoryView* view) { return numbers(view->lengths, view->dimensions); }
Value stridesOf(MemoryView* view) { return numbers(view->strides(), view->dimensions); }
Value suboffsetsOf(MemoryView*) { return Value(emptyTuple()); }
Value rowMajor(MemoryView* view) { return boolValue(isContiguous(view)); }
Value columnMajor(MemoryView* view) { return boolValue(isFortranContiguous(view)); }
Value anyMajor(MemoryView* view) { return boolValue(isContiguous(view) || isFortranContiguous(view)); }

// ---- methods ----
void release(MemoryView* self) { giveUp(self); }

Value enter(MemoryView* self) {
    if (!checkAlive(self))
        return Value();
    if (!self->entered && isByteArray(self->shared->owner)) {
        self->entered = true;
        ++as<ByteArray>(self->shared->owner)->locks;
    }
    return Value(self);
}
void leave(MemoryView* self, Arguments) { giveUp(self); }

void gatherColumns(const MemoryView* view, const char* data, int64_t dimension, char** out) {
    if (dimension < 0) {
        std::memcpy(*out, data, size_t(view->itemSize));
        *out += view->itemSize;
        return;
    }
    for (int64_t i = 0; i < view->lengths[dimension]; ++i)
        gatherColumns(view, data + i * view->strides()[dimension], dimension - 1, out);
}

Value toBytes(MemoryView* self, Value order) {
    if (!checkAlive(self))
        return Value();
    char wanted = 'C';
    if (order && !isNone(order)) {
        if (!isString(order))
            return raiseTypeError("tobytes() argument 'order' must be str or None, not %T", order);
        auto* text = as<String>(order);
        if (!sameText(text, "C") && !sameText(text, "F") && !sameText(text, "A"))
            return raiseValueError("order must be 'C', 'F' or 'A'");
        wanted = text->data()[0];
    }
    if (wanted == 'F' || (wanted == 'A' && isFortranContiguous(self) && !isContiguous(self))) {
        Bytes* result = PYC_TRY(newBytes(nullptr, self->length));
        char* out = result->data;
        gatherColumns(self, self->data, self->dimensions - 1, &out);
        return Value(result);
    }
    return Value(bytesFromView(viewBytes(self)));
}

Value hexOf(MemoryView* self, Value separator, int32_t group) {
    if (!checkAlive(self))
        return Value();
    Bytes* copy = PYC_TRY(bytesFromView(viewBytes(self)));
    return bytes::hex(Value(copy), separator, group);
}

Value listFrom(const MemoryView* view, const char* data, int64_t dimension) {
    if (dimension == view->dimensions)
        return unpackItem(data, view->format);
    List* list = PYC_TRY(newList(view->lengths[dimension]));
    for (int64_t i = 0; i < view->lengths[dimension]; ++i) {
        Value item = PYC_TRY(listFrom(view, data + i * view->strides()[dimension], dimension + 1));
        PYC_TRY(listAppend(list, item));
    }
    return Value(list);
}
Value toList(MemoryView* self) { return checkAlive(self) ? listFrom(self, self->data, 0) : Value(); }

Value toReadOnly(MemoryView* self) {
    if (!checkAlive(self))
        return Value();
    MemoryView* view = PYC_TRY(copyView(self));
    view->readOnly = true;
    return Value(view);
}

bool readShape(Value shape, int64_t* sizes, int64_t* count) {
    if (isNone(shape))
        return raiseTypeError("shape must be a list or a tuple");
    Tuple* items = PYC_TRY(tupleFrom(shape));
    if (items->length > MostDimensions)
        return raiseValueError("memoryview: number of dimensions must not exceed 64");
    *count = items->length;
    for (int64_t i = 0; i < items->length; ++i) {
        if (!isA(items->items[i], IntType))
            return raiseTypeError("memoryview.cast(): elements of shape must be integers");
        Result<int64_t> size = toInt64(items->items[i]);
        if (!size.ok)
            return false;
        sizes[i] = size.value;
        if (sizes[i] <= 0)
            return raiseValueError("memoryview.cast(): elements of shape must be integers > 0");
    }
    return true;
}

Value cast(MemoryView* self, String* format, Value shape) {
    if (!checkAlive(self))
        return Value();
    if (!isContiguous(self))
        return raiseTypeError("memoryview: casts are restricted to C-contiguous views");
    for (int64_t start = 0; start < format->length; ++start) {
        int64_t end = start;
        while (end < format->length && codePointAt(format, end) >= 0x80)
            ++end;
        if (end > start)
            return raiseUnicodeEncodeError("ascii", format, start, end, "ordinal not in range(128)");
    }
    int64_t sizes[MostDimensions] = {}, count = 1;
    bool shaped = bool(shape);
    if (shaped) {
        if (!isA(shape, ListType) && !isTuple(shape))
            return raiseTypeError("shape must be a list or a tuple");
        if (!readShape(shape, sizes, &count))
            return Value();
        if (self->dimensions != 1 && count != 1)
            return raiseTypeError("memoryview: cast must be 1D -> ND or ND -> 1D");
    } else if (self->dimensions != 1) {
        for (int64_t i = 0; i < self->dimensions; ++i)
            if (self->lengths[i] == 0)
                return raiseTypeError("memoryview: cannot cast view with zeros in shape or strides");
    }
    int64_t itemSize = itemSizeOfFormat(format);
    if (!itemSize)
        return raiseValueError("memoryview: destination format must be a native single character format prefixed with "
                               "an optional '@'");
    if (!itemSizeOfFormat(self->format))
        return raiseValueError("memoryview: source format must be a native single character format prefixed with an "
                               "optional '@'");
    if (!isByteFormat(self->format) && !isByteFormat(format))
        return raiseTypeError("memoryview: cannot cast between two non-byte formats");
    if (self->length % itemSize)
        return raiseTypeError("memoryview: length is not a multiple of itemsize");
    if (!shaped)
        sizes[0] = self->length / itemSize;
    int64_t product = itemSize;
    for (int64_t i = 0; i < count; ++i)
        if (__builtin_mul_overflow(product, sizes[i], &product))
            return raiseValueError("memoryview.cast(): product(shape) > SSIZE_MAX");
    if (product != self->length)
        return raiseTypeError("memoryview: product(shape) * itemsize != buffer size");
    MemoryView* view = PYC_TRY(newView(self->shared, count));
    view->data = self->data;
    view->format = format;
    view->itemSize = itemSize;
    view->length = self->length;
    view->readOnly = self->readOnly;
    int64_t stride = itemSize;
    for (int64_t i = count; i-- > 0;) {
        view->lengths[i] = sizes[i];
        view->lengths[count + i] = stride;
        stride *= sizes[i];
    }
    return Value(view);
}

// Items of a one-dimensional view for as long as `visit` returns 0.
template <class Visit>
int eachItem(MemoryView* self, int64_t start, int64_t stop, Visit visit) {
    for (int64_t i = start; i < stop && i < self->lengths[0]; ++i) {
        if (!checkAlive(self))
            return -1;
        Value item = PYC_TRY(unpackItem(self->data + i * self->strides()[0], self->format));
        if (int done = visit(i, item))
            return done;
    }
    return 0;
}

bool checkOneDimension(MemoryView* self) {
    if (!checkAlive(self))
        return false;
    if (self->dimensions == 0)
        return raiseTypeError("invalid lookup on 0-dim memory");
    if (self->dimensions != 1)
        return raiseNotImplementedError("multi-dimensional lookup is not implemented");
    return true;
}

Value countOf(MemoryView* self, Value wanted) {
    if (!checkAlive(self))
        return Value();
    if (self->dimensions != 1)
        return self->dimensions ? Value(raiseNotImplementedError("multi-dimensional sub-views are not implemented"))
                                : Value(raiseTypeError("invalid indexing of 0-dim memory"));
    int64_t count = 0;
    int failed = eachItem(self, 0, self->lengths[0], [&](int64_t, Value item) {
        int equal = item == wanted ? 1 : richEqual(item, wanted);
        count += equal > 0;
        return equal < 0 ? -1 : 0;
    });
    return failed ? Value() : intValue(count);
}

Value indexOf(MemoryView* self, Value wanted, Value startValue, Value stopValue) {
    if (!checkOneDimension(self))
        return Value();
    int64_t start = 0, stop = INT64_MAX;
    if ((startValue && !sliceBound(startValue, &start)) || (stopValue && !sliceBound(stopValue, &stop)))
        return Value();
    start = clampBound(start, self->lengths[0]);
    stop = clampBound(stop, self->lengths[0]);
    int64_t found = -1;
    int state = eachItem(self, start, stop, [&](int64_t i, Value item) {
        int equal = item == wanted ? 1 : richEqual(item, wanted);
        found = i;
        return equal;
    });
    if (state < 0)
        return Value();
    return state ? intValue(found) : Value(raiseValueError("memoryview.index(x): x not found"));
}

Value bufferOf(MemoryView* self, int64_t) { return Value(viewOf(Value(self))); }
Success releaseBuffer(MemoryView*, Value view) {
    if (!isMemoryView(view))
        return raiseTypeError("expected a memoryview object");
    giveUp(as<MemoryView>(view));
    return {};
}
Value fromFlags(Type*, Value object, int64_t flags) {
    constexpr int64_t Writable = 1;
    MemoryView* view = PYC_TRY(viewOf(object));
    if (flags & Writable && view->readOnly)
        return raise(BufferErrorType, "Object is not writable.");
    return Value(view);
}
Value alias(Type* cls, Value item) { return newGenericAlias(Value(cls), item); }

constinit const NativeMember members[] = {
    PYC_METHOD("release", release, "($self, /)", "Gives the memory up; the view is of no use afterwards."),
    PYC_METHOD("tobytes", toBytes, "($self, /, order='C')", "The items as bytes, in the order given."),
    PYC_METHOD("hex", hexOf, "($self, /, sep=<unrepresentable>, bytes_per_sep=1)", "The memory in hexadecimal."),
    PYC_METHOD("tolist", toList, "($self, /)", "The items in a list (of lists)."),
    PYC_METHOD("cast", cast, "($self, /, format, shape=<unrepresentable>)", "A view of other items of the memory."),
    PYC_METHOD("toreadonly", toReadOnly, "($self, /)", "A view that cannot change the memory."),
    PYC_METHOD("count", countOf, "($self, value, /)", "How often an item occurs."),
    PYC_METHOD("index", indexOf, "($self, value, start=0, stop=sys.maxsize, /)", "Where an item occurs first."),
    PYC_METHOD("__enter__", enter, "($self, /)", nullptr),
    PYC_METHOD("__exit__", leave, "($self, /, *args)", nullptr),
    PYC_METHOD("__buffer__", bufferOf, "($self, flags, /)", "Return a buffer object that exposes the memory."),
    PYC_METHOD("__release_buffer__", releaseBuffer, "($self, buffer, /)", "Release the buffer object."),
    PYC_CLASS_METHOD("_from_flags", fromFlags, "($type, /, object, flags)", "A view of an object, as flags want it."),
    PYC_CLASS_METHOD("__class_getitem__", alias, "($type, item, /)", "The class with a type for its items."),
    PYC_GETTER("obj", attribute<ownerOf>, "The object whose memory it is."),
    PYC_GETTER("nbytes", attribute<bytesOf>, "Bytes that tobytes() would give."),
    PYC_GETTER("readonly", attribute<readOnlyOf>, "Whether the memory cannot be changed."),
    PYC_GETTER("itemsize", attribute<itemSizeOf>, "Bytes of an item."),
    PYC_GETTER("format", attribute<formatOf>, "What an item is, in the words of the module struct."),
    PYC_GETTER("ndim", attribute<dimensionsOf>, "How many dimensions there are."),
    PYC_GETTER("shape", attribute<shapeOfView>, "The length of each dimension."),
    PYC_GETTER("strides", attribute<stridesOf>, "Bytes between neighbours in each dimension."),
    PYC_GETTER("suboffsets", attribute<suboffsetsOf>, "Used by arrays of pointers only."),
    PYC_GETTER("c_contiguous", attribute<rowMajor>, "Whether the memory is without gaps, last index fastest."),
    PYC_GETTER("f_contiguous", attribute<columnMajor>, "Whether the memory is without gaps, first index fastest."),
    PYC_GETTER("contiguous", attribute<anyMajor>, "Whether the memory is without gaps."),
    PYC_END,
};

// ---- iteration ----
struct ViewIterator : Object {
    MemoryView* view; // null: exhausted
    int64_t index;
};

Value iterateView(Value self) {
    auto* view = as<MemoryView>(self);
    if (!checkAlive(view))
        return Value();
    if (view->dimensions == 0)
        return raiseTypeError("invalid indexing of 0-dim memory");
    if (view->dimensions != 1)
        return raiseNotImplementedError("multi-dimensional sub-views are not implemented");
    if (!isItemFormat(view->format))
        return raiseNotImplementedError("memoryview: format %U not supported", view->format);
    ViewIterator* iterator = PYC_TRY(newObject<ViewIterator>(MemoryIteratorShape));
    iterator->view = view;
    return Value(iterator);
}

Value nextItem(Value self) {
    auto* iterator = as<ViewIterator>(self);
    MemoryView* view = iterator->view;
    if (!view)
        return Value();
    if (iterator->index >= view->lengths[0]) {
        iterator->view = nullptr;
        return Value();
    }
    if (!checkAlive(view))
        return Value();
    return unpackItem(view->data + iterator->index++ * view->strides()[0], view->format);
}

} // namespace

bool isContiguous(const MemoryView* view) {
    int64_t expected = view->itemSize;
    for (int64_t i = view->dimensions; i-- > 0;) {
        if (view->lengths[i] == 0)
            return true;
        if (view->lengths[i] > 1 && view->strides()[i] != expected)
            return false;
        expected *= view->lengths[i];
    }
    return true;
}

static void gather(const MemoryView* view, const char* data, int64_t dimension, char** out) {
    if (dimension == view->dimensions) {
        std::memcpy(*out, data, size_t(view->itemSize));
        *out += view->itemSize;
        return;
    }
    for (int64_t i = 0; i < view->lengths[dimension]; ++i)
        gather(view, data + i * view->strides()[dimension], dimension + 1, out);
}

std::string_view viewBytes(const MemoryView* view) {
    if (isContiguous(view))
        return {view->data, size_t(view->length)};
    auto* copy = static_cast<char*>(gc::allocateAtomic(uint64_t(view->length) + 1));
    if (!copy)
        return {};
    char* out = copy;
    gather(view, view->data, 0, &out);
    return {copy, size_t(view->length)};
}

PYC_GC_ROOT constinit Shape MemoryViewShape = defineShape(MemoryViewType);
PYC_GC_ROOT constinit Type MemoryViewType = defineType({
    .name = "memoryview",
    .doc = "A view of the memory of a bytes-like object.",
    .shape = &MemoryViewShape,
    .flags = TypeIsSequence,
    .instanceSize = sizeof(MemoryView),
    .members = members,
    .slots = {.repr = reprSlot,
              .iter = iterateView,
              .hash = hashSlot,
              .compare = compareSlot,
              .length = lengthSlot,
              .getItem = getItemSlot,
              .setItem = setItemSlot,
              .create = PYC_CREATE("memoryview", createView, "(object)")},
});

PYC_GC_ROOT constinit Shape MemoryIteratorShape = defineShape(MemoryIteratorType);
PYC_GC_ROOT constinit Type MemoryIteratorType = defineType({
    .name = "memory_iterator",
    .shape = &MemoryIteratorShape,
    .instanceSize = sizeof(ViewIterator),
    .slots = {.iter = identity, .next = nextItem},
});

} // namespace pyc::runtime
