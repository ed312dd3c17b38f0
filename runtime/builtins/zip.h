// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What zip and map share: several iterators that advance together.
#pragma once

#include "runtime/builtins/iterators.h"

namespace pyc::runtime {

// The keyword argument `strict`, the only one: false after an error.
bool strictArgument(const char* function, Type* cls, Type* base, const Value* keywords, Tuple* keywordNames,
                    bool* strict);
// Iterators of all arguments; null: error.
Tuple* iteratorsOf(const Value* iterables, size_t count);
// Puts the next item of each into `items`: 1, 0 when one is exhausted, -1 for an error (if `strict`, also when not all
// are).
int advanceAll(const char* function, Tuple* iterators, bool strict, Value* items);

} // namespace pyc::runtime
