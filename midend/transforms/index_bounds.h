// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is known of numbers' bounds spares tests: of indices, of overflow, of signs.
#pragma once

#include "midend/dialect/py.h"

namespace pyc::midend {

void boundIndices(FuncOp function);

} // namespace pyc::midend
