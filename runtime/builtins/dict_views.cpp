// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// dict_keys, dict_values, dict_items, their set operations, and iterators over dicts.
#include "runtime/builtins/dict_views.h"

#include "runtime/builtins/dict_block.h"
#include "runtime/builtins/iterators.h"
#include "runtime/builtins/set_block.h"
#include "runtime/object/native.h"
#include "runtime/thread/thread.h"

namespace pyc::runtime {

namespace {

// ---- iterators ----
struct DictIterator : Object {
    Dict* dict;        // null: exhausted
    uint64_t position; // forwards: the next entry; backwards: one past it
    int64_t length;    // of the dict when the iterator was made; -1 once it was found to have changed
    int64_t left;
};

enum class Part { Key, Value, Item };

Value partOf(Part part, Value key, Value value) {
    switch (part) {
    case Part::Key: return key;
    case Part::Value: return value;
    case Part::Item: return newTuple({key, value});
    }
    __builtin_unreachable();
}

Value newIterator(Shape& shape, Dict* dict, bool backwards) {
    auto* iterator = static_cast<DictIterator*>(gc::allocate(sizeof(DictIterator)));
    if (!iterator)
        return raiseMemoryError();
    iterator->dict = dict;
    iterator->position = backwards ? blockOf(dict)->tail : 0;
    iterator->length = iterator->left = dictLength(dict);
    iterator->shape = &shape;
    return Value(iterator);
}

// The block to read from; null: exhausted, or an error.
DictBlock* blockOfIterator(DictIterator* iterator) {
    if (!iterator->dict)
        return nullptr;
    DictBlock* block = blockOf(iterator->dict);
    if (iterator->length == int64_t(block->length)) [[likely]]
        return block;
    iterator->length = -1;
    return raiseRuntimeError("dictionary changed size during iteration");
}

Value advance(DictIterator* iterator, Part part, Value key, Value value) {
    if (iterator->left == 0) {
        iterator->dict = nullptr;
        return raiseRuntimeError("dictionary keys changed during iteration");
    }
    --iterator->left;
    return partOf(part, key, value);
}

template <Part part>
Value iteratorNext(Value self) {
    auto* iterator = as<DictIterator>(self);
    DictBlock* block = blockOfIterator(iterator);
    if (!block)
        return Value();
    if (const DictEntry* entry = nextEntry(block, &iterator->position)) [[likely]]
        return advance(iterator, part, entry->key, resolveSlot(entry->value));
    iterator->dict = nullptr;
    return Value();
}

template <Part part>
Value reverseIteratorNext(Value self) {
    auto* iterator = as<DictIterator>(self);
    DictBlock* block = blockOfIterator(iterator);
    if (!block)
        return Value();
    uint64_t at = iterator->position < block->tail ? iterator->position : block->tail;
    while (at > 0 && block->entries[at - 1].key.isEmpty())
        --at;
    if (at == 0) {
        iterator->dict = nullptr;
        return Value();
    }
    iterator->position = at - 1;
    const DictEntry& entry = block->entries[at - 1];
    return advance(iterator, part, entry.key, resolveSlot(entry.value));
}

int64_t iteratorLengthHint(DictIterator* iterator) {
    return iterator->dict && iterator->length == dictLength(iterator->dict) ? iterator->left : 0;
}

Value iteratorReduce(Value self) {
    // Without disturbing the iterator: what a copy of it gives.
    DictIterator copy = *as<DictIterator>(self);
    return reduceAsList(Value(&copy));
}

constinit const NativeMember iteratorMembers[] = {
    PYC_METHOD("__length_hint__", iteratorLengthHint, "($self, /)", "How many items are left, probably."),
    PYC_METHOD("__reduce__", iteratorReduce, "($self, /)", "How to make the iterator again."), PYC_END};

// ---- views ----
Value newView(Shape& shape, Dict* dict) {
    auto* view = static_cast<DictView*>(gc::allocate(sizeof(DictView)));
    if (!view)
        return raiseMemoryError();
    view->dict = dict;
    view->shape = &shape;
    return Value(view);
}

Dict* dictOf(Value view) { return as<DictView>(view)->dict; }

Value viewRepr(Value self) {
    int entered = enterRepr(self);
    if (entered != 0)
        return entered > 0 ? Value(staticString<"...">) : Value();
    List* items = listFrom(self);
    String* text = items ? formatText("%T(%R)", self, Value(items)) : nullptr;
    leaveRepr(self);
    return text;
}

int64_t viewLength(Value self) { return dictLength(dictOf(self)); }

int keysContains(Value self, Value key) { return dictContains(dictOf(self), key); }

int itemsContains(Value self, Value item) {
    if (!isTuple(item) || as<Tuple>(item)->length != 2)
        return 0;
    Tuple* pair = as<Tuple>(item);
    int64_t hash;
    Value value;
    if (!hashDictKey(pair->items[0], &hash))
        return -1;
    if (!PYC_TRY(dictGetHashed(dictOf(self), pair->items[0], hash, &value)))
        return 0;
    return richEqual(value, pair->items[1]);
}

// Whether every item of a set or view is in another.
int allIn(Value items, Value container) {
    int result = 1;
    Value iterator = PYC_TRY(iterate(items));
    while (Value item = next(iterator)) {
        result = PYC_TRY(contains(container, item));
        if (!result)
            return 0;
    }
    return errorPending() ? -1 : result;
}

Value viewCompare(Value left, Value right, int operation) {
    if (!isSetLikeView(left) || (!isSet(right) && !isSetLikeView(right)))
        return notImplementedValue();
    int64_t leftLength = viewLength(left), rightLength = PYC_TRY(length(right));
    int result = 0;
    switch (operation) {
    case CompareEqual:
    case CompareNotEqual:
        result = leftLength == rightLength ? PYC_TRY(allIn(left, right)) : 0;
        if (operation == CompareNotEqual)
            result = !result;
        break;
    case CompareLess: result = leftLength < rightLength ? PYC_TRY(allIn(left, right)) : 0; break;
    case CompareLessEqual: result = leftLength <= rightLength ? PYC_TRY(allIn(left, right)) : 0; break;
    case CompareGreater: result = leftLength > rightLength ? PYC_TRY(allIn(right, left)) : 0; break;
    default: result = leftLength >= rightLength ? PYC_TRY(allIn(right, left)) : 0;
    }
    return boolValue(result);
}

// ---- set operations; either operand is a view ----
Set* setOf(Value iterable) {
    Set* result = PYC_TRY(newSet());
    if (isA(iterable, DictKeysType))
        return setMergeKeys(result, dictOf(iterable)) ? result : nullptr;
    return setUpdate(result, iterable) ? result : nullptr;
}

Value viewSubtract(Value left, Value right) {
    Set* result = PYC_TRY(setOf(left));
    return callMethod(Value(result), staticString<"difference_update">, {right}) ? Value(result) : Value();
}

Value viewAnd(Value left, Value right) {
    if (!isSetLikeView(left))
        std::swap(left, right);
    if (isExactly(right, SetType) && viewLength(left) <= setLength(as<Set>(right)))
        return callMethod(right, staticString<"intersection">, {left});
    if (isSetLikeView(right) && viewLength(right) > viewLength(left))
        std::swap(left, right);
    Set* result = PYC_TRY(newSet());
    bool fine =
        forEach(right, [&](Value item) -> bool { return PYC_TRY(contains(left, item)) == 0 || setAdd(result, item); });
    return fine ? Value(result) : Value();
}

Value viewOr(Value left, Value right) {
    Set* result = PYC_TRY(setOf(left));
    return setUpdate(result, right) ? Value(result) : Value();
}

// What is in only one of two dicts, compared as items: first those of the right one.
Value itemsDifference(Dict* left, Dict* right) {
    Dict* rest = PYC_TRY(dictCopy(left));
    Set* result = PYC_TRY(newSet());
    uint64_t position = 0;
    while (const DictEntry* entry = nextEntry(blockOf(right), &position)) {
        Value key = entry->key, value = resolveSlot(entry->value), other;
        int64_t hash = entry->hash;
        int same = PYC_TRY(dictGetHashed(rest, key, hash, &other));
        if (same)
            same = PYC_TRY(richEqual(other, value));
        if (same) {
            PYC_TRY(dictTake(rest, key, hash, &other));
            continue;
        }
        Tuple* pair = PYC_TRY(newTuple({key, value}));
        if (!setAdd(result, Value(pair)))
            return Value();
    }
    return setUpdate(result, newDictItems(rest)) ? Value(result) : Value();
}

Value viewXor(Value left, Value right) {
    if (isA(left, DictItemsType) && isA(right, DictItemsType))
        return itemsDifference(dictOf(left), dictOf(right));
    Set* result = PYC_TRY(setOf(left));
    return callMethod(Value(result), staticString<"symmetric_difference_update">, {right}) ? Value(result) : Value();
}

Value isDisjoint(Value self, Value other) {
    if (self == other)
        return boolValue(viewLength(self) == 0);
    if ((isSet(other) || isSetLikeView(other)) && PYC_TRY(length(other)) > viewLength(self))
        std::swap(self, other);
    Value iterator = PYC_TRY(iterate(other));
    while (Value item = next(iterator))
        if (PYC_TRY(contains(self, item)))
            return falseValue();
    return errorPending() ? Value() : trueValue();
}

Value mappingOf(Value self) { return newMappingProxy(Value(dictOf(self))); }

template <Shape& shape>
Value iterateView(Value self) {
    return newIterator(shape, dictOf(self), false);
}
template <Shape& shape>
Value reversedView(Value self) {
    return newIterator(shape, dictOf(self), true);
}

#define PYC_VIEW_MEMBERS(shape)                                                                                        \
    PYC_METHOD("__reversed__", reversedView<shape>, "($self, /)", "An iterator from the last item to the first."),     \
        PYC_GETTER("mapping", mappingOf, "The dict behind the view, which cannot be changed through this.")
#define PYC_DISJOINT                                                                                                   \
    PYC_METHOD("isdisjoint", isDisjoint, "($self, other, /)",                                                          \
               "Whether the view and an iterable have nothing in common.")

constinit const NativeMember keysMembers[] = {PYC_DISJOINT, PYC_VIEW_MEMBERS(DictReverseKeyIteratorShape), PYC_END};
constinit const NativeMember valuesMembers[] = {PYC_VIEW_MEMBERS(DictReverseValueIteratorShape), PYC_END};
constinit const NativeMember itemsMembers[] = {PYC_DISJOINT, PYC_VIEW_MEMBERS(DictReverseItemIteratorShape), PYC_END};

constexpr TypeSlots setLikeSlots(UnarySlot iter, ContainsSlot contains) {
    TypeSlots slots = {
        .repr = viewRepr, .iter = iter, .compare = viewCompare, .length = viewLength, .contains = contains};
    slots.binary[size_t(BinaryOperator::Subtract)] = viewSubtract;
    slots.binary[size_t(BinaryOperator::BitAnd)] = viewAnd;
    slots.binary[size_t(BinaryOperator::BitOr)] = viewOr;
    slots.binary[size_t(BinaryOperator::BitXor)] = viewXor;
    return slots;
}

} // namespace

Value newDictKeys(Dict* dict) { return newView(DictKeysShape, dict); }
Value newDictItems(Dict* dict) { return newView(DictItemsShape, dict); }
Value newDictValues(Dict* dict) { return newView(DictValuesShape, dict); }
Value iterateDictKeys(Value dict) { return newIterator(DictKeyIteratorShape, as<Dict>(dict), false); }
Value reversedDictKeys(Dict* dict) { return newIterator(DictReverseKeyIteratorShape, dict, true); }

PYC_GC_ROOT constinit Shape DictKeysShape = defineShape(DictKeysType);
PYC_GC_ROOT constinit Type DictKeysType =
    defineType({.name = "dict_keys",
                .shape = &DictKeysShape,
                .instanceSize = sizeof(DictView),
                .members = keysMembers,
                .slots = setLikeSlots(iterateView<DictKeyIteratorShape>, keysContains)});

PYC_GC_ROOT constinit Shape DictItemsShape = defineShape(DictItemsType);
PYC_GC_ROOT constinit Type DictItemsType =
    defineType({.name = "dict_items",
                .shape = &DictItemsShape,
                .instanceSize = sizeof(DictView),
                .members = itemsMembers,
                .slots = setLikeSlots(iterateView<DictItemIteratorShape>, itemsContains)});

PYC_GC_ROOT constinit Shape DictValuesShape = defineShape(DictValuesType);
PYC_GC_ROOT constinit Type DictValuesType =
    defineType({.name = "dict_values",
                .shape = &DictValuesShape,
                .instanceSize = sizeof(DictView),
                .members = valuesMembers,
                .slots = {.repr = viewRepr, .iter = iterateView<DictValueIteratorShape>, .length = viewLength}});

#define PYC_ITERATOR_TYPE(prefix, text, nextFunction)                                                                  \
    PYC_GC_ROOT constinit Shape prefix##Shape = defineShape(prefix##Type);                                             \
    PYC_GC_ROOT constinit Type prefix##Type = defineType({.name = text,                                                \
                                                          .shape = &prefix##Shape,                                     \
                                                          .instanceSize = sizeof(DictIterator),                        \
                                                          .members = iteratorMembers,                                  \
                                                          .slots = {.iter = identity, .next = nextFunction}});

PYC_ITERATOR_TYPE(DictKeyIterator, "dict_keyiterator", iteratorNext<Part::Key>)
PYC_ITERATOR_TYPE(DictValueIterator, "dict_valueiterator", iteratorNext<Part::Value>)
PYC_ITERATOR_TYPE(DictItemIterator, "dict_itemiterator", iteratorNext<Part::Item>)
PYC_ITERATOR_TYPE(DictReverseKeyIterator, "dict_reversekeyiterator", reverseIteratorNext<Part::Key>)
PYC_ITERATOR_TYPE(DictReverseValueIterator, "dict_reversevalueiterator", reverseIteratorNext<Part::Value>)
PYC_ITERATOR_TYPE(DictReverseItemIterator, "dict_reverseitemiterator", reverseIteratorNext<Part::Item>)

} // namespace pyc::runtime
