// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What iterators of all kinds share.
#pragma once

#include "runtime/object/operations.h"

namespace pyc::runtime {

// The `iter` slot of an iterator.
inline Value identity(Value self) { return self; }
// A name of the builtins module as it is now, for __reduce__; empty: error.
Value builtinNamed(String* name);

} // namespace pyc::runtime
