// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The text of numeric literals to constants, and constants back to digits.
#include "frontend/support/numbers.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace pyc::frontend {

namespace {

constexpr size_t MaxDecimalDigits = 4300;

int digitValue(char byte) {
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    return (byte | 0x20) - 'a' + 10;
}

void setMagnitude(ArenaVector<uint32_t>& limbs, Arena& arena, ast::ConstantValue& value) {
    while (!limbs.empty() && limbs.back() == 0)
        limbs.pop();
    uint64_t small = limbs.empty() ? 0 : limbs[0];
    if (limbs.size() == 2)
        small |= uint64_t(limbs[1]) << 32;
    if (limbs.size() < 2 || (limbs.size() == 2 && small <= INT64_MAX)) {
        value = ast::ConstantValue::makeInteger(static_cast<int64_t>(small));
        return;
    }
    Sequence<uint32_t> kept = arena.copy(limbs.data(), limbs.size());
    value = ast::ConstantValue::makeBigInt(false, kept.items, kept.count);
}

/// limbs = limbs * factor + addend
void multiplyAdd(ArenaVector<uint32_t>& limbs, uint32_t factor, uint32_t addend) {
    uint64_t carry = addend;
    for (uint32_t& limb : limbs) {
        carry += uint64_t(limb) * factor;
        limb = static_cast<uint32_t>(carry);
        carry >>= 32;
    }
    if (carry)
        limbs.push(static_cast<uint32_t>(carry));
}

std::string_view readDecimal(std::string_view digits, Arena& arena, ast::ConstantValue& value) {
    if (digits.size() <= 18) {
        int64_t small = 0;
        for (char digit : digits)
            small = small * 10 + (digit - '0');
        value = ast::ConstantValue::makeInteger(small);
        return {};
    }
    if (digits.size() > MaxDecimalDigits) {
        StringBuilder message(arena);
        message.add("Exceeds the limit (").addInteger(MaxDecimalDigits);
        message.add(" digits) for integer string conversion: value has ")
            .addInteger(static_cast<int64_t>(digits.size()))
            .add(" digits; use sys.set_int_max_str_digits() to increase the limit - "
                 "Consider hexadecimal for huge integer literals to avoid decimal conversion limits.");
        return message.finish();
    }
    ArenaVector<uint32_t> limbs(arena);
    for (size_t index = 0; index < digits.size();) {
        uint32_t chunk = 0, scale = 1;
        for (size_t count = 0; count < 9 && index < digits.size(); ++count) {
            chunk = chunk * 10 + static_cast<uint32_t>(digits[index++] - '0');
            scale *= 10;
        }
        multiplyAdd(limbs, scale, chunk);
    }
    setMagnitude(limbs, arena, value);
    return {};
}

/// Hexadecimal, octal and binary digits, most significant first.
void readPowerOfTwo(std::string_view digits, unsigned bits, Arena& arena, ast::ConstantValue& value) {
    ArenaVector<uint32_t> limbs(arena);
    limbs.resize((digits.size() * bits + 31) / 32);
    size_t position = 0;
    for (size_t index = digits.size(); index-- > 0; position += bits) {
        uint64_t shifted = uint64_t(digitValue(digits[index])) << (position & 31);
        limbs[position >> 5] |= static_cast<uint32_t>(shifted);
        if (shifted >> 32)
            limbs[(position >> 5) + 1] |= static_cast<uint32_t>(shifted >> 32);
    }
    setMagnitude(limbs, arena, value);
}

} // namespace

