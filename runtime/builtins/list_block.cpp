// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lists as storage: making, growing, converting and moving items. What Python calls is in list.cpp.
#include "runtime/builtins/list.h"
#include "runtime/builtins/range.h"
#include "runtime/object/operations.h"

#include <cstring>

namespace pyc::runtime {

namespace {

constinit ListBlock emptyBlock = {ListKind::Any, 0, 0};

// Copying as many words takes less than calling the function that copies any number, which on WebAssembly is one of the
// engine's.
constexpr int64_t ShortCopy = 16;

constexpr uint64_t MaxCapacity = uint64_t(1) << 56;

uint64_t grownCapacity(uint64_t needed) { return needed + (needed >> 1) + 4; }

void publish(List* list, ListBlock* block) { __atomic_store_n(&list->block, block, __ATOMIC_RELEASE); }

void copyWords(uint64_t* to, const uint64_t* from, uint64_t count) {
    memmove(to, from, size_t(count) * sizeof(uint64_t));
}

void clearWords(uint64_t* words, uint64_t count) { memset(words, 0, size_t(count) * sizeof(uint64_t)); }

// Copies items of any kind into a block of a kind that holds them all.
void copyItems(ListKind kind, uint64_t* to, const ListBlock* from, uint64_t start, uint64_t count) {
    if (kind == from->kind) {
        copyWords(to, from->payload + start, count);
        return;
    }
    for (uint64_t i = 0; i < count; ++i)
        to[i] = decodeItem(from->kind, from->payload[start + i]).bits;
}

void takeSlice(ListBlock* to, const ListBlock* from, int64_t start, int64_t step, int64_t count) {
    if (step == 1 && count > ShortCopy)
        copyWords(to->payload, from->payload + start, uint64_t(count));
    else
        for (int64_t i = 0; i < count; ++i)
            to->payload[i] = from->payload[start + i * step];
    if (uint64_t(count) < to->length)
        clearWords(to->payload + count, to->length - uint64_t(count));
    to->length = uint64_t(count);
}

ListKind commonKind(const ListBlock* left, const ListBlock* right) {
    if (left->kind == right->kind || right->length == 0)
        return left->kind;
    return left->length == 0 ? right->kind : ListKind::Any;
}

} // namespace

ListBlock* const emptyListBlock = &emptyBlock;

ListKind kindOfItem(Value item) {
    if (item.isSmallInt())
        return ListKind::Int64;
    if (item.isImmediateFloat())
        return ListKind::Float64;
    uint64_t word;
    if (encodeItemSlow(ListKind::Int64, item, &word))
        return ListKind::Int64;
    return encodeItemSlow(ListKind::Float64, item, &word) ? ListKind::Float64 : ListKind::Any;
}

bool encodeItemSlow(ListKind kind, Value item, uint64_t* word) {
    if (kind == ListKind::Int64) {
        int64_t number;
        if (item.isSmallInt())
            number = item.smallInt();
        else if (!item.isObject() || shapeOf(item.object()) != &IntShape || !integerFitsInt64(item, &number))
            return false;
        *word = uint64_t(number);
        return true;
    }
    double number;
    if (item.isImmediateFloat())
        number = item.immediateFloat();
    else if (item.isObject() && shapeOf(item.object()) == &FloatShape)
        number = as<FloatObject>(item)->value;
    else
        return false;
    *word = std::bit_cast<uint64_t>(number);
    return number == number || isComputedNan(item);
}

ListBlock* newListBlock(ListKind kind, uint64_t capacity) {
    if (capacity > MaxCapacity)
        return raiseMemoryError();
    uint64_t bytes = sizeof(ListBlock) + capacity * sizeof(uint64_t);
    auto* block = static_cast<ListBlock*>(
        gc::allocatePayload(kind == ListKind::Any ? gc::Kind::Scanned : gc::Kind::Atomic, bytes));
    if (!block)
        return raiseMemoryError();
    block->kind = kind;
    block->capacity = capacity;
    block->length = 0;
    return block;
}

List* newListOfBlock(ListBlock* block) {
    auto* list = static_cast<List*>(gc::allocate(sizeof(List)));
    if (!list)
        return raiseMemoryError();
    list->block = block;
    list->shape = &ListShape;
    return list;
}

List* newList(int64_t capacity) {
    ListBlock* block = emptyListBlock;
    if (capacity > 0)
        block = PYC_TRY(newListBlock(ListKind::Any, uint64_t(capacity)));
    return newListOfBlock(block);
}

List* newList(std::span<const Value> items) {
    if (items.empty())
        return newListOfBlock(emptyListBlock);
    ListKind kind = kindOfItem(items[0]);
    uint64_t word;
    for (size_t i = 1; kind != ListKind::Any && i < items.size(); ++i)
        if (!encodeItem(kind, items[i], &word))
            kind = ListKind::Any;
    ListBlock* block = PYC_TRY(newListBlock(kind, items.size()));
    for (size_t i = 0; i < items.size(); ++i)
        encodeItem(kind, items[i], &block->payload[i]);
    block->length = items.size();
    return newListOfBlock(block);
}

bool listReserve(List* list, uint64_t capacity) {
    ListBlock* old = blockOf(list);
    if (old->capacity >= capacity)
        return true;
    ListBlock* block = PYC_TRY(newListBlock(old->kind, capacity));
    copyWords(block->payload, old->payload, old->length);
    block->length = old->length;
    publish(list, block);
    return true;
}

ListBlock* listGeneralise(List* list, uint64_t capacity) {
    ListBlock* old = blockOf(list);
    if (old->kind == ListKind::Any && old->capacity >= capacity)
        return old;
    ListBlock* block = PYC_TRY(newListBlock(ListKind::Any, capacity > old->capacity ? capacity : old->capacity));
    copyItems(ListKind::Any, block->payload, old, 0, old->length);
    block->length = old->length;
    publish(list, block);
    return block;
}

bool listAppendSlow(List* list, Value item) {
    ListBlock* block = blockOf(list);
    uint64_t word;
    if (block->length == 0 && (block->capacity == 0 || !encodeItem(block->kind, item, &word))) {
        block = PYC_TRY(newListBlock(kindOfItem(item), block->capacity ? block->capacity : 4));
        publish(list, block);
    } else if (!encodeItem(block->kind, item, &word)) {
        uint64_t needed = block->length + 1;
        block = PYC_TRY(listGeneralise(list, needed > block->capacity ? grownCapacity(needed) : block->capacity));
    } else if (!listReserve(list, grownCapacity(block->length + 1))) {
        return false;
    }
    block = blockOf(list);
    encodeItem(block->kind, item, &word);
    __atomic_store_n(&block->payload[block->length], word, __ATOMIC_RELEASE);
    setLength(block, block->length + 1);
    return true;
}

bool listSetItemSlow(List* list, int64_t index, Value item) {
    ListBlock* block = PYC_TRY(listGeneralise(list, 0));
    __atomic_store_n(&block->payload[index], item.bits, __ATOMIC_RELEASE);
    return true;
}

List* listSlice(const List* list, int64_t start, int64_t step, int64_t count) {
    ListBlock* source = blockOf(list);
    if (count <= 0)
        return newListOfBlock(emptyListBlock);
    ListBlock* block = PYC_TRY(newListBlock(source->kind, uint64_t(count)));
    takeSlice(block, source, start, step, count);
    return newListOfBlock(block);
}

bool listSliceInto(List* target, const List* list, int64_t start, int64_t step, int64_t count) {
    ListBlock *block = blockOf(target), *source = blockOf(list);
    if (count <= 0 || block->kind != source->kind || uint64_t(count) > block->capacity || block == source)
        return false;
    takeSlice(block, source, start, step, count);
    return true;
}

bool listReplace(List* list, int64_t start, int64_t stop, const ListBlock* replacement) {
    ListBlock* block = blockOf(list);
    uint64_t length = block->length, added = replacement->length, removed = uint64_t(stop - start);
    uint64_t result = length - removed + added, rest = length - uint64_t(stop);
    ListKind kind = removed == length && added ? replacement->kind : commonKind(block, replacement);
    if (kind == block->kind && result <= block->capacity) {
        copyWords(block->payload + uint64_t(start) + added, block->payload + stop, rest);
        copyItems(kind, block->payload + start, replacement, 0, added);
        if (result < length)
            clearWords(block->payload + result, length - result);
        setLength(block, result);
        return true;
    }
    ListBlock* grown = PYC_TRY(newListBlock(kind, result <= block->capacity ? block->capacity
                                                  : length                  ? grownCapacity(result)
                                                                            : result));
    copyItems(kind, grown->payload, block, 0, uint64_t(start));
    copyItems(kind, grown->payload + start, replacement, 0, added);
    copyItems(kind, grown->payload + uint64_t(start) + added, block, uint64_t(stop), rest);
    grown->length = result;
    publish(list, grown);
    return true;
}

Value listTake(List* list, int64_t index) {
    ListBlock* block = blockOf(list);
    uint64_t length = block->length;
    Value item = decodeItem(block->kind, block->payload[index]);
    copyWords(block->payload + index, block->payload + index + 1, length - uint64_t(index) - 1);
    block->payload[length - 1] = 0;
    setLength(block, length - 1);
    return item;
}

void listReverse(List* list) {
    ListBlock* block = blockOf(list);
    std::reverse(block->payload, block->payload + block->length);
}

void listClear(List* list) {
    if (blockOf(list)->capacity)
        publish(list, emptyListBlock);
}

ListBlock* blockFrom(Value iterable) {
    if (isExactly(iterable, ListType))
        return blockOf(as<List>(iterable));
    List* list;
    if (isExactly(iterable, TupleType)) {
        list = newList(itemsOf(as<Tuple>(iterable)));
    } else {
        list = PYC_TRY(newList());
        if (!listExtend(list, iterable))
            return nullptr;
    }
    return list ? blockOf(list) : nullptr;
}

// ---- what the rest of the runtime asks ----

bool listAppend(List* list, Value item) { return listAppendQuick(list, item); }

Value listItem(const List* list, int64_t index) { return listItemQuick(list, index); }

bool listSetItem(List* list, int64_t index, Value item) { return listSetItemQuick(list, index, item); }

bool listInsert(List* list, int64_t index, Value item) {
    int64_t length = listLength(list);
    if (index < 0)
        index = index + length < 0 ? 0 : index + length;
    if (index >= length)
        return listAppendQuick(list, item);
    ListBlock* block = blockOf(list);
    uint64_t word;
    if (!encodeItem(block->kind, item, &word)) {
        block = PYC_TRY(listGeneralise(list, grownCapacity(uint64_t(length) + 1)));
        word = item.bits;
    } else if (block->length == block->capacity) {
        if (!listReserve(list, grownCapacity(uint64_t(length) + 1)))
            return false;
        block = blockOf(list);
    }
    copyWords(block->payload + index + 1, block->payload + index, uint64_t(length - index));
    __atomic_store_n(&block->payload[index], word, __ATOMIC_RELEASE);
    setLength(block, uint64_t(length) + 1);
    return true;
}

bool listExtend(List* list, Value iterable) {
    if (isExactly(iterable, ListType) || isExactly(iterable, TupleType)) {
        int64_t length = listLength(list);
        ListBlock* items = PYC_TRY(blockFrom(iterable));
        if (items == blockOf(list)) {
            // Extended by itself.
            List* copy = PYC_TRY(listSlice(list, 0, 1, length));
            items = blockOf(copy);
        }
        return items->length == 0 || listReplace(list, length, length, items);
    }
    int64_t start, step, count;
    if (isExactly(iterable, RangeType) && rangeWords(as<Range>(iterable), &start, &step, &count)) {
        ListBlock* numbers = PYC_TRY(newListBlock(ListKind::Int64, uint64_t(count)));
        for (int64_t i = 0; i < count; ++i)
            numbers->payload[i] = uint64_t(start + i * step);
        numbers->length = uint64_t(count);
        if (listLength(list) != 0)
            return count == 0 || listReplace(list, listLength(list), listLength(list), numbers);
        publish(list, numbers);
        return true;
    }
    Value iterator = PYC_TRY(iterate(iterable));
    // The hint is asked for because that can be seen; growing is cheap without it.
    if (!isExactly(iterable, GeneratorType)) {
        int64_t hint = PYC_TRY(lengthHint(iterable, 8));
        if (hint <= INT64_MAX - listLength(list) && !hintFits(hint, sizeof(Value)))
            return false;
    }
    NextSlot advance = typeOf(iterator)->slots.next;
    while (Value item = advance(iterator))
        if (!listAppendQuick(list, item))
            return false;
    return !errorPending() || clearStopIteration();
}

Tuple* listToTuple(const List* list) {
    ListBlock* block = blockOf(list);
    if (block->length == 0)
        return emptyTuple();
    Tuple* tuple = PYC_TRY(newTuple(int64_t(block->length)));
    for (uint64_t i = 0; i < block->length; ++i)
        tuple->items[i] = decodeItem(block->kind, block->payload[i]);
    return tuple;
}

List* listFrom(Value iterable) {
    if (isExactly(iterable, ListType))
        return listSlice(as<List>(iterable), 0, 1, listLength(as<List>(iterable)));
    if (isExactly(iterable, TupleType))
        return newList(itemsOf(as<Tuple>(iterable)));
    List* list = PYC_TRY(newList());
    return listExtend(list, iterable) ? list : nullptr;
}

} // namespace pyc::runtime
