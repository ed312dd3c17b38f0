// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Integer arithmetic on values: small operands in words, others through limbs.
#include "runtime/builtins/int.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace pyc::runtime {

using limbs::Limb;

namespace {

constexpr size_t MaximumLimbs = size_t(1) << (sizeof(size_t) == 8 ? 40 : 26);

// Working space that need not outlive an operation; small ones are on the stack.
class Scratch {
public:
    // Null: memory error, pending.
    Limb* get(size_t count) {
        if (count <= std::size(inlineLimbs))
            return inlineLimbs;
        auto* block = static_cast<Limb*>(gc::allocateAtomic(count * sizeof(Limb)));
        if (!block)
            raiseMemoryError();
        return block;
    }

private:
    Limb inlineLimbs[48];
};

Value addMagnitudes(const IntegerView& a, const IntegerView& b, bool negative) {
    const IntegerView& longer = a.count >= b.count ? a : b;
    const IntegerView& shorter = a.count >= b.count ? b : a;
    Integer* result = PYC_TRY(allocateInteger(longer.count + 1));
    result->limbs[longer.count] = limbs::add(result->limbs, longer.limbs, longer.count, shorter.limbs, shorter.count);
    return finishInteger(result, longer.count + 1, negative);
}

Value subtractMagnitudes(const IntegerView& a, const IntegerView& b, bool negative) {
    int order = limbs::compare(a.limbs, a.count, b.limbs, b.count);
    if (order == 0)
        return Value::fromSmallInt(0);
    const IntegerView& larger = order > 0 ? a : b;
    const IntegerView& smaller = order > 0 ? b : a;
    Integer* result = PYC_TRY(allocateInteger(larger.count));
    limbs::subtract(result->limbs, larger.limbs, larger.count, smaller.limbs, smaller.count);
    return finishInteger(result, larger.count, negative != (order < 0));
}

// quotient and remainder of magnitudes, truncating; either target may be null. b is not zero.
bool divideMagnitudes(const IntegerView& a, const IntegerView& b, bool quotientNegative, bool remainderNegative,
                      Value* quotient, Value* remainder) {
    if (limbs::compare(a.limbs, a.count, b.limbs, b.count) < 0) {
        if (quotient)
            *quotient = Value::fromSmallInt(0);
        if (remainder)
            *remainder = PYC_TRY(newIntegerFromLimbs(remainderNegative, a.limbs, a.count));
        return true;
    }
    size_t quotientCount = a.count - b.count + 1;
    Integer* result = PYC_TRY(allocateInteger(quotientCount + 1));
    if (b.count == 1) {
        Limb rest = limbs::divideOne(result->limbs, a.limbs, a.count, b.limbs[0]);
        if (remainder)
            *remainder = PYC_TRY(newIntegerFromLimbs(remainderNegative, &rest, 1));
    } else {
        Scratch space;
        Limb* work = PYC_TRY(space.get(a.count + 1 + b.count + limbs::divideScratch(a.count + 1, b.count)));
        Limb* divisor = work + a.count + 1;
        unsigned shift = unsigned(__builtin_clzll(b.limbs[b.count - 1]));
        work[a.count] = limbs::shiftLeft(work, a.limbs, a.count, shift);
        limbs::shiftLeft(divisor, b.limbs, b.count, shift);
        limbs::divide(result->limbs, work, a.count + 1, divisor, b.count, divisor + b.count);
        if (remainder) {
            limbs::shiftRight(work, work, b.count, shift);
            *remainder = PYC_TRY(newIntegerFromLimbs(remainderNegative, work, b.count));
        }
    }
    if (quotient)
        *quotient = finishInteger(result, quotientCount, quotientNegative);
    return true;
}

// The highest 64 bits of a number of at least that many, and whether anything is below them.
Limb leadingLimb(const IntegerView& number, bool* sticky) {
    size_t length = number.bitLength(), drop = length - 64;
    size_t whole = drop / 64;
    unsigned shift = drop % 64;
    Limb top = number.limbs[whole] >> shift;
    if (shift)
        top |= number.limbs[whole + 1] << (64 - shift);
    *sticky = false;
    for (size_t i = 0; i < whole; ++i)
        *sticky |= number.limbs[i] != 0;
    if (shift)
        *sticky |= (number.limbs[whole] << (64 - shift)) != 0;
    return top;
}

// The 53-bit double nearest to a 64-bit number with more bits below; may be 2^64.
double roundLeading(Limb top, bool sticky) {
    Limb kept = top >> 11, rest = top & 0x7ff;
    if (rest > 0x400 || (rest == 0x400 && (sticky || (kept & 1))))
        ++kept;
    return double(kept) * 2048.0;
}

Value tooManyDigits() { return raiseOverflowError("too many digits in integer"); }

} // namespace

