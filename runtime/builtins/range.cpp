// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// range, for integers of any size.
#include "runtime/builtins/range.h"

#include "runtime/builtins/iterators.h"
#include "runtime/builtins/slice.h"
#include "runtime/object/native.h"
#include "runtime/thread/thread.h"

namespace pyc::runtime {

namespace {

constexpr Value Zero = Value::fromSmallInt(0), One = Value::fromSmallInt(1);

Value add(Value left, Value right) { return binary(BinaryOperator::Add, left, right); }
Value subtract(Value left, Value right) { return binary(BinaryOperator::Subtract, left, right); }
Value multiply(Value left, Value right) { return binary(BinaryOperator::Multiply, left, right); }
Value floorDivide(Value left, Value right) { return binary(BinaryOperator::FloorDivide, left, right); }
// 1, 0, -1
int less(Value left, Value right) { return compareBool(left, right, CompareLess); }

// How many numbers there are: (distance - 1) // |step| + 1, or none.
Value countNumbers(Value start, Value stop, Value step) {
    if (start.isSmallInt() && stop.isSmallInt() && step.isSmallInt()) {
        int64_t from = start.smallInt(), to = stop.smallInt(), by = step.smallInt();
        if (by > 0)
            return intValue(from < to ? (to - from - 1) / by + 1 : 0);
        return intValue(from > to ? (from - to - 1) / -by + 1 : 0);
    }
    bool backwards = PYC_TRY(less(step, Zero));
    Value low = backwards ? stop : start, high = backwards ? start : stop;
    if (!PYC_TRY(less(low, high)))
        return Zero;
    Value distance = PYC_TRY(subtract(PYC_TRY(subtract(high, low)), One));
    Value width = backwards ? PYC_TRY(negative(step)) : step;
    return add(PYC_TRY(floorDivide(distance, width)), One);
}

Value newRange(Value start, Value stop, Value step) {
    Value count = PYC_TRY(countNumbers(start, stop, step));
    auto* range = static_cast<Range*>(gc::allocate(sizeof(Range)));
    if (!range)
        return raiseMemoryError();
    range->start = start;
    range->stop = stop;
    range->step = step;
    range->length = count;
    range->shape = &RangeShape;
    return Value(range);
}

Value rangeCreate(Type*, const Value* arguments, size_t count, Tuple* keywordNames) {
    if (!checkNoKeywords("range", keywordNames) || !checkPositional("range", count, 1, 3))
        return Value();
    if (count == 1)
        return newRange(Zero, PYC_TRY(toIndex(arguments[0])), One);
    Value start = PYC_TRY(toIndex(arguments[0])), stop = PYC_TRY(toIndex(arguments[1]));
    Value step = count == 3 ? PYC_TRY(toIndex(arguments[2])) : One;
    if (step == Zero)
        return raiseValueError("range() arg 3 must not be zero");
    return newRange(start, stop, step);
}

Value rangeRepr(Value self) {
    auto* range = as<Range>(self);
    if (range->step == One)
        return formatText("range(%R, %R)", range->start, range->stop);
    return formatText("range(%R, %R, %R)", range->start, range->stop, range->step);
}

bool rangeHash(Value self, int64_t* result) {
    auto* range = as<Range>(self);
    bool empty = range->length == Zero, single = range->length == One;
    Tuple* parts = PYC_TRY(
        newTuple({range->length, empty ? noneValue() : range->start, empty || single ? noneValue() : range->step}));
    return hash(Value(parts), result);
}

int sameNumbers(const Range* left, const Range* right) {
    if (left == right)
        return 1;
    if (!PYC_TRY(richEqual(left->length, right->length)))
        return 0;
    if (left->length == Zero)
        return 1;
    if (!PYC_TRY(richEqual(left->start, right->start)))
        return 0;
    return left->length == One ? 1 : richEqual(left->step, right->step);
}

Value rangeCompare(Value left, Value right, int operation) {
    if (!isExactly(left, RangeType) || !isExactly(right, RangeType) ||
        (operation != CompareEqual && operation != CompareNotEqual))
        return notImplementedValue();
    return boolValue(PYC_TRY(sameNumbers(as<Range>(left), as<Range>(right))) == (operation == CompareEqual));
}

int rangeTruth(Value self) { return as<Range>(self)->length != Zero; }

int64_t rangeLength(Value self) {
    int64_t length;
    if (!integerFitsInt64(as<Range>(self)->length, &length))
        return raiseOverflowError("Python int too large to convert to C ssize_t");
    return length;
}

// The number at an index that is in range.
Value numberAt(const Range* range, Value index) {
    if (index == Zero)
        return range->start;
    return add(range->start, PYC_TRY(multiply(index, range->step)));
}

bool isPlainInt(Value value) { return value.isSmallInt() || isExactly(value, IntType) || isBool(value); }

int containsNumber(const Range* range, Value number) {
    int64_t start, step, count;
    if (number.isSmallInt() && rangeWords(range, &start, &step, &count)) {
        __int128 distance = __int128(number.smallInt()) - start;
        return distance % step == 0 && distance / step >= 0 && distance / step < count;
    }
    bool backwards = PYC_TRY(less(range->step, Zero));
    Value low = backwards ? range->stop : range->start, high = backwards ? range->start : range->stop;
    // The start is included, the stop is not.
    if (backwards ? PYC_TRY(less(high, number)) || !PYC_TRY(less(low, number))
                  : PYC_TRY(less(number, low)) || !PYC_TRY(less(number, high)))
        return 0;
    Value rest = PYC_TRY(binary(BinaryOperator::Modulo, PYC_TRY(subtract(number, range->start)), range->step));
    return rest == Zero;
}

int rangeContains(Value self, Value item) {
    if (isPlainInt(item))
        return containsNumber(as<Range>(self), integerPayload(item));
    Value iterator = PYC_TRY(iterate(self));
    while (Value number = next(iterator))
        if (int same = richEqual(number, item))
            return same;
    return errorPending() ? -1 : 0;
}

Value rangeGetItem(Value self, Value key) {
    auto* range = as<Range>(self);
    if (isExactly(key, SliceType)) {
        Tuple* bounds = PYC_TRY(sliceIndices(as<Slice>(key), range->length));
        Value step = PYC_TRY(multiply(bounds->items[2], range->step));
        Value start = PYC_TRY(numberAt(range, bounds->items[0]));
        return newRange(start, PYC_TRY(numberAt(range, bounds->items[1])), step);
    }
    if (!hasIndex(key))
        return raiseTypeError("range indices must be integers or slices, not %T", key);
    Value index = PYC_TRY(toIndex(key));
    if (PYC_TRY(less(index, Zero)))
        index = PYC_TRY(add(index, range->length));
    if (PYC_TRY(less(index, Zero)) || !PYC_TRY(less(index, range->length)))
        return raiseIndexError("range object index out of range");
    return numberAt(range, index);
}

// ---- iterators ----
struct LongRangeIterator : Object {
    Value next, step, left;
};

Value newLongIterator(Value start, Value step, Value count) {
    auto* iterator = static_cast<LongRangeIterator*>(gc::allocate(sizeof(LongRangeIterator)));
    if (!iterator)
        return raiseMemoryError();
    iterator->next = start;
    iterator->step = step;
    iterator->left = count;
    iterator->shape = &LongRangeIteratorShape;
    return Value(iterator);
}

Value newIterator(int64_t start, int64_t step, int64_t count) {
    auto* iterator = static_cast<RangeIterator*>(gc::allocate(sizeof(RangeIterator)));
    if (!iterator)
        return raiseMemoryError();
    iterator->next = start;
    iterator->step = step;
    iterator->left = count;
    iterator->shape = &RangeIteratorShape;
    return Value(iterator);
}

Value rangeIterate(Value self) {
    auto* range = as<Range>(self);
    int64_t start, step, count;
    if (rangeWords(range, &start, &step, &count))
        return newIterator(start, step, count);
    return newLongIterator(range->start, range->step, range->length);
}

Value rangeReversed(Range* range) {
    int64_t start, step, count;
    if (rangeWords(range, &start, &step, &count) && step != INT64_MIN)
        return newIterator(count ? start + (count - 1) * step : start, -step, count);
    Value last = PYC_TRY(numberAt(range, PYC_TRY(subtract(range->length, One))));
    return newLongIterator(last, PYC_TRY(negative(range->step)), range->length);
}

// Builtins that draw from a range, such as sum(), may take hours: an interrupt ends them here.
Value rangeIteratorNext(Value self) {
    auto* iterator = as<RangeIterator>(self);
    if (iterator->left <= 0 || !poll())
        return Value();
    int64_t number = iterator->next;
    advance(iterator);
    return intValue(number);
}

Value longIteratorNext(Value self) {
    auto* iterator = as<LongRangeIterator>(self);
    if (iterator->left == Zero || !poll())
        return Value();
    Value number = iterator->next;
    iterator->next = PYC_TRY(add(number, iterator->step));
    iterator->left = PYC_TRY(subtract(iterator->left, One));
    return number;
}

int64_t iteratorLengthHint(RangeIterator* iterator) { return iterator->left; }
Value longIteratorLengthHint(LongRangeIterator* iterator) { return iterator->left; }

Value reduceIterator(Value start, Value step, Value left) {
    Value stop = PYC_TRY(add(start, PYC_TRY(multiply(step, left))));
    Value range = PYC_TRY(newRange(start, stop, step));
    return newTuple({PYC_TRY(builtinNamed(staticString<"iter">)), PYC_TRY(Value(newTuple({range}))), noneValue()});
}
Value iteratorReduce(RangeIterator* iterator) {
    return reduceIterator(intValue(iterator->next), intValue(iterator->step), intValue(iterator->left));
}
Value longIteratorReduce(LongRangeIterator* iterator) {
    return reduceIterator(iterator->next, iterator->step, iterator->left);
}

constinit const NativeMember iteratorMembers[] = {
    PYC_METHOD("__length_hint__", iteratorLengthHint, "($self, /)", "How many numbers are left."),
    PYC_METHOD("__reduce__", iteratorReduce, "($self, /)", "How to make the iterator again."), PYC_END};
constinit const NativeMember longIteratorMembers[] = {
    PYC_METHOD("__length_hint__", longIteratorLengthHint, "($self, /)", "How many numbers are left."),
    PYC_METHOD("__reduce__", longIteratorReduce, "($self, /)", "How to make the iterator again."), PYC_END};

// ---- methods ----
Value count(Range* range, Value item) {
    if (isPlainInt(item))
        return intValue(PYC_TRY(containsNumber(range, integerPayload(item))));
    int64_t found = 0;
    Value iterator = PYC_TRY(iterate(Value(range)));
    while (Value number = next(iterator))
        found += PYC_TRY(richEqual(number, item));
    return errorPending() ? Value() : intValue(found);
}

Value index(Range* range, Value item) {
    if (isPlainInt(item)) {
        Value number = integerPayload(item);
        if (!PYC_TRY(containsNumber(range, number)))
            return raiseValueError("range.index(x): x not in range");
        return floorDivide(PYC_TRY(subtract(number, range->start)), range->step);
    }
    int64_t at = 0;
    Value iterator = PYC_TRY(iterate(Value(range)));
    for (; Value number = next(iterator); ++at)
        if (PYC_TRY(richEqual(number, item)))
            return intValue(at);
    return errorPending() ? Value() : Value(raiseValueError("sequence.index(x): x not in sequence"));
}

Value reduce(Range* range) {
    Tuple* parts = PYC_TRY(newTuple({range->start, range->stop, range->step}));
    return newTuple({Value(&RangeType), Value(parts)});
}

constinit const NativeMember rangeMembers[] = {
    PYC_METHOD("__reversed__", rangeReversed, "($self, /)", "An iterator from the last number to the first."),
    PYC_METHOD("__reduce__", reduce, "($self, /)", "How to make the range again."),
    PYC_METHOD("count", count, "($self, object, /)", "How many times the number occurs."),
    PYC_METHOD("index", index, "($self, object, /)",
               "The index of the number.\n\nRaises ValueError when it is not there."),
    PYC_FIELD(
        "start", [](Value self) { return as<Range>(self)->start; }, nullptr, nullptr),
    PYC_FIELD(
        "stop", [](Value self) { return as<Range>(self)->stop; }, nullptr, nullptr),
    PYC_FIELD(
        "step", [](Value self) { return as<Range>(self)->step; }, nullptr, nullptr),
    PYC_END};

} // namespace

bool rangeWords(const Range* range, int64_t* start, int64_t* step, int64_t* count) {
    if (!range->start.isSmallInt() || !range->stop.isSmallInt() || !range->step.isSmallInt() ||
        !range->length.isSmallInt())
        return false;
    *start = range->start.smallInt();
    *step = range->step.smallInt();
    *count = range->length.smallInt();
    return true;
}

PYC_GC_ROOT constinit Shape RangeShape = defineShape(RangeType);
PYC_GC_ROOT constinit Type RangeType = defineType({
    .name = "range",
    .doc = "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nThe integers from start "
           "(included) to stop "
           "(excluded) by step.",
    .shape = &RangeShape,
    .flags = TypeIsSequence,
    .instanceSize = sizeof(Range),
    .members = rangeMembers,
    .slots = {.repr = rangeRepr,
              .iter = rangeIterate,
              .hash = rangeHash,
              .compare = rangeCompare,
              .truth = rangeTruth,
              .length = rangeLength,
              .contains = rangeContains,
              .getItem = rangeGetItem,
              .create = rangeCreate},
});

PYC_GC_ROOT constinit Shape RangeIteratorShape = defineShape(RangeIteratorType);
PYC_GC_ROOT constinit Type RangeIteratorType = defineType({
    .name = "range_iterator",
    .shape = &RangeIteratorShape,
    .instanceSize = sizeof(RangeIterator),
    .members = iteratorMembers,
    .slots = {.iter = identity, .next = rangeIteratorNext},
});

PYC_GC_ROOT constinit Shape LongRangeIteratorShape = defineShape(LongRangeIteratorType);
PYC_GC_ROOT constinit Type LongRangeIteratorType = defineType({
    .name = "longrange_iterator",
    .shape = &LongRangeIteratorShape,
    .instanceSize = sizeof(LongRangeIterator),
    .members = longIteratorMembers,
    .slots = {.iter = identity, .next = longIteratorNext},
});

} // namespace pyc::runtime
