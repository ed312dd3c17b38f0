// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Code that is compiled at run time moves from the front end's arena to collected memory.
#pragma once

#include "frontend/bytecode/code.h"

namespace pyc::runtime {

// A copy whose parts are collected blocks of their own, so that whatever part is still used keeps what it needs. Null:
// memory error.
const frontend::CodeData* keepCode(const frontend::CodeData* code);

} // namespace pyc::runtime
