// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What programs can name and this runtime does not have: using it raises NotImplementedError, which says so.
#include "runtime/object/errors.h"

namespace pyc::runtime {

static Value createMemoryView(Type*, const Value*, size_t, Tuple*) {
    return raiseNotImplementedError("memoryview is not supported yet");
}

PYC_GC_ROOT constinit Shape MemoryViewShape = defineShape(MemoryViewType);
PYC_GC_ROOT constinit Type MemoryViewType = defineType({
    .name = "memoryview",
    .doc = "A view of the memory of a bytes-like object.",
    .shape = &MemoryViewShape,
    .slots = {.create = createMemoryView},
});

} // namespace pyc::runtime
