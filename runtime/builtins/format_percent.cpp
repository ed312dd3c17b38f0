// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// format % arguments, for str and for bytes (whose format and pieces are treated as Latin-1 text).
#include "runtime/builtins/bytes.h"
#include "runtime/builtins/format.h"
#include "runtime/builtins/number.h"
#include "runtime/builtins/str_codec.h"
#include "runtime/object/operations.h"

#include <algorithm>
#include <climits>

namespace pyc::runtime {

namespace {

enum Flags : unsigned { LeftJustify = 1, Sign = 2, Blank = 4, Alternate = 8, Zero = 16 };

struct Conversion {
    unsigned flags = 0;
    int64_t width = -1, precision = -1;
    uint32_t type = 0;
};

class PercentFormatter {
public:
    PercentFormatter(String* format, Value arguments, bool forBytes)
        : format(format), arguments(arguments), mappingValue(arguments), forBytes(forBytes) {
        if (isTuple(arguments)) {
            count = as<Tuple>(arguments)->length;
        } else {
            count = -1; // the value itself, once
            const TypeSlots& slots = typeOf(arguments)->slots;
            mapping =
                slots.getItem && !isString(arguments) && !(forBytes && (isBytes(arguments) || isByteArray(arguments)));
        }
    }

    String* run() {
        int64_t literal = 0;
        while (at < format->length) {
            if (codePointAt(format, at) != '%') {
                ++at;
                continue;
            }
            if (!appendPiece(literal, at))
                return nullptr;
            ++at;
            if (!convert())
                return nullptr;
            literal = at;
        }
        if (!appendPiece(literal, at))
            return nullptr;
        if (!mapping && (count >= 0 ? used < count : !used))
            return raiseTypeError(forBytes ? "not all arguments converted during bytes formatting"
                                           : "not all arguments converted during string formatting");
        return builder.finish();
    }

private:
    bool appendPiece(int64_t start, int64_t end) {
        if (start == end)
            return true;
        String* piece = substring(format, start, end);
        return piece && builder.append(piece);
    }

    Value nextArgument() {
        if (count >= 0 ? used < count : !used)
            return count >= 0 ? as<Tuple>(arguments)->items[used++] : (++used, arguments);
        return raiseTypeError("not enough arguments for format string");
    }

    uint32_t current() const { return codePointAt(format, at); }

    bool readKey() {
        if (!mapping)
            return raiseTypeError("format requires a mapping");
        int64_t start = ++at;
        int depth = 1;
        for (; at < format->length; ++at) {
            if (current() == ')' && --depth == 0)
                break;
            if (current() == '(')
                ++depth;
        }
        if (at == format->length)
            return raiseValueError("incomplete format key");
        String* key = PYC_TRY(substring(format, start, at));
        ++at;
        Value keyValue = Value(key);
        if (forBytes)
            keyValue = Value(PYC_TRY(encodeText(key, staticString<"latin-1">, nullptr)));
        // From here on the value found is the one argument there is.
        arguments = PYC_TRY(getItem(mappingValue, keyValue));
        count = -1;
        used = 0;
        return true;
    }

    // A number or *, after the flags or the point.
    bool readSize(int64_t& size, const char* tooBig, bool isWidth, unsigned& flags) {
        if (at < format->length && current() == '*') {
            ++at;
            Value value = PYC_TRY(nextArgument());
            if (!isInt(value))
                return raiseTypeError("* wants int");
            int64_t number;
            bool fits = integerFitsInt64(value, &number);
            if (isWidth ? !fits || number == INT64_MIN : !fits || number != int32_t(number))
                return raiseOverflowError("Python int too large to convert to C %s", isWidth ? "ssize_t" : "int");
            if (number < 0) {
                if (isWidth) {
                    flags |= LeftJustify;
                    number = -number;
                } else {
                    number = 0;
                }
            }
            size = number;
            return true;
        }
        if (at < format->length && current() >= '0' && current() <= '9')
            size = 0;
        for (; at < format->length && current() >= '0' && current() <= '9'; ++at) {
            if (__builtin_mul_overflow(size, 10, &size) || __builtin_add_overflow(size, current() - '0', &size) ||
                (!isWidth && size > INT_MAX))
                return raiseValueError("%s too big", tooBig);
        }
        return true;
    }

