// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is known of numbers' bounds spares tests: of indices, of overflow, of signs.
#pragma once

#include "midend/dialect/py.h"

namespace pyc::midend {

// No list or tuple has more than `mostItems` items.
void boundIndices(FuncOp function, int64_t mostItems);

// Gives every strip a header of its own around its loop, so that the loop has one way in and one way back: what LLVM
// can unroll and vectorise. Comes last: it is what other simplifications undo. Loops over more lists than `mostLists`
// stay as they are: a header more is a place more where what a loop knows of its lists goes through memory.
void nestStrips(FuncOp function, unsigned mostLists);

} // namespace pyc::midend
