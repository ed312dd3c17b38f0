// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// list.sort: which comparison the items allow, keys, and what happens when the program changes the list meanwhile.
#include "runtime/builtins/list.h"
#include "runtime/builtins/sort.h"
#include "runtime/object/operations.h"

namespace pyc::runtime {

namespace {

// Sorts by what `keyOf(item)` gives.
template <class Item, class Less>
bool sortItems(Item* items, size_t count, Less less) {
    auto* scratch = static_cast<Item*>(gc::allocate((count / 2 + 1) * sizeof(Item)));
    if (!scratch)
        return raiseMemoryError();
    return Sorter<Item, Less>(items, count, scratch, less).sort();
}

enum class KeyKind { Values, SmallInts, Floats, Strings };

bool isPlainFloat(Value value) {
    return value.isImmediateFloat() || (value.isObject() && shapeOf(value.object()) == &FloatShape);
}

template <class Item, class KeyOf>
KeyKind commonKind(const Item* items, size_t count, KeyOf keyOf) {
    auto all = [&](auto is) {
        for (size_t i = 0; i < count; ++i)
            if (!is(keyOf(items[i])))
                return false;
        return true;
    };
    Value first = keyOf(items[0]);
    if (first.isSmallInt())
        return all([](Value key) { return key.isSmallInt(); }) ? KeyKind::SmallInts : KeyKind::Values;
    if (isPlainFloat(first))
        return all(isPlainFloat) ? KeyKind::Floats : KeyKind::Values;
    if (isExactString(first))
        return all(isExactString) ? KeyKind::Strings : KeyKind::Values;
    return KeyKind::Values;
}

// Up to eight code units of one byte each as a number that orders as they do.
uint64_t unitsAsNumber(const char* text, int64_t count) {
    uint64_t word = 0;
    if (count >= 8) {
        memcpy(&word, text, sizeof word);
        return __builtin_bswap64(word);
    }
    for (int64_t i = 0; i < count; ++i)
        word = word << 8 | uint8_t(text[i]);
    return word;
}

int lessText(const String* left, const String* right) {
    if (left->kind != 1 || right->kind != 1)
        return compareStrings(left, right) < 0;
    int64_t common = std::min(left->length, right->length);
    for (int64_t at = 0; at < common; at += 8) {
        uint64_t first = unitsAsNumber(left->data() + at, common - at),
                 second = unitsAsNumber(right->data() + at, common - at);
        if (first != second)
            return first < second;
    }
    return left->length < right->length;
}

int lessByOperator(Value left, Value right) {
    Value result = PYC_TRY(compare(left, right, CompareLess));
    return isTrue(result);
}

template <class Item, class KeyOf>
bool sortByKeys(Item* items, size_t count, KeyOf keyOf) {
    switch (commonKind(items, count, keyOf)) {
    case KeyKind::SmallInts:
        return sortItems(items, count, [keyOf](const Item& left, const Item& right) -> int {
            return int64_t(keyOf(left).bits) < int64_t(keyOf(right).bits);
        });
    case KeyKind::Floats:
        return sortItems(items, count, [keyOf](const Item& left, const Item& right) -> int {
            return floatPayload(keyOf(left)) < floatPayload(keyOf(right));
        });
    case KeyKind::Strings:
        return sortItems(items, count, [keyOf](const Item& left, const Item& right) -> int {
            return lessText(as<String>(keyOf(left)), as<String>(keyOf(right)));
        });
    case KeyKind::Values: break;
    }
    return sortItems(items, count, [keyOf](const Item& left, const Item& right) {
        return lessByOperator(keyOf(left), keyOf(right));
    });
}

struct KeyedWord {
    Value key;
    uint64_t word;
};

bool sortWithKeys(ListBlock* block, Value key) {
    auto count = size_t(block->length);
    auto* items = static_cast<KeyedWord*>(gc::allocate(uint64_t(count) * sizeof(KeyedWord) + 1));
    if (!items)
        return raiseMemoryError();
    for (size_t i = 0; i < count; ++i)
        items[i] = {PYC_TRY(call(key, {decodeItem(block->kind, block->payload[i])})), block->payload[i]};
    bool fine = count == 0 || sortByKeys(items, count, [](const KeyedWord& item) { return item.key; });
    for (size_t i = 0; i < count; ++i)
        block->payload[i] = items[i].word;
    return fine;
}

bool sortBlock(ListBlock* block, Value key) {
    if (!isNone(key))
        return sortWithKeys(block, key);
    auto count = size_t(block->length);
    if (count < 2)
        return true;
    if (block->kind == ListKind::Int64)
        return sortItems(reinterpret_cast<int64_t*>(block->payload), count,
                         [](int64_t left, int64_t right) -> int { return left < right; });
    if (block->kind == ListKind::Float64)
        return sortItems(reinterpret_cast<double*>(block->payload), count,
                         [](double left, double right) -> int { return left < right; });
    return sortByKeys(reinterpret_cast<Value*>(block->payload), count, [](Value item) { return item; });
}

// While it is sorted, the list is empty; a block that nobody else has tells whether it was changed.
template <class SortBlock>
bool sortInPlace(List* list, SortBlock sort) {
    ListBlock* block = blockOf(list);
    ListBlock* placeholder = PYC_TRY(newListBlock(ListKind::Any, 0));
    __atomic_store_n(&list->block, placeholder, __ATOMIC_RELEASE);
    bool fine = sort(block);
    bool changed = blockOf(list) != placeholder;
    __atomic_store_n(&list->block, block, __ATOMIC_RELEASE);
    if (fine && changed)
        return raiseValueError("list modified during sort");
    return fine;
}

} // namespace

bool listSort(List* list, Value key, bool reverse) {
    return sortInPlace(list, [&](ListBlock* block) {
        // Turned around before and after, equal items keep their order.
        if (reverse)
            std::reverse(block->payload, block->payload + block->length);
        bool fine = sortBlock(block, key);
        if (reverse)
            std::reverse(block->payload, block->payload + block->length);
        return fine;
    });
}

} // namespace pyc::runtime