    bool convert() {
        Conversion conversion;
        if (at < format->length && current() == '(' && !readKey())
            return false;
        for (; at < format->length; ++at) {
            uint32_t c = current();
            unsigned flag = c == '-'   ? LeftJustify
                            : c == '+' ? Sign
                            : c == ' ' ? Blank
                            : c == '#' ? Alternate
                            : c == '0' ? Zero
                                       : 0;
            if (!flag)
                break;
            conversion.flags |= flag;
        }
        if (!readSize(conversion.width, "width", true, conversion.flags))
            return false;
        if (at < format->length && current() == '.') {
            ++at;
            conversion.precision = 0;
            if (!readSize(conversion.precision, forBytes ? "prec" : "precision", false, conversion.flags))
                return false;
        }
        if (at < format->length && (current() == 'h' || current() == 'l' || current() == 'L'))
            ++at;
        if (at == format->length)
            return raiseValueError("incomplete format");
        conversion.type = codePointAt(format, at++);
        if (conversion.type == '%' && codePointAt(format, at - 2) == '%')
            return builder.appendCodePoint('%');
        Value value = PYC_TRY(nextArgument());
        return render(conversion, value);
    }

    bool render(Conversion& conversion, Value value) {
        switch (conversion.type) {
        case 's':
            if (forBytes)
                return renderBytes(conversion, value);
            return renderText(conversion, isExactString(value) ? as<String>(value) : str(value));
        case 'b':
            if (forBytes)
                return renderBytes(conversion, value);
            break;
        case 'r': return renderText(conversion, forBytes ? ascii(value) : repr(value));
        case 'a': return renderText(conversion, ascii(value));
        case 'd':
        case 'i':
        case 'u':
        case 'o':
        case 'x':
        case 'X': return renderInteger(conversion, value);
        case 'e':
        case 'E':
        case 'f':
        case 'F':
        case 'g':
        case 'G': return renderFloat(conversion, value);
        case 'c': return renderCharacter(conversion, value);
        }
        uint32_t type = conversion.type;
        uint32_t shown = forBytes || (type >= 31 && type <= 126) ? type : '?';
        return raiseValueError("unsupported format character '%c' (0x%x) at index %d", shown, type, at - 1);
    }

    bool renderText(const Conversion& conversion, String* text) {
        if (!text)
            return false;
        if (conversion.precision >= 0 && conversion.precision < text->length) {
            text = substring(text, 0, conversion.precision);
            if (!text)
                return false;
        }
        int64_t missing = std::max(conversion.width - text->length, int64_t(0));
        bool left = conversion.flags & LeftJustify;
        return builder.appendRepeated(' ', left ? 0 : missing) && builder.append(text) &&
               builder.appendRepeated(' ', left ? missing : 0);
    }

    bool renderBytes(const Conversion& conversion, Value value) {
        if (!isBytesLike(value)) {
            Value converted = callSpecial(value, staticString<"__bytes__">);
            if (!converted && errorPending())
                return false;
            if (!converted)
                return raiseTypeError(
                    "%%b requires a bytes-like object, or an object that implements __bytes__, not '%T'", value);
            if (!isBytes(converted))
                return raiseTypeError("__bytes__ returned non-bytes (type %T)", converted);
            value = converted;
        }
        std::string_view data = bytesView(value);
        return renderText(conversion,
                          stringFromUnits(reinterpret_cast<const uint8_t*>(data.data()), int64_t(data.size())));
    }

    bool renderCharacter(const Conversion& conversion, Value value) {
        uint32_t point;
        Conversion plain = conversion;
        plain.precision = -1;
        if (forBytes) {
            if (isBytes(value) || isByteArray(value)) {
                std::string_view data = bytesView(value);
                if (data.size() != 1)
                    return raiseTypeError(
                        "%%c requires an integer in range(256) or a single byte, not a %s object of length %d",
                        isBytes(value) ? "bytes" : "bytearray", data.size());
                point = uint8_t(data[0]);
            } else {
                if (!typeOf(value)->slots.index)
                    return raiseTypeError("%%c requires an integer in range(256) or a single byte, not %T", value);
                Value number = PYC_TRY(toIndex(value));
                if (!number.isSmallInt() || number.smallInt() < 0 || number.smallInt() > 255)
                    return raiseOverflowError("%%c arg not in range(256)");
                point = uint32_t(number.smallInt());
            }
            return renderText(plain, stringFromCodePoint(point));
        }
        if (isString(value)) {
            if (as<String>(value)->length != 1)
                return raiseTypeError("%%c requires an int or a unicode character, not a string of length %d",
                                      as<String>(value)->length);
            return renderText(plain, as<String>(value));
        }
        if (!typeOf(value)->slots.index)
            return raiseTypeError("%%c requires an int or a unicode character, not %T", value);
        Value number = PYC_TRY(toIndex(value));
        if (!number.isSmallInt() || number.smallInt() < 0 || number.smallInt() > 0x10ffff)
            return raiseOverflowError("%%c arg not in range(0x110000)");
        return renderText(plain, stringFromCodePoint(uint32_t(number.smallInt())));
    }