Integer* allocateInteger(size_t count) {
    if (count > MaximumLimbs)
        return raiseMemoryError();
    auto* integer = static_cast<Integer*>(gc::allocateAtomic(sizeof(Integer) + count * sizeof(Limb)));
    if (!integer)
        return raiseMemoryError();
    integer->shape = &IntShape;
    return integer;
}

Value finishInteger(Integer* integer, size_t count, bool negative) {
    count = limbs::normalise(integer->limbs, count);
    if (count <= 1) {
        Limb magnitude = count ? integer->limbs[0] : 0;
        if (magnitude <= uint64_t(Value::SmallIntMax))
            return Value::fromSmallInt(negative ? -int64_t(magnitude) : int64_t(magnitude));
        if (negative && magnitude == uint64_t(Value::SmallIntMax) + 1)
            return Value::fromSmallInt(Value::SmallIntMin);
    }
    integer->signedLimbCount = negative ? -int64_t(count) : int64_t(count);
    return Value(integer);
}

Value newIntegerFromLimbs(bool negative, const uint64_t* source, size_t count) {
    count = limbs::normalise(source, count);
    if (count == 0)
        return Value::fromSmallInt(0);
    if (count == 1 && source[0] <= uint64_t(Value::SmallIntMax))
        return Value::fromSmallInt(negative ? -int64_t(source[0]) : int64_t(source[0]));
    Integer* integer = PYC_TRY(allocateInteger(count));
    std::memcpy(integer->limbs, source, count * sizeof(Limb));
    return finishInteger(integer, count, negative);
}

Value newInteger(int64_t value) {
    if (Value::fitsSmallInt(value))
        return Value::fromSmallInt(value);
    uint64_t magnitude = value < 0 ? -uint64_t(value) : uint64_t(value);
    return newIntegerFromLimbs(value < 0, &magnitude, 1);
}

Value newUnsigned(uint64_t value) { return newIntegerFromLimbs(false, &value, 1); }

Value newIntegerFromWide(__int128 value) {
    unsigned __int128 magnitude = value < 0 ? -(unsigned __int128)(value) : (unsigned __int128)(value);
    const uint64_t pair[2] = {uint64_t(magnitude), uint64_t(magnitude >> 64)};
    return newIntegerFromLimbs(value < 0, pair, 2);
}

Value integerPayload(Value integer) {
    if (integer.isSmallInt() || shapeOf(integer.object()) == &IntShape) [[likely]]
        return integer;
    if (isBool(integer))
        return Value::fromSmallInt(static_cast<BoolObject*>(integer.object())->number);
    return static_cast<IntegerInstance*>(integer.object())->payload;
}

bool integerFitsInt64(Value integer, int64_t* result) {
    Value number = integerPayload(integer);
    if (number.isSmallInt()) {
        *result = number.smallInt();
        return true;
    }
    auto* big = static_cast<Integer*>(number.object());
    if (big->signedLimbCount == 1 && big->limbs[0] <= uint64_t(INT64_MAX)) {
        *result = int64_t(big->limbs[0]);
        return true;
    }
    if (big->signedLimbCount == -1 && big->limbs[0] <= uint64_t(1) << 63) {
        *result = int64_t(-big->limbs[0]);
        return true;
    }
    return false;
}

Value addIntegersSlow(Value left, Value right) {
    IntegerView a(left), b(right);
    return a.negative == b.negative ? addMagnitudes(a, b, a.negative) : subtractMagnitudes(a, b, a.negative);
}

