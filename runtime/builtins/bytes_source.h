// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the constructors of bytes and bytearray make of their arguments.
#pragma once

#include "runtime/builtins/bytes.h"

namespace pyc::runtime {

struct SourceArguments {
    Value source; // empty: none
    String* encoding;
    String* errors;
};

// False: an error is pending. `rangeMessage` is what an item outside a byte's range raises.
bool readSource(const SourceArguments& given, const char* typeName, BytesBuilder& builder, const char* rangeMessage);
bool appendItems(BytesBuilder& builder, Value iterable, const char* rangeMessage);

} // namespace pyc::runtime
