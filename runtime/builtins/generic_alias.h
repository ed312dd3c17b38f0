// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// list[int] and its like.
#pragma once

#include "runtime/builtins/union.h"
#include "runtime/object/containers.h"

namespace pyc::runtime {

// Implements __class_getitem__.
inline Value genericAliasOf(Type* cls, Value arguments) { return newGenericAlias(Value(cls), arguments); }

} // namespace pyc::runtime
