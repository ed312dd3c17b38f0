// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reading and writing one item of a view.
#include "runtime/builtins/memoryview_items.h"

#include "runtime/object/operations.h"

#include <cmath>
#include <cstring>
#include <limits>
#include <type_traits>

namespace pyc::runtime {

namespace {

struct Pointer {};
struct Character {};
struct Half {
    uint16_t bits;
};

// 0: none of the formats.
char codeOf(const String* format) {
    if (format->kind != 1 || format->length < 1 || format->length > 2)
        return 0;
    const char* text = format->data();
    if (format->length == 2)
        return text[0] == '@' ? text[1] : 0;
    return text[0];
}

// action.template operator()<T>() for the C type of an item; `otherwise` for unknown ones.
template <class Action, class Result>
Result withType(char code, Action action, Result otherwise) {
    switch (code) {
    case 'c': return action.template operator()<Character>();
    case 'b': return action.template operator()<signed char>();
    case 'B': return action.template operator()<unsigned char>();
    case '?': return action.template operator()<bool>();
    case 'h': return action.template operator()<short>();
    case 'H': return action.template operator()<unsigned short>();
    case 'i': return action.template operator()<int>();
    case 'I': return action.template operator()<unsigned>();
    case 'l': return action.template operator()<int64_t>();
    case 'L': return action.template operator()<uint64_t>();
    case 'q': return action.template operator()<long long>();
    case 'Q': return action.template operator()<unsigned long long>();
    case 'n': return action.template operator()<int64_t>();
    case 'N': return action.template operator()<uint64_t>();
    case 'e': return action.template operator()<Half>();
    case 'f': return action.template operator()<float>();
    case 'd': return action.template operator()<double>();
    case 'P': return action.template operator()<Pointer>();
    default: return otherwise;
    }
}

ErrorReturn badType(const MemoryView* view) {
    return raiseTypeError("memoryview: invalid type for format '%U'", view->format);
}
ErrorReturn badValue(const MemoryView* view) {
    return raiseValueError("memoryview: invalid value for format '%U'", view->format);
}

// IEEE half precision by hand: the compiler's own conversion is a library call that a static program may not have.
double halfToDouble(uint16_t bits) {
    int exponent = bits >> 10 & 31, fraction = bits & 0x3FF;
    double magnitude =
        exponent == 31 ? (fraction ? std::numeric_limits<double>::quiet_NaN() : std::numeric_limits<double>::infinity())
        : exponent == 0 ? std::ldexp(double(fraction), -24)
                        : std::ldexp(double(fraction + 1024), exponent - 25);
    return bits & 0x8000 ? -magnitude : magnitude;
}

// False: too large.
bool doubleToHalf(double value, uint16_t* result) {
    uint16_t sign = std::signbit(value) ? 0x8000 : 0;
    double magnitude = std::fabs(value);
    if (std::isnan(value)) {
        *result = sign | 0x7E00;
    } else if (std::isinf(value)) {
        *result = sign | 0x7C00;
    } else if (magnitude < std::ldexp(1.0, -14)) {
        *result = uint16_t(sign + uint16_t(std::nearbyint(std::ldexp(magnitude, 24))));
    } else {
        int exponent;
        double fraction = std::frexp(magnitude, &exponent);
        auto units = uint32_t(std::nearbyint(std::ldexp(fraction, 11)));
        uint32_t bits = uint32_t(exponent + 13) * 1024 + units;
        if (exponent > 17 || bits >= 0x7C00)
            return false;
        *result = uint16_t(sign | bits);
    }
    return true;
}

} // namespace

int64_t itemSizeOfFormat(const String* format) {
    return withType(
        codeOf(format),
        []<class T>() -> int64_t {
            if constexpr (std::is_same_v<T, Pointer>)
                return sizeof(void*);
            else
                return sizeof(T);
        },
        int64_t(0));
}

bool isByteFormat(const String* format) {
    char code = codeOf(format);
    return code == 'B' || code == 'b' || code == 'c';
}

bool sameItemFormat(const String* left, const String* right) {
    char code = codeOf(left);
    return code ? code == codeOf(right) : sameContent(left, right);
}

Value unpackItem(const char* data, const String* format) {
    if (!isItemFormat(format))
        return raiseNotImplementedError("memoryview: format %U not supported", format);
    return withType(
        codeOf(format),
        [&]<class T>() -> Value {
            if constexpr (std::is_same_v<T, Character>) {
                return Value(newBytes(data, 1));
            } else if constexpr (std::is_same_v<T, Pointer>) {
                uintptr_t word;
                std::memcpy(&word, data, sizeof word);
                return newUnsigned(word);
            } else if constexpr (std::is_same_v<T, Half>) {
                uint16_t bits;
                std::memcpy(&bits, data, sizeof bits);
                return floatValue(halfToDouble(bits));
            } else if constexpr (std::is_same_v<T, bool>) {
                return boolValue(*data != 0);
            } else {
                T item;
                std::memcpy(&item, data, sizeof item);
                if constexpr (std::is_floating_point_v<T>)
                    return floatValue(double(item));
                else if constexpr (std::is_signed_v<T>)
                    return intValue(item);
                else
                    return newUnsigned(item);
            }
        },
        Value());
}

bool packItem(const MemoryView* view, char* data, Value value) {
    char code = codeOf(view->format);
    if (!isItemFormat(view->format))
        return raiseNotImplementedError("memoryview: format %U not supported", view->format);
    return withType(
        code,
        [&]<class T>() -> bool {
            if constexpr (std::is_same_v<T, Character>) {
                if (!isBytes(value))
                    return badType(view);
                if (as<Bytes>(value)->length != 1)
                    return badValue(view);
                *data = as<Bytes>(value)->data[0];
                return true;
            } else if constexpr (std::is_same_v<T, bool>) {
                int truth = isTrue(value);
                if (truth < 0)
                    return false;
                if (!view->shared)
                    return raiseValueError("operation forbidden on released memoryview object");
                *data = char(truth);
                return true;
            } else if constexpr (std::is_floating_point_v<T> || std::is_same_v<T, Half>) {
                Result<double> number = toDouble(value);
                if (!number.ok) {
                    if (!pendingErrorIs(TypeErrorType))
                        return false;
                    clearError();
                    return badType(view);
                }
                if (!view->shared)
                    return raiseValueError("operation forbidden on released memoryview object");
                if constexpr (std::is_same_v<T, Half>) {
                    uint16_t bits;
                    if (!doubleToHalf(number.value, &bits))
                        return raiseOverflowError("float too large to pack with e format");
                    std::memcpy(data, &bits, sizeof bits);
                } else {
                    T item = T(number.value);
                    std::memcpy(data, &item, sizeof item);
                }
                return true;
            } else {
                using Word = std::conditional_t<std::is_same_v<T, Pointer>, uintptr_t, T>;
                Value index = toIndex(value);
                if (!index) {
                    if (!pendingErrorIs(TypeErrorType))
                        return false;
                    clearError();
                    return badType(view);
                }
                if (!view->shared)
                    return raiseValueError("operation forbidden on released memoryview object");
                int64_t number;
                Word item;
                if (integerFitsInt64(index, &number)) {
                    item = Word(number);
                    if (int64_t(item) != number || (std::is_unsigned_v<Word> && number < 0))
                        return badValue(view);
                } else {
                    // Above int64: only the widest unsigned ones hold it.
                    auto* big = static_cast<Integer*>(index.object());
                    if (!std::is_unsigned_v<Word> || sizeof(Word) < 8 || big->signedLimbCount != 1)
                        return badValue(view);
                    item = Word(big->limbs[0]);
                }
                std::memcpy(data, &item, sizeof item);
                return true;
            }
        },
        false);
}

} // namespace pyc::runtime
