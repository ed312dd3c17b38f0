// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// list as Python sees it. Storage is in list_block.cpp, sorting in list_sort.cpp.
#include "runtime/builtins/list.h"

#include "runtime/builtins/generic_alias.h"
#include "runtime/builtins/iterators.h"
#include "runtime/builtins/slice.h"
#include "runtime/object/native.h"
#include "runtime/object/shape.h"
#include "runtime/thread/thread.h"

namespace pyc::runtime {

namespace {

Value listCreate(Type* cls, const Value*, size_t, Tuple*) {
    if (cls == &ListType)
        return newListOfBlock(emptyListBlock);
    auto* list = static_cast<List*>(PYC_TRY(allocateInstance(cls)));
    list->block = emptyListBlock;
    return Value(list);
}

int listInitialise(Value self, const Value* arguments, size_t count, Tuple* keywordNames) {
    // A subclass may take keywords in a __new__ of its own.
    if (keywordNames && typeOf(self)->slots.create == listCreate && !checkNoKeywords("list", keywordNames))
        return -1;
    if (!checkPositional("list", count, 0, 1))
        return -1;
    auto* list = as<List>(self);
    listClear(list);
    return count == 0 || listExtend(list, arguments[0]) ? 0 : -1;
}

Value listRepr(Value self) {
    auto* list = as<List>(self);
    if (listLength(list) == 0)
        return staticString<"[]">;
    int entered = enterRepr(self);
    if (entered != 0)
        return entered > 0 ? Value(staticString<"[...]">) : Value();
    StringBuilder text;
    bool fine = text.append("[");
    for (int64_t i = 0; fine && i < listLength(list); ++i) {
        String* item = repr(listItemQuick(list, i));
        fine = item && (i == 0 || text.append(", ")) && text.append(item);
    }
    leaveRepr(self);
    return fine && text.append("]") ? Value(text.finish()) : Value();
}

// Whether two blocks of raw words are equal up to `count`, if that can be told without asking values: 1, 0; -1: it
// cannot.
int rawEqual(const ListBlock* left, const ListBlock* right, uint64_t count) {
    if (left->kind != right->kind || left->kind == ListKind::Any)
        return -1;
    for (uint64_t i = 0; i < count; ++i) {
        uint64_t one = left->payload[i], other = right->payload[i];
        // The same word is the same number, or the same not-a-number.
        bool same = one == other ||
                    (left->kind == ListKind::Float64 && std::bit_cast<double>(one) == std::bit_cast<double>(other));
        if (!same)
            return 0;
    }
    return 1;
}

Value listCompare(Value leftValue, Value rightValue, int operation) {
    if (!isList(leftValue) || !isList(rightValue))
        return notImplementedValue();
    auto *left = as<List>(leftValue), *right = as<List>(rightValue);
    bool forEquality = operation == CompareEqual || operation == CompareNotEqual;
    if (forEquality) {
        if (listLength(left) != listLength(right))
            return boolValue(operation == CompareNotEqual);
        int equal = rawEqual(blockOf(left), blockOf(right), blockOf(left)->length);
        if (equal >= 0)
            return boolValue(equal == (operation == CompareEqual));
    }
    for (int64_t i = 0; i < listLength(left) && i < listLength(right); ++i) {
        Value leftItem = listItemQuick(left, i), rightItem = listItemQuick(right, i);
        if (PYC_TRY(richEqual(leftItem, rightItem)))
            continue;
        if (forEquality)
            return boolValue(operation == CompareNotEqual);
        return compareUnequal(leftItem, rightItem, CompareOperation(operation));
    }
    if (forEquality)
        return boolValue((listLength(left) == listLength(right)) == (operation == CompareEqual));
    return compareUnequal(intValue(listLength(left)), intValue(listLength(right)), CompareOperation(operation));
}

int64_t listLengthSlot(Value self) { return listLength(as<List>(self)); }

int listContains(Value self, Value item) {
    auto* list = as<List>(self);
    ListBlock* block = blockOf(list);
    if (block->kind == ListKind::Int64 && item.isSmallInt()) {
        for (uint64_t i = 0; i < block->length; ++i)
            if (block->payload[i] == uint64_t(item.smallInt()))
                return 1;
        return 0;
    }
    for (int64_t i = 0; i < listLength(list); ++i)
        if (int same = richEqual(listItemQuick(list, i), item))
            return same;
    return 0;
}

Value indexTypeError(const char* type, Value key) {
    return raiseTypeError("%s indices must be integers or slices, not %T", type, key);
}

Value listGetItem(Value self, Value key) {
    auto* list = as<List>(self);
    int64_t index;
    if (key.isSmallInt()) [[likely]] {
        index = key.smallInt();
    } else if (isExactly(key, SliceType)) {
        SliceRange range;
        if (!readSlice(as<Slice>(key), &range))
            return Value();
        fitSlice(&range, listLength(list));
        return listSlice(list, range.start, range.step, range.count);
    } else {
        if (!hasIndex(key))
            return indexTypeError("list", key);
        if (!sequenceIndex(key, IndexErrorType, &index))
            return Value();
    }
    ListBlock* block = blockOf(list);
    if (index < 0)
        index += int64_t(block->length);
    if (uint64_t(index) < block->length) [[likely]]
        if (Value item = decodeItem(block->kind, __atomic_load_n(&block->payload[index], __ATOMIC_RELAXED))) [[likely]]
            return item;
    return raiseIndexError("list index out of range");
}

int listAssignSlice(List* list, Slice* slice, Value items) {
    SliceRange range;
    if (!readSlice(slice, &range))
        return -1;
    SliceRange asRead = range;
    fitSlice(&range, listLength(list));
    if (range.step == 1) {
        ListBlock* replacement = emptyListBlock;
        if (items) {
            if (isExactly(items, ListType) || isExactly(items, TupleType)) {
                replacement = PYC_TRY(blockFrom(items));
            } else {
                if (!typeOf(items)->slots.iter && !typeOf(items)->slots.getItem)
                    return raiseTypeError("must assign iterable to extended slice");
                Value iterator = PYC_TRY(iterate(items));
                replacement = PYC_TRY(blockFrom(iterator));
                // Iterating may have changed the list.
                range = asRead;
                fitSlice(&range, listLength(list));
            }
        }
        if (replacement == blockOf(list) && replacement->length) {
            List* copy = PYC_TRY(listSlice(list, 0, 1, listLength(list)));
            replacement = blockOf(copy);
        }
        int64_t stop = range.stop < range.start ? range.start : range.stop;
        return listReplace(list, range.start, stop, replacement) ? 0 : -1;
    }
    if (!items) {
        if (range.count == 0)
            return 0;
        if (range.step < 0)
            range = {range.start + range.step * (range.count - 1), range.start + 1, -range.step, range.count};
        ListBlock* block = blockOf(list);
        uint64_t length = block->length, to = uint64_t(range.start), nextGone = uint64_t(range.start);
        int64_t left = range.count;
        for (uint64_t from = to; from < length; ++from) {
            if (left > 0 && from == nextGone) {
                nextGone += uint64_t(range.step);
                --left;
                continue;
            }
            block->payload[to++] = block->payload[from];
        }
        for (uint64_t at = to; at < length; ++at)
            block->payload[at] = 0;
        setLength(block, to);
        return 0;
    }
    if (!typeOf(items)->slots.iter && !typeOf(items)->slots.getItem)
        return raiseTypeError("must assign iterable to extended slice");
    ListBlock* replacement = PYC_TRY(blockFrom(items));
    range = asRead;
    fitSlice(&range, listLength(list));
    if (int64_t(replacement->length) != range.count)
        return raiseValueError("attempt to assign sequence of size %d to extended slice of size %d",
                               int64_t(replacement->length), range.count);
    if (replacement == blockOf(list) && range.count) {
        List* copy = PYC_TRY(listSlice(list, 0, 1, listLength(list)));
        replacement = blockOf(copy);
    }
    for (int64_t i = 0; i < range.count; ++i)
        if (!listSetItemQuick(list, range.start + i * range.step,
                              decodeItem(replacement->kind, replacement->payload[i])))
            return -1;
    return 0;
}

int listSetItemSlot(Value self, Value key, Value item) {
    auto* list = as<List>(self);
    int64_t index;
    if (key.isSmallInt()) [[likely]] {
        index = key.smallInt();
    } else if (isExactly(key, SliceType)) {
        return listAssignSlice(list, as<Slice>(key), item);
    } else {
        if (!hasIndex(key)) {
            indexTypeError("list", key);
            return -1;
        }
        if (!sequenceIndex(key, IndexErrorType, &index))
            return -1;
    }
    int64_t length = listLength(list);
    if (index < 0)
        index += length;
    if (index < 0 || index >= length)
        return raiseIndexError("list assignment index out of range");
    if (item)
        return listSetItemQuick(list, index, item) ? 0 : -1;
    listTake(list, index);
    return 0;
}

Value listConcatenate(Value left, Value right) {
    if (!isList(right))
        return raiseTypeError("can only concatenate list (not \"%T\") to list", right);
    List* result = PYC_TRY(listSlice(as<List>(left), 0, 1, listLength(as<List>(left))));
    int64_t length = listLength(result);
    return listReplace(result, length, length, blockOf(as<List>(right))) ? Value(result) : Value();
}

ListBlock* repeatedBlock(const ListBlock* block, int64_t count) {
    uint64_t length = block->length;
    if (length == 0 || count == 0)
        return emptyListBlock;
    if (uint64_t(count) > INT64_MAX / 8 / length)
        return raiseMemoryError();
    ListBlock* result = PYC_TRY(newListBlock(block->kind, length * uint64_t(count)));
    if (length == 1)
        std::fill_n(result->payload, uint64_t(count), block->payload[0]);
    else
        for (uint64_t i = 0; i < uint64_t(count); ++i)
            std::copy_n(block->payload, length, result->payload + i * length);
    result->length = length * uint64_t(count);
    return result;
}

Value listRepeat(Value self, Value operand) {
    int64_t count;
    if (!repeatCount(operand, &count))
        return Value();
    return newListOfBlock(PYC_TRY(repeatedBlock(blockOf(as<List>(self)), count)));
}

Value listInplaceAdd(Value self, Value other) { return listExtend(as<List>(self), other) ? self : Value(); }

Value listInplaceRepeat(Value self, Value operand) {
    int64_t count;
    if (!repeatCount(operand, &count))
        return Value();
    auto* list = as<List>(self);
    ListBlock* block = PYC_TRY(repeatedBlock(blockOf(list), count));
    __atomic_store_n(&list->block, block, __ATOMIC_RELEASE);
    return self;
}

// ---- iterators ----
struct ListIterator : Object {
    List* list; // null: exhausted
    int64_t index;
};

Value newIterator(Shape& shape, List* list, int64_t index) {
    auto* iterator = static_cast<ListIterator*>(gc::allocate(sizeof(ListIterator)));
    if (!iterator)
        return raiseMemoryError();
    iterator->list = list;
    iterator->index = index;
    iterator->shape = &shape;
    return Value(iterator);
}

Value listIterate(Value self) { return newIterator(ListIteratorShape, as<List>(self), 0); }

Value listReversed(List* list) { return newIterator(ListReverseIteratorShape, list, listLength(list) - 1); }

Value listIteratorNext(Value self) {
    auto* iterator = as<ListIterator>(self);
    List* list = iterator->list;
    if (!list)
        return Value();
    ListBlock* block = blockOf(list);
    if (uint64_t(iterator->index) < block->length) [[likely]]
        return decodeItem(block->kind, __atomic_load_n(&block->payload[iterator->index++], __ATOMIC_RELAXED));
    iterator->list = nullptr;
    return Value();
}

Value listReverseIteratorNext(Value self) {
    auto* iterator = as<ListIterator>(self);
    List* list = iterator->list;
    if (!list)
        return Value();
    if (iterator->index >= 0 && iterator->index < listLength(list))
        return listItemQuick(list, iterator->index--);
    iterator->list = nullptr;
    return Value();
}

Value iteratorLengthHint(ListIterator* iterator) {
    int64_t left = iterator->list && iterator->index >= 0 ? listLength(iterator->list) - iterator->index : 0;
    return intValue(left < 0 ? 0 : left);
}

Value reverseIteratorLengthHint(ListIterator* iterator) {
    bool done = !iterator->list || iterator->index + 1 > listLength(iterator->list);
    return intValue(done ? 0 : iterator->index + 1);
}

Value reduceIterator(ListIterator* iterator, String* builtin) {
    Value function = PYC_TRY(builtinNamed(builtin));
    if (!iterator->list)
        return newTuple({PYC_TRY(builtinNamed(staticString<"iter">)), PYC_TRY(Value(newTuple({Value(newList())})))});
    return newTuple({function, PYC_TRY(Value(newTuple({Value(iterator->list)}))), intValue(iterator->index)});
}
Value iteratorReduce(ListIterator* iterator) { return reduceIterator(iterator, staticString<"iter">); }
Value reverseIteratorReduce(ListIterator* iterator) { return reduceIterator(iterator, staticString<"reversed">); }

Value iteratorSetState(ListIterator* iterator, int64_t index) {
    if (iterator->list)
        // -1: exhausted.
        iterator->index = std::clamp<int64_t>(index, -1, listLength(iterator->list));
    return noneValue();
}
Value reverseIteratorSetState(ListIterator* iterator, int64_t index) {
    if (iterator->list)
        iterator->index = std::clamp<int64_t>(index, -1, listLength(iterator->list) - 1);
    return noneValue();
}

constinit const NativeMember iteratorMembers[] = {
    PYC_METHOD("__length_hint__", iteratorLengthHint, "($self, /)", "How many items are left, probably."),
    PYC_METHOD("__reduce__", iteratorReduce, "($self, /)", "How to make the iterator again."),
    PYC_METHOD("__setstate__", iteratorSetState, "($self, object, /)", "Continues at another index."), PYC_END};

constinit const NativeMember reverseIteratorMembers[] = {
    PYC_METHOD("__length_hint__", reverseIteratorLengthHint, "($self, /)", "How many items are left, probably."),
    PYC_METHOD("__reduce__", reverseIteratorReduce, "($self, /)", "How to make the iterator again."),
    PYC_METHOD("__setstate__", reverseIteratorSetState, "($self, object, /)", "Continues at another index."), PYC_END};

// ---- methods ----
Success append(List* list, Value object) { return {listAppendQuick(list, object)}; }

void clear(List* list) { listClear(list); }

Value copy(List* list) { return listSlice(list, 0, 1, listLength(list)); }

Result<int64_t> count(List* list, Value value) {
    int64_t found = 0;
    for (int64_t i = 0; i < listLength(list); ++i)
        found += PYC_TRY(richEqual(listItemQuick(list, i), value));
    return found;
}

Success extend(List* list, Value iterable) { return {listExtend(list, iterable)}; }

Value index(List* list, Value value, Value startArgument, Value stopArgument) {
    int64_t start = 0, stop = INT64_MAX;
    if (!sliceBound(startArgument, &start) || (stopArgument && !sliceBound(stopArgument, &stop)))
        return Value();
    int64_t length = listLength(list);
    start = clampBound(start, length);
    // Items that appear while values are compared count, so the upper bound is not clamped.
    if (stop < 0)
        stop = clampBound(stop, length);
    for (int64_t i = start; i < stop && i < listLength(list); ++i)
        if (PYC_TRY(richEqual(listItemQuick(list, i), value)))
            return intValue(i);
    return raiseValueError("list.index(x): x not in list");
}

Success insert(List* list, int64_t at, Value object) { return {listInsert(list, at, object)}; }

Value pop(List* list, int64_t at) {
    int64_t length = listLength(list);
    if (length == 0)
        return raiseIndexError("pop from empty list");
    if (at < 0)
        at += length;
    if (at < 0 || at >= length)
        return raiseIndexError("pop index out of range");
    return listTake(list, at);
}

Success remove(List* list, Value value) {
    for (int64_t i = 0; i < listLength(list); ++i)
        if (PYC_TRY(richEqual(listItemQuick(list, i), value))) {
            if (i < listLength(list))
                listTake(list, i);
            return {};
        }
    return raiseValueError("list.remove(x): x not in list");
}

void reverse(List* list) { listReverse(list); }

Success sort(List* list, Value key, bool reverse) { return {listSort(list, key, reverse)}; }

Value getItemMethod(List* list, Value index) { return listGetItem(Value(list), index); }

int64_t sizeOf(List* list) {
    ListBlock* block = blockOf(list);
    int64_t size = int64_t(typeOf(Value(list))->instanceSize);
    return size + (block == emptyListBlock ? 0 : int64_t(sizeof(ListBlock) + block->capacity * sizeof(uint64_t)));
}

constinit const NativeMember listMembers[] = {
    PYC_METHOD("__getitem__", getItemMethod, "($self, index, /)",
               "The item at an index, or a list of those of a slice."),
    PYC_METHOD("__reversed__", listReversed, "($self, /)", "An iterator from the last item to the first."),
    PYC_METHOD("__sizeof__", sizeOf, "($self, /)", "The memory of the list itself, in bytes."),
    PYC_METHOD("clear", clear, "($self, /)", "Removes all items."),
    PYC_METHOD("copy", copy, "($self, /)", "A new list with the same items."),
    PYC_METHOD("append", append, "($self, object, /)", "Adds an item at the end."),
    PYC_METHOD("insert", insert, "($self, index, object, /)", "Puts an item before the one at the index."),
    PYC_METHOD("extend", extend, "($self, iterable, /)", "Adds all items of an iterable at the end."),
    PYC_METHOD("pop", pop, "($self, index=-1, /)",
               "Removes the item at the index, by default the last one, and returns it.\n\nRaises IndexError when "
               "there is none."),
    PYC_METHOD("remove", remove, "($self, value, /)",
               "Removes the first item that is equal to the value.\n\nRaises ValueError when there is none."),
    PYC_METHOD("index", index, "($self, value, start=0, stop=sys.maxsize, /)",
               "The index of the first item that is equal to the value.\n\nRaises ValueError when there is none."),
    PYC_METHOD("count", count, "($self, value, /)", "How many items are equal to the value."),
    PYC_METHOD("reverse", reverse, "($self, /)", "Turns the order of the items around."),
    PYC_METHOD("sort", sort, "($self, /, *, key=None, reverse=False)",
               "Sorts the items in ascending order and keeps the order of equal ones.\n\nIf a key function is given, "
               "its results "
               "are compared instead of the items; with reverse=True the order is descending."),
    PYC_CLASS_METHOD("__class_getitem__", genericAliasOf, "($type, object, /)", "See PEP 585"),
    PYC_END};

constexpr TypeSlots slotsOfList() {
    TypeSlots slots = {.repr = listRepr,
                       .iter = listIterate,
                       .compare = listCompare,
                       .length = listLengthSlot,
                       .contains = listContains,
                       .getItem = listGetItem,
                       .setItem = listSetItemSlot,
                       .concatenate = listConcatenate,
                       .repeat = listRepeat,
                       .create = listCreate,
                       .initialise = listInitialise};
    slots.inplace[size_t(BinaryOperator::Add)] = listInplaceAdd;
    slots.inplace[size_t(BinaryOperator::Multiply)] = listInplaceRepeat;
    return slots;
}

} // namespace

PYC_GC_ROOT constinit Shape ListShape = defineShape(ListType);
PYC_GC_ROOT constinit Type ListType = defineType({
    .name = "list",
    .doc =
        "A sequence that can be changed.\n\nWithout an argument it is empty; else it holds the items of the iterable.",
    .shape = &ListShape,
    .flags = TypeBaseAllowed | TypeIsList | TypeIsSequence,
    .instanceSize = sizeof(List),
    .members = listMembers,
    .slots = slotsOfList(),
});

PYC_GC_ROOT constinit Shape ListIteratorShape = defineShape(ListIteratorType);
PYC_GC_ROOT constinit Type ListIteratorType = defineType({
    .name = "list_iterator",
    .shape = &ListIteratorShape,
    .instanceSize = sizeof(ListIterator),
    .members = iteratorMembers,
    .slots = {.iter = identity, .next = listIteratorNext},
});

PYC_GC_ROOT constinit Shape ListReverseIteratorShape = defineShape(ListReverseIteratorType);
PYC_GC_ROOT constinit Type ListReverseIteratorType = defineType({
    .name = "list_reverseiterator",
    .shape = &ListReverseIteratorShape,
    .instanceSize = sizeof(ListIterator),
    .members = reverseIteratorMembers,
    .slots = {.iter = identity, .next = listReverseIteratorNext},
});

} // namespace pyc::runtime
