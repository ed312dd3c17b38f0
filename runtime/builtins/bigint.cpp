// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Addition to division on limbs: schoolbook below a threshold, Karatsuba and recursive division (Modern Computer
// Arithmetic, 1.3.2 and 1.4.3) above it.
#include "runtime/builtins/bigint.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace pyc::runtime::limbs {

namespace {

constexpr size_t KaratsubaThreshold = 32;
constexpr size_t RecursiveDivisionThreshold = 48;

// high < divisor, so that the quotient fits; the compiler cannot know that, and would call a routine.
inline Limb divideTwoByOne(Limb high, Limb low, Limb divisor, Limb* remainder) {
#if defined(__x86_64__)
    Limb quotient;
    __asm__("divq %4" : "=a"(quotient), "=d"(*remainder) : "0"(low), "1"(high), "rm"(divisor) : "cc");
    return quotient;
#else
    // In two steps of half a limb; an estimate is at most two too large (Knuth 4.3.1, D).
    constexpr unsigned Half = LimbBits / 2;
    constexpr Limb LowHalf = (Limb(1) << Half) - 1;
    const unsigned shift = unsigned(std::countl_zero(divisor));
    const Limb scaled = divisor << shift, top = scaled >> Half, bottom = scaled & LowHalf;
    Limb rest = shift ? high << shift | low >> (LimbBits - shift) : high;
    const Limb scaledLow = low << shift;
    auto step = [&](Limb next) {
        Limb digit = rest / top, left = rest % top;
        while (digit > LowHalf || digit * bottom > (left << Half | next)) {
            --digit;
            left += top;
            if (left > LowHalf)
                break;
        }
        rest = (rest << Half | next) - digit * scaled;
        return digit;
    };
    const Limb first = step(scaledLow >> Half), second = step(scaledLow & LowHalf);
    *remainder = rest >> shift;
    return first << Half | second;
#endif
}

Limb addMultiplied(Limb* result, const Limb* a, size_t count, Limb factor) {
    Limb carry = 0;
    for (size_t i = 0; i < count; ++i) {
        DoubleLimb sum = DoubleLimb(a[i]) * factor + result[i] + carry;
        result[i] = Limb(sum);
        carry = Limb(sum >> LimbBits);
    }
    return carry;
}

Limb subtractMultiplied(Limb* result, const Limb* a, size_t count, Limb factor) {
    Limb borrow = 0;
    for (size_t i = 0; i < count; ++i) {
        DoubleLimb product = DoubleLimb(a[i]) * factor + borrow;
        Limb low = Limb(product);
        borrow = Limb(product >> LimbBits) + (result[i] < low);
        result[i] -= low;
    }
    return borrow;
}

void multiplySchoolbook(Limb* result, const Limb* a, size_t aCount, const Limb* b, size_t bCount) {
    if (bCount == 0) {
        std::memset(result, 0, aCount * sizeof(Limb));
        return;
    }
    result[aCount] = multiplyOne(result, a, aCount, b[0], 0);
    for (size_t i = 1; i < bCount; ++i)
        result[aCount + i] = addMultiplied(result + i, a, aCount, b[i]);
}

// result[0, highCount) = |high - low| with highCount >= lowCount; whether it is negative is returned.
bool absoluteDifference(Limb* result, const Limb* high, size_t highCount, const Limb* low, size_t lowCount) {
    if (compare(high, normalise(high, highCount), low, normalise(low, lowCount)) >= 0) {
        subtract(result, high, highCount, low, lowCount);
        return false;
    }
    // The larger one is `low`: limbs of `high` above it are zero.
    subtract(result, low, lowCount, high, lowCount);
    std::fill(result + lowCount, result + highCount, Limb(0));
    return true;
}

void multiplyKaratsuba(Limb* result, const Limb* a, const Limb* b, size_t count, Limb* scratch) {
    if (count < KaratsubaThreshold) {
        multiplySchoolbook(result, a, count, b, count);
        return;
    }
    size_t low = count / 2, high = count - low;
    bool negative = absoluteDifference(result, a + low, high, a, low);
    negative ^= absoluteDifference(result + high, b + low, high, b, low);
    Limb* cross = scratch;
    Limb* rest = scratch + 2 * high;
    multiplyKaratsuba(cross, result, result + high, high, rest);
    multiplyKaratsuba(result, a, b, low, rest);
    multiplyKaratsuba(result + 2 * low, a + low, b + low, high, rest);
    // middle = low product + high product - (a1 - a0)(b1 - b0)
    Limb* middle = rest;
    middle[2 * high] = add(middle, result + 2 * low, 2 * high, result, 2 * low);
    if (negative)
        middle[2 * high] += add(middle, middle, 2 * high, cross, 2 * high);
    else
        middle[2 * high] -= subtract(middle, middle, 2 * high, cross, 2 * high);
    size_t room = 2 * count - low;
    add(result + low, result + low, room, middle, std::min(room, 2 * high + 1));
}

size_t karatsubaScratch(size_t count) { return 4 * count + 256; }

// Knuth's algorithm D without the normalising shift.
Limb divideSchoolbook(Limb* quotient, Limb* a, size_t aCount, const Limb* b, size_t bCount) {
    Limb highest = 0;
    Limb* top = a + (aCount - bCount);
    if (compare(top, bCount, b, bCount) >= 0) {
        subtract(top, top, bCount, b, bCount);
        highest = 1;
    }
    Limb first = b[bCount - 1], second = b[bCount - 2];
    for (size_t i = aCount - bCount; i-- > 0;) {
        Limb* window = a + i;
        Limb guess;
        if (window[bCount] >= first) {
            guess = ~Limb(0);
        } else {
            Limb remainder;
            guess = divideTwoByOne(window[bCount], window[bCount - 1], first, &remainder);
            while (DoubleLimb(guess) * second > (DoubleLimb(remainder) << LimbBits | window[bCount - 2])) {
                --guess;
                remainder += first;
                if (remainder < first)
                    break;
            }
        }
        Limb borrow = subtractMultiplied(window, b, bCount, guess);
        bool tooMuch = window[bCount] < borrow;
        window[bCount] -= borrow;
        while (tooMuch) {
            --guess;
            Limb carry = add(window, window, bCount, b, bCount);
            window[bCount] += carry;
            tooMuch = !(carry && window[bCount] == 0);
        }
        quotient[i] = guess;
    }
    return highest;
}

// Quotients of up to bCount limbs.
Limb divideRecursive(Limb* quotient, Limb* a, const Limb* b, size_t bCount, size_t quotientCount, Limb* scratch) {
    if (quotientCount < RecursiveDivisionThreshold)
        return divideSchoolbook(quotient, a, bCount + quotientCount, b, bCount);
    size_t low = quotientCount / 2, high = quotientCount - low;
    Limb* product = scratch;
    Limb* rest = scratch + quotientCount;

    Limb highest = divideRecursive(quotient + low, a + 2 * low, b + low, bCount - low, high, scratch);
    multiply(product, quotient + low, high, b, low, rest);
    Limb borrow = subtract(a + low, a + low, bCount, product, quotientCount);
    if (highest)
        borrow += subtract(a + quotientCount, a + quotientCount, bCount + low - quotientCount, b, low);
    const Limb one = 1;
    while (borrow) {
        highest -= subtract(quotient + low, quotient + low, high, &one, 1);
        borrow -= add(a + low, a + low, bCount, b, bCount);
    }

    Limb lowHighest = divideRecursive(quotient, a + low, b + low, bCount - low, low, scratch);
    multiply(product, quotient, low, b, low, rest);
    borrow = subtract(a, a, bCount, product, 2 * low);
    if (lowHighest)
        borrow += subtract(a + low, a + low, bCount - low, b, low);
    while (borrow) {
        subtract(quotient, quotient, low, &one, 1);
        borrow -= add(a, a, bCount, b, bCount);
    }
    return highest;
}

} // namespace

