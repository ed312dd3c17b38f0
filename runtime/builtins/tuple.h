// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What types that are tuples in another guise share: the slots of tuple, and its hash.
#pragma once

#include "runtime/object/containers.h"

#include <bit>
#include <cstdint>

namespace pyc::runtime {

// CPython's (xxHash's rounds over the hashes of the items).
class TupleHasher {
public:
    constexpr void add(int64_t itemHash) {
        state += uint64_t(itemHash) * Prime2;
        state = std::rotl(state, 31) * Prime1;
        ++count;
    }
    constexpr int64_t finish() const { return valid(state + (count ^ (Prime5 ^ 3527539))); }
    constexpr int64_t finishWithoutLength() const { return valid(state); }

private:
    static constexpr uint64_t Prime1 = 11400714785074694791u, Prime2 = 14029467366897019727u,
                              Prime5 = 2870177450012600261u;
    // -1 stands for an error in CPython's hash functions.
    static constexpr int64_t valid(uint64_t hash) { return hash == ~uint64_t(0) ? 1546275796 : int64_t(hash); }
    uint64_t state = Prime5, count = 0;
};

Value tupleRepr(Value self);
Value tupleIterate(Value self);
bool tupleHash(Value self, int64_t* result);
Value tupleCompare(Value left, Value right, int operation);
int64_t tupleLength(Value self);
int tupleContains(Value self, Value item);
Value tupleGetItem(Value self, Value key);
Value tupleConcatenate(Value left, Value right);
Value tupleRepeat(Value self, Value count);

constexpr TypeSlots tupleSlots() {
    return {.repr = tupleRepr,
            .iter = tupleIterate,
            .hash = tupleHash,
            .compare = tupleCompare,
            .length = tupleLength,
            .contains = tupleContains,
            .getItem = tupleGetItem,
            .concatenate = tupleConcatenate,
            .repeat = tupleRepeat};
}

} // namespace pyc::runtime
