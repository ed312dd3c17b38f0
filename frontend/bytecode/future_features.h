// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Features of `__future__` as bits of co_flags: code shows those it was compiled with, and compile() inherits them.
#pragma once

#include "frontend/bytecode/code.h"

namespace pyc::frontend {

constexpr uint32_t FutureBarryAsBdfl = 0x400000;
constexpr uint32_t FutureAnnotations = CodeFutureAnnotations;
constexpr uint32_t AllFutureFeatures = 0x1FE0000; // division … annotations; two of them still change what code means

} // namespace pyc::frontend
