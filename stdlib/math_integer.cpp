// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The functions of math on integers.
#include "stdlib/math.h"

#include <algorithm>

namespace pyc::runtime::math {

namespace {

const Value Zero = Value::fromSmallInt(0);
const Value One = Value::fromSmallInt(1);

// low (low + 1) … high, by halves, so that the factors are of like size.
Value productOfRange(uint64_t low, uint64_t high) {
    if (low > high)
        return One;
    if (high - low < 8) {
        Value result = PYC_TRY(newUnsigned(low));
        while (low < high)
            result = PYC_TRY(multiplyIntegers(result, PYC_TRY(newUnsigned(++low))));
        return result;
    }
    uint64_t middle = low + (high - low) / 2;
    Value left = PYC_TRY(productOfRange(low, middle));
    return multiplyIntegers(left, PYC_TRY(productOfRange(middle + 1, high)));
}

// n (n - 1) … (n - count + 1)
Value fallingFactorial(Value n, uint64_t count) {
    if (count == 0)
        return One;
    if (n.isSmallInt()) {
        uint64_t top = uint64_t(n.smallInt());
        return productOfRange(top - count + 1, top);
    }
    if (count == 1)
        return n;
    uint64_t half = count / 2;
    Value left = PYC_TRY(fallingFactorial(n, half));
    Value rest = PYC_TRY(subtractIntegers(n, PYC_TRY(newUnsigned(half))));
    return multiplyIntegers(left, PYC_TRY(fallingFactorial(rest, count - half)));
}

Value combinations(Value n, uint64_t k) {
    if (n.isSmallInt() && k < 32) {
        // While the product fits, each step divides exactly.
        unsigned __int128 result = 1;
        uint64_t top = uint64_t(n.smallInt());
        bool fits = true;
        for (uint64_t i = 0; i < k && fits; ++i) {
            fits = result >> 64 == 0;
            if (fits)
                result = result * (top - i) / (i + 1);
        }
        if (fits && result >> 64 == 0)
            return newUnsigned(uint64_t(result));
    }
    Value top = PYC_TRY(fallingFactorial(n, k));
    Value result;
    return divideIntegers(top, PYC_TRY(productOfRange(1, k)), &result, nullptr) ? result : Value();
}

} // namespace

Value factorial(Value argument) {
    Value n = PYC_TRY(toIndex(argument));
    if (signOfInteger(n) < 0)
        return raiseValueError("factorial() not defined for negative values");
    if (!n.isSmallInt())
        return raiseOverflowError("factorial() argument should not exceed %d", INT64_MAX);
    return productOfRange(1, uint64_t(n.smallInt()));
}

Value comb(Value nArgument, Value kArgument) {
    Value n = PYC_TRY(toIndex(nArgument)), k = PYC_TRY(toIndex(kArgument));
    if (signOfInteger(n) < 0)
        return raiseValueError("n must be a non-negative integer");
    if (signOfInteger(k) < 0)
        return raiseValueError("k must be a non-negative integer");
    Value rest = PYC_TRY(subtractIntegers(n, k));
    if (signOfInteger(rest) < 0)
        return Zero;
    if (compareIntegers(rest, k) < 0)
        k = rest;
    if (!k.isSmallInt())
        return raiseOverflowError("min(n - k, k) must not exceed %d", INT64_MAX);
    return combinations(n, uint64_t(k.smallInt()));
}

Value perm(Value nArgument, Value kArgument) {
    if (isNone(kArgument))
        return factorial(nArgument);
    Value n = PYC_TRY(toIndex(nArgument)), k = PYC_TRY(toIndex(kArgument));
    if (signOfInteger(n) < 0)
        return raiseValueError("n must be a non-negative integer");
    if (signOfInteger(k) < 0)
        return raiseValueError("k must be a non-negative integer");
    if (compareIntegers(n, k) < 0)
        return Zero;
    if (!k.isSmallInt())
        return raiseOverflowError("k must not exceed %d", INT64_MAX);
    return fallingFactorial(n, uint64_t(k.smallInt()));
}

Value squareRootFloor(Value argument) {
    Value n = PYC_TRY(toIndex(argument));
    if (signOfInteger(n) < 0)
        return raiseValueError("isqrt() argument must be nonnegative");
    return squareRootOfInteger(n);
}

Value gcd(Arguments integers) {
    Value result = Zero;
    for (Value item : integers)
        result = PYC_TRY(gcdOfIntegers(result, PYC_TRY(toIndex(item))));
    return result;
}

Value lcm(Arguments integers) {
    Value result = One;
    for (Value item : integers) {
        Value number = PYC_TRY(toIndex(item));
        if (result == Zero)
            continue;
        if (number == Zero) {
            result = Zero;
            continue;
        }
        Value common = PYC_TRY(gcdOfIntegers(result, number)), quotient;
        if (!divideIntegers(result, common, &quotient, nullptr))
            return Value();
        result = PYC_TRY(absoluteInteger(PYC_TRY(multiplyIntegers(quotient, number))));
    }
    return result;
}

} // namespace pyc::runtime::math