std::string_view readNumber(std::string_view token, Arena& arena, ast::ConstantValue& value) {
    if (token.find('_') != token.npos) {
        StringBuilder digits(arena);
        for (char byte : token)
            if (byte != '_')
                digits.add(byte);
        token = digits.finish();
    }
    if (token.size() > 2 && token[0] == '0') {
        unsigned bits = (token[1] | 0x20) == 'x' ? 4 : (token[1] | 0x20) == 'o' ? 3 : (token[1] | 0x20) == 'b' ? 1 : 0;
        if (bits) {
            readPowerOfTwo(token.substr(2), bits, arena, value);
            return {};
        }
    }
    bool real = false;
    for (char byte : token)
        real |= byte < '0' || byte > '9';
    if (!real)
        return readDecimal(token, arena, value);
    bool imaginary = (token.back() | 0x20) == 'j';
    if (imaginary)
        token.remove_suffix(1);
    char few[64];
    const char* text = few;
    if (token.size() < sizeof few) {
        memcpy(few, token.data(), token.size());
        few[token.size()] = 0;
    } else {
        text = arena.copy(token).data();
    }
    double number = strtod(text, nullptr);
    value = imaginary ? ast::ConstantValue::makeComplex(0, number) : ast::ConstantValue::makeFloat(number);
    return {};
}

void appendDecimal(const uint32_t* limbs, size_t count, StringBuilder& out) {
    Arena scratch;
    Sequence<uint32_t> rest = scratch.copy(limbs, count);
    ArenaVector<uint32_t> chunks(scratch);
    while (rest.count) {
        uint64_t remainder = 0;
        for (size_t index = rest.count; index-- > 0;) {
            remainder = remainder << 32 | rest[index];
            rest[index] = static_cast<uint32_t>(remainder / 1000000000);
            remainder %= 1000000000;
        }
        chunks.push(static_cast<uint32_t>(remainder));
        while (rest.count && rest[rest.count - 1] == 0)
            --rest.count;
    }
    if (chunks.empty())
        chunks.push(0);
    out.addInteger(chunks.back());
    for (size_t index = chunks.size() - 1; index-- > 0;) {
        char digits[10];
        snprintf(digits, sizeof digits, "%09u", chunks[index]);
        out.add(digits);
    }
}

void appendFloatRepr(double value, StringBuilder& out, bool addPointZero) {
    if (std::isnan(value)) {
        out.add("nan");
        return;
    }
    if (std::isinf(value)) {
        out.add(value < 0 ? "-inf" : "inf");
        return;
    }
    // The fewest digits that read back as the same number, as d.ddde±xx.
    char text[40];
    for (int precision = 0; precision < 17; ++precision) {
        snprintf(text, sizeof text, "%.*e", precision, value);
        if (strtod(text, nullptr) == value)
            break;
        // Powers of two have neighbours twice as far above as below: the next digits up may do where the nearest do
        // not.
        char* last = strchr(text, 'e') - 1;
        if (*last != '9') {
            ++*last;
            if (strtod(text, nullptr) == value)
                break;
        }
    }
    const char* place = text;
    if (*place == '-') {
        out.add('-');
        ++place;
    }
    char digits[20];
    int count = 0;
    for (; *place != 'e'; ++place)
        if (*place != '.')
            digits[count++] = *place;
    int exponent = atoi(place + 1);
    std::string_view all(digits, static_cast<size_t>(count));
    if (exponent < -4 || exponent >= 16) {
        out.add(all[0]);
        if (count > 1)
            out.add('.').add(all.substr(1));
        out.add('e').add(exponent < 0 ? '-' : '+');
        int magnitude = exponent < 0 ? -exponent : exponent;
        if (magnitude < 10)
            out.add('0');
        out.addInteger(magnitude);
        return;
    }
    if (exponent < 0) {
        out.add("0.").addRepeated('0', static_cast<size_t>(-exponent - 1)).add(all);
        return;
    }
    size_t whole = static_cast<size_t>(exponent) + 1;
    if (all.size() <= whole) {
        out.add(all).addRepeated('0', whole - all.size());
        if (addPointZero)
            out.add(".0");
        return;
    }
    out.add(all.substr(0, whole)).add('.').add(all.substr(whole));
}

} // namespace pyc::frontend
