// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a module's __spec__ and __loader__ hold.
#pragma once

#include "runtime/abi/program.h"
#include "runtime/object/layouts.h"

namespace pyc::runtime {

enum class LoaderKind : uint8_t { Native, Program, Namespace };
Value loaderOf(LoaderKind kind);

// Empty: error. `origin` may be null. Packages have places where submodules are looked for.
Value newModuleSpec(String* name, String* origin, LoaderKind loader, ModuleKind kind);
// _NamespacePath([folder])
Value newNamespacePath(String* folder);

} // namespace pyc::runtime
