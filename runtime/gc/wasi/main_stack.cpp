// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The main program's stack on WebAssembly: the linker's, in linear memory. The engine keeps another that no program
// sees, whose depth limits recursion.
#include "runtime/gc/main_stack.h"

extern "C" char __stack_low[], __stack_high[];

namespace pyc::gc {

size_t addressSpaceLimit() { return SIZE_MAX; }

StackBounds mapStack(size_t) { return {__stack_low, __stack_high}; }

int callOnStack(StackBounds, int (*body)(void*), void* context) { return body(context); }

} // namespace pyc::gc
