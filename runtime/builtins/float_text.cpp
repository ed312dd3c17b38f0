// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Shortest digits by Giulietti's Schubfach, reading by Eisel and Lemire's method; both stand on one table of 128-bit
// powers of ten, made at compile time. Whatever they leave undecided, and all fixed precision, is computed with exact
// integers.
#include "runtime/builtins/float_text.h"

#include "runtime/builtins/bigint.h"

#include <array>
#include <bit>
#include <cstring>

namespace pyc::runtime {

namespace {

using limbs::DoubleLimb;
using limbs::Limb;

constexpr int LeastPower = -348, GreatestPower = 347;

struct Power128 {
    uint64_t high, low; // the leading 128 bits of 10^k, rounded down
};

using PowerTable = std::array<Power128, GreatestPower - LeastPower + 1>;

template <size_t N>
constexpr Power128 leadingBits(const uint32_t (&words)[N], size_t count) {
    // 160 bits from the top word, shifted so that the first is set
    unsigned shift = unsigned(std::countl_zero(words[count - 1]));
    uint32_t top[5] = {};
    for (size_t i = 0; i < 5 && i < count; ++i)
        top[i] = words[count - 1 - i];
    uint32_t shifted[4] = {};
    for (size_t i = 0; i < 4; ++i)
        shifted[i] = shift ? top[i] << shift | top[i + 1] >> (32 - shift) : top[i];
    return {uint64_t(shifted[0]) << 32 | shifted[1], uint64_t(shifted[2]) << 32 | shifted[3]};
}

consteval PowerTable makePowers() {
    PowerTable table{};
    uint32_t words[42] = {1}; // 10^347 has 1153 bits
    size_t count = 1;
    for (int k = 0; k <= GreatestPower; ++k) {
        table[size_t(k - LeastPower)] = leadingBits(words, count);
        uint64_t carry = 0;
        for (size_t i = 0; i < count; ++i) {
            uint64_t product = uint64_t(words[i]) * 10 + carry;
            words[i] = uint32_t(product);
            carry = product >> 32;
        }
        if (carry)
            words[count++] = uint32_t(carry);
    }
    // Dividing by ten again and again rounds down once: floor(floor(x / 10) / 10) = floor(x / 100).
    uint32_t inverse[42] = {};
    count = 42;
    inverse[41] = 0x80000000;
    for (int k = -1; k >= LeastPower; --k) {
        uint64_t remainder = 0;
        for (size_t i = count; i-- > 0;) {
            uint64_t numerator = remainder << 32 | inverse[i];
            inverse[i] = uint32_t(numerator / 10);
            remainder = numerator % 10;
        }
        while (inverse[count - 1] == 0)
            --count;
        table[size_t(k - LeastPower)] = leadingBits(inverse, count);
    }
    return table;
}

constexpr PowerTable Powers = makePowers();

constexpr int floorDividePower2(int value, int shift) { return value >> shift; }
constexpr int floorLog2Power10(int e) { return floorDividePower2(e * 1741647, 19); }
constexpr int floorLog10Power2(int e) { return floorDividePower2(e * 1262611, 22); }
constexpr int floorLog10ThreeQuartersPower2(int e) { return floorDividePower2(e * 1262611 - 524031, 22); }

struct Binary {
    uint64_t significand;
    int exponent;
};

Binary decompose(double value) {
    uint64_t bits = std::bit_cast<uint64_t>(value);
    uint64_t fraction = bits & ((uint64_t(1) << 52) - 1);
    int exponent = int(bits >> 52 & 0x7ff);
    if (exponent == 0)
        return {fraction, -1074};
    return {fraction | uint64_t(1) << 52, exponent - 1075};
}

void writeDigits(uint64_t number, int exponent, DecimalDigits& result) {
    while (number % 10 == 0) {
        number /= 10;
        ++exponent;
    }
    char reversed[20];
    size_t count = 0;
    for (; number; number /= 10)
        reversed[count++] = char('0' + number % 10);
    for (size_t i = 0; i < count; ++i)
        result.text[i] = reversed[count - 1 - i];
    result.count = count;
    result.point = exponent + int(count);
}

uint64_t roundToOdd(const Power128& power, uint64_t factor) {
    DoubleLimb low = DoubleLimb(power.low) * factor;
    DoubleLimb high = DoubleLimb(power.high) * factor + uint64_t(low >> 64);
    return uint64_t(high >> 64) | (uint64_t(high) > 1);
}

// ---- exact integers of a few dozen limbs ----
constexpr size_t ExactRoom = 160;

struct Exact {
    size_t count = 0;
    Limb limbs[ExactRoom];