Value subtractIntegersSlow(Value left, Value right) {
    IntegerView a(left), b(right);
    return a.negative != b.negative ? addMagnitudes(a, b, a.negative) : subtractMagnitudes(a, b, a.negative);
}

Value multiplyIntegersSlow(Value left, Value right) {
    IntegerView a(left), b(right);
    if (a.count == 0 || b.count == 0)
        return Value::fromSmallInt(0);
    Integer* result = PYC_TRY(allocateInteger(a.count + b.count));
    Scratch space;
    Limb* scratch = PYC_TRY(space.get(limbs::multiplyScratch(a.count, b.count)));
    limbs::multiply(result->limbs, a.limbs, a.count, b.limbs, b.count, scratch);
    return finishInteger(result, a.count + b.count, a.negative != b.negative);
}

bool divideIntegers(Value left, Value right, Value* quotient, Value* remainder) {
    if (left.isSmallInt() && right.isSmallInt()) {
        int64_t a = left.smallInt(), b = right.smallInt();
        if (b == 0)
            return raiseZeroDivisionError("division by zero");
        int64_t q = a / b, r = a % b;
        if (r && (r ^ b) < 0) {
            --q;
            r += b;
        }
        if (quotient)
            *quotient = intValue(q);
        if (remainder)
            *remainder = Value::fromSmallInt(r);
        return true;
    }
    IntegerView a(left), b(right);
    if (b.count == 0)
        return raiseZeroDivisionError("division by zero");
    bool differ = a.negative != b.negative;
    Value q, r;
    if (!divideMagnitudes(a, b, differ, a.negative, quotient || differ ? &q : nullptr,
                          remainder || differ ? &r : nullptr))
        return false;
    if (differ && r != Value::fromSmallInt(0)) {
        q = PYC_TRY(subtractIntegers(q, Value::fromSmallInt(1)));
        r = PYC_TRY(addIntegers(r, right));
    }
    if (quotient)
        *quotient = q;
    if (remainder)
        *remainder = r;
    return true;
}

double integerFraction(Value number, int64_t* exponent) {
    IntegerView view(number);
    int64_t length = int64_t(view.bitLength());
    double result;
    if (length <= 53) {
        result = std::ldexp(double(view.limbs[0]), int(-length));
    } else {
        bool sticky = false;
        Limb top = length < 64 ? view.limbs[0] << (64 - length) : leadingLimb(view, &sticky);
        result = roundLeading(top, sticky) * 0x1p-64;
        if (result == 1.0) {
            result = 0.5;
            ++length;
        }
    }
    *exponent = length;
    return view.negative ? -result : result;
}

Result<double> integerToDouble(Value number) {
    if (number.isSmallInt())
        return double(number.smallInt());
    int64_t exponent;
    double fraction = integerFraction(number, &exponent);
    if (exponent > 1024)
        return raiseOverflowError("int too large to convert to float");
    return std::ldexp(fraction, int(exponent));
}

Value integerFromDouble(double value) {
    if (std::isnan(value))
        return raiseValueError("cannot convert float NaN to integer");
    if (std::isinf(value))
        return raiseOverflowError("cannot convert float infinity to integer");
    if (std::fabs(value) < 0x1p62)
        return intValue(int64_t(value));
    int exponent;
    double mantissa = std::frexp(std::fabs(value), &exponent);
    uint64_t bits = uint64_t(std::ldexp(mantissa, 53));
    Value magnitude = PYC_TRY(shiftLeftBits(Value::fromSmallInt(int64_t(bits)), uint64_t(exponent - 53)));
    return value < 0 ? negateInteger(magnitude) : magnitude;
}

