// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Multi-byte encodings of source text. Their tables are large: the compiler has them (frontend/encodings/), in programs
// a stub takes their place.
#pragma once

#include "frontend/support/string_builder.h"

namespace pyc::frontend {

struct InvalidBytes {
    size_t start, end;
    const char* codec;
    const char* reason;
};

enum class DecodeResult : uint8_t { Decoded, Invalid, Unsupported };

/// Appends what `bytes` say in the encoding of this normalised name.
DecodeResult decodeMultibyte(std::string_view name, std::string_view bytes, StringBuilder& out, InvalidBytes& problem);

} // namespace pyc::frontend
