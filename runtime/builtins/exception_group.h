// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Exception groups: making, splitting, and what except* needs.
#pragma once

#include "runtime/builtins/exceptions.h"

namespace pyc::runtime {

Value groupNew(Type* type, const Value* arguments, size_t count, Tuple* keywordNames);
Value groupStr(Value self);
Value groupRepr(Value self);
extern const NativeMember exceptionGroupMembers[];

} // namespace pyc::runtime
