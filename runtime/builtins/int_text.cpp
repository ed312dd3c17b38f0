// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Integers to text and back.
#include "runtime/builtins/int.h"
#include "runtime/builtins/text.h"
#include "runtime/builtins/unicode.h"

#include <algorithm>

namespace pyc::runtime {

using limbs::Limb;

constinit int64_t maximumDigits = DefaultMaximumDigits;

namespace {

char* allocateCharacters(size_t count) {
    auto* block = static_cast<char*>(gc::allocateAtomic(count));
    if (!block)
        raiseMemoryError();
    return block;
}

ErrorReturn tooLong() {
    return raiseValueError("Exceeds the limit (%d digits) for integer string conversion; "
                           "use sys.set_int_max_str_digits() to increase the limit",
                           maximumDigits);
}

bool isBlank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// 36: not a digit of any base
unsigned digitValue(char c) {
    if (c >= '0' && c <= '9')
        return unsigned(c - '0');
    c = char(c | 0x20);
    return c >= 'a' && c <= 'z' ? unsigned(c - 'a' + 10) : 36;
}

Value fromPowerBase(std::string_view digits, unsigned bits) {
    size_t count = digits.size() * bits / 64 + 1;
    Integer* result = PYC_TRY(allocateInteger(count));
    std::fill_n(result->limbs, count, Limb(0));
    size_t position = 0;
    for (size_t i = digits.size(); i-- > 0; position += bits) {
        Limb digit = digitValue(digits[i]);
        result->limbs[position / 64] |= digit << (position % 64);
        if (position % 64 + bits > 64)
            result->limbs[position / 64 + 1] |= digit >> (64 - position % 64);
    }
    return finishInteger(result, count, false);
}

Value fromAnyBase(std::string_view digits, unsigned base) {
    // As many digits at a time as a limb holds.
    size_t chunk = 1;
    Limb power = base;
    while (power <= ~Limb(0) / base) {
        power *= base;
        ++chunk;
    }
    size_t count = 0;
    Integer* result = PYC_TRY(allocateInteger(digits.size() / chunk + 2));
    while (!digits.empty()) {
        size_t piece = digits.size() % chunk ? digits.size() % chunk : chunk;
        Limb number = 0, scale = 1;
        for (size_t i = 0; i < piece; ++i) {
            number = number * base + digitValue(digits[i]);
            scale *= base;
        }
        // scale is base^chunk at most, which fits.
        if (Limb carry = limbs::multiplyOne(result->limbs, result->limbs, count, scale, number))
            result->limbs[count++] = carry;
        digits.remove_prefix(piece);
    }
    return finishInteger(result, count, false);
}

} // namespace

Value integerFromDigits(std::string_view digits, int base) {
    while (!digits.empty() && digits[0] == '0')
        digits.remove_prefix(1);
    if (digits.size() <= 12) {
        int64_t value = 0;
        for (char c : digits)
            value = value * base + digitValue(c);
        return intValue(value);
    }
    if ((base & (base - 1)) == 0)
        return fromPowerBase(digits, unsigned(__builtin_ctz(unsigned(base))));
    if (base != 10)
        return fromAnyBase(digits, unsigned(base));
    Integer* result = PYC_TRY(allocateInteger(limbs::decimalLimbsBound(digits.size())));
    Limb* scratch = nullptr;
    if (size_t count = limbs::fromDecimalScratch(digits.size()))
        scratch = reinterpret_cast<Limb*>(PYC_TRY(allocateCharacters(count * sizeof(Limb))));
    size_t count = limbs::fromDecimal(result->limbs, digits.data(), digits.size(), scratch);
    return finishInteger(result, count, false);
}

String* integerToDecimal(Value number) {
    if (number.isSmallInt()) {
        int64_t value = number.smallInt();
        if (value >= 0 && value < 10)
            return stringFromCodePoint(uint32_t('0' + value));
        char text[24];
        char* at = std::end(text);
        uint64_t rest = value < 0 ? -uint64_t(value) : uint64_t(value);
        for (; rest; rest /= 10)
            *--at = char('0' + rest % 10);
        if (value < 0)
            *--at = '-';
        return stringFromAscii({at, size_t(std::end(text) - at)});
    }
    IntegerView view(number);
    // log10(2) from below: surely too long.
    if (maximumDigits > 0 && double(view.bitLength() - 1) * 0.30102 > double(maximumDigits))
        return tooLong();
    size_t bound = limbs::decimalDigitsBound(view.count);
    size_t scratchLimbs = limbs::toDecimalScratch(view.count);
    char* text = PYC_TRY(allocateCharacters(bound + scratchLimbs * sizeof(Limb) + 16));
    auto* scratch = reinterpret_cast<Limb*>((reinterpret_cast<uintptr_t>(text + bound) + 7) & ~uintptr_t(7));
    size_t size = limbs::toDecimal(text, view.limbs, view.count, scratch);
    if (maximumDigits > 0 && int64_t(size) > maximumDigits)
        return tooLong();
    String* result = PYC_TRY(allocateString(int64_t(size) + view.negative, 0x7f));
    char* out = result->data();
    if (view.negative)
        *out++ = '-';
    std::copy_n(text, size, out);
    return result;
}

String* integerToPowerBase(Value number, int base, bool prefix) {
    unsigned bits = base == 2 ? 1 : base == 8 ? 3 : 4;
    IntegerView view(number);
    size_t digits = std::max<size_t>((view.bitLength() + bits - 1) / bits, 1);
    size_t size = view.negative + (prefix ? 2 : 0) + digits;
    String* result = PYC_TRY(allocateString(int64_t(size), 0x7f));
    char* out = result->data();
    if (view.negative)
        *out++ = '-';
    if (prefix) {
        *out++ = '0';
        *out++ = base == 2 ? 'b' : base == 8 ? 'o' : 'x';
    }
    for (size_t i = digits; i-- > 0;) {
        size_t position = i * bits;
        unsigned digit = 0;
        if (position / 64 < view.count) {
            Limb low = view.limbs[position / 64] >> (position % 64);
            if (position % 64 + bits > 64 && position / 64 + 1 < view.count)
                low |= view.limbs[position / 64 + 1] << (64 - position % 64);
            digit = unsigned(low) & ((1u << bits) - 1);
        }
        *out++ = "0123456789abcdef"[digit];
    }
    return result;
}

Value integerFromText(std::string_view text, int base, Value original) {
    int shownBase = base;
    if (base != 0 && (base < 2 || base > 36))
        return raiseValueError("int() base must be >= 2 and <= 36, or 0");
    auto invalid = [&] {
        return raiseValueError("invalid literal for int() with base %d: %.200R", shownBase, original);
    };
    const char* at = text.data();
    const char* end = at + text.size();
    while (at != end && isBlank(*at))
        ++at;
    bool negative = false;
    if (at != end && (*at == '+' || *at == '-'))
        negative = *at++ == '-';
    auto prefixBase = [&]() -> int {
        if (end - at < 2 || at[0] != '0')
            return 0;
        char letter = char(at[1] | 0x20);
        return letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 0;
    };
    bool onlyZero = false;
    if (base == 0) {
        base = prefixBase();
        if (base == 0) {
            base = 10;
            onlyZero = at != end && *at == '0';
        }
    }
    if (base == prefixBase()) {
        at += 2;
        if (at != end && *at == '_')
            ++at;
    }
    const char* start = at;
    bool underscores = false, lastUnderscore = true;
    size_t count = 0;
    for (; at != end; ++at) {
        if (*at == '_') {
            if (lastUnderscore)
                return invalid();
            underscores = lastUnderscore = true;
            continue;
        }
        if (digitValue(*at) >= unsigned(base))
            break;
        lastUnderscore = false;
        ++count;
    }
    if (lastUnderscore)
        return invalid();
    const char* stop = at;
    if ((base & (base - 1)) != 0 && maximumDigits > 0 && int64_t(count) > maximumDigits)
        return raiseValueError("Exceeds the limit (%d digits) for integer string conversion: value has %d digits; "
                               "use sys.set_int_max_str_digits() to increase the limit",
                               maximumDigits, count);
    while (at != end && isBlank(*at))
        ++at;
    if (at != end)
        return invalid();
    std::string_view digits(start, size_t(stop - start));
    if (underscores) {
        char* plain = PYC_TRY(allocateCharacters(count));
        std::copy_if(start, stop, plain, [](char c) { return c != '_'; });
        digits = {plain, count};
    }
    Value magnitude = PYC_TRY(integerFromDigits(digits, base));
    if (onlyZero && magnitude != Value::fromSmallInt(0))
        return invalid();
    return negative ? negateInteger(magnitude) : magnitude;
}

Utf8 asciiDigits(String* string) {
    if (string->isAscii())
        return {string->data(), size_t(string->length)};
    char* text = allocateCharacters(size_t(string->length) + 1);
    if (!text)
        return {nullptr, 0};
    int64_t i = 0;
    for (; i < string->length; ++i) {
        uint32_t point = codePointAt(string, i);
        int decimal;
        if (point < 0x80)
            text[i] = char(point);
        else if (unicode::isSpace(point))
            text[i] = ' ';
        else if ((decimal = unicode::decimalValue(point)) >= 0)
            text[i] = char('0' + decimal);
        else
            text[i] = '?';
    }
    return {text, size_t(i)};
}

Value integerFromString(String* string, int base) {
    Utf8 text = asciiDigits(string);
    return text.data ? integerFromText(text.view(), base, Value(string)) : Value();
}

} // namespace pyc::runtime
