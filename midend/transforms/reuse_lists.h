// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lets a slice that is made again and again be made in the storage of the one before.
#pragma once

#include "midend/dialect/py.h"

namespace pyc::midend {

// Marks slices of lists that nobody knows any more when the same slice is made the next time: those of which only items
// and lengths are used. What leaves for the interpreter may take such a list along, because this code does not go on.
// For functions whose variables cannot be seen from outside.
void reuseLists(FuncOp function);

} // namespace pyc::midend