int compare(const Limb* a, size_t aCount, const Limb* b, size_t bCount) {
    if (aCount != bCount)
        return aCount < bCount ? -1 : 1;
    while (aCount-- > 0)
        if (a[aCount] != b[aCount])
            return a[aCount] < b[aCount] ? -1 : 1;
    return 0;
}

Limb add(Limb* result, const Limb* a, size_t aCount, const Limb* b, size_t bCount) {
    unsigned long long carry = 0;
    size_t i = 0;
    for (; i < bCount; ++i)
        result[i] = __builtin_addcll(a[i], b[i], carry, &carry);
    for (; i < aCount && carry; ++i)
        result[i] = __builtin_addcll(a[i], 0, carry, &carry);
    if (result != a && i < aCount)
        std::memmove(result + i, a + i, (aCount - i) * sizeof(Limb));
    return carry;
}

Limb subtract(Limb* result, const Limb* a, size_t aCount, const Limb* b, size_t bCount) {
    unsigned long long borrow = 0;
    size_t i = 0;
    for (; i < bCount; ++i)
        result[i] = __builtin_subcll(a[i], b[i], borrow, &borrow);
    for (; i < aCount && borrow; ++i)
        result[i] = __builtin_subcll(a[i], 0, borrow, &borrow);
    if (result != a && i < aCount)
        std::memmove(result + i, a + i, (aCount - i) * sizeof(Limb));
    return borrow;
}

