// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The format mini-language: reading a specifier and laying out text and numbers by it.
#include "runtime/builtins/format.h"
#include "runtime/builtins/int.h"
#include "runtime/builtins/unicode.h"

#include <algorithm>
#include <climits>
#include <cmath>

namespace pyc::runtime {

namespace {

bool isAlignment(uint32_t c) { return c == '<' || c == '>' || c == '=' || c == '^'; }

ErrorReturn unknownType(uint32_t type, Value value) {
    if (type > 32 && type < 128)
        return raiseValueError("Unknown format code '%c' for object of type '%T'", type, value);
    return raiseValueError("Unknown format code '\\x%x' for object of type '%T'", type, value);
}

ErrorReturn badSeparator(char separator, uint32_t type) {
    if (type > 32 && type < 128)
        return raiseValueError("Cannot specify '%c' with '%c'.", separator, type);
    return raiseValueError("Cannot specify '%c' with '\\x%x'.", separator, type);
}

ErrorReturn bothSeparators() { return raiseValueError("Cannot specify both ',' and '_'."); }

class SpecifierReader {
public:
    SpecifierReader(String* text, Value value) : spec(text), value(value), end(text->length) {}

    bool read(FormatSpecifier& result, uint32_t defaultType, char defaultAlign) {
        result.align = defaultAlign;
        result.type = defaultType;
        bool fillGiven = false, alignGiven = false;
        if (end - at >= 2 && isAlignment(peek(1))) {
            result.fill = peek();
            result.align = char(peek(1));
            fillGiven = alignGiven = true;
            at += 2;
        } else if (at < end && isAlignment(peek())) {
            result.align = char(peek());
            alignGiven = true;
            ++at;
        }
        if (at < end && (peek() == '+' || peek() == '-' || peek() == ' '))
            result.sign = char(next());
        result.noNegativeZero = skip('z');
        result.alternate = skip('#');
        if (!fillGiven && skip('0')) {
            result.fill = '0';
            if (!alignGiven && defaultAlign == '>')
                result.align = '=';
        }
        int digits;
        if (!readNumber(result.width, digits))
            return false;
        if (!digits)
            result.width = -1;
        int separators;
        if (!readSeparator(result.thousands, separators))
            return false;
        if (skip('.')) {
            if (!readNumber(result.precision, digits))
                return false;
            if (!digits)
                result.precision = -1;
            if (!readSeparator(result.fractionThousands, separators))
                return false;
            if (digits + separators == 0)
                return raiseValueError("Format specifier missing precision");
        }
        if (end - at > 1)
            return raiseValueError("Invalid format specifier '%U' for object of type '%T'", spec, value);
        if (at < end)
            result.type = next();
        return checkSeparators(result);
    }

private:
    uint32_t peek(int64_t ahead = 0) const { return codePointAt(spec, at + ahead); }
    uint32_t next() { return codePointAt(spec, at++); }
    bool skip(char c) {
        if (at == end || peek() != uint32_t(c))
            return false;
        ++at;
        return true;
    }
    bool readNumber(int64_t& number, int& digits) {
        digits = 0;
        number = 0;
        for (; at < end; ++at, ++digits) {
            int digit = unicode::decimalValue(peek());
            if (digit < 0)
                break;
            if (number > (INT64_MAX - digit) / 10)
                return raiseValueError("Too many decimal digits in format string");
            number = number * 10 + digit;
        }
        return true;
    }
    bool readSeparator(char& separator, int& count) {
        count = 0;
        if (skip(',')) {
            separator = ',';
            ++count;
        }
        if (skip('_')) {
            if (separator)
                return bothSeparators();
            separator = '_';
            ++count;
        }
        if (separator == '_' && at < end && peek() == ',')
            return bothSeparators();
        return true;
    }
    static bool checkSeparators(const FormatSpecifier& result) {
        if (result.thousands) {
            switch (result.type) {
            case 'd':
            case 'e':
            case 'f':
            case 'g':
            case 'E':
            case 'G':
            case '%':
            case 'F':
            case 0: break;
            case 'b':
            case 'o':
            case 'x':
            case 'X':
                if (result.thousands == '_')
                    break;
                [[fallthrough]];
            default: return badSeparator(result.thousands, result.type);
            }
        }
        if (result.type == 'n' && result.fractionThousands)
            return badSeparator(result.fractionThousands, result.type);
        return true;
    }