int compareIntegerWithDouble(Value number, double value) {
    if (std::isinf(value))
        return value > 0 ? -1 : 1;
    if (number.isSmallInt()) {
        int64_t integer = number.smallInt();
        if (std::fabs(value) >= 0x1p62)
            return value > 0 ? -1 : integer == Value::SmallIntMin && value == -0x1p62 ? 0 : 1;
        int64_t whole = int64_t(value);
        if (integer != whole)
            return integer < whole ? -1 : 1;
        double rest = value - double(whole);
        return rest > 0 ? -1 : rest < 0;
    }
    IntegerView view(number);
    if (view.negative != (value < 0))
        return view.negative ? -1 : 1;
    int sign = view.negative ? -1 : 1;
    int exponent;
    double mantissa = std::frexp(std::fabs(value), &exponent);
    int64_t length = int64_t(view.bitLength());
    if (value == 0 || length != exponent)
        return value == 0 || length > exponent ? sign : -sign;
    // Both have as many bits before the point, at least 62.
    uint64_t bits = uint64_t(std::ldexp(mantissa, 53)) << 11;
    bool sticky = false;
    Limb top = length < 64 ? view.limbs[0] << (64 - length) : leadingLimb(view, &sticky);
    if (top != bits)
        return top < bits ? -sign : sign;
    return sticky ? sign : 0;
}

Value trueDivideIntegers(Value left, Value right) {
    if (left.isSmallInt() && right.isSmallInt()) {
        int64_t a = left.smallInt(), b = right.smallInt();
        constexpr int64_t Exact = int64_t(1) << 53;
        if (b != 0 && a >= -Exact && a <= Exact && b >= -Exact && b <= Exact)
            return floatValue(double(a) / double(b));
    }
    IntegerView a(left), b(right);
    if (b.count == 0)
        return raiseZeroDivisionError("division by zero");
    if (a.count == 0)
        return floatValue(b.negative ? -0.0 : 0.0);
    bool negative = a.negative != b.negative;
    int64_t difference = int64_t(a.bitLength()) - int64_t(b.bitLength());
    if (difference > 1024)
        return raiseOverflowError("integer division result too large for a float");
    if (difference < -1076)
        return floatValue(negative ? -0.0 : 0.0);
    // A quotient of 66 or 67 bits; what is lost below is remembered.
    int64_t shift = 66 - difference;
    Value dividend = absoluteInteger(left), divisor = absoluteInteger(right);
    if (shift >= 0)
        dividend = PYC_TRY(shiftLeftBits(dividend, uint64_t(shift)));
    else
        divisor = PYC_TRY(shiftLeftBits(divisor, uint64_t(-shift)));
    Value quotient, remainder;
    if (!divideIntegers(dividend, divisor, &quotient, &remainder))
        return Value();
    IntegerView q(quotient);
    bool sticky;
    Limb top = leadingLimb(q, &sticky);
    sticky |= remainder != Value::fromSmallInt(0);
    int64_t exponent = int64_t(q.bitLength()) - 64 - shift; // of top's last bit
    int64_t drop = 11;
    if (exponent + drop < -1074)
        drop = -1074 - exponent;
    double result;
    if (drop > 64) {
        result = 0.0;
    } else {
        Limb kept = drop == 64 ? 0 : top >> drop;
        Limb half = Limb(1) << (drop - 1);
        Limb rest = top & (half | (half - 1));
        if (rest > half || (rest == half && (sticky || (kept & 1))))
            ++kept;
        result = std::ldexp(double(kept), int(exponent + drop));
    }
    if (std::isinf(result))
        return raiseOverflowError("integer division result too large for a float");
    return floatValue(negative ? -result : result);
}

Value powerOfInteger(Value base, Value exponent) {
    IntegerView e(exponent);
    if (e.negative) {
        double b = PYC_TRY(integerToDouble(base));
        double x = PYC_TRY(integerToDouble(exponent));
        if (b == 0)
            return raiseZeroDivisionError("zero to a negative power");
        return floatValue(std::pow(b, x));
    }
    if (base == Value::fromSmallInt(2) && e.count <= 1)
        return shiftLeftBits(Value::fromSmallInt(1), e.count ? e.limbs[0] : 0);
    if (base == Value::fromSmallInt(1) || e.count == 0)
        return Value::fromSmallInt(1);
    if (base == Value::fromSmallInt(0))
        return base;
    if (base == Value::fromSmallInt(-1))
        return Value::fromSmallInt(e.limbs[0] & 1 ? -1 : 1);
    if (e.count > 1)
        return raiseMemoryError();
    uint64_t bits = e.limbs[0];
    Value result = base;
    for (int i = 62 - __builtin_clzll(bits); i >= 0; --i) {
        result = PYC_TRY(multiplyIntegers(result, result));
        if (bits >> i & 1)
            result = PYC_TRY(multiplyIntegers(result, base));
    }
    return result;
}

