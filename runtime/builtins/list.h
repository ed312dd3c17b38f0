// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lists as storage: blocks of values, of raw integers or of raw floats. Quick paths are inline for the interpreter and
// for slow paths of compiled code.
#pragma once

#include "runtime/object/containers.h"

namespace pyc::runtime {

inline ListBlock* blockOf(const List* list) { return __atomic_load_n(&list->block, __ATOMIC_RELAXED); }

// The value of a stored word; empty only if another thread cleared it.
inline Value decodeItem(ListKind kind, uint64_t word) {
    if (kind == ListKind::Any) [[likely]]
        return Value(word);
    if (kind == ListKind::Int64)
        return intValue(int64_t(word));
    return computedFloat(std::bit_cast<double>(word));
}

inline Value listItemQuick(const List* list, int64_t index) {
    ListBlock* block = blockOf(list);
    return decodeItem(block->kind, __atomic_load_n(&block->payload[index], __ATOMIC_RELAXED));
}

// The word that stores a value in a block of a kind; false when it takes a block of another kind. Not-a-numbers, but
// for computed ones, are kept as objects, because containers compare by identity first.
bool encodeItemSlow(ListKind kind, Value item, uint64_t* word);
inline bool encodeItem(ListKind kind, Value item, uint64_t* word) {
    if (kind == ListKind::Any) {
        *word = item.bits;
        return true;
    }
    if (kind == ListKind::Int64 && item.isSmallInt()) {
        *word = uint64_t(item.smallInt());
        return true;
    }
    return encodeItemSlow(kind, item, word);
}
// The kind of block that suits a list whose first item this is.
ListKind kindOfItem(Value item);

inline void setLength(ListBlock* block, uint64_t length) { __atomic_store_n(&block->length, length, __ATOMIC_RELEASE); }

bool listAppendSlow(List* list, Value item);
inline bool listAppendQuick(List* list, Value item) {
    ListBlock* block = blockOf(list);
    uint64_t at = block->length, word;
    if (at < block->capacity && encodeItem(block->kind, item, &word)) [[likely]] {
        __atomic_store_n(&block->payload[at], word, __ATOMIC_RELEASE);
        setLength(block, at + 1);
        return true;
    }
    return listAppendSlow(list, item);
}

// The index in range is the caller's care.
bool listSetItemSlow(List* list, int64_t index, Value item);
inline bool listSetItemQuick(List* list, int64_t index, Value item) {
    ListBlock* block = blockOf(list);
    uint64_t word;
    if (encodeItem(block->kind, item, &word)) [[likely]] {
        __atomic_store_n(&block->payload[index], word, __ATOMIC_RELEASE);
        return true;
    }
    return listSetItemSlow(list, index, item);
}

extern ListBlock* const emptyListBlock;
ListBlock* newListBlock(ListKind kind, uint64_t capacity); // null: error
List* newListOfBlock(ListBlock* block);
// A new list of items [start, start + count × step).
List* listSlice(const List* list, int64_t start, int64_t step, int64_t count);
// The same in the block of `target`, a list that nobody else knows; false if that has no room for it.
bool listSliceInto(List* target, const List* list, int64_t start, int64_t step, int64_t count);
// Replaces items [start, stop) by those of `replacement` (not the list's own block); false: error.
bool listReplace(List* list, int64_t start, int64_t stop, const ListBlock* replacement);
bool listReserve(List* list, uint64_t capacity);
// Removes an item and returns it.
Value listTake(List* list, int64_t index);
void listReverse(List* list);
// In natural order, by less code than listSort: for short lists that the runtime makes. False: error.
bool listSortNames(List* list);
void listClear(List* list);
// Its block becomes one of kind Any with at least that capacity; null: error.
ListBlock* listGeneralise(List* list, uint64_t capacity);
// A block that holds what an iterable gives; null: error.
ListBlock* blockFrom(Value iterable);

} // namespace pyc::runtime