    String* spec;
    Value value;
    int64_t at = 0, end;
};

// A number apart: sign, prefix, digits, fraction (without the point) and what follows.
struct NumberParts {
    bool negative = false;
    std::string_view prefix, digits, fraction, rest;
    bool point = false;
};

struct Group {
    int size = 0; // 0: no separators
    char separator = 0;
};

// How long digits in groups are, padded with zeros to `minimum` characters, separators included. No separator comes
// first.
int64_t groupedLength(int64_t digits, Group group, int64_t minimum) {
    if (!group.size)
        return std::max(digits, minimum);
    int64_t length = digits + (digits - 1) / group.size;
    return length >= minimum ? length : minimum + (minimum % (group.size + 1) == 0);
}

void groupDigits(std::string_view digits, Group group, std::span<char> out) {
    size_t at = out.size(), remaining = digits.size();
    for (int inGroup = 0; at; ++inGroup) {
        if (group.size && inGroup == group.size) {
            out[--at] = group.separator;
            inGroup = 0;
        }
        out[--at] = remaining ? digits[--remaining] : '0';
    }
}

struct Paddings {
    int64_t left = 0, inner = 0, right = 0;
};

Paddings padding(int64_t missing, char align) {
    Paddings result;
    if (missing <= 0)
        return result;
    switch (align) {
    case '<': result.right = missing; break;
    case '^':
        result.left = missing / 2;
        result.right = missing - result.left;
        break;
    case '=': result.inner = missing; break;
    default: result.left = missing;
    }
    return result;
}

bool appendNumber(StringBuilder& builder, const NumberParts& parts, const FormatSpecifier& spec, Group group) {
    char sign = parts.negative ? '-' : spec.sign == '+' || spec.sign == ' ' ? spec.sign : 0;
    int64_t fractionLength = int64_t(parts.fraction.size());
    if (spec.fractionThousands && fractionLength > 0)
        fractionLength += (fractionLength - 1) / 3;
    int64_t others =
        (sign != 0) + int64_t(parts.prefix.size()) + parts.point + fractionLength + int64_t(parts.rest.size());
    int64_t minimum = spec.fill == '0' && spec.align == '=' ? spec.width - others : 0;
    int64_t grouped = parts.digits.empty() ? 0 : groupedLength(int64_t(parts.digits.size()), group, minimum);
    Paddings pads = padding(spec.width - others - grouped, spec.align);
    if (!builder.appendRepeated(spec.fill, pads.left) || (sign && !builder.appendCodePoint(uint32_t(sign))) ||
        !builder.append(parts.prefix) || !builder.appendRepeated(spec.fill, pads.inner))
        return false;
    if (grouped) {
        auto* space = static_cast<char*>(gc::allocateAtomic(uint64_t(grouped)));
        if (!space)
            return raiseMemoryError();
        groupDigits(parts.digits, group, {space, size_t(grouped)});
        if (!builder.append(std::string_view(space, size_t(grouped))))
            return false;
    }
    if (parts.point && !builder.appendCodePoint('.'))
        return false;
    if (spec.fractionThousands) {
        for (size_t i = 0; i < parts.fraction.size(); i += 3)
            if ((i && !builder.appendCodePoint(uint32_t(spec.fractionThousands))) ||
                !builder.append(parts.fraction.substr(i, 3)))
                return false;
    } else if (!builder.append(parts.fraction)) {
        return false;
    }
    return builder.append(parts.rest) && builder.appendRepeated(spec.fill, pads.right);
}

Group groupOf(const FormatSpecifier& spec) {
    if (!spec.thousands)
        return {};
    bool four = spec.type == 'b' || spec.type == 'o' || spec.type == 'x' || spec.type == 'X';
    return {four ? 4 : 3, spec.thousands};
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }

NumberParts splitNumber(std::string_view text) {
    NumberParts parts;
    if (!text.empty() && text[0] == '-') {
        parts.negative = true;
        text.remove_prefix(1);
    }
    size_t i = 0;
    while (i < text.size() && isDigit(text[i]))
        ++i;
    parts.digits = text.substr(0, i);
    text.remove_prefix(i);
    if (!text.empty() && text[0] == '.') {
        parts.point = true;
        size_t j = 1;
        while (j < text.size() && isDigit(text[j]))
            ++j;
        parts.fraction = text.substr(1, j - 1);
        text.remove_prefix(j);
    }
    parts.rest = text;
    return parts;
}

String* formatDoubleBy(double value, const FormatSpecifier& spec) {
    if (spec.precision > GreatestPrecision)
        return raiseValueError("precision too big");
    uint32_t type = spec.type;
    unsigned flags = (spec.alternate ? FloatAlternate : 0) | (spec.noNegativeZero ? FloatNoNegativeZero : 0);
    int64_t precision = spec.precision, defaultPrecision = 6;
    if (type == 0) {
        flags |= FloatDotZero;
        type = 'r';
        defaultPrecision = 0;
    } else if (type == 'n') {
        type = 'g';
    }
    bool percent = type == '%';
    if (percent) {
        type = 'f';
        value *= 100;
    }
    if (precision < 0)
        precision = defaultPrecision;
    else if (type == 'r')
        type = 'g';
    Characters text = formatDouble(value, char(type), int(precision), flags);
    if (!text.data)
        return nullptr;
    if (percent)
        text.data[text.size++] = '%';
    StringBuilder builder;
    return appendNumber(builder, splitNumber(text.view()), spec, groupOf(spec)) ? builder.finish() : nullptr;
}

bool isFloatType(uint32_t type) {
    switch (type) {
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
    case '%': return true;
    default: return false;
    }
}

String* formatCharacter(Value number, const FormatSpecifier& spec) {
    if (spec.sign)
        return raiseValueError("Sign not allowed with integer format specifier 'c'");
    if (spec.alternate)
        return raiseValueError("Alternate form (#) not allowed with integer format specifier 'c'");
    if (!number.isSmallInt())
        return raiseOverflowError("Python int too large to convert to C long");
    int64_t point = number.smallInt();
    if (point < 0 || point > 0x10ffff)
        return raiseOverflowError("%%c arg not in range(0x110000)");
    StringBuilder builder;
    Paddings pads = padding(spec.width - 1, spec.align);
    if (!builder.appendRepeated(spec.fill, pads.left + pads.inner) || !builder.appendCodePoint(uint32_t(point)) ||
        !builder.appendRepeated(spec.fill, pads.right))
        return nullptr;
    return builder.finish();
}

} // namespace

String* formatInteger(Value integer, String* text) {
    FormatSpecifier spec;
    if (!SpecifierReader(text, integer).read(spec, 'd', '>'))
        return nullptr;
    Value number = integerPayload(integer);
    if (isFloatType(spec.type)) {
        double value = PYC_TRY(integerToDouble(number));
        return formatDoubleBy(value, spec);
    }
    switch (spec.type) {
    case 'b':
    case 'c':
    case 'd':
    case 'o':
    case 'x':
    case 'X':
    case 'n': break;
    default: return unknownType(spec.type, integer);
    }
    if (spec.precision != -1)
        return raiseValueError("Precision not allowed in integer format specifier");
    if (spec.noNegativeZero)
        return raiseValueError("Negative zero coercion (z) not allowed in integer format specifier");
    if (spec.type == 'c')
        return formatCharacter(number, spec);
    NumberParts parts;
    String* digits;
    if (spec.type == 'd' || spec.type == 'n') {
        digits = PYC_TRY(integerToDecimal(number));
    } else {
        digits = PYC_TRY(integerToPowerBase(number, spec.type == 'b' ? 2 : spec.type == 'o' ? 8 : 16, false));
        if (spec.alternate)
            parts.prefix = spec.type == 'b' ? "0b" : spec.type == 'o' ? "0o" : spec.type == 'x' ? "0x" : "0X";
    }
    std::string_view shown = digits->view();
    if (shown[0] == '-') {
        parts.negative = true;
        shown.remove_prefix(1);
    }
    if (spec.type == 'X') {
        String* upper = PYC_TRY(allocateString(int64_t(shown.size()), 0x7f));
        std::transform(shown.begin(), shown.end(), upper->data(), [](char c) { return c >= 'a' ? char(c - 32) : c; });
        shown = upper->view();
    }
    parts.digits = shown;
    StringBuilder builder;
    return appendNumber(builder, parts, spec, groupOf(spec)) ? builder.finish() : nullptr;
}

String* formatFloat(Value number, String* text) {
    FormatSpecifier spec;
    if (!SpecifierReader(text, number).read(spec, 0, '>'))
        return nullptr;
    if (spec.type != 0 && spec.type != 'n' && !isFloatType(spec.type))
        return unknownType(spec.type, number);
    return formatDoubleBy(floatPayload(number), spec);
}

String* formatComplex(Value value, String* text) {
    FormatSpecifier spec;
    if (!SpecifierReader(text, value).read(spec, 0, '>'))
        return nullptr;
    if (spec.type != 0 && spec.type != 'n' && (!isFloatType(spec.type) || spec.type == '%'))
        return unknownType(spec.type, value);
    if (spec.precision > GreatestPrecision)
        return raiseValueError("precision too big");
    if (spec.fill == '0')
        return raiseValueError("Zero padding is not allowed in complex format specifier");
    if (spec.align == '=')
        return raiseValueError("'=' alignment flag is not allowed in complex format specifier");
    auto* number = as<ComplexObject>(value);
    unsigned flags = (spec.alternate ? FloatAlternate : 0) | (spec.noNegativeZero ? FloatNoNegativeZero : 0);
    uint32_t type = spec.type;
    int64_t precision = spec.precision, defaultPrecision = 6;
    bool skipReal = false, parentheses = false;
    if (type == 0) {
        type = 'r';
        defaultPrecision = 0;
        skipReal = number->real == 0 && !std::signbit(number->real);
        parentheses = !skipReal;
    } else if (type == 'n') {
        type = 'g';
    }
    if (precision < 0)
        precision = defaultPrecision;
    else if (type == 'r')
        type = 'g';
    Characters real = formatDouble(number->real, char(type), int(precision), flags);
    Characters imaginary = formatDouble(number->imaginary, char(type), int(precision), flags);
    if (!real.data || !imaginary.data)
        return nullptr;
    FormatSpecifier part = spec;
    part.width = -1;
    part.fill = ' ';
    part.align = '<';
    StringBuilder builder;
    if (parentheses && !builder.appendCodePoint('('))
        return nullptr;
    if (!skipReal) {
        if (!appendNumber(builder, splitNumber(real.view()), part, groupOf(spec)))
            return nullptr;
        part.sign = '+';
    }
    if (!appendNumber(builder, splitNumber(imaginary.view()), part, groupOf(spec)) || !builder.appendCodePoint('j') ||
        (parentheses && !builder.appendCodePoint(')')))
        return nullptr;
    String* inner = PYC_TRY(builder.finish());
    Paddings pads = padding(spec.width - inner->length, spec.align);
    StringBuilder outer;
    if (!outer.appendRepeated(spec.fill, pads.left) || !outer.append(inner) ||
        !outer.appendRepeated(spec.fill, pads.right))
        return nullptr;
    return outer.finish();
}

String* formatText(String* text, String* specText) {
    FormatSpecifier spec;
    if (!SpecifierReader(specText, Value(text)).read(spec, 's', '<'))
        return nullptr;
    if (spec.type != 's')
        return unknownType(spec.type, Value(text));
    if (spec.sign)
        return spec.sign == ' ' ? raiseValueError("Space not allowed in string format specifier")
                                : raiseValueError("Sign not allowed in string format specifier");
    if (spec.noNegativeZero)
        return raiseValueError("Negative zero coercion (z) not allowed in string format specifier");
    if (spec.alternate)
        return raiseValueError("Alternate form (#) not allowed in string format specifier");
    if (spec.align == '=')
        return raiseValueError("'=' alignment not allowed in string format specifier");
    String* shown = text;
    if (spec.precision >= 0 && spec.precision < text->length)
        shown = PYC_TRY(substring(text, 0, spec.precision));
    Paddings pads = padding(spec.width - shown->length, spec.align);
    if (!pads.left && !pads.right)
        return exactString(shown);
    StringBuilder builder;
    if (!builder.appendRepeated(spec.fill, pads.left) || !builder.append(shown) ||
        !builder.appendRepeated(spec.fill, pads.right))
        return nullptr;
    return builder.finish();
}

} // namespace pyc::runtime
