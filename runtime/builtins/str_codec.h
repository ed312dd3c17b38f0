// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Text to bytes and back.
#pragma once

#include "runtime/builtins/text.h"

namespace pyc::runtime {

// A null encoding means UTF-8, null errors strict. Null: an error is pending.
Bytes* encodeText(String* text, String* encoding, String* errors);
// `object` is what the bytes belong to (for the exception); a bytes object, or anything bytes-like.
String* decodeBytes(std::string_view data, Value object, String* encoding, String* errors);

} // namespace pyc::runtime
