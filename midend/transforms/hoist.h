// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Moves what a loop tests and loads again and again in front of it.
#pragma once

#include "midend/dialect/py.h"

namespace pyc::midend {

void hoist(FuncOp function);

} // namespace pyc::midend
