// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Complex numbers as native code passes them.
#pragma once

#include "runtime/object/containers.h"

namespace pyc::runtime {

struct Complex {
    double real = 0, imaginary = 0;
};

// Through __complex__, __float__ or __index__; false: an error is pending.
bool toComplexNumber(Value value, Complex* result);

} // namespace pyc::runtime
