// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the module sys holds when the program starts.
#pragma once

#include "runtime/import/native_module.h"

namespace pyc::runtime {

bool addSystemValues(Module* module); // false: error

} // namespace pyc::runtime
