// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The module math: functions of one and two floats, and the table of all.
#include "stdlib/math.h"

#include "runtime/builtins/float_precise.h"
#include "runtime/builtins/format.h"
#include "runtime/import/native_module.h"

#include <bit>
#include <climits>
#include <cmath>

namespace pyc::runtime::math {

ErrorReturn raiseDomain() { return raiseValueError("math domain error"); }
ErrorReturn raiseRange() { return raiseOverflowError("math range error"); }

namespace {

enum class Infinite { IsDomainError, IsRangeError };

// The `expected` text of messages, up to the number that was given.
ErrorReturn raiseExpected(const char* expected, double given) {
    if (!expected)
        return raiseDomain();
    char text[32];
    return raiseValueError("%s, got %s", expected, std::string_view(text, reprOfDouble(given, text)));
}

template <double (*function)(double), Infinite infinite, FixedText expected>
Value unary(double x) {
    double result = function(x);
    const char* words = expected.length ? expected.text : nullptr;
    if (std::isnan(result) && !std::isnan(x))
        return raiseExpected(words, x);
    if (std::isinf(result) && std::isfinite(x)) {
        if (infinite == Infinite::IsRangeError)
            return raiseRange();
        return raiseExpected(words, x);
    }
    return floatValue(result);
}

// The C library's, where nothing is nearer to the yardstick.
#define PYC_LIBM(name, implementation)                                                                                 \
    double name##Of(double x) { return implementation(x); }
PYC_LIBM(acos, preciseAcos)
PYC_LIBM(acosh, preciseAcosh)
PYC_LIBM(asin, preciseAsin)
PYC_LIBM(asinh, preciseAsinh)
PYC_LIBM(atan, preciseAtan)
PYC_LIBM(atanh, preciseAtanh)
PYC_LIBM(cbrt, std::cbrt)
PYC_LIBM(cos, std::cos)
PYC_LIBM(cosh, classicCosh)
PYC_LIBM(erf, preciseErf)
PYC_LIBM(erfc, preciseErfc)
PYC_LIBM(exp, std::exp)
PYC_LIBM(exp2, std::exp2)
PYC_LIBM(expm1, std::expm1)
PYC_LIBM(fabs, std::fabs)
PYC_LIBM(log1p, std::log1p)
PYC_LIBM(sin, std::sin)
PYC_LIBM(sinh, classicSinh)
PYC_LIBM(sqrt, std::sqrt)
PYC_LIBM(tan, std::tan)
PYC_LIBM(tanh, classicTanh)
#undef PYC_LIBM

Value gammaMethod(double x) {
    double result = gamma(x);
    if (std::isinf(x) && x < 0)
        return raiseExpected("expected a noninteger or positive integer", x);
    if ((std::isnan(result) && !std::isnan(x)) || x == 0)
        return raiseExpected("expected a noninteger or positive integer", x);
    if (std::isinf(result) && std::isfinite(x))
        return raiseRange();
    return floatValue(result);
}

Value logGammaMethod(double x) {
    double result = logGamma(x);
    if (std::isinf(result) && std::isfinite(x)) {
        if (x == std::floor(x) && x <= 0)
            return raiseExpected("expected a noninteger or positive integer", x);
        return raiseRange();
    }
    return floatValue(result);
}

// ---- logarithms ----
template <double (*function)(double)>
Value logarithm(Value argument) {
    if (isInt(argument)) {
        Value number = integerPayload(argument);
        if (signOfInteger(number) <= 0)
            return raiseValueError("expected a positive input");
        if (number.isSmallInt())
            return floatValue(function(double(number.smallInt())));
        int64_t exponent;
        double fraction = integerFraction(number, &exponent);
        if (exponent <= 1023)
            return floatValue(function(std::ldexp(fraction, int(exponent))));
        return floatValue(function(fraction) + function(2.0) * double(exponent));
    }
    double x = PYC_TRY(toDouble(argument));
    if (x <= 0)
        return raiseExpected("expected a positive input", x);
    return floatValue(function(x));
}

double logOf(double x) { return std::log(x); }
double log2Of(double x) { return std::log2(x); }
double log10Of(double x) { return classicLog10(x); }

// No signature is shown for it.
Value log(Value, const Value* arguments, size_t count, Tuple* keywordNames) {
    if (keywordNames && keywordNames->length)
        return raiseTypeError("math.log() takes no keyword arguments");
    if (!checkPositional("log", count, 1, 2))
        return Value();
    Value result = PYC_TRY(logarithm<logOf>(arguments[0]));
    if (count == 1)
        return result;
    return binary(BinaryOperator::TrueDivide, result, PYC_TRY(logarithm<logOf>(arguments[1])));
}

// ---- rounding ----
template <double (*function)(double)>
Value roundBy(Value value, String* method) {
    if (!isExactly(value, FloatType)) {
        Value result = callSpecial(value, method);
        if (result || errorPending())
            return result;
    }
    double x = PYC_TRY(toDouble(value));
    return integerFromDouble(function(x));
}
double floorOf(double x) { return std::floor(x); }
double ceilOf(double x) { return std::ceil(x); }
Value floor(Value x) { return roundBy<floorOf>(x, staticString<"__floor__">); }
Value ceil(Value x) { return roundBy<ceilOf>(x, staticString<"__ceil__">); }

Value trunc(Value x) {
    if (isExactly(x, FloatType))
        return integerFromDouble(floatPayload(x));
    Value result = callSpecial(x, staticString<"__trunc__">);
    if (!result && !errorPending())
        return raiseTypeError("type %T doesn't define __trunc__ method", x);
    return result;
}

// ---- two arguments ----
Value pow(double x, double y) {
    double result;
    bool range = false;
    if (!std::isfinite(x) || !std::isfinite(y)) {
        if (std::isnan(x)) {
            result = y == 0.0 ? 1.0 : x;
        } else if (std::isnan(y)) {
            result = x == 1.0 ? 1.0 : y;
        } else if (std::isinf(x)) {
            bool odd = std::isfinite(y) && std::fmod(std::fabs(y), 2.0) == 1.0;
            if (y > 0.0)
                result = odd ? x : std::fabs(x);
            else if (y == 0.0)
                result = 1.0;
            else
                result = odd ? std::copysign(0.0, x) : 0.0;
        } else if (std::fabs(x) == 1.0) {
            result = 1.0;
        } else if (y > 0.0) {
            result = std::fabs(x) > 1.0 ? y : 0.0;
        } else {
            result = std::fabs(x) < 1.0 ? -y : 0.0;
        }
    } else {
        result = std::pow(x, y);
        if (std::isnan(result) || (std::isinf(result) && x == 0.0))
            return raiseDomain();
        range = std::isinf(result);
    }
    return range ? Value(raiseRange()) : floatValue(result);
}

Value fmod(double x, double y) {
    if (std::isinf(y) && std::isfinite(x))
        return floatValue(x);
    double result = std::fmod(x, y);
    if (std::isnan(result) && !std::isnan(x) && !std::isnan(y))
        return raiseDomain();
    return floatValue(result);
}

Value remainder(double x, double y) {
    if (std::isnan(x) || std::isnan(y))
        return floatValue(std::isnan(x) ? x : y);
    if (std::isinf(x) || y == 0.0)
        return raiseDomain();
    return floatValue(std::isinf(y) ? x : std::remainder(x, y));
}

Value atan2(double y, double x) { return floatValue(preciseAtan2(y, x)); }
Value copysign(double x, double y) { return floatValue(std::copysign(x, y)); }

Value fma(double x, double y, double z) {
    double result = std::fma(x, y, z);
    if (std::isfinite(result))
        return floatValue(result);
    if (std::isnan(result)) {
        if (!std::isnan(x) && !std::isnan(y) && !std::isnan(z))
            return raiseValueError("invalid operation in fma");
    } else if (std::isfinite(x) && std::isfinite(y) && std::isfinite(z)) {
        return raiseOverflowError("overflow in fma");
    }
    return floatValue(result);
}

// ---- parts of a float ----
Value frexp(double x) {
    int exponent = 0;
    double mantissa = std::isfinite(x) && x != 0 ? std::frexp(x, &exponent) : x;
    return newTuple({PYC_TRY(floatValue(mantissa)), Value::fromSmallInt(exponent)});
}

Value ldexp(double x, Value exponentValue) {
    if (!isInt(exponentValue))
        return raiseTypeError("Expected an int as second argument to ldexp.");
    Value number = integerPayload(exponentValue);
    int64_t exponent = number.isSmallInt() ? number.smallInt() : signOfInteger(number) < 0 ? INT64_MIN : INT64_MAX;
    if (x == 0.0 || !std::isfinite(x))
        return floatValue(x);
    if (exponent > INT_MAX)
        return raiseRange();
    if (exponent < INT_MIN)
        return floatValue(std::copysign(0.0, x));
    double result = std::ldexp(x, int(exponent));
    return std::isinf(result) ? Value(raiseRange()) : floatValue(result);
}

Value modf(double x) {
    double whole, fraction;
    if (std::isinf(x)) {
        whole = x;
        fraction = std::copysign(0.0, x);
    } else {
        fraction = std::modf(x, &whole);
    }
    return newTuple({PYC_TRY(floatValue(fraction)), PYC_TRY(floatValue(whole))});
}

double stepTowards(double x, double y, uint64_t steps) {
    if (steps == 0 || std::isnan(x))
        return x;
    if (std::isnan(y))
        return y;
    uint64_t ux = std::bit_cast<uint64_t>(x), uy = std::bit_cast<uint64_t>(y);
    if (ux == uy)
        return x;
    constexpr uint64_t SignBit = uint64_t(1) << 63;
    uint64_t ax = ux & ~SignBit, ay = uy & ~SignBit;
    if ((ux ^ uy) & SignBit) {
        // Through zero.
        if (ax + ay <= steps)
            return y;
        ux = ax < steps ? (uy & SignBit) | (steps - ax) : ux - steps;
    } else if (ax > ay) {
        ux = ax - ay >= steps ? ux - steps : uy;
    } else {
        ux = ay - ax >= steps ? ux + steps : uy;
    }
    return std::bit_cast<double>(ux);
}

Value nextafter(double x, double y, Value stepsValue) {
    uint64_t steps = 1;
    if (!isNone(stepsValue)) {
        Value number = PYC_TRY(toIndex(stepsValue));
        if (signOfInteger(number) < 0)
            return raiseValueError("steps must be a non-negative integer");
        IntegerView view(number);
        steps = view.count > 1 ? ~uint64_t(0) : view.count ? view.limbs[0] : 0;
    }
    return floatValue(stepTowards(x, y, steps));
}

Value ulp(double x) {
    if (std::isnan(x))
        return floatValue(x);
    x = std::fabs(x);
    if (std::isinf(x))
        return floatValue(x);
    double up = stepTowards(x, __builtin_inf(), 1);
    return floatValue(std::isinf(up) ? x - stepTowards(x, 0.0, 1) : up - x);
}

// ---- tests ----
bool isFinite(double x) { return std::isfinite(x); }
bool isInfinite(double x) { return std::isinf(x); }
bool isNan(double x) { return std::isnan(x); }

Value isClose(double a, double b, Value relativeValue, Value absoluteValue) {
    double relative = relativeValue ? PYC_TRY(toDouble(relativeValue)) : 1e-09;
    double absolute = absoluteValue ? PYC_TRY(toDouble(absoluteValue)) : 0.0;
    if (relative < 0.0 || absolute < 0.0)
        return raiseValueError("tolerances must be non-negative");
    if (a == b)
        return trueValue();
    if (std::isinf(a) || std::isinf(b))
        return falseValue();
    double difference = std::fabs(b - a);
    return boolValue(difference <= std::fabs(relative * b) || difference <= std::fabs(relative * a) ||
                     difference <= absolute);
}

constexpr double Pi = 3.141592653589793238462643383279502884197;
double degrees(double x) { return x * (180.0 / Pi); }
double radians(double x) { return x * (Pi / 180.0); }

#define PYC_UNARY(name, infinite, expected, doc)                                                                       \
    PYC_FUNCTION(#name, (unary<name##Of, Infinite::infinite, expected>), "($module, x, /)", doc)

constinit const NativeMember members[] = {
    PYC_UNARY(acos, IsDomainError, "expected a number in range from -1 up to 1", "The arc cosine, in radians."),
    PYC_UNARY(acosh, IsDomainError, "expected argument value not less than 1", "The inverse hyperbolic cosine."),
    PYC_UNARY(asin, IsDomainError, "expected a number in range from -1 up to 1", "The arc sine, in radians."),
    PYC_UNARY(asinh, IsDomainError, "", "The inverse hyperbolic sine."),
    PYC_UNARY(atan, IsDomainError, "", "The arc tangent, in radians."),
    PYC_FUNCTION("atan2", atan2, "($module, y, x, /)", "The arc tangent of y/x, by the signs of both."),
    PYC_UNARY(atanh, IsDomainError, "expected a number between -1 and 1", "The inverse hyperbolic tangent."),
    PYC_UNARY(cbrt, IsDomainError, "", "The cube root."),
    PYC_FUNCTION("ceil", ceil, "($module, x, /)", "The least integer not below x."),
    PYC_FUNCTION("comb", comb, "($module, n, k, /)", "In how many ways k items are chosen from n, in no order."),
    PYC_FUNCTION("copysign", copysign, "($module, x, y, /)", "The size of x with the sign of y."),
    PYC_UNARY(cos, IsDomainError, "expected a finite input", "The cosine of an angle in radians."),
    PYC_UNARY(cosh, IsRangeError, "", "The hyperbolic cosine."),
    PYC_FUNCTION("degrees", degrees, "($module, x, /)", "Radians in degrees."),
    PYC_FUNCTION("dist", distance, "($module, p, q, /)", "The distance of two points."),
    PYC_UNARY(erf, IsDomainError, "", "The error function."),
    PYC_UNARY(erfc, IsDomainError, "", "One minus the error function."),
    PYC_UNARY(exp, IsRangeError, "", "e to the power x."),
    PYC_UNARY(exp2, IsRangeError, "", "2 to the power x."),
    PYC_UNARY(expm1, IsRangeError, "", "e to the power x, minus 1, exact for small x."),
    PYC_UNARY(fabs, IsDomainError, "", "The absolute value, as a float."),
    PYC_FUNCTION("factorial", factorial, "($module, n, /)", "1 * 2 * ... * n."),
    PYC_FUNCTION("floor", floor, "($module, x, /)", "The greatest integer not above x."),
    PYC_FUNCTION("fma", fma, "($module, x, y, z, /)", "x * y + z, rounded once."),
    PYC_FUNCTION("fmod", fmod, "($module, x, y, /)", "The remainder as C has it, with the sign of x."),
    PYC_FUNCTION("frexp", frexp, "($module, x, /)", "Mantissa and exponent."),
    PYC_FUNCTION("fsum", floatSum, "($module, seq, /)", "The sum of floats, rounded once."),
    PYC_FUNCTION("gamma", gammaMethod, "($module, x, /)", "The gamma function."),
    PYC_FUNCTION("gcd", gcd, "($module, /, *integers)", "The greatest common divisor."),
    PYC_FUNCTION("hypot", hypotenuse, "($module, /, *coordinates)", "The distance from the origin."),
    PYC_FUNCTION("isclose", isClose, "($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)",
                 "Whether two floats are nearly the same."),
    PYC_FUNCTION("isfinite", isFinite, "($module, x, /)", "Whether x is neither infinite nor NaN."),
    PYC_FUNCTION("isinf", isInfinite, "($module, x, /)", "Whether x is infinite."),
    PYC_FUNCTION("isnan", isNan, "($module, x, /)", "Whether x is NaN."),
    PYC_FUNCTION("isqrt", squareRootFloor, "($module, n, /)", "The integer part of the square root."),
    PYC_FUNCTION("lcm", lcm, "($module, /, *integers)", "The least common multiple."),
    PYC_FUNCTION("ldexp", ldexp, "($module, x, i, /)", "x * 2**i."),
    PYC_FUNCTION("lgamma", logGammaMethod, "($module, x, /)",
                 "The logarithm of the absolute value of the gamma function."),
    PYC_RAW_FUNCTION("log", log, nullptr, "log(x, [base=math.e])\nThe logarithm of x, natural unless a base is given."),
    PYC_FUNCTION("log10", logarithm<log10Of>, "($module, x, /)", "The logarithm to base 10."),
    PYC_UNARY(log1p, IsDomainError, "expected argument value > -1",
              "The natural logarithm of 1 + x, exact for small x."),
    PYC_FUNCTION("log2", logarithm<log2Of>, "($module, x, /)", "The logarithm to base 2."),
    PYC_FUNCTION("modf", modf, "($module, x, /)", "Fraction and integral part."),
    PYC_FUNCTION("nextafter", nextafter, "($module, x, y, /, *, steps=None)", "The float some steps from x towards y."),
    PYC_FUNCTION("perm", perm, "($module, n, k=None, /)", "In how many ways k items are chosen from n, in order."),
    PYC_FUNCTION("pow", pow, "($module, x, y, /)", "x to the power y, as floats."),
    PYC_FUNCTION("prod", product, "($module, iterable, /, *, start=1)", "The product of all items."),
    PYC_FUNCTION("radians", radians, "($module, x, /)", "Degrees in radians."),
    PYC_FUNCTION("remainder", remainder, "($module, x, y, /)", "The remainder as IEEE 754 has it."),
    PYC_UNARY(sin, IsDomainError, "expected a finite input", "The sine of an angle in radians."),
    PYC_UNARY(sinh, IsRangeError, "", "The hyperbolic sine."),
    PYC_UNARY(sqrt, IsDomainError, "expected a nonnegative input", "The square root."),
    PYC_FUNCTION("sumprod", sumOfProducts, "($module, p, q, /)", "The sum of the products of items of two iterables."),
    PYC_UNARY(tan, IsDomainError, "expected a finite input", "The tangent of an angle in radians."),
    PYC_UNARY(tanh, IsDomainError, "", "The hyperbolic tangent."),
    PYC_FUNCTION("trunc", trunc, "($module, x, /)", "The integral part, through __trunc__."),
    PYC_FUNCTION("ulp", ulp, "($module, x, /)", "The value of the last bit."),
    PYC_CONSTANT("pi", Value::immediateOrEmpty(Pi)),
    PYC_CONSTANT("e", Value::immediateOrEmpty(2.718281828459045235360287471352662498)),
    PYC_CONSTANT("tau", Value::immediateOrEmpty(2 * Pi)),
    PYC_END};

bool initialise(Module* module) {
    Value infinity = PYC_TRY(floatValue(__builtin_inf())), nan = PYC_TRY(floatValue(__builtin_nan("")));
    return dictSetString(module->namespaceDict, staticString<"inf">, infinity) &&
           dictSetString(module->namespaceDict, staticString<"nan">, nan);
}

} // namespace

PYC_NATIVE_MODULE(math, "Functions of numbers, as the C standard defines them.", members, initialise)

} // namespace pyc::runtime::math
