// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// set and frozenset as Python sees them. Each operation builds its result in CPython's way, so that it is iterated in
// the same order.
#include "runtime/builtins/generic_alias.h"
#include "runtime/builtins/iterators.h"
#include "runtime/builtins/set_block.h"
#include "runtime/object/native.h"
#include "runtime/object/shape.h"
#include "runtime/thread/thread.h"

namespace pyc::runtime {

namespace {

Set* allocateSet(Type* cls) {
    if (cls == &SetType || cls == &FrozenSetType)
        return newSetOf(*cls->rootShape);
    auto* set = static_cast<Set*>(PYC_TRY(allocateInstance(cls)));
    set->block = emptySetBlock();
    return set;
}

// set or frozenset: results of operations on instances of subclasses are of the built-in type.
Set* newOfBaseType(Set* like) { return newSetOf(isA(Value(like), FrozenSetType) ? FrozenSetShape : SetShape); }

Set* copyOf(Set* set) {
    Set* result = PYC_TRY(newOfBaseType(set));
    return setMerge(result, set) ? result : nullptr;
}

// ---- making ----
Value setCreate(Type* cls, const Value*, size_t, Tuple*) { return allocateSet(cls); }

int setInitialise(Value self, const Value* arguments, size_t count, Tuple* keywordNames) {
    if (!checkNoKeywords("set", keywordNames) || !checkPositional(typeOf(self)->name, count, 0, 1))
        return -1;
    auto* set = as<Set>(self);
    setClear(set);
    return count == 0 || setUpdate(set, arguments[0]) ? 0 : -1;
}

Value frozenSetCreate(Type* cls, const Value* arguments, size_t count, Tuple* keywordNames) {
    if (keywordNames && !overridesInit(cls, &FrozenSetType) && !checkNoKeywords("frozenset", keywordNames))
        return Value();
    if (!checkPositional("frozenset", count, 0, 1))
        return Value();
    if (count == 1 && cls == &FrozenSetType && isExactly(arguments[0], FrozenSetType))
        return arguments[0];
    Set* set = PYC_TRY(allocateSet(cls));
    return count == 0 || setUpdate(set, arguments[0]) ? Value(set) : Value();
}

// ---- slots ----
Value setRepr(Value self) {
    auto* set = as<Set>(self);
    if (setLength(set) == 0)
        return formatText("%T()", self);
    int entered = enterRepr(self);
    if (entered != 0)
        return entered > 0 ? Value(formatText("%T(...)", self)) : Value();
    bool plain = isExactly(self, SetType);
    StringBuilder text;
    String* name = plain ? nullptr : formatText("%T({", self);
    bool fine = plain ? text.append("{") : name && text.append(name), first = true;
    List* items = fine ? listFrom(self) : nullptr;
    fine = items;
    for (int64_t i = 0; fine && i < listLength(items); ++i) {
        String* itemText = repr(listItem(items, i));
        fine = itemText && (first || text.append(", ")) && text.append(itemText);
        first = false;
    }
    leaveRepr(self);
    return fine && text.append(plain ? "}" : "})") ? Value(text.finish()) : Value();
}

bool frozenSetHash(Value self, int64_t* result) {
    *result = hashFrozenSet(as<Set>(self));
    return true;
}

int isSubset(Set* set, Set* other) {
    if (setLength(set) > setLength(other))
        return 0;
    uint64_t position = 0;
    while (const SetEntry* entry = nextEntry(blockOf(set), &position)) {
        int found = setContainsHashed(other, entry->key, entry->hash);
        if (found <= 0)
            return found;
    }
    return 1;
}

int sameItems(Set* left, Set* right) {
    if (setLength(left) != setLength(right))
        return 0;
    bool hashed = left->hash && right->hash && !isA(Value(left), SetType) && !isA(Value(right), SetType);
    if (hashed && left->hash != right->hash)
        return 0;
    return isSubset(left, right);
}

Value setCompare(Value leftValue, Value rightValue, int operation) {
    if (!isSet(leftValue) || !isSet(rightValue))
        return notImplementedValue();
    auto *left = as<Set>(leftValue), *right = as<Set>(rightValue);
    switch (operation) {
    case CompareEqual: return boolValue(PYC_TRY(sameItems(left, right)));
    case CompareNotEqual: return boolValue(!PYC_TRY(sameItems(left, right)));
    case CompareLess: return boolValue(setLength(left) < setLength(right) && PYC_TRY(isSubset(left, right)));
    case CompareLessEqual: return boolValue(PYC_TRY(isSubset(left, right)));
    case CompareGreater: return boolValue(setLength(left) > setLength(right) && PYC_TRY(isSubset(right, left)));
    default: return boolValue(PYC_TRY(isSubset(right, left)));
    }
}

int64_t setLengthSlot(Value self) { return setLength(as<Set>(self)); }

// A set that is looked for in a set is hashed as a frozenset would be.
bool hashForLookup(Value item, Value* replacement, int64_t* hash) {
    *replacement = item;
    if (isSet(item) && typeOf(item)->slots.hash == unhashable) {
        Set* frozen = PYC_TRY(newSetOf(FrozenSetShape));
        if (!setMerge(frozen, as<Set>(item)))
            return false;
        *replacement = Value(frozen);
        *hash = hashFrozenSet(frozen);
        return true;
    }
    return hashSetItem(item, hash);
}

int setContainsSlot(Value self, Value item) {
    int64_t hash;
    return hashForLookup(item, &item, &hash) ? setContainsHashed(as<Set>(self), item, hash) : -1;
}

// ---- operations with any iterable ----
Set* intersection(Set* set, Value other) {
    if (Value(set) == other)
        return copyOf(set);
    Set* result = PYC_TRY(newOfBaseType(set));
    if (isSet(other)) {
        Set* smaller = as<Set>(other);
        if (setLength(smaller) > setLength(set))
            std::swap(set, smaller);
        uint64_t position = 0;
        while (const SetEntry* entry = nextEntry(blockOf(smaller), &position)) {
            Value item = entry->key;
            int64_t hash = entry->hash;
            if (PYC_TRY(setContainsHashed(set, item, hash)) && setAddHashed(result, item, hash) < 0)
                return nullptr;
        }
        return result;
    }
    Value iterator = PYC_TRY(iterate(other));
    for (Value item; int state = advance(iterator, &item);) {
        int64_t hash;
        if (state < 0 || !hashKey(item, &hash))
            return nullptr;
        if (!PYC_TRY(setContainsHashed(set, item, hash)))
            continue;
        if (setAddHashed(result, item, hash) < 0)
            return nullptr;
        // There is no more that could be in both.
        if (setLength(result) >= setLength(set))
            break;
    }
    return result;
}

bool differenceUpdate(Set* set, Value other) {
    if (Value(set) == other) {
        setClear(set);
        return true;
    }
    if (isSet(other)) {
        Set* removed = as<Set>(other);
        if (setLength(removed) >> 3 > setLength(set))
            removed = PYC_TRY(intersection(set, other));
        uint64_t position = 0;
        while (const SetEntry* entry = nextEntry(blockOf(removed), &position))
            if (setDiscardHashed(set, entry->key, entry->hash) < 0)
                return false;
    } else if (!forEach(other, [set](Value item) -> bool {
                   int64_t hash;
                   return hashSetItem(item, &hash) && setDiscardHashed(set, item, hash) >= 0;
               })) {
        return false;
    }
    return setTidy(set);
}

Set* difference(Set* set, Value other) {
    int64_t otherLength = isSet(other)                 ? setLength(as<Set>(other))
                          : isExactly(other, DictType) ? dictLength(as<Dict>(other))
                                                       : -1;
    if (otherLength < 0 || setLength(set) >> 2 > otherLength) {
        Set* result = PYC_TRY(copyOf(set));
        return differenceUpdate(result, other) ? result : nullptr;
    }
    Set* result = PYC_TRY(newOfBaseType(set));
    uint64_t position = 0;
    while (const SetEntry* entry = nextEntry(blockOf(set), &position)) {
        Value item = entry->key, value;
        int64_t hash = entry->hash;
        int found = PYC_TRY(isSet(other) ? setContainsHashed(as<Set>(other), item, hash)
                                         : dictGetHashed(as<Dict>(other), item, hash, &value));
        if (!found && setAddHashed(result, item, hash) < 0)
            return nullptr;
    }
    return result;
}

bool toggle(Set* set, Value item, int64_t hash) {
    int removed = PYC_TRY(setDiscardHashed(set, item, hash));
    return removed || setAddHashed(set, item, hash) >= 0;
}

bool symmetricDifferenceUpdate(Set* set, Value other) {
    if (Value(set) == other) {
        setClear(set);
        return true;
    }
    if (isExactly(other, DictType)) {
        uint64_t position = 0;
        while (const DictEntry* entry = nextEntry(blockOf(as<Dict>(other)), &position))
            if (!toggle(set, entry->key, entry->hash))
                return false;
        return true;
    }
    Set* others;
    if (isSet(other)) {
        others = as<Set>(other);
    } else {
        others = PYC_TRY(newOfBaseType(set));
        if (!setUpdate(others, other))
            return false;
    }
    uint64_t position = 0;
    while (const SetEntry* entry = nextEntry(blockOf(others), &position))
        if (!toggle(set, entry->key, entry->hash))
            return false;
    return true;
}

Set* symmetricDifference(Set* set, Value other) {
    Set* result = PYC_TRY(newOfBaseType(set));
    return setUpdate(result, other) && symmetricDifferenceUpdate(result, Value(set)) ? result : nullptr;
}

// The set takes over the items of another.
void takeItems(Set* set, Set* from) { __atomic_store_n(&set->block, blockOf(from), __ATOMIC_RELEASE); }

// ---- operators: sets on both sides ----
bool areSets(Value left, Value right) { return isSet(left) && isSet(right); }

Value setOr(Value left, Value right) {
    if (!areSets(left, right))
        return notImplementedValue();
    Set* result = PYC_TRY(copyOf(as<Set>(left)));
    return left == right || setMerge(result, as<Set>(right)) ? Value(result) : Value();
}
Value setAnd(Value left, Value right) {
    return areSets(left, right) ? Value(intersection(as<Set>(left), right)) : notImplementedValue();
}
Value setSubtract(Value left, Value right) {
    return areSets(left, right) ? Value(difference(as<Set>(left), right)) : notImplementedValue();
}
Value setXor(Value left, Value right) {
    return areSets(left, right) ? Value(symmetricDifference(as<Set>(left), right)) : notImplementedValue();
}
Value setInplaceOr(Value self, Value other) {
    if (!isSet(other))
        return notImplementedValue();
    return setMerge(as<Set>(self), as<Set>(other)) ? self : Value();
}
Value setInplaceAnd(Value self, Value other) {
    if (!isSet(other))
        return notImplementedValue();
    takeItems(as<Set>(self), PYC_TRY(intersection(as<Set>(self), other)));
    return self;
}
Value setInplaceSubtract(Value self, Value other) {
    if (!isSet(other))
        return notImplementedValue();
    return differenceUpdate(as<Set>(self), other) ? self : Value();
}
Value setInplaceXor(Value self, Value other) {
    if (!isSet(other))
        return notImplementedValue();
    return symmetricDifferenceUpdate(as<Set>(self), other) ? self : Value();
}

// ---- methods ----
Success add(Set* set, Value item) { return {setAdd(set, item)}; }

void clear(Set* set) { setClear(set); }

Value copy(Set* set) {
    if (isExactly(Value(set), FrozenSetType))
        return Value(set);
    return copyOf(set);
}

Success discard(Set* set, Value item) {
    int64_t hash;
    return {hashForLookup(item, &item, &hash) && setDiscardHashed(set, item, hash) >= 0};
}

Success remove(Set* set, Value item) {
    int64_t hash;
    Value lookedFor;
    if (!hashForLookup(item, &lookedFor, &hash))
        return {false};
    int found = PYC_TRY(setDiscardHashed(set, lookedFor, hash));
    if (!found)
        return raiseKeyError(item);
    return {};
}

Value pop(Set* set) {
    if (setLength(set) == 0)
        return raiseKeyError(Value(staticString<"pop from an empty set">));
    return setPop(set);
}

Success update(Set* set, Arguments others) {
    for (Value other : others)
        if (!setUpdate(set, other))
            return {false};
    return {};
}

Value unionMethod(Set* set, Arguments others) {
    Set* result = PYC_TRY(copyOf(set));
    for (Value other : others)
        if (other != Value(set) && !setUpdate(result, other))
            return Value();
    return result;
}

Set* intersectionOfAll(Set* set, Arguments others) {
    if (others.count == 0)
        return copyOf(set);
    Set* result = set;
    for (Value other : others)
        result = PYC_TRY(intersection(result, other));
    return result;
}
Value intersectionMethod(Set* set, Arguments others) { return intersectionOfAll(set, others); }

Success intersectionUpdate(Set* set, Arguments others) {
    takeItems(set, PYC_TRY(intersectionOfAll(set, others)));
    return {};
}

Value differenceMethod(Set* set, Arguments others) {
    if (others.count == 0)
        return copyOf(set);
    Set* result = PYC_TRY(difference(set, others[0]));
    for (size_t i = 1; i < others.count; ++i)
        if (!differenceUpdate(result, others[i]))
            return Value();
    return result;
}

Success differenceUpdateMethod(Set* set, Arguments others) {
    for (Value other : others)
        if (!differenceUpdate(set, other))
            return {false};
    return {};
}

Value symmetricDifferenceMethod(Set* set, Value other) { return symmetricDifference(set, other); }

Success symmetricDifferenceUpdateMethod(Set* set, Value other) { return {symmetricDifferenceUpdate(set, other)}; }

Value isDisjoint(Set* set, Value other) {
    if (Value(set) == other)
        return boolValue(setLength(set) == 0);
    if (isSet(other)) {
        Set* smaller = as<Set>(other);
        if (setLength(smaller) > setLength(set))
            std::swap(set, smaller);
        uint64_t position = 0;
        while (const SetEntry* entry = nextEntry(blockOf(smaller), &position))
            if (PYC_TRY(setContainsHashed(set, entry->key, entry->hash)))
                return falseValue();
        return trueValue();
    }
    Value iterator = PYC_TRY(iterate(other));
    while (Value item = next(iterator))
        if (PYC_TRY(setContains(set, item)))
            return falseValue();
    return errorPending() ? Value() : trueValue();
}

Value isSubsetMethod(Set* set, Value other) {
    if (isSet(other))
        return boolValue(PYC_TRY(isSubset(set, as<Set>(other))));
    Set* common = PYC_TRY(intersection(set, other));
    return boolValue(setLength(common) == setLength(set));
}

Value isSupersetMethod(Set* set, Value other) {
    if (isSet(other))
        return boolValue(PYC_TRY(isSubset(as<Set>(other), set)));
    Value iterator = PYC_TRY(iterate(other));
    while (Value item = next(iterator))
        if (!PYC_TRY(setContains(set, item)))
            return falseValue();
    return errorPending() ? Value() : trueValue();
}

Result<bool> containsMethod(Set* set, Value item) {
    int found = PYC_TRY(setContainsSlot(Value(set), item));
    return found > 0;
}

Value reduce(Value self) {
    List* items = PYC_TRY(listFrom(self));
    Tuple* arguments = PYC_TRY(newTuple({Value(items)}));
    Dict* attributes = dictOfObject(self);
    if (!attributes && errorPending())
        return Value();
    return newTuple({Value(typeOf(self)), Value(arguments), attributes ? Value(attributes) : noneValue()});
}

int64_t sizeOf(Set* set) { return int64_t(typeOf(Value(set))->instanceSize + setBlockSize(blockOf(set))); }

#define PYC_COMMON_SET_MEMBERS                                                                                         \
    PYC_METHOD("__contains__", containsMethod, "($self, object, /)", "Whether the item is in the set."),               \
        PYC_METHOD("__reduce__", reduce, "($self, /)", "How to make the set again."),                                  \
        PYC_METHOD("__sizeof__", sizeOf, "($self, /)", "The memory of the set itself, in bytes."),                     \
        PYC_METHOD("copy", copy, "($self, /)", "A set with the same items."),                                          \
        PYC_METHOD("difference", differenceMethod, "($self, /, *others)",                                              \
                   "The items that are in none of the others."),                                                       \
        PYC_METHOD("intersection", intersectionMethod, "($self, /, *others)",                                          \
                   "The items that are in all others too."),                                                           \
        PYC_METHOD("isdisjoint", isDisjoint, "($self, other, /)", "Whether the two have no item in common."),          \
        PYC_METHOD("issubset", isSubsetMethod, "($self, other, /)", "Whether all items are in the other."),            \
        PYC_METHOD("issuperset", isSupersetMethod, "($self, other, /)", "Whether all items of the other are here."),   \
        PYC_METHOD("symmetric_difference", symmetricDifferenceMethod, "($self, other, /)",                             \
                   "The items that are in exactly one of the two."),                                                   \
        PYC_METHOD("union", unionMethod, "($self, /, *others)", "The items of the set and of all others."),            \
        PYC_CLASS_METHOD("__class_getitem__", genericAliasOf, "($type, object, /)", "See PEP 585")

constinit const NativeMember frozenSetMembers[] = {PYC_COMMON_SET_MEMBERS, PYC_END};

constinit const NativeMember setMembers[] = {
    PYC_COMMON_SET_MEMBERS,
    PYC_METHOD("add", add, "($self, object, /)", "Adds an item."),
    PYC_METHOD("clear", clear, "($self, /)", "Removes all items."),
    PYC_METHOD("discard", discard, "($self, object, /)", "Removes an item if it is there."),
    PYC_METHOD("difference_update", differenceUpdateMethod, "($self, /, *others)", "Removes the items of the others."),
    PYC_METHOD("intersection_update", intersectionUpdate, "($self, /, *others)",
               "Keeps the items that are in all others too."),
    PYC_METHOD("pop", pop, "($self, /)", "Removes some item and returns it.\n\nRaises KeyError when the set is empty."),
    PYC_METHOD("remove", remove, "($self, object, /)", "Removes an item.\n\nRaises KeyError when it is not there."),
    PYC_METHOD("symmetric_difference_update", symmetricDifferenceUpdateMethod, "($self, other, /)",
               "Keeps the items that are in exactly one of the two."),
    PYC_METHOD("update", update, "($self, /, *others)", "Adds the items of the others."),
    PYC_END};

// ---- the iterator ----
struct SetIterator : Object {
    Set* set; // null: exhausted
    uint64_t position;
    int64_t length; // -1 once the set was found to have changed
    int64_t left;
};

Value setIterate(Value self) {
    auto* iterator = static_cast<SetIterator*>(gc::allocate(sizeof(SetIterator)));
    if (!iterator)
        return raiseMemoryError();
    iterator->set = as<Set>(self);
    iterator->length = iterator->left = setLength(as<Set>(self));
    iterator->shape = &SetIteratorShape;
    return Value(iterator);
}

Value setIteratorNext(Value self) {
    auto* iterator = as<SetIterator>(self);
    if (!iterator->set)
        return Value();
    SetBlock* block = blockOf(iterator->set);
    if (iterator->length != int64_t(block->used)) [[unlikely]] {
        iterator->length = -1;
        return raiseRuntimeError("Set changed size during iteration");
    }
    const SetEntry* entry = nextEntry(block, &iterator->position);
    if (!entry) {
        iterator->set = nullptr;
        return Value();
    }
    --iterator->left;
    return entry->key;
}

int64_t iteratorLengthHint(SetIterator* iterator) {
    return iterator->set && iterator->length == setLength(iterator->set) ? iterator->left : 0;
}

Value iteratorReduce(SetIterator* iterator) {
    SetIterator copy = *iterator;
    return reduceAsList(Value(&copy));
}

constinit const NativeMember iteratorMembers[] = {
    PYC_METHOD("__length_hint__", iteratorLengthHint, "($self, /)", "How many items are left, probably."),
    PYC_METHOD("__reduce__", iteratorReduce, "($self, /)", "How to make the iterator again."), PYC_END};

constexpr TypeSlots commonSlots() {
    TypeSlots slots = {.repr = setRepr,
                       .iter = setIterate,
                       .compare = setCompare,
                       .length = setLengthSlot,
                       .contains = setContainsSlot};
    slots.binary[size_t(BinaryOperator::BitOr)] = setOr;
    slots.binary[size_t(BinaryOperator::BitAnd)] = setAnd;
    slots.binary[size_t(BinaryOperator::BitXor)] = setXor;
    slots.binary[size_t(BinaryOperator::Subtract)] = setSubtract;
    return slots;
}

constexpr TypeSlots slotsOfSet() {
    TypeSlots slots = commonSlots();
    slots.inplace[size_t(BinaryOperator::BitOr)] = setInplaceOr;
    slots.inplace[size_t(BinaryOperator::BitAnd)] = setInplaceAnd;
    slots.inplace[size_t(BinaryOperator::BitXor)] = setInplaceXor;
    slots.inplace[size_t(BinaryOperator::Subtract)] = setInplaceSubtract;
    slots.create = setCreate;
    slots.initialise = setInitialise;
    return slots;
}

constexpr TypeSlots slotsOfFrozenSet() {
    TypeSlots slots = commonSlots();
    slots.hash = frozenSetHash;
    slots.create = frozenSetCreate;
    return slots;
}

} // namespace

PYC_GC_ROOT constinit Shape SetShape = defineShape(SetType);
PYC_GC_ROOT constinit Type SetType = defineType({
    .name = "set",
    .doc = "A collection of unique items in no particular order.",
    .shape = &SetShape,
    .flags = TypeBaseAllowed | TypeIsSet,
    .instanceSize = sizeof(Set),
    .members = setMembers,
    .slots = slotsOfSet(),
});

PYC_GC_ROOT constinit Shape FrozenSetShape = defineShape(FrozenSetType);
PYC_GC_ROOT constinit Type FrozenSetType = defineType({
    .name = "frozenset",
    .doc = "A collection of unique items in no particular order that cannot be changed.",
    .shape = &FrozenSetShape,
    .flags = TypeBaseAllowed | TypeIsSet,
    .instanceSize = sizeof(Set),
    .members = frozenSetMembers,
    .slots = slotsOfFrozenSet(),
});

PYC_GC_ROOT constinit Shape SetIteratorShape = defineShape(SetIteratorType);
PYC_GC_ROOT constinit Type SetIteratorType = defineType({
    .name = "set_iterator",
    .shape = &SetIteratorShape,
    .instanceSize = sizeof(SetIterator),
    .members = iteratorMembers,
    .slots = {.iter = identity, .next = setIteratorNext},
});

} // namespace pyc::runtime
