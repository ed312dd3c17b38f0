// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// float.hex and float.fromhex.
#include "runtime/builtins/float_hex.h"

#include "runtime/builtins/float_text.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace pyc::runtime {

size_t hexOfDouble(double value, char* text) {
    char* out = text;
    if (std::isnan(value) || std::isinf(value)) {
        const char* word = std::isnan(value) ? "nan" : value < 0 ? "-inf" : "inf";
        while (*word)
            *out++ = *word++;
        return size_t(out - text);
    }
    if (std::signbit(value))
        *out++ = '-';
    uint64_t bits = std::bit_cast<uint64_t>(value);
    uint64_t fraction = bits & ((uint64_t(1) << 52) - 1);
    int exponent = int(bits >> 52 & 0x7ff);
    *out++ = '0';
    *out++ = 'x';
    *out++ = exponent ? '1' : '0';
    *out++ = '.';
    if (exponent == 0 && fraction == 0) {
        *out++ = '0';
        exponent = 1023;
    } else {
        for (int i = 48; i >= 0; i -= 4)
            *out++ = "0123456789abcdef"[fraction >> i & 15];
    }
    exponent = exponent ? exponent - 1023 : -1022;
    *out++ = 'p';
    *out++ = exponent < 0 ? '-' : '+';
    exponent = std::abs(exponent);
    char digits[4];
    int count = 0;
    do
        digits[count++] = char('0' + exponent % 10);
    while (exponent /= 10);
    while (count)
        *out++ = digits[--count];
    return size_t(out - text);
}

namespace {

int hexValue(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    c = char(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool isBlank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

} // namespace

Result<double> doubleFromHex(std::string_view text) {
    auto invalid = [] { return raiseValueError("invalid hexadecimal floating-point string"); };
    auto tooLarge = [] { return raiseOverflowError("hexadecimal value too large to represent as a float"); };
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    const char* at = text.data();
    const char* end = at + text.size();
    bool negative = false;
    if (at != end && (*at == '+' || *at == '-'))
        negative = *at++ == '-';
    if (at != end && ((*at | 0x20) == 'i' || (*at | 0x20) == 'n')) {
        double special;
        if (parseDouble(at, end, special) != end)
            return invalid();
        return negative ? -special : special;
    }
    if (end - at >= 2 && at[0] == '0' && (at[1] | 0x20) == 'x')
        at += 2;
    uint64_t significand = 0; // the first 60 bits from the first nonzero digit on
    bool sticky = false, any = false, point = false;
    int64_t exponent = 0;
    for (; at != end; ++at) {
        if (*at == '.' && !point) {
            point = true;
            continue;
        }
        int digit = hexValue(*at);
        if (digit < 0)
            break;
        any = true;
        if (significand >> 60) {
            sticky |= digit != 0;
            exponent += 4;
        } else {
            significand = significand << 4 | uint64_t(digit);
        }
        if (point)
            exponent -= 4;
    }
    if (!any)
        return invalid();
    if (at != end && (*at | 0x20) == 'p') {
        ++at;
        bool negativeExponent = false;
        if (at != end && (*at == '+' || *at == '-'))
            negativeExponent = *at++ == '-';
        if (at == end || *at < '0' || *at > '9')
            return invalid();
        int64_t written = 0;
        for (; at != end && *at >= '0' && *at <= '9'; ++at)
            if (written < int64_t(1) << 50)
                written = written * 10 + (*at - '0');
        exponent += negativeExponent ? -written : written;
    }
    if (at != end)
        return invalid();
    if (significand == 0)
        return negative ? -0.0 : 0.0;
    int length = 64 - std::countl_zero(significand);
    int64_t top = exponent + length;
    if (top > 1024)
        return tooLarge();
    if (top < -1075)
        return negative ? -0.0 : 0.0;
    int64_t drop = std::max(int64_t(length) - 53, -1074 - exponent);
    if (drop > 0) {
        uint64_t kept = drop >= 64 ? 0 : significand >> drop;
        uint64_t half = uint64_t(1) << (drop - 1);
        uint64_t rest = drop >= 64 ? significand : significand & (half | (half - 1));
        if (rest > half || (rest == half && (sticky || (kept & 1))))
            ++kept;
        significand = kept;
        exponent += drop;
    }
    double result = std::ldexp(double(significand), int(exponent));
    if (std::isinf(result))
        return tooLarge();
    return negative ? -result : result;
}

} // namespace pyc::runtime
