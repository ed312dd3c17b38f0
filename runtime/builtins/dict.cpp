// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// dict as Python sees it. Storage is in dict_block.cpp, views and iterators are in dict_views.cpp.
#include "runtime/builtins/dict_block.h"
#include "runtime/builtins/dict_views.h"
#include "runtime/builtins/generic_alias.h"
#include "runtime/builtins/iterators.h"
#include "runtime/object/native.h"
#include "runtime/object/shape.h"
#include "runtime/thread/thread.h"

namespace pyc::runtime {

namespace {

Value dictCreate(Type* cls, const Value*, size_t, Tuple*) {
    if (cls == &DictType)
        return newDict();
    auto* dict = static_cast<Dict*>(PYC_TRY(allocateInstance(cls)));
    dict->block = emptyDictBlock();
    return Value(dict);
}

// The argument of dict() and update(), then keywords.
bool updateFromCall(Dict* dict, const char* name, const Value* arguments, size_t count, Tuple* keywordNames) {
    if (!checkPositional(name, count, 0, 1))
        return false;
    if (count == 1 && !dictUpdate(dict, arguments[0]))
        return false;
    for (int64_t i = 0; keywordNames && i < keywordNames->length; ++i)
        if (!dictSet(dict, keywordNames->items[i], arguments[count + size_t(i)]))
            return false;
    return true;
}

int dictInitialise(Value self, const Value* arguments, size_t count, Tuple* keywordNames) {
    return updateFromCall(as<Dict>(self), "dict", arguments, count, keywordNames) ? 0 : -1;
}

Value dictRepr(Value self) {
    auto* dict = as<Dict>(self);
    if (dictLength(dict) == 0)
        return staticString<"{}">;
    int entered = enterRepr(self);
    if (entered != 0)
        return entered > 0 ? Value(staticString<"{...}">) : Value();
    StringBuilder text;
    bool fine = text.append("{"), first = true;
    int64_t position = 0;
    Value key, value;
    while (fine && dictNext(dict, &position, &key, &value)) {
        String* keyText = repr(key);
        String* valueText = keyText ? repr(value) : nullptr;
        fine = valueText && (first || text.append(", ")) && text.append(keyText) && text.append(": ") &&
               text.append(valueText);
        first = false;
    }
    leaveRepr(self);
    return fine && text.append("}") ? Value(text.finish()) : Value();
}

int sameItems(Dict* left, Dict* right) {
    if (dictLength(left) != dictLength(right))
        return 0;
    uint64_t position = 0;
    while (const DictEntry* entry = nextEntry(blockOf(left), &position)) {
        Value key = entry->key, value = resolveSlot(entry->value), other;
        int found = PYC_TRY(dictGetHashed(right, key, entry->hash, &other));
        if (!found)
            return 0;
        if (!PYC_TRY(richEqual(value, other)))
            return 0;
    }
    return 1;
}

Value dictCompare(Value left, Value right, int operation) {
    if (!isDict(left) || !isDict(right) || (operation != CompareEqual && operation != CompareNotEqual))
        return notImplementedValue();
    return boolValue(PYC_TRY(sameItems(as<Dict>(left), as<Dict>(right))) == (operation == CompareEqual));
}

int64_t dictLengthSlot(Value self) { return dictLength(as<Dict>(self)); }

int dictContainsSlot(Value self, Value key) { return dictContains(as<Dict>(self), key); }

Value dictGetItem(Value self, Value key) {
    int64_t hash;
    if (!hashDictKey(key, &hash))
        return Value();
    Value value;
    int found = PYC_TRY(dictGetHashed(as<Dict>(self), key, hash, &value));
    if (found) [[likely]]
        return value;
    if (!isExactly(self, DictType)) {
        Callable missing = lookupSpecial(self, staticString<"__missing__">);
        if (missing.function)
            return callCallable(missing, {key});
        if (errorPending())
            return Value();
    }
    return raiseKeyError(key);
}

int dictSetItem(Value self, Value key, Value value) {
    if (value)
        return dictSet(as<Dict>(self), key, value) ? 0 : -1;
    int found = dictDelete(as<Dict>(self), key);
    if (found == 0)
        raiseKeyError(key);
    return found > 0 ? 0 : -1;
}

Value dictOr(Value left, Value right) {
    if (!isDict(left) || !isDict(right))
        return notImplementedValue();
    Dict* result = PYC_TRY(dictCopy(as<Dict>(left)));
    return dictMerge(result, as<Dict>(right)) ? Value(result) : Value();
}

Value dictInplaceOr(Value self, Value other) { return dictUpdate(as<Dict>(self), other) ? self : Value(); }

// ---- methods ----
Value fromKeys(Type* cls, Value iterable, Value value) {
    Value created = PYC_TRY(call(Value(cls)));
    if (isExactly(created, DictType)) {
        auto* dict = as<Dict>(created);
        if (!forEach(iterable, [&](Value key) { return dictSet(dict, key, value); }))
            return Value();
        return created;
    }
    if (!forEach(iterable, [&](Value key) { return setItem(created, key, value) >= 0; }))
        return Value();
    return created;
}

Value copy(Dict* dict) { return dictCopy(dict); }

Value get(Dict* dict, Value key, Value otherwise) {
    int64_t hash;
    Value value;
    if (!hashDictKey(key, &hash))
        return Value();
    return PYC_TRY(dictGetHashed(dict, key, hash, &value)) ? value : otherwise;
}

Value setDefault(Dict* dict, Value key, Value otherwise) {
    int64_t hash;
    if (!hashDictKey(key, &hash))
        return Value();
    DictBlock* block;
    int64_t found = findEntry(dict, key, hash, &block);
    if (found >= 0)
        return resolveSlot(block->entries[found].value);
    if (found == FindFailed || !dictAppendNew(dict, key, hash, otherwise))
        return Value();
    return otherwise;
}

Value pop(Dict* dict, Value key, Value otherwise) {
    // An empty dict does not even hash.
    int found = 0;
    Value value;
    if (dictLength(dict) != 0) {
        int64_t hash;
        if (!hashDictKey(key, &hash))
            return Value();
        found = PYC_TRY(dictTake(dict, key, hash, &value));
    }
    if (found)
        return value;
    return otherwise ? otherwise : Value(raiseKeyError(key));
}

Value popItem(Dict* dict) {
    DictBlock* block = blockOf(dict);
    if (block->length == 0)
        return raiseKeyError(Value(staticString<"popitem(): dictionary is empty">));
    uint64_t at = block->tail - 1;
    Value key = block->entries[at].key;
    Value value = dictRemoveEntry(dict, block, int64_t(at));
    return newTuple({key, value});
}

Value updateEntry(Value, const Value* arguments, size_t count, Tuple* keywordNames) {
    return updateFromCall(as<Dict>(arguments[0]), "update", arguments + 1, count - 1, keywordNames) ? noneValue()
                                                                                                    : Value();
}

void clear(Dict* dict) { dictClear(dict); }

Value getItemMethod(Dict* dict, Value key) { return dictGetItem(Value(dict), key); }

Result<bool> containsMethod(Dict* dict, Value key) {
    int found = PYC_TRY(dictContains(dict, key));
    return found > 0;
}

int64_t sizeOf(Dict* dict) { return int64_t(typeOf(Value(dict))->instanceSize + dictBlockSize(blockOf(dict))); }

constinit const NativeMember dictMembers[] = {
    PYC_METHOD("__contains__", containsMethod, "($self, key, /)", "Whether the dict has the key."),
    PYC_METHOD("__getitem__", getItemMethod, "($self, key, /)", "The value of a key."),
    PYC_METHOD("__sizeof__", sizeOf, "($self, /)", "The memory of the dict itself, in bytes."),
    PYC_METHOD("get", get, "($self, key, default=None, /)", "The value of the key, or the default."),
    PYC_METHOD("setdefault", setDefault, "($self, key, default=None, /)",
               "The value of the key, which is the default from now on if there was none."),
    PYC_METHOD("pop", pop, "($self, key[, default], /)",
               "Removes the key and returns its value.\n\nWithout the key the result is the default, or a KeyError if "
               "none is given."),
    PYC_METHOD("popitem", popItem, "($self, /)",
               "Removes the item that was added last and returns it as (key, value)."),
    PYC_METHOD("keys", newDictKeys, "($self, /)", "The keys, as a view."),
    PYC_METHOD("items", newDictItems, "($self, /)", "The items (key, value), as a view."),
    PYC_METHOD("values", newDictValues, "($self, /)", "The values, as a view."),
    PYC_RAW_METHOD("update", updateEntry, nullptr,
                   "Adds or replaces items: those of a mapping or of pairs, then those given as keywords."),
    PYC_CLASS_METHOD("fromkeys", fromKeys, "($type, iterable, value=None, /)",
                     "A new dict with the given keys and one value for all."),
    PYC_METHOD("clear", clear, "($self, /)", "Removes all items."),
    PYC_METHOD("copy", copy, "($self, /)", "A new dict with the same items."),
    PYC_METHOD("__reversed__", reversedDictKeys, "($self, /)", "An iterator over the keys from the last to the first."),
    PYC_CLASS_METHOD("__class_getitem__", genericAliasOf, "($type, object, /)", "See PEP 585"),
    PYC_END};

constexpr TypeSlots slotsOfDict() {
    TypeSlots slots = {.repr = dictRepr,
                       .iter = iterateDictKeys,
                       .compare = dictCompare,
                       .length = dictLengthSlot,
                       .contains = dictContainsSlot,
                       .getItem = dictGetItem,
                       .setItem = dictSetItem,
                       .create = dictCreate,
                       .initialise = dictInitialise};
    slots.binary[size_t(BinaryOperator::BitOr)] = dictOr;
    slots.inplace[size_t(BinaryOperator::BitOr)] = dictInplaceOr;
    return slots;
}

// ---- updating from anything ----
bool updateFromPairs(Dict* dict, Value pairs) {
    int64_t number = 0;
    return forEach(pairs, [&](Value item) -> bool {
        Tuple* pair = nullptr;
        if (isTuple(item)) {
            pair = as<Tuple>(item);
        } else if (isList(item)) {
            pair = PYC_TRY(listToTuple(as<List>(item)));
        } else {
            Value iterator = iterate(item);
            if (!iterator) {
                if (!pendingErrorIs(TypeErrorType))
                    return false;
                clearError();
                raiseTypeError("object is not iterable");
                String* note =
                    PYC_TRY(formatText("Cannot convert dictionary update sequence element #%d to a sequence", number));
                List* notes = PYC_TRY(newList());
                if (!listAppend(notes, Value(note)))
                    return false;
                ExceptionObject* error = takeError();
                if (setAttribute(Value(error), staticString<"__notes__">, Value(notes)) == 0)
                    restoreError(error);
                return false;
            }
            pair = PYC_TRY(tupleFrom(iterator));
        }
        if (pair->length != 2)
            return raiseValueError("dictionary update sequence element #%d has length %d; 2 is required", number,
                                   pair->length);
        ++number;
        return dictSet(dict, pair->items[0], pair->items[1]);
    });
}

bool updateFromMapping(Dict* dict, Value mapping) {
    Value keys = PYC_TRY(mappingKeys(mapping));
    return forEach(keys, [&](Value key) -> bool { return dictSet(dict, key, PYC_TRY(getItem(mapping, key))); });
}

} // namespace

Value mappingKeys(Value mapping) {
    Value keys = PYC_TRY(callMethod(mapping, staticString<"keys">));
    Value iterator = iterate(keys);
    if (!iterator && pendingErrorIs(TypeErrorType)) {
        clearError();
        return raiseTypeError("%T.keys() returned a non-iterable (type %T)", mapping, keys);
    }
    return iterator;
}

bool dictUpdate(Dict* dict, Value other) {
    if (isDict(other) && typeOf(other)->slots.iter == iterateDictKeys)
        return dictMerge(dict, as<Dict>(other));
    int isMapping = PYC_TRY(hasAttribute(other, staticString<"keys">));
    return isMapping ? updateFromMapping(dict, other) : updateFromPairs(dict, other);
}

List* dictKeysList(Dict* dict) {
    List* keys = PYC_TRY(newList());
    int64_t position = 0;
    Value key, value;
    while (dictNext(dict, &position, &key, &value))
        if (!listAppend(keys, key))
            return nullptr;
    return keys;
}

PYC_GC_ROOT constinit Shape DictShape = defineShape(DictType);
PYC_GC_ROOT constinit Type DictType = defineType({
    .name = "dict",
    .doc = "dict() -> an empty dict\ndict(mapping) -> one with the items of a mapping\ndict(iterable) -> one with the "
           "pairs of an "
           "iterable\ndict(**kwargs) -> one with the keywords as keys",
    .shape = &DictShape,
    .flags = TypeBaseAllowed | TypeIsDict | TypeIsMapping,
    .instanceSize = sizeof(Dict),
    .members = dictMembers,
    .slots = slotsOfDict(),
});

} // namespace pyc::runtime
