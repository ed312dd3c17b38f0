// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Prototypes of the entry points; their symbols are the names in the table.
#pragma once

#include "runtime/object/attributes.h"
#include "runtime/object/call.h"
#include "runtime/thread/thread.h"

namespace pyc::runtime {

using Int32 = int32_t;
using Int64 = int64_t;
using UInt32 = uint32_t;
using Float64 = double;
using Bool = bool;

#define ENTRY(name, result, parameters, effects) result name parameters asm(#name);
#include "runtime/abi/entry_points.def"

} // namespace pyc::runtime
