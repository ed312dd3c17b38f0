// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The storage of sets: open addressing with short linear probes. Table sizes, probing and the moments of growth are
// CPython's, because the order in which a set is iterated shows them.
#pragma once

#include "runtime/builtins/dict_block.h"

namespace pyc::runtime {

struct SetEntry {
    int64_t hash;
    Value key; // empty: free if the hash is 0, left behind by a removed item if it is -1
};

struct SetBlock {
    uint64_t mask;            // places, less one
    uint64_t fill;            // places that were ever used
    uint64_t used;            // items
    uint64_t holdsReferences; // else items are small integers and immediate floats, and the collector does not scan the
                              // block
    SetEntry entries[];
};

constexpr uint64_t SmallestSet = 8;
constexpr uint64_t LinearProbes = 9;

inline SetBlock* blockOf(const Set* set) { return __atomic_load_n(&set->block, __ATOMIC_RELAXED); }

// As hashKey; a TypeError then says that the value cannot be in a set.
bool hashSetItem(Value item, int64_t* hash);
// What every set that never held anything shares; never stored into.
SetBlock* emptySetBlock();
// The item's entry: its place, NotFound, or FindFailed.
int64_t findInSet(Set* set, Value item, int64_t hash);
int setAddHashed(Set* set, Value item, int64_t hash);     // 1 new, 0 there, -1 error
int setDiscardHashed(Set* set, Value item, int64_t hash); // 1 removed, 0 absent, -1 error
int setContainsHashed(Set* set, Value item, int64_t hash);
// Adds all items of another set, or of a dict's keys.
bool setMerge(Set* set, Set* other);
bool setMergeKeys(Set* set, Dict* dict);
bool setResize(Set* set, uint64_t minimum, bool holdsReferences);
// Gets rid of left-behind places if they are many.
bool setTidy(Set* set);
void setClear(Set* set);
// Removes and returns an item of a set that has one. Where the next search starts outlives the block, so a set that can
// be changed keeps it where a frozenset keeps its hash.
Value setPop(Set* set);
// The next item at or after *position; null: no more.
inline const SetEntry* nextEntry(const SetBlock* block, uint64_t* position) {
    for (uint64_t at = *position; at <= block->mask; ++at)
        if (!block->entries[at].key.isEmpty()) {
            *position = at + 1;
            return &block->entries[at];
        }
    *position = block->mask + 1;
    return nullptr;
}
Set* newSetOf(Shape& shape); // SetShape or FrozenSetShape
int64_t hashFrozenSet(Set* set);
size_t setBlockSize(const SetBlock* block);

} // namespace pyc::runtime
