// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Sorting of the short lists that the runtime itself makes, by insertion: every program has this one, and only those
// that sort have the other.
#include "runtime/builtins/list.h"
#include "runtime/object/operations.h"

#include <algorithm>
#include <cstring>

namespace pyc::runtime {

// 1, 0, -1
static int isLess(Value left, Value right) {
    Value result = PYC_TRY(compare(left, right, CompareLess));
    return isTrue(result);
}

bool listSortNames(List* list) {
    ListBlock* block = PYC_TRY(listGeneralise(list, uint64_t(listLength(list))));
    auto count = size_t(block->length);
    if (count < 2)
        return true;
    auto* items = reinterpret_cast<Value*>(block->payload);
    // What is in order already, one way or the other.
    int descending = PYC_TRY(isLess(items[1], items[0]));
    size_t sorted = 2;
    for (; sorted < count; ++sorted) {
        int less = PYC_TRY(isLess(items[sorted], items[sorted - 1]));
        if (less != descending)
            break;
    }
    if (descending)
        std::reverse(items, items + sorted);
    for (; sorted < count; ++sorted) {
        Value item = items[sorted];
        size_t low = 0, high = sorted;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (PYC_TRY(isLess(item, items[middle])))
                high = middle;
            else
                low = middle + 1;
        }
        std::memmove(items + low + 1, items + low, (sorted - low) * sizeof(Value));
        items[low] = item;
    }
    return true;
}

} // namespace pyc::runtime
