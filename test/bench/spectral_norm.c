// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The twin of spectral_norm.py.
#include <math.h>
#include <stdio.h>

#define N 900

static double entry(long i, long j) { return 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1); }

static void times(const double* v, double* result, long n) {
    for (long i = 0; i < n; ++i) {
        double total = 0.0;
        for (long j = 0; j < n; ++j)
            total += entry(i, j) * v[j];
        result[i] = total;
    }
}

static void timesTransposed(const double* v, double* result, long n) {
    for (long i = 0; i < n; ++i) {
        double total = 0.0;
        for (long j = 0; j < n; ++j)
            total += entry(j, i) * v[j];
        result[i] = total;
    }
}

int main(void) {
    static double u[N], v[N], between[N];
    for (long i = 0; i < N; ++i)
        u[i] = 1.0;
    for (int round = 0; round < 10; ++round) {
        times(u, between, N);
        timesTransposed(between, v, N);
        times(v, between, N);
        timesTransposed(between, u, N);
    }
    double product = 0.0, square = 0.0;
    for (long i = 0; i < N; ++i) {
        product += u[i] * v[i];
        square += v[i] * v[i];
    }
    printf("%.9f\n", sqrt(product / square));
    return 0;
}
