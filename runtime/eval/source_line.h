// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lines of source files, for errors that the compiler finds after the text was parsed.
#pragma once

#include "runtime/object/layouts.h"

namespace pyc::runtime {

// The line (from 1) of a file, its line feed included; null: there is no such file or line.
String* sourceLine(String* fileName, int64_t line);

} // namespace pyc::runtime
