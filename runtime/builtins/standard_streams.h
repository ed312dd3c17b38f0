// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// sys.stdin, sys.stdout and sys.stderr, and what the runtime asks of the module sys.
#pragma once

#include "runtime/builtins/text_stream.h"
#include "runtime/object/native.h"

namespace pyc::runtime {

// Writes out what sys.stdout and sys.stderr hold back. False: an exception is pending.
bool flushStandardStreams();

// The streams of the process as they were made, None for a descriptor that is closed; empty: error.
Value standardStream(int descriptor);

// The namespace of the module sys, which tells it when it is initialised; an attribute of it: empty (no error) when
// absent.
void setSystemNamespace(Dict* names);
Value systemObject(String* name);

// Writes str(value) or text to any object with a method `write`; false: error.
bool writeText(Value file, String* text);

// ---- builtins ----
Value builtinPrint(Arguments values, Value separator, Value end, Value file, Value flush);
Value builtinInput(Value prompt);

} // namespace pyc::runtime
