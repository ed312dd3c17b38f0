// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the files of the module math share.
#pragma once

#include "runtime/builtins/number.h"
#include "runtime/object/native.h"
#include "runtime/object/operations.h"

namespace pyc::runtime::math {

ErrorReturn raiseDomain();
ErrorReturn raiseRange();
// A float or int argument as a double.
inline Result<double> number(Value value) { return toDouble(value); }

// ---- math_gamma.cpp: results are infinite or NaN where the function is not defined ----
double gamma(double x);
double logGamma(double x);

// ---- math_integer.cpp ----
Value factorial(Value n);
Value comb(Value n, Value k);
Value perm(Value n, Value k);
Value squareRootFloor(Value n);
Value gcd(Arguments integers);
Value lcm(Arguments integers);

// ---- math_sums.cpp ----
Value floatSum(Value iterable);
Value sumOfProducts(Value p, Value q);
Value product(Value iterable, Value start);
Value hypotenuse(Arguments coordinates);
Value distance(Value p, Value q);

} // namespace pyc::runtime::math
