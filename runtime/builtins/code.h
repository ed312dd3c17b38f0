// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the type of code objects is put together from (code.cpp, code_replace.cpp).
#pragma once

#include "runtime/builtins/type.h"

namespace pyc::runtime {

Value codeReplace(Value self, Dict* given);
Value codeCompare(Value left, Value right, int operation);
bool codeHash(Value self, int64_t* result);

} // namespace pyc::runtime
