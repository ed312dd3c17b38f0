// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions whose last digit is the yardstick's where the C library's is not: the precise ones are correctly rounded.
#pragma once

namespace pyc::runtime {

double classicLog10(double x);
double classicSinh(double x);
double classicCosh(double x);
double classicTanh(double x);
double preciseAtan(double x);
double preciseAtan2(double y, double x);
double preciseAsin(double x);
double preciseAcos(double x);
double preciseHypot(double x, double y);
double preciseAsinh(double x);
double preciseAcosh(double x);
double preciseAtanh(double x);
double preciseErf(double x);
double preciseErfc(double x);

} // namespace pyc::runtime
