// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Context variables: one value each, in the one context that a program has so far.
#pragma once

#include "runtime/object/layouts.h"

namespace pyc::runtime {

extern Type ContextVariableType;

Value newContextVariable(String* name);

} // namespace pyc::runtime