namespace {

Value multiplyModulo(Value left, Value right, Value modulus) {
    Value product = PYC_TRY(multiplyIntegers(left, right));
    Value result;
    return divideIntegers(product, modulus, nullptr, &result) ? result : Value();
}

// x with number x = 1 modulo modulus, both positive.
Value inverseModulo(Value number, Value modulus) {
    const Value zero = Value::fromSmallInt(0), one = Value::fromSmallInt(1);
    Value a = number, n = modulus, b = one, c = zero;
    while (n != zero) {
        Value quotient, remainder;
        if (!divideIntegers(a, n, &quotient, &remainder))
            return Value();
        a = n;
        n = remainder;
        Value next = PYC_TRY(multiplyIntegers(quotient, c));
        next = PYC_TRY(subtractIntegers(b, next));
        b = c;
        c = next;
    }
    if (a != one)
        return raiseValueError("base is not invertible for the given modulus");
    return b;
}

} // namespace

Value powerModulo(Value base, Value exponent, Value modulus) {
    const Value zero = Value::fromSmallInt(0), one = Value::fromSmallInt(1);
    if (modulus == zero)
        return raiseValueError("pow() 3rd argument cannot be 0");
    bool negative = signOfInteger(modulus) < 0;
    Value positive = PYC_TRY(absoluteInteger(modulus));
    if (positive == one)
        return zero;
    if (signOfInteger(exponent) < 0) {
        exponent = PYC_TRY(negateInteger(exponent));
        base = PYC_TRY(inverseModulo(base, positive));
    }
    if (!divideIntegers(base, positive, nullptr, &base))
        return Value();
    IntegerView bits(exponent);
    Value result = one;
    if (positive.isSmallInt()) {
        uint64_t m = uint64_t(positive.smallInt()), b = uint64_t(base.smallInt()), r = 1 % m;
        for (size_t i = bits.bitLength(); i-- > 0;) {
            r = uint64_t((unsigned __int128)(r)*r % m);
            if (bits.limbs[i / 64] >> (i % 64) & 1)
                r = uint64_t((unsigned __int128)(r)*b % m);
        }
        result = Value::fromSmallInt(int64_t(r));
    } else {
        // Four bits at a time; short exponents do not pay for the table.
        size_t length = bits.bitLength();
        if (length <= 24) {
            for (size_t i = length; i-- > 0;) {
                result = PYC_TRY(multiplyModulo(result, result, positive));
                if (bits.limbs[i / 64] >> (i % 64) & 1)
                    result = PYC_TRY(multiplyModulo(result, base, positive));
            }
        } else {
            Value powers[16] = {one, base};
            for (int i = 2; i < 16; ++i)
                powers[i] = PYC_TRY(multiplyModulo(powers[i - 1], base, positive));
            for (size_t i = (length + 3) / 4 * 4; i > 0;) {
                i -= 4;
                unsigned window = unsigned(bits.limbs[i / 64] >> (i % 64)) & 15;
                for (int step = 0; step < 4 && result != one; ++step)
                    result = PYC_TRY(multiplyModulo(result, result, positive));
                if (window)
                    result = PYC_TRY(multiplyModulo(result, powers[window], positive));
            }
        }
    }
    if (negative && result != zero)
        result = subtractIntegers(result, positive);
    return result;
}

Value shiftLeftBits(Value number, uint64_t bits) {
    if (number.isSmallInt()) {
        int64_t value = number.smallInt();
        if (value == 0)
            return number;
        if (bits < 62 && (value << bits >> bits) == value)
            return intValue(value << bits);
    }
    IntegerView view(number);
    // What CPython refuses before it asks for memory: more digits of 30 bits than it can count.
    if (bits / 30 + (bits % 30 != 0) + (view.bitLength() + 29) / 30 > uint64_t(INT64_MAX - 1) / 30)
        return tooManyDigits();
    if (bits / 64 > MaximumLimbs)
        return raiseMemoryError();
    auto whole = size_t(bits / 64);
    Integer* result = PYC_TRY(allocateInteger(view.count + whole + 1));
    std::memset(result->limbs, 0, whole * sizeof(Limb));
    result->limbs[view.count + whole] = limbs::shiftLeft(result->limbs + whole, view.limbs, view.count, bits % 64);
    return finishInteger(result, view.count + whole + 1, view.negative);
}

