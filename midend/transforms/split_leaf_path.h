// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lets callers run a typed form's leaf path without a call.
#pragma once

#include "midend/dialect/py.h"

namespace pyc::midend {

// Where a typed form returns early on a short path that needs no frame, what is behind becomes a function of its own.
// What remains is small enough to be inlined wherever it is called, the function itself included.
void splitLeafPath(FuncOp function);

} // namespace pyc::midend