Limb multiplyOne(Limb* result, const Limb* a, size_t count, Limb factor, Limb carry) {
    for (size_t i = 0; i < count; ++i) {
        DoubleLimb product = DoubleLimb(a[i]) * factor + carry;
        result[i] = Limb(product);
        carry = Limb(product >> LimbBits);
    }
    return carry;
}

Limb divideOne(Limb* quotient, const Limb* a, size_t count, Limb divisor) {
    Limb remainder = 0;
    while (count-- > 0)
        quotient[count] = divideTwoByOne(remainder, a[count], divisor, &remainder);
    return remainder;
}

Limb remainderOne(const Limb* a, size_t count, Limb divisor) {
    Limb remainder = 0;
    while (count-- > 0)
        divideTwoByOne(remainder, a[count], divisor, &remainder);
    return remainder;
}

Limb shiftLeft(Limb* result, const Limb* a, size_t count, unsigned shift) {
    if (shift == 0) {
        std::memmove(result, a, count * sizeof(Limb));
        return 0;
    }
    Limb out = count ? a[count - 1] >> (LimbBits - shift) : 0;
    for (size_t i = count; i-- > 1;)
        result[i] = a[i] << shift | a[i - 1] >> (LimbBits - shift);
    if (count)
        result[0] = a[0] << shift;
    return out;
}

Limb shiftRight(Limb* result, const Limb* a, size_t count, unsigned shift) {
    if (shift == 0) {
        std::memmove(result, a, count * sizeof(Limb));
        return 0;
    }
    Limb out = count ? a[0] << (LimbBits - shift) : 0;
    for (size_t i = 0; i + 1 < count; ++i)
        result[i] = a[i] >> shift | a[i + 1] << (LimbBits - shift);
    if (count)
        result[count - 1] = a[count - 1] >> shift;
    return out;
}

size_t multiplyScratch(size_t aCount, size_t bCount) {
    size_t smaller = std::min(aCount, bCount);
    return smaller < KaratsubaThreshold ? 0 : 2 * smaller + karatsubaScratch(smaller);
}

void multiply(Limb* result, const Limb* a, size_t aCount, const Limb* b, size_t bCount, Limb* scratch) {
    if (aCount < bCount) {
        std::swap(a, b);
        std::swap(aCount, bCount);
    }
    if (bCount < KaratsubaThreshold)
        return multiplySchoolbook(result, a, aCount, b, bCount);
    if (aCount == bCount)
        return multiplyKaratsuba(result, a, b, aCount, scratch);
    // Unequal: the longer one in pieces as long as the shorter.
    Limb* product = scratch;
    Limb* rest = scratch + 2 * bCount;
    std::memset(result, 0, (aCount + bCount) * sizeof(Limb));
    for (size_t offset = 0; offset < aCount; offset += bCount) {
        size_t piece = std::min(bCount, aCount - offset);
        if (piece == bCount)
            multiplyKaratsuba(product, a + offset, b, bCount, rest);
        else
            multiply(product, b, bCount, a + offset, piece, rest);
        add(result + offset, result + offset, aCount + bCount - offset, product, piece + bCount);
    }
}

size_t divideScratch(size_t aCount, size_t bCount) {
    size_t quotientCount = std::min(aCount - bCount, bCount);
    return quotientCount < RecursiveDivisionThreshold ? 0
                                                      : quotientCount + multiplyScratch(quotientCount, quotientCount);
}

Limb divide(Limb* quotient, Limb* a, size_t aCount, const Limb* b, size_t bCount, Limb* scratch) {
    size_t quotientCount = aCount - bCount;
    if (std::min(quotientCount, bCount) < RecursiveDivisionThreshold)
        return divideSchoolbook(quotient, a, aCount, b, bCount);
    // Blocks of bCount quotient limbs from the top; only the first can have a highest limb.
    size_t block = quotientCount % bCount;
    if (block == 0)
        block = bCount;
    size_t offset = quotientCount - block;
    Limb highest = divideRecursive(quotient + offset, a + offset, b, bCount, block, scratch);
    while (offset) {
        offset -= bCount;
        divideRecursive(quotient + offset, a + offset, b, bCount, bCount, scratch);
    }
    return highest;
}

