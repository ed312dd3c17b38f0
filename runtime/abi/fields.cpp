// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What fields.def says is true of this target's structures.
#include "runtime/abi/native_generator.h"
#include "runtime/abi/rows.h"
#include "runtime/object/attributes.h"
#include "runtime/object/native.h"
#include "runtime/object/slot_tables.h"
#include "runtime/thread/thread.h"

// Objects inherit singly and without virtual functions, so their layout is that of C structs, which the warning cannot
// know.
#pragma clang diagnostic ignored "-Winvalid-offsetof"

namespace pyc::runtime {

#define FIELD(structure, field, wide, narrow)                                                                          \
    static_assert(offsetof(structure, field) == (sizeof(void*) == 8 ? wide : narrow));
#define SIZE(structure, wide, narrow) static_assert(sizeof(structure) == (sizeof(void*) == 8 ? wide : narrow));
#include "runtime/abi/fields.def"

} // namespace pyc::runtime
