// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Indices and slices of sequences.
#pragma once

#include "runtime/object/operations.h"

namespace pyc::runtime {

inline bool hasIndex(Value value) { return value.isSmallInt() || typeOf(value)->slots.index; }

// An index as int64; what does not fit raises `overflow`.
bool sequenceIndexSlow(Value key, Type& overflow, int64_t* result);
inline bool sequenceIndex(Value key, Type& overflow, int64_t* result) {
    if (key.isSmallInt()) [[likely]] {
        *result = key.smallInt();
        return true;
    }
    return sequenceIndexSlow(key, overflow, result);
}

// The items of a sequence that a slice means: start, start + step, …, `count` of them.
struct SliceRange {
    int64_t start, stop, step, count;
};
// In two steps: reading the slice may run code that changes the sequence, whose length is then another.
bool readSlice(const Slice* slice, SliceRange* result);
void fitSlice(SliceRange* range, int64_t length);
inline bool sliceRange(const Slice* slice, int64_t length, SliceRange* result) { // of a sequence that does not change
    if (!readSlice(slice, result))
        return false;
    fitSlice(result, length);
    return true;
}
// start, stop and step as a tuple of integers of any size, for a length of any size.
Tuple* sliceIndices(Slice* slice, Value length);
// The parameters `start` and `stop` of index() and its like, clamped to int64 but not yet to the length.
bool sliceBound(Value value, int64_t* result);
// Clamps a bound to [0, length], counting negative ones from the end.
inline int64_t clampBound(int64_t bound, int64_t length) {
    if (bound < 0)
        return bound + length < 0 ? 0 : bound + length;
    return bound > length ? length : bound;
}
// An ordering of two items, quick for small integers.
inline Value compareUnequal(Value left, Value right, CompareOperation operation) {
    if (!left.isSmallInt() || !right.isSmallInt())
        return compare(left, right, operation);
    auto first = int64_t(left.bits), second = int64_t(right.bits);
    switch (operation) {
    case CompareLess: return boolValue(first < second);
    case CompareLessEqual: return boolValue(first <= second);
    case CompareGreater: return boolValue(first > second);
    case CompareGreaterEqual: return boolValue(first >= second);
    default: return boolValue((first == second) == (operation == CompareEqual));
    }
}
// The count of a repetition, from an operand of *; negative ones are 0.
bool repeatCount(Value operand, int64_t* count);

} // namespace pyc::runtime
