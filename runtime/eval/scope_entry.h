// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Scopes as objects: what `symtable` is made from.
#pragma once

#include "frontend/symbols/symbol_table.h"
#include "runtime/object/layouts.h"

namespace pyc::runtime {

// The scope with all that are in it. Empty: an error is pending.
Value entryOfScope(const frontend::Scope& scope);

} // namespace pyc::runtime
