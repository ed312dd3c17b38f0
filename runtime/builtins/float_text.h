// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Doubles and decimal digits, exactly, in both directions. Nothing here allocates.
#pragma once

#include <cstddef>
#include <cstdint>

namespace pyc::runtime {

// 0.d1d2d3… × 10^point; no leading zeros, and none at the end where the digits are the shortest.
struct DecimalDigits {
    static constexpr size_t Room = 1500; // every digit of any double, with zeros to the most places
    size_t count = 0;
    int point = 0;
    char text[Room];
};

// The shortest digits that read back as `value`, which is finite and positive.
void shortestDigits(double value, DecimalDigits& result);
// `value` (finite, positive) to `count` significant digits, count in [1, 1100], ties to even.
void significantDigits(double value, int count, DecimalDigits& result);
// `value` (finite, positive) to `places` digits after the point, ties to even; places in [-400, 1100]. No digits at
// all: it rounds to zero.
void fixedDigits(double value, int places, DecimalDigits& result);

// Reads [+-] digits [. digits] [e [+-] digits], or inf, infinity, nan in any case. Returns where the number ends;
// `text` if there is none.
const char* parseDouble(const char* text, const char* end, double& result);
// digits × 10^exponent, rounded once; `sticky`: more nonzero digits follow.
double doubleFromDecimal(const char* digits, size_t count, int64_t exponent, bool sticky);

} // namespace pyc::runtime
