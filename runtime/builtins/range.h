// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// range objects and the iterator over those whose numbers are machine words.
#pragma once

#include "runtime/object/containers.h"

namespace pyc::runtime {

struct Range : Object {
    Value start, stop, step, length; // integers
};

struct RangeIterator : Object {
    int64_t next, step, left;
};

// The numbers as machine words: false when one does not fit (no error is raised).
bool rangeWords(const Range* range, int64_t* start, int64_t* step, int64_t* count);

inline void advance(RangeIterator* iterator) {
    --iterator->left;
    iterator->next = int64_t(uint64_t(iterator->next) + uint64_t(iterator->step));
}

} // namespace pyc::runtime