    void assign(uint64_t value) {
        limbs[0] = value;
        count = value != 0;
    }
    void multiply(Limb factor) {
        Limb carry = limbs::multiplyOne(limbs, limbs, count, factor, 0);
        if (carry)
            limbs[count++] = carry;
    }
    void multiplyPower10(int power) {
        for (; power >= 19; power -= 19)
            multiply(10'000'000'000'000'000'000ull);
        Limb rest = 1;
        while (power-- > 0)
            rest *= 10;
        multiply(rest);
    }
    void shiftLeft(size_t bits) {
        size_t whole = bits / 64;
        if (!count)
            return;
        std::memmove(limbs + whole, limbs, count * sizeof(Limb));
        std::memset(limbs, 0, whole * sizeof(Limb));
        count += whole;
        Limb out = limbs::shiftLeft(limbs, limbs, count, unsigned(bits % 64));
        if (out)
            limbs[count++] = out;
    }
    void increment() {
        const Limb one = 1;
        if (count == 0)
            return assign(1);
        if (limbs::add(limbs, limbs, count, &one, 1))
            limbs[count++] = 1;
    }
    size_t bitLength() const { return limbs::bitLength(limbs, count); }
    bool anyBitBelow(size_t position) const {
        for (size_t i = 0; i < position / 64 && i < count; ++i)
            if (limbs[i])
                return true;
        return position / 64 < count && (limbs[position / 64] & ((Limb(1) << (position % 64)) - 1));
    }
    bool bit(size_t position) const { return position / 64 < count && (limbs[position / 64] >> (position % 64) & 1); }
    void shiftRight(size_t bits) {
        size_t whole = bits / 64;
        if (whole >= count) {
            count = 0;
            return;
        }
        count -= whole;
        std::memmove(limbs, limbs + whole, count * sizeof(Limb));
        limbs::shiftRight(limbs, limbs, count, unsigned(bits % 64));
        count = limbs::normalise(limbs, count);
    }
    void shiftRightRounding(size_t bits) {
        if (!bits)
            return;
        bool half = bit(bits - 1), rest = anyBitBelow(bits - 1);
        shiftRight(bits);
        if (half && (rest || bit(0)))
            increment();
    }
    // this /= divisor; the remainder is left in `remainder`.
    void divide(const Exact& divisor, Exact& remainder) {
        remainder = *this;
        if (limbs::compare(limbs, count, divisor.limbs, divisor.count) < 0) {
            count = 0;
            return;
        }
        if (divisor.count == 1) {
            remainder.assign(limbs::divideOne(limbs, limbs, count, divisor.limbs[0]));
            count = limbs::normalise(limbs, count);
            return;
        }
        unsigned shift = unsigned(__builtin_clzll(divisor.limbs[divisor.count - 1]));
        Limb scaled[ExactRoom];
        limbs::shiftLeft(scaled, divisor.limbs, divisor.count, shift);
        remainder.limbs[count] = limbs::shiftLeft(remainder.limbs, remainder.limbs, count, shift);
        limbs::divide(limbs, remainder.limbs, count + 1, scaled, divisor.count, nullptr);
        count = limbs::normalise(limbs, count + 1 - divisor.count);
        limbs::shiftRight(remainder.limbs, remainder.limbs, divisor.count, shift);
        remainder.count = limbs::normalise(remainder.limbs, divisor.count);
    }
};

// value × 10^places to the nearest integer, ties to even.
void scaledInteger(const Binary& value, int places, Exact& result) {
    result.assign(value.significand);
    if (places >= 0) {
        result.multiplyPower10(places);
        if (value.exponent >= 0)
            result.shiftLeft(size_t(value.exponent));
        else
            result.shiftRightRounding(size_t(-value.exponent));
        return;
    }
    Exact divisor, remainder;
    divisor.assign(1);
    divisor.multiplyPower10(-places);
    if (value.exponent >= 0)
        result.shiftLeft(size_t(value.exponent));
    else
        divisor.shiftLeft(size_t(-value.exponent));
    result.divide(divisor, remainder);
    remainder.shiftLeft(1);
    int order = limbs::compare(remainder.limbs, remainder.count, divisor.limbs, divisor.count);
    if (order > 0 || (order == 0 && result.bit(0)))
        result.increment();
}

size_t exactDigits(const Exact& number, char* text) {
    if (number.count == 0)
        return 0;
    if (number.count == 1) {
        char reversed[20];
        size_t count = 0;
        for (Limb rest = number.limbs[0]; rest; rest /= 10)
            reversed[count++] = char('0' + rest % 10);
        for (size_t i = 0; i < count; ++i)
            text[i] = reversed[count - 1 - i];
        return count;
    }
    char room[2 * (ExactRoom * 1234 / 64 + 38)];
    Limb scratch[12 * ExactRoom + 2048];
    size_t count = limbs::toDecimal(room, number.limbs, number.count, scratch);
    std::memcpy(text, room, count);
    return count;
}

// numerator / denominator (or × 2^shift) as the nearest double.
double roundToDouble(Exact& number, bool sticky, int64_t exponent) {
    // number × 2^exponent
    int64_t length = int64_t(number.bitLength());
    if (length == 0)
        return 0.0;
    int64_t top = length + exponent; // value < 2^top
    if (top > 1025)
        return __builtin_inf();
    int64_t drop = length - 53;
    if (exponent + drop < -1074)
        drop = -1074 - exponent;
    uint64_t significand;
    if (drop > 0) {
        bool half = number.bit(size_t(drop - 1));
        bool rest = sticky || number.anyBitBelow(size_t(drop - 1));
        number.shiftRight(size_t(drop));
        significand = number.count ? number.limbs[0] : 0;
        if (half && (rest || (significand & 1)))
            ++significand;
        exponent += drop;
    } else {
        significand = number.limbs[0];
    }
    // Both steps are exact, or overflow to infinity as they should.
    double result = double(significand);
    while (exponent > 900) {
        result *= 0x1p900;
        exponent -= 900;
    }
    while (exponent < -900) {
        // Only a power that keeps the significand's bits: it was cut for the final exponent.
        if (exponent >= -1074)
            return result * 0x1p-537 * __builtin_ldexp(1.0, int(exponent) + 537);
        result *= 0x1p-900;
        exponent += 900;
    }
    return result * __builtin_bit_cast(double, uint64_t(exponent + 1023) << 52);
}

bool eiselLemire(uint64_t significand, int power, double& result) {
    if (power < LeastPower || power > GreatestPower)
        return false;
    int zeros = std::countl_zero(significand);
    significand <<= zeros;
    uint64_t exponent = uint64_t((217706 * power >> 16) + 64 + 1023) - uint64_t(zeros);
    const Power128& ten = Powers[size_t(power - LeastPower)];
    DoubleLimb x = DoubleLimb(significand) * ten.high;
    uint64_t high = uint64_t(x >> 64), low = uint64_t(x);
    if ((high & 0x1ff) == 0x1ff && low + significand < significand) {
        DoubleLimb y = DoubleLimb(significand) * ten.low;
        uint64_t merged = low + uint64_t(y >> 64);
        if (merged < low)
            ++high;
        if ((high & 0x1ff) == 0x1ff && merged + 1 == 0 && uint64_t(y) + significand < significand)
            return false;
        low = merged;
    }
    uint64_t top = high >> 63;
    uint64_t mantissa = high >> (top + 9);
    exponent -= 1 ^ top;
    if (low == 0 && (high & 0x1ff) == 0 && (mantissa & 3) == 1)
        return false;
    mantissa += mantissa & 1;
    mantissa >>= 1;
    if (mantissa >> 53) {
        mantissa >>= 1;
        ++exponent;
    }
    if (exponent - 1 >= 0x7ff - 1)
        return false;
    result = std::bit_cast<double>(exponent << 52 | (mantissa & ((uint64_t(1) << 52) - 1)));
    return true;
}

bool matchWord(const char*& text, const char* end, const char* lower) {
    const char* at = text;
    for (; *lower; ++lower, ++at)
        if (at == end || (*at | 0x20) != *lower)
            return false;
    text = at;
    return true;
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }

} // namespace

void shortestDigits(double value, DecimalDigits& result) {
    uint64_t bits = std::bit_cast<uint64_t>(value);
    auto [c, q] = decompose(value);
    if (q > -53 && q <= 0 && (c & ((uint64_t(1) << -q) - 1)) == 0)
        return writeDigits(c >> -q, 0, result);
    bool even = c % 2 == 0;
    bool closer = (bits & ((uint64_t(1) << 52) - 1)) == 0 && (bits >> 52 & 0x7ff) > 1;
    uint64_t left = 4 * c - 2 + closer, middle = 4 * c, right = 4 * c + 2;
    int k = closer ? floorLog10ThreeQuartersPower2(q) : floorLog10Power2(q);
    int h = q + floorLog2Power10(-k) + 1;
    Power128 power = Powers[size_t(-k - LeastPower)];
    // The method wants powers rounded up; those of 0…55 are exact.
    if ((-k < 0 || -k > 55) && ++power.low == 0)
        ++power.high;
    uint64_t lower = roundToOdd(power, left << h) + !even;
    uint64_t exact = roundToOdd(power, middle << h);
    uint64_t upper = roundToOdd(power, right << h) - !even;
    uint64_t s = exact / 4;
    if (s >= 10) {
        uint64_t tens = s / 10;
        bool downInside = lower <= 40 * tens, upInside = 40 * tens + 40 <= upper;
        if (downInside != upInside)
            return writeDigits(tens + upInside, k + 1, result);
    }
    bool downInside = lower <= 4 * s, upInside = 4 * s + 4 <= upper;
    if (downInside != upInside)
        return writeDigits(s + upInside, k, result);
    uint64_t half = 4 * s + 2;
    bool up = exact > half || (exact == half && (s & 1));
    writeDigits(s + up, k, result);
}

void significantDigits(double value, int count, DecimalDigits& result) {
    Binary binary = decompose(value);
    int length = 64 - std::countl_zero(binary.significand);
    int estimate = floorLog10Power2(binary.exponent + length - 1); // floor(log10(value)) or one less
    Exact number;
    for (;; ++estimate) {
        scaledInteger(binary, count - 1 - estimate, number);
        result.count = exactDigits(number, result.text);
        if (result.count <= size_t(count))
            break;
    }
    result.point = estimate + 1;
}

void fixedDigits(double value, int places, DecimalDigits& result) {
    Binary binary = decompose(value);
    Exact number;
    scaledInteger(binary, places, number);
    result.count = exactDigits(number, result.text);
    result.point = int(result.count) - places;
}

double doubleFromDecimal(const char* digits, size_t count, int64_t exponent, bool sticky) {
    while (count && *digits == '0') {
        ++digits;
        --count;
    }
    while (count && digits[count - 1] == '0' && !sticky) {
        --count;
        ++exponent;
    }
    if (count == 0)
        return 0.0;
    if (int64_t(count) + exponent > 310)
        return __builtin_inf();
    if (int64_t(count) + exponent < -330)
        return 0.0;
    if (count <= 19 && !sticky) {
        uint64_t significand = 0;
        for (size_t i = 0; i < count; ++i)
            significand = significand * 10 + uint64_t(digits[i] - '0');
        if (significand < uint64_t(1) << 53 && exponent >= -22 && exponent <= 22) {
            static constexpr double Exact10[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                                 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
            return exponent < 0 ? double(significand) / Exact10[-exponent] : double(significand) * Exact10[exponent];
        }
        double result;
        if (eiselLemire(significand, int(exponent), result))
            return result;
    } else {
        // Nineteen digits bracket the number; usually both ends round alike.
        uint64_t significand = 0;
        size_t used = count < 19 ? count : 19;
        for (size_t i = 0; i < used; ++i)
            significand = significand * 10 + uint64_t(digits[i] - '0');
        int64_t power = exponent + int64_t(count - used);
        double low, high;
        if (power >= LeastPower && power <= GreatestPower && eiselLemire(significand, int(power), low) &&
            eiselLemire(significand + 1, int(power), high) && low == high)
            return low;
    }
    // No double's half-way point has more than 768 digits.
    constexpr size_t MaximumDigits = 780;
    if (count > MaximumDigits) {
        for (size_t i = MaximumDigits; i < count; ++i)
            sticky |= digits[i] != '0';
        exponent += int64_t(count - MaximumDigits);
        count = MaximumDigits;
    }
    Exact number;
    number.count = 0;
    for (size_t i = 0; i < count;) {
        Limb chunk = 0, scale = 1;
        for (size_t end = i + 18 < count ? i + 18 : count; i < end; ++i) {
            chunk = chunk * 10 + Limb(digits[i] - '0');
            scale *= 10;
        }
        Limb carry = limbs::multiplyOne(number.limbs, number.limbs, number.count, scale, chunk);
        if (carry)
            number.limbs[number.count++] = carry;
    }
    if (exponent >= 0) {
        number.multiplyPower10(int(exponent));
        return roundToDouble(number, sticky, 0);
    }
    Exact divisor, remainder;
    divisor.assign(1);
    divisor.multiplyPower10(int(-exponent));
    // A quotient of at least 66 bits.
    int64_t shift = int64_t(divisor.bitLength()) - int64_t(number.bitLength()) + 67;
    if (shift < 0)
        shift = 0;
    number.shiftLeft(size_t(shift));
    number.divide(divisor, remainder);
    return roundToDouble(number, sticky || remainder.count, -shift);
}

const char* parseDouble(const char* text, const char* end, double& result) {
    const char* start = text;
    bool negative = false;
    if (text != end && (*text == '+' || *text == '-'))
        negative = *text++ == '-';
    auto finish = [&](double magnitude) {
        result = negative ? -magnitude : magnitude;
        return text;
    };
    if (matchWord(text, end, "inf")) {
        matchWord(text, end, "inity");
        return finish(__builtin_inf());
    }
    if (matchWord(text, end, "nan"))
        return finish(__builtin_nan(""));
    char digits[800];
    size_t count = 0;
    int64_t exponent = 0;
    bool any = false, sticky = false;
    auto take = [&](char c) {
        any = true;
        if (count == 0 && c == '0')
            return false;
        if (count < sizeof digits)
            digits[count++] = c;
        else {
            sticky |= c != '0';
            return true;
        }
        return false;
    };
    for (; text != end && isDigit(*text); ++text)
        exponent += take(*text);
    if (text != end && *text == '.') {
        const char* point = text++;
        for (; text != end && isDigit(*text); ++text)
            exponent -= !take(*text);
        if (!any)
            text = point;
    }
    if (!any)
        return start;
    if (text != end && (*text | 0x20) == 'e') {
        const char* at = text + 1;
        bool negativeExponent = false;
        if (at != end && (*at == '+' || *at == '-'))
            negativeExponent = *at++ == '-';
        if (at != end && isDigit(*at)) {
            int64_t written = 0;
            for (; at != end && isDigit(*at); ++at)
                if (written < int64_t(1) << 50)
                    written = written * 10 + (*at - '0');
            exponent += negativeExponent ? -written : written;
            text = at;
        }
    }
    return finish(doubleFromDecimal(digits, count, exponent, sticky));
}

} // namespace pyc::runtime
