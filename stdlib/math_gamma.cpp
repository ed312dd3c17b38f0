// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// gamma and lgamma by Lanczos's formula (g = 6.024680040776729583740234375, 13 terms), the one the yardstick evaluates:
// its errors are part of the results.
#include "stdlib/math.h"

#include <cmath>

namespace pyc::runtime::math {

namespace {

constexpr double Pi = 3.141592653589793238462643383279502884197;
constexpr double LogPi = 1.144729885849400174143427351353058711647;
constexpr double LanczosG = 6.024680040776729583740234375;
constexpr double LanczosGMinusHalf = 5.524680040776729583740234375;
constexpr int Terms = 13;
constexpr double Numerators[Terms] = {
    23531376880.410759688572007674451636754734846804940, 42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843, 17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801, 31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768, 186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408};
// x (x + 1) … (x + 11)
constexpr double Denominators[Terms] = {0.0,        39916800.0, 120543840.0, 150917976.0, 105258076.0,
                                        45995730.0, 13339535.0, 2637558.0,   357423.0,    32670.0,
                                        1925.0,     66.0,       1.0};
constexpr double SmallFactorials[] = {1.0,
                                      1.0,
                                      2.0,
                                      6.0,
                                      24.0,
                                      120.0,
                                      720.0,
                                      5040.0,
                                      40320.0,
                                      362880.0,
                                      3628800.0,
                                      39916800.0,
                                      479001600.0,
                                      6227020800.0,
                                      87178291200.0,
                                      1307674368000.0,
                                      20922789888000.0,
                                      355687428096000.0,
                                      6402373705728000.0,
                                      121645100408832000.0,
                                      2432902008176640000.0,
                                      51090942171709440000.0,
                                      1124000727777607680000.0};

// In powers of x or of 1/x, so that nothing overflows.
double lanczosSum(double x) {
    double numerator = 0.0, denominator = 0.0;
    if (x < 5.0) {
        for (int i = Terms; i-- > 0;) {
            numerator = numerator * x + Numerators[i];
            denominator = denominator * x + Denominators[i];
        }
    } else {
        for (int i = 0; i < Terms; ++i) {
            numerator = numerator / x + Numerators[i];
            denominator = denominator / x + Denominators[i];
        }
    }
    return numerator / denominator;
}

// sin(pi x), with the argument reduced exactly first.
double sinPi(double x) {
    double y = std::fmod(std::fabs(x), 2.0), result;
    switch (int(std::round(2.0 * y))) {
    case 0: result = std::sin(Pi * y); break;
    case 1: result = std::cos(Pi * (y - 0.5)); break;
    case 2: result = std::sin(Pi * (1.0 - y)); break;
    case 3: result = -std::cos(Pi * (y - 1.5)); break;
    default: result = std::sin(Pi * (y - 2.0));
    }
    return std::copysign(1.0, x) * result;
}

} // namespace

double gamma(double x) {
    if (std::isnan(x) || x == __builtin_inf())
        return x;
    if (std::isinf(x))
        return __builtin_nan("");
    if (x == 0.0)
        return std::copysign(__builtin_inf(), x);
    if (x == std::floor(x)) {
        if (x < 0.0)
            return __builtin_nan("");
        if (x <= double(std::size(SmallFactorials)))
            return SmallFactorials[int(x) - 1];
    }
    double size = std::fabs(x);
    if (size < 1e-20)
        return 1.0 / x;
    if (size > 200.0)
        return x < 0.0 ? 0.0 / sinPi(x) : __builtin_inf();
    // y is rounded; z corrects for it.
    double y = size + LanczosGMinusHalf, z;
    if (size > LanczosGMinusHalf) {
        double q = y - size;
        z = q - LanczosGMinusHalf;
    } else {
        double q = y - LanczosGMinusHalf;
        z = q - size;
    }
    z = z * LanczosG / y;
    double result;
    if (x < 0.0) {
        result = -Pi / sinPi(size) / size * std::exp(y) / lanczosSum(size);
        result -= z * result;
        if (size < 140.0) {
            result /= std::pow(y, size - 0.5);
        } else {
            double root = std::pow(y, size / 2.0 - 0.25);
            result /= root;
            result /= root;
        }
    } else {
        result = lanczosSum(size) / std::exp(y);
        result += z * result;
        if (size < 140.0) {
            result *= std::pow(y, size - 0.5);
        } else {
            double root = std::pow(y, size / 2.0 - 0.25);
            result *= root;
            result *= root;
        }
    }
    return result;
}

double logGamma(double x) {
    if (std::isnan(x))
        return x;
    if (std::isinf(x))
        return __builtin_inf();
    if (x == std::floor(x) && x <= 2.0)
        return x <= 0.0 ? __builtin_inf() : 0.0;
    double size = std::fabs(x);
    if (size < 1e-20)
        return -std::log(size);
    double result = std::log(lanczosSum(size)) - LanczosG;
    result += (size - 0.5) * (std::log(size + LanczosG - 0.5) - 1);
    if (x < 0.0)
        result = LogPi - std::log(std::fabs(sinPi(size))) - std::log(size) - result;
    return result;
}

} // namespace pyc::runtime::math
