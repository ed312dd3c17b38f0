// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What every program asks of code points, to show strings and to read numbers. Apart from unicode.cpp, whose tables are
// ten times as large.
#include "runtime/builtins/unicode.h"

#include <cstddef>

namespace pyc::runtime::unicode {

namespace {
#include "runtime/builtins/unicode_repr_tables.inc"
} // namespace

bool isSpace(uint32_t point) {
    for (size_t i = 0; i < sizeof Spaces / sizeof Spaces[0]; i += 2)
        if (point <= Spaces[i + 1])
            return point >= Spaces[i];
    return false;
}

bool isPrintable(uint32_t point) {
    if (point > 0x10ffff)
        return false;
    uint32_t word = point >> 4;
    uint32_t block = FirstStage[word >> (LowBits + HighBits)];
    block = SecondStage[size_t(block) << HighBits | (word >> LowBits & ((1u << HighBits) - 1))];
    uint32_t index = ThirdStage[size_t(block) << LowBits | (word & ((1u << LowBits) - 1))];
    return Printable[index] >> (point & 15) & 1;
}

} // namespace pyc::runtime::unicode
