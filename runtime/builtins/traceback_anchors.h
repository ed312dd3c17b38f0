// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which part of a failing expression the carets of a traceback stress: the operator, the brackets of a subscript or of
// a call.
#pragma once

#include <cstdint>
#include <span>

namespace pyc::runtime {

struct Anchors {
    enum Kind : uint8_t { None, Operator, Subscript, Call } kind = None;
    // [start, end) of the stressed part, as indices into the segment; lines are separated by '\n'.
    size_t start = 0, end = 0;
    bool calleeIsName = false;
};

// `segment` is the text of one expression, as code points.
Anchors findAnchors(std::span<const uint32_t> segment);

} // namespace pyc::runtime
