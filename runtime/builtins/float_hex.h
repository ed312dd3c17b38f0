// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Doubles in hexadecimal.
#pragma once

#include "runtime/object/errors.h"

namespace pyc::runtime {

size_t hexOfDouble(double value, char* text); // at most 32 characters; the length
Result<double> doubleFromHex(std::string_view text);

} // namespace pyc::runtime
