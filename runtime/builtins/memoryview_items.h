// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Items of views: the native single-character formats of the module struct.
#pragma once

#include "runtime/builtins/memoryview.h"

namespace pyc::runtime {

// Bytes of an item; 0: not a native single character, with or without '@'.
int64_t itemSizeOfFormat(const String* format);
inline bool isItemFormat(const String* format) { return itemSizeOfFormat(format) != 0; }
bool isByteFormat(const String* format); // B, b, c
bool sameItemFormat(const String* left, const String* right);

Value unpackItem(const char* data, const String* format);
bool packItem(const MemoryView* view, char* data, Value value);

} // namespace pyc::runtime