Value shiftRightBits(Value number, uint64_t bits) {
    if (number.isSmallInt())
        return Value::fromSmallInt(number.smallInt() >> (bits < 63 ? bits : 63));
    IntegerView view(number);
    if (bits / 64 >= view.count)
        return Value::fromSmallInt(view.negative ? -1 : 0);
    auto whole = size_t(bits / 64);
    bool lost = false;
    if (view.negative) {
        for (size_t i = 0; i < whole; ++i)
            lost |= view.limbs[i] != 0;
        lost |= (view.limbs[whole] & ((Limb(1) << (bits % 64)) - 1)) != 0;
    }
    size_t count = view.count - whole;
    Integer* result = PYC_TRY(allocateInteger(count + 1));
    limbs::shiftRight(result->limbs, view.limbs + whole, count, bits % 64);
    result->limbs[count] = 0;
    if (lost) {
        const Limb one = 1;
        limbs::add(result->limbs, result->limbs, count + 1, &one, 1);
    }
    return finishInteger(result, count + 1, view.negative);
}

Value shiftLeftInteger(Value number, Value count) {
    if (signOfInteger(count) < 0)
        return raiseValueError("negative shift count");
    if (number == Value::fromSmallInt(0))
        return number;
    int64_t bits;
    if (!integerFitsInt64(count, &bits))
        return tooManyDigits();
    return shiftLeftBits(number, uint64_t(bits));
}

Value shiftRightInteger(Value number, Value count) {
    if (signOfInteger(count) < 0)
        return raiseValueError("negative shift count");
    return shiftRightBits(number, count.isSmallInt() ? uint64_t(count.smallInt()) : ~uint64_t(0));
}

Value bitOperation(BitOperation operation, Value left, Value right) {
    auto apply = [operation](Limb a, Limb b) {
        return operation == BitOperation::And ? a & b : operation == BitOperation::Or ? a | b : a ^ b;
    };
    if (left.isSmallInt() && right.isSmallInt())
        return Value::fromSmallInt(int64_t(apply(uint64_t(left.smallInt()), uint64_t(right.smallInt()))));
    IntegerView a(left), b(right);
    // In two's complement, one limb longer than either.
    size_t count = std::max(a.count, b.count) + 1;
    Integer* result = PYC_TRY(allocateInteger(count));
    Limb carryA = a.negative, carryB = b.negative, carry = 1;
    bool negative = apply(a.negative ? ~Limb(0) : 0, b.negative ? ~Limb(0) : 0) != 0;
    for (size_t i = 0; i < count; ++i) {
        Limb x = i < a.count ? a.limbs[i] : 0, y = i < b.count ? b.limbs[i] : 0;
        if (a.negative) {
            x = ~x + carryA;
            carryA = carryA && x == 0;
        }
        if (b.negative) {
            y = ~y + carryB;
            carryB = carryB && y == 0;
        }
        Limb z = apply(x, y);
        if (negative) {
            z = ~z + carry;
            carry = carry && z == 0;
        }
        result->limbs[i] = z;
    }
    return finishInteger(result, count, negative);
}

Value negateInteger(Value number) {
    if (number.isSmallInt())
        return intValue(-number.smallInt());
    IntegerView view(number);
    return newIntegerFromLimbs(!view.negative, view.limbs, view.count);
}

Value invertInteger(Value number) {
    if (number.isSmallInt())
        return Value::fromSmallInt(~number.smallInt());
    Value negated = PYC_TRY(negateInteger(number));
    return subtractIntegers(negated, Value::fromSmallInt(1));
}

Value absoluteInteger(Value number) { return signOfInteger(number) < 0 ? negateInteger(number) : number; }