namespace {

// a %= b, both normalised, b not zero; returns a's new count. `a` has room for one limb more.
size_t reduce(Limb* a, size_t aCount, const Limb* b, size_t bCount, Limb* scratch) {
    if (compare(a, aCount, b, bCount) < 0)
        return aCount;
    if (bCount == 1) {
        a[0] = remainderOne(a, aCount, b[0]);
        return a[0] != 0;
    }
    unsigned shift = unsigned(__builtin_clzll(b[bCount - 1]));
    Limb* divisor = scratch;
    Limb* quotient = divisor + bCount;
    shiftLeft(divisor, b, bCount, shift);
    a[aCount] = shiftLeft(a, a, aCount, shift);
    divide(quotient, a, aCount + 1, divisor, bCount, quotient + (aCount + 1 - bCount));
    shiftRight(a, a, bCount, shift);
    return normalise(a, bCount);
}

Limb gcdOfLimbs(Limb a, Limb b) {
    while (b) {
        Limb next = a % b;
        a = b;
        b = next;
    }
    return a;
}

} // namespace

// Lehmer's algorithm: several steps of Euclid's are found from the leading limbs and applied to the whole numbers at
// once.
size_t greatestCommonDivisor(Limb* a, size_t aCount, Limb* b, size_t bCount, Limb* scratch) {
    Limb* const home = a;
    if (compare(a, aCount, b, bCount) < 0) {
        std::swap(a, b);
        std::swap(aCount, bCount);
    }
    while (bCount > 1) {
        unsigned shift = unsigned(__builtin_clzll(a[aCount - 1]));
        auto leading = [&](const Limb* x, size_t count) -> Limb {
            if (count < aCount - 1)
                return 0;
            Limb high = count == aCount ? x[aCount - 1] : 0;
            Limb low = x[aCount - 2];
            // Two bits are kept free, so that cofactors and sums stay within signed words.
            return ((high << shift) | (shift ? low >> (LimbBits - shift) : 0)) >> 2;
        };
        int64_t x = int64_t(leading(a, aCount)), y = int64_t(leading(b, bCount));
        int64_t p = 1, q = 0, r = 0, s = 1; // a' = p a + q b, b' = r a + s b, with alternating signs
        while (y + r != 0 && y + s != 0) {
            int64_t quotient = (x + p) / (y + r);
            if (quotient != (x + q) / (y + s))
                break;
            __int128 nextR = p - __int128(quotient) * r, nextS = q - __int128(quotient) * s;
            constexpr __int128 Limit = __int128(1) << 61;
            if (nextR > Limit || nextR < -Limit || nextS > Limit || nextS < -Limit)
                break;
            p = r;
            r = int64_t(nextR);
            q = s;
            s = int64_t(nextS);
            int64_t next = x - quotient * y;
            x = y;
            y = next;
        }
        if (q == 0) {
            aCount = reduce(a, aCount, b, bCount, scratch);
            std::swap(a, b);
            std::swap(aCount, bCount);
            continue;
        }
        if (bCount < aCount)
            std::fill(b + bCount, b + aCount, Limb(0));
        // One of each pair is negative; the sums are not.
        __int128 carryA = 0, carryB = 0;
        auto combine = [](int64_t m, Limb u, int64_t n, Limb v, __int128& carry) -> Limb {
            // m u + n v + carry in pieces that fit 128 bits
            __int128 low = __int128(m) * int64_t(u & 0xffffffff) + __int128(n) * int64_t(v & 0xffffffff) + carry;
            __int128 high = __int128(m) * int64_t(u >> 32) + __int128(n) * int64_t(v >> 32) + (low >> 32);
            carry = high >> 32;
            return Limb(low & 0xffffffff) | Limb(high) << 32;
        };
        for (size_t i = 0; i < aCount; ++i) {
            Limb u = a[i], v = b[i];
            a[i] = combine(p, u, q, v, carryA);
            b[i] = combine(r, u, s, v, carryB);
        }
        size_t count = aCount;
        aCount = normalise(a, count);
        bCount = normalise(b, count);
        if (compare(a, aCount, b, bCount) < 0) {
            std::swap(a, b);
            std::swap(aCount, bCount);
        }
    }
    if (bCount == 1) {
        Limb rest = remainderOne(a, aCount, b[0]);
        a[0] = gcdOfLimbs(b[0], rest);
        aCount = 1;
    }
    if (a != home)
        std::memcpy(home, a, aCount * sizeof(Limb));
    return aCount;
}

} // namespace pyc::runtime::limbs
