// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Dicts as tables: finding, inserting, removing and growing. What Python calls is in dict.cpp.
#include "runtime/builtins/dict_block.h"

#include <cstring>

namespace pyc::runtime {

namespace {

// The block of every dict that never held anything: full from the start.
struct alignas(16) EmptyBlock {
    uint64_t capacity, used, length, tail, indexMask;
    uint32_t indexWidth;
    bool holdsReferences;
    alignas(8) uint8_t index[8];
};
constinit EmptyBlock emptyBlock = {0, 0, 0, 0, 0, 1, false, {255, 255, 255, 255, 255, 255, 255, 255}};
static_assert(offsetof(EmptyBlock, index) == offsetof(DictBlock, entries));

uint32_t widthOfIndex(uint64_t places) { return places <= 256 ? 1 : places <= 65536 ? 2 : 4; }

DictBlock* newBlock(uint64_t places, bool holdsReferences) {
    uint64_t capacity = dictCapacityOfIndex(places);
    uint32_t width = widthOfIndex(places);
    if (places > uint64_t(1) << 32)
        return raiseMemoryError();
    uint64_t indexOffset = sizeof(DictBlock) + capacity * sizeof(DictEntry);
    uint64_t bytes = indexOffset + places * width;
    auto* block = static_cast<DictBlock*>(holdsReferences ? gc::allocate(bytes) : gc::allocateAtomic(bytes));
    if (!block)
        return raiseMemoryError();
    block->used = block->length = block->tail = 0;
    block->holdsReferences = holdsReferences;
    block->capacity = capacity;
    block->indexMask = places - 1;
    block->indexWidth = width;
    memset(block->index(), 0xFF, size_t(places * width));
    return block;
}

// Puts an entry into the index; its key is in no other place.
template <class Place>
void enterInto(DictBlock* block, int64_t hash, uint64_t entry) {
    auto* places = static_cast<Place*>(block->index());
    uint64_t mask = block->indexMask, at = uint64_t(hash) & mask, perturbation = uint64_t(hash);
    while (places[at] != Place(~Place(0))) {
        perturbation >>= 5;
        at = (at * 5 + perturbation + 1) & mask;
    }
    __atomic_store_n(&places[at], Place(entry), __ATOMIC_RELEASE);
}

void enter(DictBlock* block, int64_t hash, uint64_t entry) {
    if (block->indexWidth == 1)
        enterInto<uint8_t>(block, hash, entry);
    else if (block->indexWidth == 2)
        enterInto<uint16_t>(block, hash, entry);
    else
        enterInto<uint32_t>(block, hash, entry);
}

void append(DictBlock* block, Value key, int64_t hash, Value value) {
    uint64_t at = block->used;
    DictEntry& entry = block->entries[at];
    entry.hash = hash;
    entry.value = value;
    storeValue(&entry.key, key);
    enter(block, hash, at);
    __atomic_store_n(&block->used, at + 1, __ATOMIC_RELEASE);
    __atomic_store_n(&block->tail, at + 1, __ATOMIC_RELEASE);
    __atomic_store_n(&block->length, block->length + 1, __ATOMIC_RELEASE);
}

uint64_t placesFor(uint64_t count) {
    uint64_t places = SmallestDictIndex;
    while (dictCapacityOfIndex(places) < count)
        places <<= 1;
    return places;
}

// A global is stored where compiled code looks for it; what assumed the old value is told.
void storeGlobal(Dict* dict, Value* slot, Value value) {
    auto* module = static_cast<Module*>(dict->owner);
    if (module->slotUnchanged && !slot->isEmpty())
        __atomic_store_n(&module->slotUnchanged[slot - module->slots], 0, __ATOMIC_RELEASE);
    storeValue(slot, value);
}

void storeEntryValue(Dict* dict, DictEntry& entry, Value value) {
    if (isSlotReference(entry.value)) [[unlikely]]
        storeGlobal(dict, referencedSlot(entry.value), value);
    else
        storeValue(&entry.value, value);
}

} // namespace

DictBlock* emptyDictBlock() { return reinterpret_cast<DictBlock*>(&emptyBlock); }

ErrorReturn explainUnhashable(Value key, const char* use) {
    if (pendingError() && shapeOf(pendingError())->type == &TypeErrorType) {
        Value reason(takeError());
        raiseTypeError("cannot use '%Q' as a %s (%S)", key, use, reason);
    }
    return {};
}

bool hashDictKeySlow(Value key, int64_t* hash) {
    return hashKey(key, hash) || bool(explainUnhashable(key, "dict key"));
}

int64_t findEntrySlow(Dict* dict, Value key, int64_t hash, DictBlock** result) {
    for (;;) {
        DictBlock* block = blockOf(dict);
        bool changed = false;
        int64_t found = findInBlock(block, hash, [&](const DictEntry& entry) {
            Value stored = entry.key;
            if (stored.isEmpty())
                return 0;
            int same = sameKey(stored, key);
            // A comparison in Python may have changed the dict.
            if (same >= 0 && (blockOf(dict) != block || !(entry.key == stored))) {
                changed = true;
                return -1;
            }
            return same;
        });
        *result = block;
        if (!changed)
            return found;
    }
}

Dict* newDictSized(uint64_t count) {
    auto* dict = static_cast<Dict*>(gc::allocate(sizeof(Dict)));
    if (!dict)
        return raiseMemoryError();
    DictBlock* block = emptyDictBlock();
    if (count) {
        block = newBlock(placesFor(count), true);
        if (!block)
            return nullptr;
    }
    dict->block = block;
    dict->shape = &DictShape;
    return dict;
}

bool dictResize(Dict* dict, uint64_t count, bool holdsReferences) {
    DictBlock* old = blockOf(dict);
    DictBlock* block = PYC_TRY(newBlock(placesFor(count > old->length ? count : old->length), holdsReferences));
    uint64_t at = 0;
    for (uint64_t from = 0; from < old->tail; ++from) {
        const DictEntry& entry = old->entries[from];
        if (entry.key.isEmpty())
            continue;
        block->entries[at] = entry;
        enter(block, entry.hash, at++);
    }
    block->used = block->tail = block->length = at;
    __atomic_store_n(&dict->block, block, __ATOMIC_RELEASE);
    return true;
}

bool dictAppendNew(Dict* dict, Value key, int64_t hash, Value value) {
    DictBlock* block = blockOf(dict);
    bool holdsReferences = block->holdsReferences || isReference(key) || isReference(value);
    if (block->used == block->capacity) [[unlikely]] {
        // Room for as many as three times the places that are in use now: a dict that only shrinks gets a smaller
        // block.
        uint64_t places = SmallestDictIndex;
        while (places < block->length * 3)
            places <<= 1;
        if (!dictResize(dict, dictCapacityOfIndex(places), holdsReferences))
            return false;
        block = blockOf(dict);
    } else if (holdsReferences != block->holdsReferences) [[unlikely]] {
        if (!dictResize(dict, block->capacity, true))
            return false;
        block = blockOf(dict);
    }
    if (dict->owner && isExactString(key)) [[unlikely]]
        if (Value* slot = moduleSlot(dict->owner, as<String>(key))) {
            storeGlobal(dict, slot, value);
            value = slotReference(slot);
        }
    append(block, key, hash, value);
    return true;
}

int dictInsert(Dict* dict, Value key, int64_t hash, Value value) {
    DictBlock* block;
    int64_t found = findEntry(dict, key, hash, &block);
    if (found >= 0) {
        if (isReference(value) && !block->holdsReferences) [[unlikely]] {
            if (!dictResize(dict, block->capacity, true))
                return -1;
            return dictInsert(dict, key, hash, value);
        }
        storeEntryValue(dict, block->entries[found], value);
        return 0;
    }
    if (found == FindFailed)
        return -1;
    return dictAppendNew(dict, key, hash, value) ? 1 : -1;
}

Value dictRemoveEntry(Dict* dict, DictBlock* block, int64_t at) {
    DictEntry& entry = block->entries[at];
    Value value = resolveSlot(entry.value);
    if (isSlotReference(entry.value))
        storeGlobal(dict, referencedSlot(entry.value), Value());
    storeValue(&entry.key, Value());
    storeValue(&entry.value, Value());
    uint64_t tail = block->tail;
    while (tail > 0 && block->entries[tail - 1].key.isEmpty())
        --tail;
    __atomic_store_n(&block->tail, tail, __ATOMIC_RELEASE);
    __atomic_store_n(&block->length, block->length - 1, __ATOMIC_RELEASE);
    return value;
}

int dictTake(Dict* dict, Value key, int64_t hash, Value* value) {
    DictBlock* block;
    int64_t found = findEntry(dict, key, hash, &block);
    if (found < 0)
        return found == NotFound ? 0 : -1;
    *value = dictRemoveEntry(dict, block, found);
    return 1;
}

int dictGetHashed(Dict* dict, Value key, int64_t hash, Value* value) {
    DictBlock* block;
    int64_t found = findEntry(dict, key, hash, &block);
    if (found < 0)
        return found == NotFound ? 0 : -1;
    *value = resolveSlot(block->entries[found].value);
    return !value->isEmpty();
}

bool dictMerge(Dict* dict, Dict* other) {
    DictBlock* block = blockOf(other);
    if (dict == other || block->length == 0)
        return true;
    uint64_t length = block->length, position = 0;
    if (blockOf(dict)->capacity == 0 && !dictResize(dict, length, block->holdsReferences))
        return false;
    // The keys of one dict differ from each other: an empty one takes them without comparing.
    bool wasEmpty = blockOf(dict)->length == 0;
    while (const DictEntry* entry = nextEntry(block, &position)) {
        Value value = resolveSlot(entry->value);
        if (wasEmpty ? !dictAppendNew(dict, entry->key, entry->hash, value)
                     : dictInsert(dict, entry->key, entry->hash, value) < 0)
            return false;
        if (blockOf(other) != block || block->length != length)
            return raiseRuntimeError("dict mutated during update");
    }
    return true;
}

size_t dictBlockSize(const DictBlock* block) {
    if (block == emptyDictBlock())
        return 0;
    return size_t(sizeof(DictBlock) + block->capacity * sizeof(DictEntry) + (block->indexMask + 1) * block->indexWidth);
}

// ---- what the rest of the runtime asks ----

Dict* newDict() { return newDictSized(0); }

Value dictGet(Dict* dict, Value key) {
    int64_t hash;
    if (!hashDictKey(key, &hash))
        return Value();
    DictBlock* block;
    int64_t found = findEntry(dict, key, hash, &block);
    return found >= 0 ? resolveSlot(block->entries[found].value) : Value();
}

bool dictSet(Dict* dict, Value key, Value value) {
    int64_t hash;
    return hashDictKey(key, &hash) && dictInsert(dict, key, hash, value) >= 0;
}

int dictDelete(Dict* dict, Value key) {
    int64_t hash;
    Value value;
    return hashDictKey(key, &hash) ? dictTake(dict, key, hash, &value) : -1;
}

int dictContains(Dict* dict, Value key) {
    int64_t hash;
    Value value;
    return hashDictKey(key, &hash) ? dictGetHashed(dict, key, hash, &value) : -1;
}

Value dictGetString(Dict* dict, const String* key) {
    DictBlock* block;
    int64_t found = findStringEntry(dict, key, hashOfString(key), &block);
    if (found >= 0) [[likely]]
        return resolveSlot(block->entries[found].value);
    if (found == FindFailed)
        clearError();
    return Value();
}

bool dictSetString(Dict* dict, String* key, Value value) {
    return dictInsert(dict, key, hashOfString(key), value) >= 0;
}

bool dictDeleteString(Dict* dict, String* key) {
    Value value;
    int found = dictTake(dict, key, hashOfString(key), &value);
    if (found < 0)
        clearError();
    return found > 0;
}

int64_t dictLength(const Dict* dict) { return int64_t(blockOf(dict)->length); }

Dict* dictCopy(Dict* dict) {
    DictBlock* block = blockOf(dict);
    Dict* copy = PYC_TRY(newDict());
    if (block->length && !dictResize(copy, block->length, block->holdsReferences))
        return nullptr;
    uint64_t position = 0;
    while (const DictEntry* entry = nextEntry(block, &position))
        if (!dictAppendNew(copy, entry->key, entry->hash, resolveSlot(entry->value)))
            return nullptr;
    return copy;
}

void dictClear(Dict* dict) {
    if (dict->owner) {
        DictBlock* block = blockOf(dict);
        for (uint64_t at = 0; at < block->tail; ++at)
            if (isSlotReference(block->entries[at].value))
                storeGlobal(dict, referencedSlot(block->entries[at].value), Value());
    }
    __atomic_store_n(&dict->block, emptyDictBlock(), __ATOMIC_RELEASE);
}

bool dictNext(Dict* dict, int64_t* position, Value* key, Value* value) {
    auto at = uint64_t(*position);
    const DictEntry* entry = nextEntry(blockOf(dict), &at);
    *position = int64_t(at);
    if (!entry)
        return false;
    *key = entry->key;
    *value = resolveSlot(entry->value);
    return true;
}

} // namespace pyc::runtime
