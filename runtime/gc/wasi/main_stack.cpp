// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The main program's stack on WebAssembly: the linker's, in linear memory. The engine keeps another that no program
// sees: V8's holds 984 KB. Frames in memory are made about as large as those (codegen/target/visible_words.h); what the
// link line gives this stack ends before the other does.
#include "runtime/gc/main_stack.h"

extern "C" char __stack_low[], __stack_high[];

namespace pyc::gc {

size_t addressSpaceLimit() { return SIZE_MAX; }

StackBounds mapStack(size_t) { return {__stack_low, __stack_high}; }

int callOnStack(StackBounds, int (*body)(void*), void* context) { return body(context); }

} // namespace pyc::gc
