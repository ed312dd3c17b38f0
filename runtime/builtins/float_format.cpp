// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A double as text: repr and the codes e, f and g.
#include "runtime/builtins/float_text.h"
#include "runtime/builtins/format.h"

#include <algorithm>
#include <cmath>

namespace pyc::runtime {

namespace {

struct Layout {
    int64_t decimal;    // digits before the point
    int64_t start, end; // of the digits shown, counted as positions in the digit text; zeros outside of it
    bool exponent = false;
    int exponentValue = 0;
};

// Where point, zeros and exponent go: repr switches to an exponent at 1e16, g at its precision.
Layout layOut(const DecimalDigits& digits, char code, int64_t precision, unsigned flags) {
    Layout layout{digits.point, 0, int64_t(digits.count)};
    bool dotZero = flags & FloatDotZero;
    switch (code) {
    case 'e':
        layout.exponent = true;
        layout.end = precision + 1;
        break;
    case 'f': layout.end = digits.point + precision; break;
    case 'g':
        layout.exponent = digits.point <= -4 || digits.point > precision - (dotZero ? 1 : 0);
        if (flags & FloatAlternate)
            layout.end = precision;
        break;
    default: layout.exponent = digits.point <= -4 || digits.point > 16;
    }
    if (layout.exponent) {
        layout.exponentValue = int(layout.decimal - 1);
        layout.decimal = 1;
    }
    layout.start = layout.decimal <= 0 ? layout.decimal - 1 : 0;
    layout.end = std::max(layout.end, layout.decimal + (!layout.exponent && dotZero ? 1 : 0));
    return layout;
}

char* writeLayout(char* out, const DecimalDigits& digits, const Layout& layout, char exponentLetter, unsigned flags) {
    auto copy = [&](int64_t from, int64_t to) {
        for (int64_t i = from; i < to; ++i)
            *out++ = i < 0 || i >= int64_t(digits.count) ? '0' : digits.text[i];
    };
    copy(layout.start, layout.decimal);
    *out++ = '.';
    copy(layout.decimal, layout.end);
    if (out[-1] == '.' && !(flags & FloatAlternate))
        --out;
    if (layout.exponent) {
        int value = layout.exponentValue;
        *out++ = exponentLetter;
        *out++ = value < 0 ? '-' : '+';
        value = std::abs(value);
        if (value >= 100)
            *out++ = char('0' + value / 100);
        *out++ = char('0' + value / 10 % 10);
        *out++ = char('0' + value % 10);
    }
    return out;
}

char* writeSpecial(char* out, double value, bool upper, unsigned flags) {
    bool isNan = std::isnan(value);
    if (!isNan && value < 0)
        *out++ = '-';
    else if (flags & FloatSign)
        *out++ = '+';
    const char* word = isNan ? (upper ? "NAN" : "nan") : upper ? "INF" : "inf";
    return std::copy_n(word, 3, out);
}

void zeroDigits(DecimalDigits& digits) {
    digits.text[0] = '0';
    digits.count = 1;
    digits.point = 1;
}

} // namespace

size_t reprOfDouble(double value, char* text, bool dotZero) {
    if (!std::isfinite(value))
        return size_t(writeSpecial(text, value, false, 0) - text);
    DecimalDigits digits;
    char* out = text;
    if (std::signbit(value))
        *out++ = '-';
    if (value == 0)
        zeroDigits(digits);
    else
        shortestDigits(std::fabs(value), digits);
    unsigned flags = dotZero ? FloatDotZero : 0;
    return size_t(writeLayout(out, digits, layOut(digits, 'r', 0, flags), 'e', flags) - text);
}

Characters formatDouble(double value, char code, int precision, unsigned flags) {
    bool upper = code >= 'A' && code <= 'Z';
    code = char(code | 0x20);
    DecimalDigits digits;
    Layout layout{};
    bool finite = std::isfinite(value);
    if (finite) {
        double magnitude = std::fabs(value);
        if (code == 'g' && precision == 0)
            precision = 1;
        if (magnitude == 0)
            zeroDigits(digits);
        else if (code == 'r')
            shortestDigits(magnitude, digits);
        else if (code == 'f')
            fixedDigits(magnitude, std::min(precision, 1100), digits);
        else
            significantDigits(magnitude, std::min(code == 'e' ? precision + (precision < 1100) : precision, 1100),
                              digits);
        while (digits.count > 1 && digits.text[digits.count - 1] == '0')
            --digits.count;
        layout = layOut(digits, code, precision, flags);
    }
    size_t room = finite ? size_t(layout.end - layout.start) + 16 : 8;
    Characters result;
    result.data = static_cast<char*>(gc::allocateAtomic(room));
    if (!result.data) {
        raiseMemoryError();
        return result;
    }
    char* out = result.data;
    if (!finite) {
        out = writeSpecial(out, value, upper, flags);
    } else {
        bool negative = std::signbit(value);
        if ((flags & FloatNoNegativeZero) && (digits.count == 0 || (digits.count == 1 && digits.text[0] == '0')))
            negative = false;
        if (negative)
            *out++ = '-';
        else if (flags & FloatSign)
            *out++ = '+';
        out = writeLayout(out, digits, layout, upper ? 'E' : 'e', flags);
    }
    result.size = size_t(out - result.data);
    return result;
}

} // namespace pyc::runtime
