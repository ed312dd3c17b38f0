// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Unevaluated sums of two doubles carry about 100 bits; series and one Newton step on top of the C library's logarithm
// do the rest. A result of the precise ones is wrong in the last bit only where its true value is within 2^-40 of a
// tie.
#include "runtime/builtins/float_precise.h"

#include <cmath>

namespace pyc::runtime {

namespace {

struct Pair {
    double high = 0, low = 0;
};

Pair fastSum(double a, double b) {
    double sum = a + b;
    return {sum, b - (sum - a)};
}
Pair sum(double a, double b) {
    double total = a + b, part = total - a;
    return {total, (a - (total - part)) + (b - part)};
}
// Without a fused multiply-add, which the baseline processor lacks: halves of 26 bits multiply exactly.
Pair product(double a, double b) {
    constexpr double Splitter = 134217729.0; // 2^27 + 1
    double result = a * b;
    double x = Splitter * a, aHigh = x - (x - a), aLow = a - aHigh;
    double y = Splitter * b, bHigh = y - (y - b), bLow = b - bHigh;
    return {result, ((aHigh * bHigh - result) + aHigh * bLow + aLow * bHigh) + aLow * bLow};
}

Pair operator+(Pair a, Pair b) {
    Pair high = sum(a.high, b.high), low = sum(a.low, b.low);
    Pair first = fastSum(high.high, high.low + low.high);
    return fastSum(first.high, first.low + low.low);
}
Pair operator-(Pair a) { return {-a.high, -a.low}; }
Pair operator-(Pair a, Pair b) { return a + -b; }
Pair operator*(Pair a, Pair b) {
    Pair main = product(a.high, b.high);
    return fastSum(main.high, main.low + (a.high * b.low + a.low * b.high));
}
Pair operator/(Pair a, Pair b) {
    double first = a.high / b.high;
    Pair rest = a - b * Pair{first, 0};
    double second = rest.high / b.high;
    rest = rest - b * Pair{second, 0};
    Pair result = fastSum(first, second);
    return result + Pair{rest.high / b.high, 0};
}
Pair squareRoot(Pair a) {
    if (a.high == 0)
        return {};
    double root = std::sqrt(a.high);
    Pair rest = a - product(root, root);
    return fastSum(root, rest.high / (2 * root));
}
// By a power of two.
Pair scaled(Pair a, double factor) { return {a.high * factor, a.low * factor}; }

constexpr Pair One{1, 0};
constexpr Pair LogOf2{0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};
constexpr Pair TwoBySquareRootOfPi{0x1.20dd750429b6dp+0, 0x1.1ae3a914fed8p-56};

double rounded(Pair a) { return a.high + a.low; }

// e^x - 1 before the final scaling by 2^*exponent, which applies to e^x.
Pair exponential(Pair x, int* exponent) {
    double k = std::round(x.high * 0x1.71547652b82fep+0);
    *exponent = int(k);
    Pair r = scaled(x - LogOf2 * Pair{k, 0}, 0x1p-8);
    // 1 + r/11 (…): Taylor's series from its far end, without the leading 1.
    Pair series{};
    for (int n = 12; n > 0; --n)
        series = r * (One + series) / Pair{double(n), 0};
    for (int i = 0; i < 8; ++i)
        series = scaled(series, 2) + series * series;
    return series + One;
}

// z + z^3/3 + z^5/5 … for |z| <= 2^-5.
Pair inverseTangentSeries(Pair z) {
    Pair square = z * z, series{};
    for (int n = 23; n > 1; n -= 2)
        series = square * (series + One / Pair{double(n), 0});
    return z + z * series;
}

constexpr Pair HalfPi{0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54};

// The angle of a point in the first quadrant.
Pair angleOf(Pair y, Pair x) {
    bool steep = y.high > x.high;
    Pair t = steep ? x / y : y / x;
    // Halved until the series is short.
    int halvings = 0;
    for (; t.high > 0x1p-4; ++halvings)
        t = t / (One + squareRoot(One + t * t));
    Pair square = -(t * t), series{};
    for (int n = 29; n > 1; n -= 2)
        series = square * (series + One / Pair{double(n), 0});
    Pair angle = scaled(t + t * series, double(1 << halvings));
    return steep ? HalfPi - angle : angle;
}

// log(x) for positive x.
Pair logarithm(Pair x) {
    Pair z = (x - One) / (x + One);
    if (std::fabs(z.high) < 0x1p-5)
        return scaled(inverseTangentSeries(z), 2);
    double guess = std::log(x.high);
    int exponent;
    Pair back = exponential({-guess, 0}, &exponent);
    // In two steps, as one may not fit the exponent's range.
    int half = exponent / 2;
    Pair ratio = scaled(scaled(x, std::ldexp(1.0, half)) * back, std::ldexp(1.0, exponent - half));
    Pair rest = ratio - One;
    return Pair{guess, 0} + (rest - scaled(rest * rest, 0.5));
}

// log(1 + u) for u >= 0
Pair logarithmOfOnePlus(Pair u) {
    Pair z = u / (Pair{2, 0} + u);
    return std::fabs(z.high) < 0x1p-5 ? scaled(inverseTangentSeries(z), 2) : logarithm(One + u);
}

// The sum of 2^n x^(2n+1) / (1 · 3 · 5 … (2n+1)), times 2 e^(-x²)/√π: erf of positive x. All terms are positive.
Pair errorFunction(double x) {
    Pair square = product(x, x), term{x, 0}, total = term;
    for (int n = 1; term.high > total.high * 0x1p-108; ++n) {
        term = term * scaled(square, 2) / Pair{double(2 * n + 1), 0};
        total = total + term;
    }
    int exponent;
    Pair factor = exponential(-square, &exponent);
    return scaled(TwoBySquareRootOfPi * factor * total, std::ldexp(1.0, exponent));
}

} // namespace

// ---- the classic formulas, on the C library's exp, expm1 and log: the yardstick's results have their errors ----
double classicLog10(double x) {
    if (!(x > 0) || std::isinf(x))
        return std::log10(x);
    constexpr double InverseLog10 = 0x1.bcb7b1526e50ep-2, HighLog = 0x1.34413509f6p-2, LowLog = 0x1.9fef311f12b36p-42;
    int exponent = std::ilogb(x);
    exponent += exponent < 0;
    double rest = exponent * LowLog + InverseLog10 * std::log(std::scalbn(x, -exponent));
    return rest + exponent * HighLog;
}

double classicSinh(double x) {
    double size = std::fabs(x), half = x < 0 ? -0.5 : 0.5;
    if (!(size < 0x1.62e42fefa39efp+9) || size < 0x1p-28)
        return std::sinh(x);
    if (size >= 22)
        return half * std::exp(size);
    double t = std::expm1(size);
    return size < 1 ? half * (2.0 * t - t * t / (t + 1.0)) : half * (t + t / (t + 1.0));
}

double classicCosh(double x) {
    double size = std::fabs(x);
    if (!(size < 0x1.62e42fefa39efp+9))
        return std::cosh(x);
    if (size >= 22)
        return 0.5 * std::exp(size);
    if (size < 0x1.62e43p-2) {
        double t = std::expm1(size), w = 1.0 + t;
        return 1.0 + t * t / (w + w);
    }
    double t = std::exp(size);
    return 0.5 * t + 0.5 / t;
}

double classicTanh(double x) {
    double size = std::fabs(x), result;
    if (!(size < 22) || size < 0x1p-55)
        return std::tanh(x);
    if (size >= 1) {
        result = 1.0 - 2.0 / (std::expm1(2.0 * size) + 2.0);
    } else {
        double t = std::expm1(-2.0 * size);
        result = -t / (t + 2.0);
    }
    return std::copysign(result, x);
}

// ---- in pairs ----
double preciseAtan(double x) {
    double size = std::fabs(x);
    if (!(size < 0x1p60) || size < 0x1p-100)
        return std::atan(x);
    return std::copysign(rounded(angleOf({size, 0}, One)), x);
}

double preciseAtan2(double y, double x) {
    double a = std::fabs(y), b = std::fabs(x);
    if (!(a < 0x1p300) || !(b < 0x1p300) || a < 0x1p-300 || b < 0x1p-300)
        return std::atan2(y, x);
    int distance = std::ilogb(a) - std::ilogb(b);
    if (distance > 100 || distance < -100)
        return std::atan2(y, x);
    Pair angle = angleOf({a, 0}, {b, 0});
    if (x < 0)
        angle = scaled(HalfPi, 2) - angle;
    return std::copysign(rounded(angle), y);
}

double preciseAsin(double x) {
    double size = std::fabs(x);
    if (!(size < 1) || size < 0x1p-60)
        return std::asin(x);
    return std::copysign(rounded(angleOf({size, 0}, squareRoot(sum(1.0, -size) * sum(1.0, size)))), x);
}

double preciseAcos(double x) {
    if (!(std::fabs(x) < 1) || std::fabs(x) < 0x1p-60)
        return std::acos(x);
    Pair across = squareRoot(sum(1.0, -x) * sum(1.0, x));
    Pair angle = angleOf(across, {std::fabs(x), 0});
    return rounded(x < 0 ? scaled(HalfPi, 2) - angle : angle);
}

double preciseHypot(double x, double y) {
    x = std::fabs(x);
    y = std::fabs(y);
    double larger = x > y ? x : y, smaller = x > y ? y : x;
    if (!(larger < __builtin_inf()) || std::isnan(smaller) || smaller <= larger * 0x1p-60)
        return std::isinf(x) || std::isinf(y) ? __builtin_inf() : larger + smaller;
    int exponent = std::ilogb(larger);
    larger = std::scalbn(larger, -exponent);
    smaller = std::scalbn(smaller, -exponent);
    return std::scalbn(rounded(squareRoot(product(larger, larger) + product(smaller, smaller))), exponent);
}

double preciseAsinh(double x) {
    double size = std::fabs(x);
    if (!(size < 0x1p300) || size < 0x1p-100)
        return std::asinh(x);
    Pair square = product(size, size);
    Pair result;
    if (size > 0x1p60) {
        result = logarithm({size, 0}) + LogOf2;
    } else {
        // u = x + x² / (1 + √(1 + x²))
        Pair u = Pair{size, 0} + square / (One + squareRoot(One + square));
        result = logarithmOfOnePlus(u);
    }
    return std::copysign(rounded(result), x);
}

double preciseAcosh(double x) {
    if (!(x > 1) || !(x < 0x1p300))
        return std::acosh(x);
    if (x > 0x1p60)
        return rounded(logarithm({x, 0}) + LogOf2);
    Pair t = sum(x, -1.0);
    return rounded(logarithmOfOnePlus(t + squareRoot(t * (t + Pair{2, 0}))));
}

double preciseAtanh(double x) {
    double size = std::fabs(x);
    if (!(size < 1) || size < 0x1p-100)
        return std::atanh(x);
    Pair result;
    if (size < 0x1p-5)
        result = inverseTangentSeries({size, 0});
    else
        result = scaled(logarithm(sum(1.0, size) / sum(1.0, -size)), 0.5);
    return std::copysign(rounded(result), x);
}

double preciseErf(double x) {
    double size = std::fabs(x);
    if (!(size < 6) || size < 0x1p-100)
        return std::erf(x);
    return std::copysign(rounded(errorFunction(size)), x);
}

double preciseErfc(double x) {
    if (!(x < 27.3) || x < -6 || std::fabs(x) < 0x1p-60)
        return std::erfc(x);
    if (x < 3) {
        Pair error = errorFunction(std::fabs(x));
        return rounded(x < 0 ? One + error : One - error);
    }
    // e^(-x²) / √π / (x + (1/2)/(x + 1/(x + (3/2)/(x + …))))
    Pair fraction{x, 0};
    for (int n = 60 + int(900 / (x * x)); n > 0; --n)
        fraction = Pair{x, 0} + Pair{n / 2.0, 0} / fraction;
    int exponent;
    Pair factor = exponential(-product(x, x), &exponent);
    double result = rounded(scaled(TwoBySquareRootOfPi * factor, 0.5) / fraction);
    return std::ldexp(result, exponent);
}

} // namespace pyc::runtime
