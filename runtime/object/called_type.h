// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Types that the runtime itself calls as a program would.
#pragma once

#include "runtime/object/types.h"

namespace pyc::runtime {

// Read from memory: the linker's step leaves out what makes instances of a type unless the program or data that is
// reached refers to the type; what code refers to it compares with (codegen/link/reach.h).
template <Type& type>
Type* calledType() {
    static constinit Type* const place = &type;
    return *const_cast<Type* const volatile*>(&place);
}

} // namespace pyc::runtime
