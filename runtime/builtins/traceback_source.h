// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lines of source files as tracebacks show them: from the executable if it carries them, else from the file if it is
// still there.
#pragma once

#include "runtime/object/string_object.h"

namespace pyc::runtime {

// The line without its end and trailing blanks; empty when there is none. Null: memory error. Lines count from 1.
String* sourceLine(String* fileName, int64_t line);

} // namespace pyc::runtime
