// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Builtin functions that consume an iterable.
#pragma once

#include "runtime/object/native.h"

namespace pyc::runtime {

Value builtinAll(Value iterable);
Value builtinAny(Value iterable);
Value builtinSum(Value iterable, Value start);
Value builtinSortedEntry(Value callee, const Value* arguments, size_t count, Tuple* keywordNames);
Value builtinMaxEntry(Value callee, const Value* arguments, size_t count, Tuple* keywordNames);
Value builtinMinEntry(Value callee, const Value* arguments, size_t count, Tuple* keywordNames);

} // namespace pyc::runtime