int compareIntegers(Value left, Value right) {
    if (left.isSmallInt() && right.isSmallInt()) {
        int64_t a = left.smallInt(), b = right.smallInt();
        return a < b ? -1 : a > b;
    }
    IntegerView a(left), b(right);
    if (a.negative != b.negative)
        return a.negative ? -1 : 1;
    int order = limbs::compare(a.limbs, a.count, b.limbs, b.count);
    return a.negative ? -order : order;
}

int signOfInteger(Value number) {
    int64_t value = number.isSmallInt() ? number.smallInt() : static_cast<Integer*>(number.object())->signedLimbCount;
    return value < 0 ? -1 : value > 0;
}

bool isOddInteger(Value number) {
    return number.isSmallInt() ? number.smallInt() & 1 : static_cast<Integer*>(number.object())->limbs[0] & 1;
}

uint64_t bitLengthOfInteger(Value number) { return IntegerView(number).bitLength(); }

Value gcdOfIntegers(Value left, Value right) {
    if (left.isSmallInt() && right.isSmallInt()) {
        uint64_t a = uint64_t(std::abs(left.smallInt())), b = uint64_t(std::abs(right.smallInt()));
        if (a == 0 || b == 0)
            return newUnsigned(a | b);
        int shift = __builtin_ctzll(a | b);
        a >>= __builtin_ctzll(a);
        while (b) {
            b >>= __builtin_ctzll(b);
            if (a > b)
                std::swap(a, b);
            b -= a;
        }
        return newUnsigned(a << shift);
    }
    IntegerView a(left), b(right);
    if (a.count == 0)
        return absoluteInteger(right);
    if (b.count == 0)
        return absoluteInteger(left);
    size_t room = std::max(a.count, b.count) + 1;
    Integer* result = PYC_TRY(allocateInteger(room));
    Scratch space;
    Limb* work = PYC_TRY(space.get(4 * room + limbs::divideScratch(room, 2) + limbs::multiplyScratch(room, room)));
    std::memcpy(result->limbs, a.limbs, a.count * sizeof(Limb));
    std::memcpy(work, b.limbs, b.count * sizeof(Limb));
    size_t count = limbs::greatestCommonDivisor(result->limbs, a.count, work, b.count, work + room);
    return finishInteger(result, count, false);
}

Value squareRootOfInteger(Value number) {
    if (number.isSmallInt()) {
        uint64_t n = uint64_t(number.smallInt());
        uint64_t root = uint64_t(std::sqrt(double(n)));
        while (root * root > n)
            --root;
        while ((root + 1) * (root + 1) <= n)
            ++root;
        return Value::fromSmallInt(int64_t(root));
    }
    // Twice as many correct bits at each step (the method of CPython's documentation of isqrt).
    uint64_t c = (bitLengthOfInteger(number) - 1) / 2;
    int steps = 64 - __builtin_clzll(c | 1);
    Value a = Value::fromSmallInt(1);
    uint64_t d = 0;
    for (int s = steps - 1; s >= 0; --s) {
        uint64_t e = d;
        d = c >> s;
        Value high = PYC_TRY(shiftLeftBits(a, d - e - 1));
        Value part = PYC_TRY(shiftRightBits(number, 2 * c - e - d + 1));
        Value quotient;
        if (!divideIntegers(part, a, &quotient, nullptr))
            return Value();
        a = PYC_TRY(addIntegers(high, quotient));
    }
    Value square = PYC_TRY(multiplyIntegers(a, a));
    return compareIntegers(square, number) > 0 ? subtractIntegers(a, Value::fromSmallInt(1)) : a;
}

Value roundInteger(Value number, Value digits) {
    if (signOfInteger(digits) >= 0)
        return number;
    Value ten = PYC_TRY(powerOfInteger(Value::fromSmallInt(10), PYC_TRY(negateInteger(digits))));
    Value quotient, remainder;
    if (!divideIntegers(number, ten, &quotient, &remainder))
        return Value();
    Value twice = PYC_TRY(shiftLeftBits(remainder, 1));
    int order = compareIntegers(twice, ten);
    Value result = PYC_TRY(subtractIntegers(number, remainder));
    return order > 0 || (order == 0 && isOddInteger(quotient)) ? addIntegers(result, ten) : result;
}

} // namespace pyc::runtime