    bool renderInteger(const Conversion& conversion, Value value) {
        uint32_t type = conversion.type;
        bool powerBase = type == 'o' || type == 'x' || type == 'X';
        Value number;
        if (isInt(value)) {
            number = integerPayload(value);
        } else {
            const TypeSlots& slots = typeOf(value)->slots;
            if (powerBase ? slots.index != nullptr : slots.toInt || slots.index || slots.toFloat) {
                if (powerBase || !slots.toInt)
                    number = powerBase || slots.index ? toIndex(value) : Value();
                else
                    number = slots.toInt(value);
                if (!number) {
                    if (!pendingErrorIs(TypeErrorType))
                        return false;
                    clearError();
                } else if (!isInt(number)) {
                    number = Value();
                } else {
                    number = integerPayload(number);
                }
            }
            if (!number)
                return raiseTypeError(powerBase ? "%%%c format: an integer is required, not %T"
                                                : "%%%c format: a real number is required, not %T",
                                      type, value);
        }
        if (conversion.precision > INT_MAX - 3)
            return raiseOverflowError("precision too large");
        String* text = powerBase ? integerToPowerBase(number, type == 'o' ? 8 : 16, false) : integerToDecimal(number);
        if (!text)
            return false;
        std::string_view digits = text->view();
        bool negative = digits[0] == '-';
        if (negative)
            digits.remove_prefix(1);
        if (type == 'X') {
            String* upper = PYC_TRY(allocateString(int64_t(digits.size()), 0x7f));
            std::transform(digits.begin(), digits.end(), upper->data(),
                           [](char c) { return c >= 'a' ? char(c - 32) : c; });
            digits = upper->view();
        }
        std::string_view prefix;
        if (powerBase && (conversion.flags & Alternate))
            prefix = type == 'o' ? "0o" : type == 'x' ? "0x" : "0X";
        return renderNumber(conversion, negative, prefix,
                            std::max(conversion.precision - int64_t(digits.size()), int64_t(0)), digits);
    }

    bool renderFloat(const Conversion& conversion, Value value) {
        double number;
        Result<double> converted = toDouble(value);
        if (!converted.ok) {
            if (forBytes && pendingErrorIs(TypeErrorType)) {
                clearError();
                return raiseTypeError("float argument required, not %T", value);
            }
            return false;
        }
        number = converted.value;
        int64_t precision = conversion.precision < 0 ? 6 : conversion.precision;
        if (precision > GreatestPrecision)
            return raiseValueError("precision too big");
        Characters text = formatDouble(number, char(conversion.type), int(precision),
                                       conversion.flags & Alternate ? FloatAlternate : 0);
        if (!text.data)
            return false;
        std::string_view digits = text.view();
        bool negative = digits[0] == '-';
        if (negative)
            digits.remove_prefix(1);
        return renderNumber(conversion, negative, {}, 0, digits);
    }

    bool renderNumber(const Conversion& conversion, bool negative, std::string_view prefix, int64_t zeros,
                      std::string_view digits) {
        char sign = negative ? '-' : conversion.flags & Sign ? '+' : conversion.flags & Blank ? ' ' : 0;
        int64_t length = (sign != 0) + int64_t(prefix.size()) + zeros + int64_t(digits.size());
        int64_t missing = std::max(conversion.width - length, int64_t(0));
        bool left = conversion.flags & LeftJustify, zero = (conversion.flags & Zero) && !left;
        return builder.appendRepeated(' ', left || zero ? 0 : missing) &&
               (!sign || builder.appendCodePoint(uint32_t(sign))) && builder.append(prefix) &&
               builder.appendRepeated('0', (zero ? missing : 0) + zeros) && builder.append(digits) &&
               builder.appendRepeated(' ', left ? missing : 0);
    }

    String* format;
    Value arguments;
    Value mappingValue;
    bool forBytes, mapping = false;
    int64_t count, used = 0, at = 0;
    StringBuilder builder;
};

} // namespace

String* formatPercent(String* format, Value arguments) { return PercentFormatter(format, arguments, false).run(); }

Bytes* formatPercentBytes(std::string_view format, Value arguments) {
    String* text = PYC_TRY(stringFromUnits(reinterpret_cast<const uint8_t*>(format.data()), int64_t(format.size())));
    String* result = PYC_TRY(PercentFormatter(text, arguments, true).run());
    return encodeText(result, staticString<"latin-1">, nullptr);
}

} // namespace pyc::runtime
