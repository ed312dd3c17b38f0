// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// In programs: multi-byte encodings are left out.
#include "frontend/source/multibyte.h"

namespace pyc::frontend {

DecodeResult decodeMultibyte(std::string_view, std::string_view, StringBuilder&, InvalidBytes&) {
    return DecodeResult::Unsupported;
}

} // namespace pyc::frontend
