// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The storage of dicts: entries in the order they were inserted, and an open-addressed index of them. An entry is never
// used for another key, so that a reader without a lock sees either its key or none; deleting leaves it dead until the
// block is replaced.
#pragma once

#include "runtime/object/containers.h"
#include "runtime/object/operations.h"

namespace pyc::runtime {

struct DictEntry {
    int64_t hash;
    Value key;   // empty: dead
    Value value; // in a module's namespace perhaps a slot reference
};

struct DictBlock {
    uint64_t capacity;    // entries there is room for
    uint64_t used;        // entries written so far, dead ones included
    uint64_t length;      // live entries
    uint64_t tail;        // no live entry here or after
    uint64_t indexMask;   // places in the index, less one
    uint32_t indexWidth;  // bytes of a place: 1, 2 or 4
    bool holdsReferences; // else keys and values are small integers and immediate floats, and the collector does not
                          // scan the block
    DictEntry entries[];

    const void* index() const { return entries + capacity; }
    void* index() { return entries + capacity; }
};

constexpr uint64_t SmallestDictIndex = 8;
// A third of the index stays free.
constexpr uint64_t dictCapacityOfIndex(uint64_t places) { return (places << 1) / 3; }

inline DictBlock* blockOf(const Dict* dict) { return __atomic_load_n(&dict->block, __ATOMIC_RELAXED); }

// The value behind an entry's value.
inline Value resolveSlot(Value value) {
    if (isSlotReference(value)) [[unlikely]]
        return Value(__atomic_load_n(&referencedSlot(value)->bits, __ATOMIC_RELAXED));
    return value;
}

inline void storeValue(Value* place, Value value) { __atomic_store_n(&place->bits, value.bits, __ATOMIC_RELEASE); }

// Whether a word has to be seen by the collector.
inline bool isReference(Value value) { return (value.bits & 3) == 0; }

// ---- hashing and comparing keys ----
constexpr int64_t hashSmallInt(int64_t number) {
    constexpr int64_t Modulus = (int64_t(1) << 61) - 1;
    if (number < Modulus && number > -Modulus) [[likely]]
        return number == -1 ? -2 : number;
    int64_t hash = number % Modulus;
    return hash == -1 ? -2 : hash;
}

inline int64_t hashOfString(const String* string) {
    return string->hash ? int64_t(string->hash) : stringHash(const_cast<String*>(string));
}

// False after an error.
inline bool hashKey(Value key, int64_t* hash) {
    if (key.isSmallInt()) {
        *hash = hashSmallInt(key.smallInt());
        return true;
    }
    if (isExactString(key)) {
        *hash = hashOfString(as<String>(key));
        return true;
    }
    return runtime::hash(key, hash);
}

// As hashKey; a TypeError then says that the value cannot be a key.
bool hashDictKeySlow(Value key, int64_t* hash);
inline bool hashDictKey(Value key, int64_t* hash) {
    if (key.isSmallInt() || isExactString(key))
        return hashKey(key, hash);
    return hashDictKeySlow(key, hash);
}
// Replaces a pending TypeError about hashing by one that says what the value was wanted for.
ErrorReturn explainUnhashable(Value key, const char* use);

// Whether a stored key of equal hash is the key: 1, 0, -1 error. May run Python code unless both are small integers or
// strings.
inline int sameKey(Value stored, Value key) {
    if (stored == key)
        return 1;
    if (stored.isSmallInt() && key.isSmallInt())
        return 0;
    if (isExactString(stored) && isExactString(key))
        return sameContent(as<String>(stored), as<String>(key));
    return compareBool(stored, key, CompareEqual);
}

// ---- finding ----
constexpr int64_t NotFound = -1;
constexpr int64_t FindFailed = -2;

template <class Place, class Match>
inline int64_t probeDict(const DictBlock* block, int64_t hash, Match&& match) {
    constexpr Place Free = Place(~Place(0));
    auto* places = static_cast<const Place*>(block->index());
    uint64_t mask = block->indexMask, at = uint64_t(hash) & mask, perturbation = uint64_t(hash);
    for (;;) {
        Place place = __atomic_load_n(&places[at], __ATOMIC_RELAXED);
        if (place == Free)
            return NotFound;
        const DictEntry& entry = block->entries[place];
        if (entry.hash == hash) {
            int found = match(entry);
            if (found != 0) [[likely]]
                return found > 0 ? int64_t(place) : FindFailed;
        }
        perturbation >>= 5;
        at = (at * 5 + perturbation + 1) & mask;
    }
}

// The entry that `match` accepts (1; 0: go on; -1: error) among those of equal hash. Dead entries are offered too.
template <class Match>
inline int64_t findInBlock(const DictBlock* block, int64_t hash, Match&& match) {
    if (block->indexWidth == 1) [[likely]]
        return probeDict<uint8_t>(block, hash, match);
    if (block->indexWidth == 2)
        return probeDict<uint16_t>(block, hash, match);
    return probeDict<uint32_t>(block, hash, match);
}

// The entry of a key in the dict's present block, which `*block` receives.
int64_t findEntrySlow(Dict* dict, Value key, int64_t hash, DictBlock** block);
// Fails, without an error, where an object that is no str has the key's hash: it would have to be asked.
inline int64_t findStringInBlock(const DictBlock* block, const String* key, int64_t hash) {
    return findInBlock(block, hash, [key](const DictEntry& entry) {
        Value stored = entry.key;
        if (stored == Value(key)) [[likely]]
            return 1;
        if (isExactString(stored))
            return int(sameContent(as<String>(stored), key));
        return stored.isObject() ? -1 : 0;
    });
}
inline int64_t findStringEntry(Dict* dict, const String* key, int64_t hash, DictBlock** block) {
    *block = blockOf(dict);
    int64_t found = findStringInBlock(*block, key, hash);
    return found == FindFailed ? findEntrySlow(dict, Value(key), hash, block) : found;
}
inline int64_t findEntry(Dict* dict, Value key, int64_t hash, DictBlock** block) {
    if (key.isSmallInt()) {
        *block = blockOf(dict);
        int64_t found = findInBlock(*block, hash, [key](const DictEntry& entry) {
            return entry.key == key ? 1 : entry.key.isObject() || entry.key.isImmediateFloat() ? -1 : 0;
        });
        return found == FindFailed ? findEntrySlow(dict, key, hash, block) : found;
    }
    if (isExactString(key))
        return findStringEntry(dict, as<String>(key), hash, block);
    return findEntrySlow(dict, key, hash, block);
}

// ---- changing ----
// A dict with room for `count` keys; null: error.
Dict* newDictSized(uint64_t count);
// Replaces the block by one with room for `count` live entries; false: error.
bool dictResize(Dict* dict, uint64_t count, bool holdsReferences);
// 1: the key was new, 0: it was there, -1: error.
int dictInsert(Dict* dict, Value key, int64_t hash, Value value);
// Appends a key that is known to be absent from a dict that owns its values.
bool dictAppendNew(Dict* dict, Value key, int64_t hash, Value value);
// Adds or replaces what another dict holds; false: error.
bool dictMerge(Dict* dict, Dict* other);
// Removes an entry and returns its value.
Value dictRemoveEntry(Dict* dict, DictBlock* block, int64_t entry);
// As dictDelete, giving the removed value.
int dictTake(Dict* dict, Value key, int64_t hash, Value* value);
int dictGetHashed(Dict* dict, Value key, int64_t hash, Value* value); // 1, 0, -1
// The next live entry at or after *position, which advances past it; null: no more.
inline const DictEntry* nextEntry(const DictBlock* block, uint64_t* position) {
    uint64_t end = __atomic_load_n(&block->tail, __ATOMIC_RELAXED);
    for (uint64_t at = *position; at < end; ++at)
        if (!block->entries[at].key.isEmpty() && !resolveSlot(block->entries[at].value).isEmpty()) {
            *position = at + 1;
            return &block->entries[at];
        }
    *position = end;
    return nullptr;
}
size_t dictBlockSize(const DictBlock* block); // bytes; 0 for the shared empty block
// What every dict that never held anything shares.
DictBlock* emptyDictBlock();

} // namespace pyc::runtime
