// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// super(cls, object).name without the proxy.
#pragma once

#include "runtime/object/types.h"

namespace pyc::runtime {

Value superAttribute(Type* cls, Value object, String* name);

} // namespace pyc::runtime
