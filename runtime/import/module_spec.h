// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a module's __spec__ and __loader__ hold.
#pragma once

#include "runtime/object/layouts.h"

namespace pyc::runtime {

// Null: error. `origin` may be null; `isPackage` gives the spec a list of places where submodules are looked for.
Value newModuleSpec(String* name, String* origin, bool isNative, bool isPackage);
Value nativeLoader();
Value programLoader();

} // namespace pyc::runtime
