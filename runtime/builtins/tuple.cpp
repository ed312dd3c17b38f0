// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// tuple.
#include "runtime/builtins/tuple.h"

#include "runtime/builtins/dict_block.h"
#include "runtime/builtins/generic_alias.h"
#include "runtime/builtins/iterators.h"
#include "runtime/builtins/list.h"
#include "runtime/builtins/slice.h"
#include "runtime/object/native.h"
#include "runtime/object/shape.h"
#include "runtime/thread/thread.h"

#include <cstring>

namespace pyc::runtime {

namespace {

Value tupleCreate(Type* cls, const Value* arguments, size_t count, Tuple* keywordNames) {
    // A subclass may take keywords in an __init__ of its own.
    if (keywordNames && !overridesInit(cls, &TupleType) && !checkNoKeywords("tuple", keywordNames))
        return Value();
    if (!checkPositional("tuple", count, 0, 1))
        return Value();
    Tuple* items = count ? PYC_TRY(tupleFrom(arguments[0])) : emptyTuple();
    if (cls == &TupleType)
        return items;
    auto* tuple = static_cast<Tuple*>(PYC_TRY(allocateInstance(cls, size_t(items->length) * sizeof(Value))));
    tuple->length = items->length;
    for (int64_t i = 0; i < items->length; ++i)
        tuple->items[i] = items->items[i];
    return Value(tuple);
}

} // namespace

Value tupleRepr(Value self) {
    auto* tuple = as<Tuple>(self);
    if (tuple->length == 0)
        return staticString<"()">;
    int entered = enterRepr(self);
    if (entered != 0)
        return entered > 0 ? Value(staticString<"(...)">) : Value();
    StringBuilder text;
    bool fine = text.append("(");
    for (int64_t i = 0; fine && i < tuple->length; ++i) {
        String* item = repr(tuple->items[i]);
        fine = item && (i == 0 || text.append(", ")) && text.append(item);
    }
    leaveRepr(self);
    return fine && text.append(tuple->length == 1 ? ",)" : ")") ? Value(text.finish()) : Value();
}

bool tupleHash(Value self, int64_t* result) {
    TupleHasher hasher;
    for (Value item : itemsOf(as<Tuple>(self))) {
        int64_t itemHash;
        if (!hashKey(item, &itemHash))
            return false;
        hasher.add(itemHash);
    }
    *result = hasher.finish();
    return true;
}

Value tupleCompare(Value leftValue, Value rightValue, int operation) {
    if (!isTuple(leftValue) || !isTuple(rightValue))
        return notImplementedValue();
    auto *left = as<Tuple>(leftValue), *right = as<Tuple>(rightValue);
    bool forEquality = operation == CompareEqual || operation == CompareNotEqual;
    for (int64_t i = 0; i < left->length && i < right->length; ++i) {
        if (PYC_TRY(richEqual(left->items[i], right->items[i])))
            continue;
        if (forEquality)
            return boolValue(operation == CompareNotEqual);
        return compareUnequal(left->items[i], right->items[i], CompareOperation(operation));
    }
    if (forEquality)
        return boolValue((left->length == right->length) == (operation == CompareEqual));
    return compareUnequal(intValue(left->length), intValue(right->length), CompareOperation(operation));
}

int64_t tupleLength(Value self) { return as<Tuple>(self)->length; }

int tupleContains(Value self, Value item) {
    for (Value candidate : itemsOf(as<Tuple>(self)))
        if (int same = richEqual(candidate, item))
            return same;
    return 0;
}

Value tupleGetItem(Value self, Value key) {
    auto* tuple = as<Tuple>(self);
    int64_t index;
    if (key.isSmallInt()) [[likely]] {
        index = key.smallInt();
    } else if (isExactly(key, SliceType)) {
        SliceRange range;
        if (!sliceRange(as<Slice>(key), tuple->length, &range))
            return Value();
        if (range.count == tuple->length && range.step == 1 && isExactly(self, TupleType))
            return self;
        Tuple* part = PYC_TRY(newTuple(range.count));
        for (int64_t i = 0; i < range.count; ++i)
            part->items[i] = tuple->items[range.start + i * range.step];
        return part;
    } else {
        if (!hasIndex(key))
            return raiseTypeError("tuple indices must be integers or slices, not %T", key);
        if (!sequenceIndex(key, IndexErrorType, &index))
            return Value();
    }
    if (index < 0)
        index += tuple->length;
    if (index < 0 || index >= tuple->length)
        return raiseIndexError("tuple index out of range");
    return tuple->items[index];
}

Value tupleConcatenate(Value left, Value right) {
    if (!isTuple(right))
        return raiseTypeError("can only concatenate tuple (not \"%T\") to tuple", right);
    auto *first = as<Tuple>(left), *second = as<Tuple>(right);
    if (first->length == 0 && isExactly(right, TupleType))
        return right;
    if (second->length == 0 && isExactly(left, TupleType))
        return left;
    Tuple* result = PYC_TRY(newTuple(first->length + second->length));
    std::copy_n(first->items, first->length, result->items);
    std::copy_n(second->items, second->length, result->items + first->length);
    return result;
}

Value tupleRepeat(Value self, Value operand) {
    int64_t count;
    if (!repeatCount(operand, &count))
        return Value();
    auto* tuple = as<Tuple>(self);
    if ((tuple->length == 0 || count == 1) && isExactly(self, TupleType))
        return self;
    if (tuple->length == 0)
        return Value(emptyTuple());
    if (count > INT64_MAX / 8 / tuple->length)
        return raiseMemoryError();
    Tuple* result = PYC_TRY(newTuple(tuple->length * count));
    for (int64_t i = 0; i < count; ++i)
        std::copy_n(tuple->items, tuple->length, result->items + i * tuple->length);
    return result;
}

namespace {

struct TupleIterator : Object {
    Tuple* tuple; // null: exhausted
    int64_t index;
};

Value tupleIteratorNext(Value self) {
    auto* iterator = as<TupleIterator>(self);
    Tuple* tuple = iterator->tuple;
    if (!tuple)
        return Value();
    if (iterator->index < tuple->length) [[likely]]
        return tuple->items[iterator->index++];
    iterator->tuple = nullptr;
    return Value();
}

int64_t iteratorLengthHint(TupleIterator* iterator) {
    return iterator->tuple ? iterator->tuple->length - iterator->index : 0;
}

Value iteratorReduce(TupleIterator* iterator) {
    Value function = PYC_TRY(builtinNamed(staticString<"iter">));
    if (!iterator->tuple)
        return newTuple({function, PYC_TRY(Value(newTuple({Value(emptyTuple())})))});
    return newTuple({function, PYC_TRY(Value(newTuple({Value(iterator->tuple)}))), intValue(iterator->index)});
}

Value iteratorSetState(TupleIterator* iterator, int64_t index) {
    if (iterator->tuple)
        iterator->index = std::clamp<int64_t>(index, 0, iterator->tuple->length);
    return noneValue();
}

constinit const NativeMember iteratorMembers[] = {
    PYC_METHOD("__length_hint__", iteratorLengthHint, "($self, /)", "How many items are left."),
    PYC_METHOD("__reduce__", iteratorReduce, "($self, /)", "How to make the iterator again."),
    PYC_METHOD("__setstate__", iteratorSetState, "($self, object, /)", "Continues at another index."), PYC_END};

Value index(Tuple* tuple, Value value, Value startArgument, Value stopArgument) {
    int64_t start = 0, stop = INT64_MAX;
    if (!sliceBound(startArgument, &start) || (stopArgument && !sliceBound(stopArgument, &stop)))
        return Value();
    start = clampBound(start, tuple->length);
    stop = clampBound(stop, tuple->length);
    for (int64_t i = start; i < stop; ++i)
        if (PYC_TRY(richEqual(tuple->items[i], value)))
            return intValue(i);
    return raiseValueError("tuple.index(x): x not in tuple");
}

Result<int64_t> count(Tuple* tuple, Value value) {
    int64_t found = 0;
    for (Value item : itemsOf(tuple))
        found += PYC_TRY(richEqual(item, value));
    return found;
}

Value getNewArguments(Tuple* tuple) {
    Tuple* copy = PYC_TRY(newTuple(itemsOf(tuple)));
    return newTuple({Value(copy)});
}

constinit const NativeMember tupleMembers[] = {
    PYC_METHOD("__getnewargs__", getNewArguments, "($self, /)", nullptr),
    PYC_METHOD("index", index, "($self, value, start=0, stop=sys.maxsize, /)",
               "The index of the first item that is equal to the value.\n\nRaises ValueError when there is none."),
    PYC_METHOD("count", count, "($self, value, /)", "How many items are equal to the value."),
    PYC_CLASS_METHOD("__class_getitem__", genericAliasOf, "($type, object, /)", "See PEP 585"), PYC_END};

constexpr TypeSlots slotsOfTuple() {
    TypeSlots slots = tupleSlots();
    slots.create = tupleCreate;
    return slots;
}

} // namespace

Value tupleIterate(Value self) {
    auto* iterator = static_cast<TupleIterator*>(gc::allocate(sizeof(TupleIterator)));
    if (!iterator)
        return raiseMemoryError();
    iterator->tuple = as<Tuple>(self);
    iterator->index = 0;
    iterator->shape = &TupleIteratorShape;
    return Value(iterator);
}

constinit StaticEmptyTuple EmptyTuple = {{&TupleShape}, 0};

PYC_GC_ROOT constinit Shape TupleShape = defineShape(TupleType);
PYC_GC_ROOT constinit Type TupleType = defineType({
    .name = "tuple",
    .doc = "A sequence that cannot be changed.\n\nWithout an argument it is empty; else it holds the items of the "
           "iterable.\n\nA tuple "
           "as the argument is the result itself.",
    .shape = &TupleShape,
    .flags = TypeBaseAllowed | TypeIsTuple | TypeIsSequence,
    .instanceSize = sizeof(Tuple),
    .members = tupleMembers,
    .slots = slotsOfTuple(),
});

PYC_GC_ROOT constinit Shape TupleIteratorShape = defineShape(TupleIteratorType);
PYC_GC_ROOT constinit Type TupleIteratorType = defineType({
    .name = "tuple_iterator",
    .shape = &TupleIteratorShape,
    .instanceSize = sizeof(TupleIterator),
    .members = iteratorMembers,
    .slots = {.iter = identity, .next = tupleIteratorNext},
});

// ---- what the rest of the runtime asks ----

Tuple* newTuple(int64_t length) {
    if (length == 0)
        return emptyTuple();
    if (length > INT64_MAX / 16)
        return raiseMemoryError();
    auto* tuple = static_cast<Tuple*>(gc::allocate(sizeof(Tuple) + uint64_t(length) * sizeof(Value)));
    if (!tuple)
        return raiseMemoryError();
    tuple->length = length;
    tuple->shape = &TupleShape;
    return tuple;
}

Tuple* newTuple(std::span<const Value> items) {
    Tuple* tuple = PYC_TRY(newTuple(int64_t(items.size())));
    std::copy(items.begin(), items.end(), tuple->items);
    return tuple;
}

Tuple* tupleFrom(Value iterable) {
    if (isExactly(iterable, TupleType))
        return as<Tuple>(iterable);
    if (isExactly(iterable, ListType))
        return listToTuple(as<List>(iterable));
    List* items = PYC_TRY(newList());
    if (isExactly(iterable, RangeType))
        return listExtend(items, iterable) ? listToTuple(items) : nullptr;
    return forEach(iterable, [items](Value item) { return listAppendQuick(items, item); }) ? listToTuple(items)
                                                                                           : nullptr;
}

} // namespace pyc::runtime
