// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Sets as tables: finding, adding, removing, growing and merging. What Python calls is in set.cpp.
#include "runtime/builtins/set_block.h"

#include <cstring>

namespace pyc::runtime {

namespace {

constexpr int64_t RemovedHash = -1;

struct alignas(16) EmptyBlock {
    uint64_t mask, fill, used, holdsReferences;
    SetEntry entries[SmallestSet];
};
constinit EmptyBlock emptyBlock = {SmallestSet - 1, 0, 0, 0, {}};
static_assert(offsetof(EmptyBlock, entries) == offsetof(SetBlock, entries));

SetBlock* newBlock(uint64_t places, bool holdsReferences) {
    if (places > uint64_t(1) << 48)
        return raiseMemoryError();
    uint64_t bytes = sizeof(SetBlock) + places * sizeof(SetEntry);
    auto* block = static_cast<SetBlock*>(holdsReferences ? gc::allocate(bytes) : gc::allocateAtomic(bytes));
    if (!block)
        return raiseMemoryError();
    if (!holdsReferences)
        memset(static_cast<void*>(block), 0, size_t(bytes));
    block->mask = places - 1;
    block->holdsReferences = holdsReferences;
    return block;
}

// Calls `visit(entry)` along the probe sequence of a hash until it returns true.
template <class Visit>
void probeSet(SetBlock* block, int64_t hash, Visit&& visit) {
    uint64_t mask = block->mask, at = uint64_t(hash) & mask, perturbation = uint64_t(hash);
    for (;;) {
        uint64_t last = at + LinearProbes <= mask ? at + LinearProbes : at;
        for (uint64_t place = at; place <= last; ++place)
            if (visit(block->entries[place]))
                return;
        perturbation >>= 5;
        at = (at * 5 + 1 + perturbation) & mask;
    }
}

bool isFree(const SetEntry& entry) { return entry.key.isEmpty() && entry.hash == 0; }

// The entry of the item, or the one where it belongs: the last left behind on the way, else the free one at its end.
// Null: an error, or (if `changed`) the set changed meanwhile.
SetEntry* findOrFree(Set* set, SetBlock* block, Value item, int64_t hash, bool& changed) {
    SetEntry *result = nullptr, *leftBehind = nullptr;
    changed = false;
    probeSet(block, hash, [&](SetEntry& entry) {
        if (isFree(entry)) {
            result = leftBehind ? leftBehind : &entry;
            return true;
        }
        if (entry.hash == RemovedHash)
            leftBehind = &entry;
        Value stored = entry.key;
        if (entry.hash != hash || stored.isEmpty())
            return false;
        int same = sameKey(stored, item);
        if (same < 0)
            return true;
        if (blockOf(set) != block || !(entry.key == stored)) {
            changed = true;
            return true;
        }
        if (same)
            result = &entry;
        return same > 0;
    });
    return result;
}

SetEntry* findOrFree(Set* set, Value item, int64_t hash) {
    for (;;) {
        bool changed;
        SetEntry* entry = findOrFree(set, blockOf(set), item, hash, changed);
        if (!changed)
            return entry;
    }
}

void insertNew(SetBlock* block, Value item, int64_t hash) {
    probeSet(block, hash, [&](SetEntry& entry) {
        if (!isFree(entry))
            return false;
        entry = {hash, item};
        return true;
    });
}

uint64_t growth(uint64_t used) { return used > 50000 ? used * 2 : used * 4; }

// A block that can be stored into, and that may hold the item.
bool ownBlock(Set* set, bool holdsReferences) {
    SetBlock* block = blockOf(set);
    if (block == emptySetBlock())
        return setResize(set, 0, holdsReferences);
    if (block->holdsReferences || !holdsReferences) [[likely]]
        return true;
    // The same places in the same order: iteration must not show the change.
    SetBlock* copy = PYC_TRY(newBlock(block->mask + 1, true));
    memcpy(static_cast<void*>(copy), block, setBlockSize(block));
    copy->holdsReferences = true;
    __atomic_store_n(&set->block, copy, __ATOMIC_RELEASE);
    return true;
}

} // namespace

bool hashSetItem(Value item, int64_t* hash) {
    return hashKey(item, hash) || bool(explainUnhashable(item, "set element"));
}

SetBlock* emptySetBlock() { return reinterpret_cast<SetBlock*>(&emptyBlock); }

Set* newSetOf(Shape& shape) {
    auto* set = static_cast<Set*>(gc::allocate(sizeof(Set)));
    if (!set)
        return raiseMemoryError();
    set->block = emptySetBlock();
    set->shape = &shape;
    return set;
}

int64_t findInSet(Set* set, Value item, int64_t hash) {
    SetEntry* entry = findOrFree(set, item, hash);
    if (!entry)
        return FindFailed;
    return entry->key.isEmpty() ? NotFound : entry - blockOf(set)->entries;
}

bool setResize(Set* set, uint64_t minimum, bool holdsReferences) {
    SetBlock* old = blockOf(set);
    uint64_t places = SmallestSet;
    while (places <= minimum)
        places <<= 1;
    if (places == old->mask + 1 && places == SmallestSet && old->fill == old->used && old != emptySetBlock())
        return true;
    SetBlock* block = PYC_TRY(newBlock(places, holdsReferences || (old->holdsReferences && old->used)));
    uint64_t position = 0;
    while (const SetEntry* entry = nextEntry(old, &position))
        insertNew(block, entry->key, entry->hash);
    block->fill = block->used = old->used;
    __atomic_store_n(&set->block, block, __ATOMIC_RELEASE);
    return true;
}

int setAddHashed(Set* set, Value item, int64_t hash) {
    SetEntry* entry;
    SetBlock* block;
    // Comparing may have emptied the set, or filled it anew.
    do {
        if (!ownBlock(set, isReference(item)))
            return -1;
        entry = findOrFree(set, item, hash);
        if (!entry)
            return -1;
        if (!entry->key.isEmpty())
            return 0;
        block = blockOf(set);
    } while (block == emptySetBlock() || (isReference(item) && !block->holdsReferences));
    bool wasFree = isFree(*entry);
    entry->hash = hash;
    storeValue(&entry->key, item);
    __atomic_store_n(&block->used, block->used + 1, __ATOMIC_RELEASE);
    if (!wasFree)
        return 1;
    ++block->fill;
    if (block->fill * 5 < block->mask * 3)
        return 1;
    return setResize(set, growth(block->used), block->holdsReferences) ? 1 : -1;
}

int setDiscardHashed(Set* set, Value item, int64_t hash) {
    SetEntry* entry = findOrFree(set, item, hash);
    if (!entry)
        return -1;
    if (entry->key.isEmpty())
        return 0;
    entry->hash = RemovedHash;
    storeValue(&entry->key, Value());
    SetBlock* block = blockOf(set);
    __atomic_store_n(&block->used, block->used - 1, __ATOMIC_RELEASE);
    return 1;
}

int setContainsHashed(Set* set, Value item, int64_t hash) {
    int64_t found = findInSet(set, item, hash);
    return found == FindFailed ? -1 : found != NotFound;
}

bool setMerge(Set* set, Set* other) {
    SetBlock* source = blockOf(other);
    if (set == other || source->used == 0)
        return true;
    SetBlock* block = blockOf(set);
    if ((block->fill + source->used) * 5 >= block->mask * 3 &&
        !setResize(set, (block->used + source->used) * 2, block->holdsReferences || source->holdsReferences))
        return false;
    if (!ownBlock(set, source->holdsReferences))
        return false;
    block = blockOf(set);
    if (block->fill == 0) {
        if (block->mask == source->mask && source->fill == source->used) {
            memcpy(static_cast<void*>(block->entries), source->entries, size_t(source->mask + 1) * sizeof(SetEntry));
        } else {
            uint64_t position = 0;
            while (const SetEntry* entry = nextEntry(source, &position))
                insertNew(block, entry->key, entry->hash);
        }
        block->fill = block->used = source->used;
        return true;
    }
    // Comparisons may replace the other's block; its old entries stay readable.
    uint64_t position = 0;
    while (const SetEntry* entry = nextEntry(blockOf(other), &position))
        if (setAddHashed(set, entry->key, entry->hash) < 0)
            return false;
    return true;
}

bool setMergeKeys(Set* set, Dict* dict) {
    uint64_t count = blockOf(dict)->length;
    SetBlock* block = blockOf(set);
    if ((block->fill + count) * 5 >= block->mask * 3 &&
        !setResize(set, (block->used + count) * 2, block->holdsReferences || blockOf(dict)->holdsReferences))
        return false;
    uint64_t position = 0;
    while (const DictEntry* entry = nextEntry(blockOf(dict), &position))
        if (setAddHashed(set, entry->key, entry->hash) < 0)
            return false;
    return true;
}

bool setTidy(Set* set) {
    SetBlock* block = blockOf(set);
    return block->fill - block->used <= block->mask / 4 || setResize(set, growth(block->used), block->holdsReferences);
}

void setClear(Set* set) { __atomic_store_n(&set->block, emptySetBlock(), __ATOMIC_RELEASE); }

Value setPop(Set* set) {
    SetBlock* block = blockOf(set);
    uint64_t at = set->hash & block->mask;
    while (block->entries[at].key.isEmpty())
        at = at == block->mask ? 0 : at + 1;
    SetEntry& entry = block->entries[at];
    Value item = entry.key;
    entry.hash = RemovedHash;
    storeValue(&entry.key, Value());
    __atomic_store_n(&block->used, block->used - 1, __ATOMIC_RELEASE);
    set->hash = at + 1;
    return item;
}

// CPython's: independent of order, and of the table's size.
int64_t hashFrozenSet(Set* set) {
    if (set->hash)
        return int64_t(set->hash);
    auto shuffled = [](uint64_t hash) { return ((hash ^ 89869747) ^ (hash << 16)) * 3644798167; };
    SetBlock* block = blockOf(set);
    uint64_t result = 0, position = 0;
    while (const SetEntry* entry = nextEntry(block, &position))
        result ^= shuffled(uint64_t(entry->hash));
    result ^= (block->used + 1) * 1927868237;
    result ^= (result >> 11) ^ (result >> 25);
    result = result * 69069 + 907133923;
    if (result == ~uint64_t(0))
        result = 590923713;
    set->hash = result;
    return int64_t(result);
}

size_t setBlockSize(const SetBlock* block) {
    return block == emptySetBlock() ? 0 : sizeof(SetBlock) + size_t(block->mask + 1) * sizeof(SetEntry);
}

// ---- what the rest of the runtime asks ----

Set* newSet() { return newSetOf(SetShape); }

Set* newFrozenSet(std::span<const Value> items) {
    Set* set = PYC_TRY(newSetOf(FrozenSetShape));
    for (Value item : items)
        if (!setAdd(set, item))
            return nullptr;
    return set;
}

bool setAdd(Set* set, Value item) {
    int64_t hash;
    return hashSetItem(item, &hash) && setAddHashed(set, item, hash) >= 0;
}

int setContains(Set* set, Value item) {
    int64_t hash;
    return hashSetItem(item, &hash) ? setContainsHashed(set, item, hash) : -1;
}

bool setUpdate(Set* set, Value iterable) {
    if (isSet(iterable))
        return setMerge(set, as<Set>(iterable));
    if (isExactly(iterable, DictType))
        return setMergeKeys(set, as<Dict>(iterable));
    return forEach(iterable, [set](Value item) { return setAdd(set, item); });
}

int64_t setLength(const Set* set) { return int64_t(blockOf(set)->used); }

bool setNext(Set* set, int64_t* position, Value* item) {
    auto at = uint64_t(*position);
    const SetEntry* entry = nextEntry(blockOf(set), &at);
    *position = int64_t(at);
    if (!entry)
        return false;
    *item = entry->key;
    return true;
}

} // namespace pyc::runtime
