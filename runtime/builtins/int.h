// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Integers of any size. Arguments named `left`, `right`, `number` are payloads: a small int or an Integer, never a bool
// or an instance of a subclass (integerPayload makes them so). Results are empty when memory is exhausted or the
// operation raised.
#pragma once

#include "runtime/builtins/bigint.h"
#include "runtime/object/containers.h"

#include <string_view>

namespace pyc::runtime {

inline bool isIntegerObject(Value value) { return value.isObject() && shapeOf(value.object()) == &IntShape; }
inline bool isExactInteger(Value value) { return value.isSmallInt() || isIntegerObject(value); }

// Sign and magnitude of either form; the limbs belong to the view or the object.
struct IntegerView {
    explicit IntegerView(Value number) {
        if (number.isSmallInt()) {
            int64_t value = number.smallInt();
            negative = value < 0;
            single = negative ? -uint64_t(value) : uint64_t(value);
            limbs = &single;
            count = value != 0;
        } else {
            auto* integer = static_cast<Integer*>(number.object());
            negative = integer->signedLimbCount < 0;
            count = size_t(negative ? -integer->signedLimbCount : integer->signedLimbCount);
            limbs = integer->limbs;
        }
    }
    IntegerView(const IntegerView&) = delete;
    size_t bitLength() const { return limbs::bitLength(limbs, count); }

    bool negative;
    uint64_t single = 0;
    size_t count;
    const uint64_t* limbs;
};

// Room for a result of up to `count` limbs, then the value of what was written there.
Integer* allocateInteger(size_t count);
Value finishInteger(Integer* integer, size_t count, bool negative);

Value addIntegersSlow(Value left, Value right);
Value subtractIntegersSlow(Value left, Value right);
Value multiplyIntegersSlow(Value left, Value right);

inline Value addIntegers(Value left, Value right) {
    int64_t sum;
    if (left.isSmallInt() && right.isSmallInt() &&
        !__builtin_add_overflow(int64_t(left.bits), int64_t(right.bits - 1), &sum)) [[likely]]
        return Value(uint64_t(sum));
    return addIntegersSlow(left, right);
}
inline Value subtractIntegers(Value left, Value right) {
    int64_t difference;
    if (left.isSmallInt() && right.isSmallInt() &&
        !__builtin_sub_overflow(int64_t(left.bits), int64_t(right.bits - 1), &difference)) [[likely]]
        return Value(uint64_t(difference));
    return subtractIntegersSlow(left, right);
}
inline Value multiplyIntegers(Value left, Value right) {
    int64_t product;
    if (left.isSmallInt() && right.isSmallInt() &&
        !__builtin_mul_overflow(int64_t(left.bits - 1), right.smallInt(), &product)) [[likely]]
        return Value(uint64_t(product) | 1);
    return multiplyIntegersSlow(left, right);
}

// Floor division; either result may be null. False: an error is pending (division by zero included).
bool divideIntegers(Value left, Value right, Value* quotient, Value* remainder);
Value trueDivideIntegers(Value left, Value right); // a float, correctly rounded
Value powerOfInteger(Value base, Value exponent);  // a float for negative exponents
Value powerModulo(Value base, Value exponent, Value modulus);
Value shiftLeftInteger(Value number, Value count);
Value shiftRightInteger(Value number, Value count);
Value shiftLeftBits(Value number, uint64_t bits);
Value shiftRightBits(Value number, uint64_t bits); // floors
enum class BitOperation { And, Or, Xor };
Value bitOperation(BitOperation operation, Value left, Value right);
Value negateInteger(Value number);
Value invertInteger(Value number);
Value absoluteInteger(Value number);
int compareIntegers(Value left, Value right);
int signOfInteger(Value number);
bool isOddInteger(Value number);
uint64_t bitLengthOfInteger(Value number);
Value gcdOfIntegers(Value left, Value right);
Value squareRootOfInteger(Value number); // floor; number >= 0

// To the nearest double; raises OverflowError when too large.
Result<double> integerToDouble(Value number);
// number = mantissa × 2^exponent with mantissa in [0.5, 1), rounded as the double; number != 0
double integerFraction(Value number, int64_t* exponent);
Value integerFromDouble(double value);                    // truncates; raises for infinity and NaN
int compareIntegerWithDouble(Value number, double value); // value not NaN

// ---- text ----
constexpr int64_t DefaultMaximumDigits = 4300, LeastMaximumDigits = 640;
extern constinit int64_t maximumDigits; // sys.set_int_max_str_digits; 0: no limit
String* integerToDecimal(Value number); // str(); raises when over the limit
// Digits in bases 2, 8, 16, lower case, with "0b" and so on when asked for.
String* integerToPowerBase(Value number, int base, bool prefix);
// As int(text, base) reads characters (underscores, prefix, sign, blanks around); `original` is what messages show.
Value integerFromText(std::string_view text, int base, Value original);
Value integerFromString(String* string, int base);
// A literal or anything else that is known to be plain digits of the base; no limit applies.
Value integerFromDigits(std::string_view digits, int base);
// Unicode digits and blanks as ASCII: what number constructors read. An empty result (data null): memory error.
Utf8 asciiDigits(String* string);

// round(number, digits) of an int; digits is an int payload.
Value roundInteger(Value number, Value digits);

} // namespace pyc::runtime
