// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// slice objects, and what slices and indices mean for a sequence.
#include "runtime/builtins/slice.h"

#include "runtime/builtins/tuple.h"
#include "runtime/object/native.h"

namespace pyc::runtime {

namespace {

constexpr int64_t Most = INT64_MAX;

bool sliceIndex(Value value, int64_t* result) {
    if (value.isSmallInt()) {
        *result = value.smallInt();
        return true;
    }
    if (!hasIndex(value))
        return raiseTypeError("slice indices must be integers or None or have an __index__ method");
    *result = PYC_TRY(toIndexClamped(value));
    return true;
}

Value sliceCreate(Type*, const Value* arguments, size_t count, Tuple* keywordNames) {
    if (!checkNoKeywords("slice", keywordNames) || !checkPositional("slice", count, 1, 3))
        return Value();
    if (count == 1)
        return newSlice(noneValue(), arguments[0], noneValue());
    return newSlice(arguments[0], arguments[1], count == 3 ? arguments[2] : noneValue());
}

Value sliceRepr(Value self) {
    auto* slice = as<Slice>(self);
    return formatText("slice(%R, %R, %R)", slice->start, slice->stop, slice->step);
}

bool sliceHash(Value self, int64_t* result) {
    auto* slice = as<Slice>(self);
    Value parts[] = {slice->start, slice->stop, slice->step};
    TupleHasher hasher;
    for (Value part : parts) {
        int64_t partHash;
        if (!hash(part, &partHash))
            return false;
        hasher.add(partHash);
    }
    *result = hasher.finishWithoutLength();
    return true;
}

Value sliceCompare(Value left, Value right, int operation) {
    if (!isExactly(left, SliceType) || !isExactly(right, SliceType))
        return notImplementedValue();
    if (left == right)
        return boolValue(operation == CompareEqual || operation == CompareLessEqual ||
                         operation == CompareGreaterEqual);
    auto parts = [](Value value) {
        auto* slice = as<Slice>(value);
        return newTuple({slice->start, slice->stop, slice->step});
    };
    Tuple* leftParts = PYC_TRY(parts(left));
    Tuple* rightParts = PYC_TRY(parts(right));
    return compare(Value(leftParts), Value(rightParts), CompareOperation(operation));
}

Value indices(Slice* slice, Value length) { return sliceIndices(slice, length); }

Value sliceReduce(Slice* slice) {
    Tuple* parts = PYC_TRY(newTuple({slice->start, slice->stop, slice->step}));
    return newTuple({Value(&SliceType), Value(parts)});
}

constinit const NativeMember sliceMembers[] = {
    PYC_FIELD(
        "start", [](Value self) { return as<Slice>(self)->start; }, nullptr, nullptr),
    PYC_FIELD(
        "stop", [](Value self) { return as<Slice>(self)->stop; }, nullptr, nullptr),
    PYC_FIELD(
        "step", [](Value self) { return as<Slice>(self)->step; }, nullptr, nullptr),
    PYC_METHOD("indices", indices, "($self, object, /)",
               "The start, stop and step that the slice means for a sequence of the given length."),
    PYC_METHOD("__reduce__", sliceReduce, "($self, /)", "How to make the slice again."),
    PYC_END};

} // namespace

PYC_GC_ROOT constinit Shape SliceShape = defineShape(SliceType);
PYC_GC_ROOT constinit Type SliceType = defineType({
    .name = "slice",
    .doc = "slice(stop)\nslice(start, stop[, step])\n\nThe items start, start + step, … before stop of a sequence.",
    .shape = &SliceShape,
    .instanceSize = sizeof(Slice),
    .members = sliceMembers,
    .slots = {.repr = sliceRepr, .hash = sliceHash, .compare = sliceCompare, .create = sliceCreate},
});

Slice* newSlice(Value start, Value stop, Value step) {
    auto* slice = static_cast<Slice*>(gc::allocate(sizeof(Slice)));
    if (!slice)
        return raiseMemoryError();
    slice->start = start;
    slice->stop = stop;
    slice->step = step;
    slice->shape = &SliceShape;
    return slice;
}

bool sequenceIndexSlow(Value key, Type& overflow, int64_t* result) {
    Value index = PYC_TRY(toIndex(key));
    if (integerFitsInt64(index, result))
        return true;
    return raise(overflow, "cannot fit '%T' into an index-sized integer", key);
}

bool readSlice(const Slice* slice, SliceRange* result) {
    int64_t step = 1, start, stop;
    if (!isNone(slice->step)) {
        if (!sliceIndex(slice->step, &step))
            return false;
        if (step == 0)
            return raiseValueError("slice step cannot be zero");
        // So that it can be negated.
        if (step < -Most)
            step = -Most;
    }
    start = step < 0 ? Most : 0;
    stop = step < 0 ? INT64_MIN : Most;
    if (!isNone(slice->start) && !sliceIndex(slice->start, &start))
        return false;
    if (!isNone(slice->stop) && !sliceIndex(slice->stop, &stop))
        return false;
    *result = {start, stop, step, 0};
    return true;
}

void fitSlice(SliceRange* range, int64_t length) {
    int64_t start = range->start, stop = range->stop, step = range->step;
    int64_t lowest = step < 0 ? -1 : 0, highest = step < 0 ? length - 1 : length;
    auto adjust = [&](int64_t bound) {
        if (bound < 0) {
            bound += length;
            return bound < 0 ? lowest : bound;
        }
        return bound >= length ? highest : bound;
    };
    start = adjust(start);
    stop = adjust(stop);
    int64_t count = 0;
    if (step == 1) // most are, and division is slow
        count = start < stop ? stop - start : 0;
    else if (step < 0 && stop < start)
        count = (start - stop - 1) / -step + 1;
    else if (step > 0 && start < stop)
        count = (stop - start - 1) / step + 1;
    *range = {start, stop, step, count};
}

Tuple* sliceIndices(Slice* slice, Value lengthArgument) {
    Value length = PYC_TRY(toIndex(lengthArgument));
    Value zero = Value::fromSmallInt(0), one = Value::fromSmallInt(1);
    if (PYC_TRY(compareBool(length, zero, CompareLess)))
        return raiseValueError("length should not be negative");
    auto part = [](Value value) -> Value {
        if (!hasIndex(value))
            return raiseTypeError("slice indices must be integers or None or have an __index__ method");
        return toIndex(value);
    };
    Value step = isNone(slice->step) ? one : PYC_TRY(part(slice->step));
    if (step == zero)
        return raiseValueError("slice step cannot be zero");
    bool backwards = PYC_TRY(compareBool(step, zero, CompareLess));
    Value lower = backwards ? Value::fromSmallInt(-1) : zero;
    Value upper = backwards ? PYC_TRY(binary(BinaryOperator::Subtract, length, one)) : length;
    auto bound = [&](Value value, Value otherwise) -> Value {
        if (isNone(value))
            return otherwise;
        Value index = PYC_TRY(part(value));
        if (PYC_TRY(compareBool(index, zero, CompareLess))) {
            index = PYC_TRY(binary(BinaryOperator::Add, index, length));
            return PYC_TRY(compareBool(index, lower, CompareLess)) ? lower : index;
        }
        return PYC_TRY(compareBool(index, upper, CompareGreater)) ? upper : index;
    };
    Value start = PYC_TRY(bound(slice->start, backwards ? upper : lower));
    Value stop = PYC_TRY(bound(slice->stop, backwards ? lower : upper));
    return newTuple({start, stop, step});
}

bool sliceBound(Value value, int64_t* result) {
    if (value.isSmallInt()) {
        *result = value.smallInt();
        return true;
    }
    if (!hasIndex(value))
        return raiseTypeError("slice indices must be integers or have an __index__ method");
    *result = PYC_TRY(toIndexClamped(value));
    return true;
}

bool repeatCount(Value operand, int64_t* count) {
    if (!sequenceIndex(operand, OverflowErrorType, count))
        return false;
    if (*count < 0)
        *count = 0;
    return true;
}

} // namespace pyc::runtime
