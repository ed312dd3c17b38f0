// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The main program's stack: ours, large and lazily committed, so that depth is Python's limit and never the system's.
#pragma once

#include "runtime/gc/gc.h"

namespace pyc::gc {

// Maps a stack of up to `bytes`; less when the address space is limited. The bounds are null when nothing could be
// mapped.
StackBounds mapStack(size_t bytes);

// Calls body(context) with the stack pointer at stack.high.
int callOnStack(StackBounds stack, int (*body)(void* context), void* context);

// The limit on address space, or SIZE_MAX.
size_t addressSpaceLimit();

} // namespace pyc::gc
