// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arithmetic on arrays of 64-bit limbs, least significant first. Nothing here allocates or knows of Python values:
// callers bring results and scratch space, so that only they have to think about exhausted memory.
#pragma once

#include <cstddef>
#include <cstdint>

namespace pyc::runtime::limbs {

using Limb = uint64_t;
using DoubleLimb = unsigned __int128;
constexpr size_t LimbBits = 64;

inline size_t normalise(const Limb* a, size_t count) {
    while (count && a[count - 1] == 0)
        --count;
    return count;
}

inline size_t bitLength(const Limb* a, size_t count) {
    return count ? count * LimbBits - size_t(__builtin_clzll(a[count - 1])) : 0;
}

// -1, 0, 1; both normalised.
int compare(const Limb* a, size_t aCount, const Limb* b, size_t bCount);

// result[0, aCount) = a ± b with aCount >= bCount; the carry or borrow is returned. The result may be either operand.
Limb add(Limb* result, const Limb* a, size_t aCount, const Limb* b, size_t bCount);
Limb subtract(Limb* result, const Limb* a, size_t aCount, const Limb* b, size_t bCount);

// result = a * factor + carry; returns the highest limb. In place is fine.
Limb multiplyOne(Limb* result, const Limb* a, size_t count, Limb factor, Limb carry);
// quotient = a / divisor (in place is fine); returns the remainder.
Limb divideOne(Limb* quotient, const Limb* a, size_t count, Limb divisor);
Limb remainderOne(const Limb* a, size_t count, Limb divisor);

// 0 <= shift < 64; returns the bits shifted out. In place is fine.
Limb shiftLeft(Limb* result, const Limb* a, size_t count, unsigned shift);
Limb shiftRight(Limb* result, const Limb* a, size_t count, unsigned shift);

// result[0, aCount + bCount) = a * b; the result overlaps neither operand. Operands may be the same.
size_t multiplyScratch(size_t aCount, size_t bCount);
void multiply(Limb* result, const Limb* a, size_t aCount, const Limb* b, size_t bCount, Limb* scratch);

// Divides in place: a of aCount limbs by b of bCount >= 2 limbs whose highest bit is set, aCount >= bCount. The
// remainder is left in a[0, bCount), the quotient's aCount - bCount lower limbs go to `quotient`; its highest, 0 or 1,
// is returned.
size_t divideScratch(size_t aCount, size_t bCount);
Limb divide(Limb* quotient, Limb* a, size_t aCount, const Limb* b, size_t bCount, Limb* scratch);

// Greatest common divisor of two normalised numbers, both destroyed; it is left in a, and its count is returned. Both
// arrays have room for the larger one's count + 1; scratch for 2 * that + divideScratch.
size_t greatestCommonDivisor(Limb* a, size_t aCount, Limb* b, size_t bCount, Limb* scratch);

// Decimal text. The buffer has room for decimalDigitsBound(count) characters; the number of digits written (no leading
// zeros) is returned.
size_t decimalDigitsBound(size_t count);
size_t toDecimalScratch(size_t count);
size_t toDecimal(char* text, const Limb* a, size_t count, Limb* scratch);

// `digits` characters '0'..'9' to result, which has room for decimalLimbsBound(digits); the normalised count is
// returned.
size_t decimalLimbsBound(size_t digits);
size_t fromDecimalScratch(size_t digits);
size_t fromDecimal(Limb* result, const char* text, size_t digits, Limb* scratch);

} // namespace pyc::runtime::limbs
