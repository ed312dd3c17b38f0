// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The twin of matmul.py: a matrix is an array of rows.
#include <stdio.h>
#include <stdlib.h>

static double** make(long n, long seed) {
    double** matrix = malloc(n * sizeof(double*));
    for (long i = 0; i < n; ++i) {
        matrix[i] = malloc(n * sizeof(double));
        for (long j = 0; j < n; ++j)
            matrix[i][j] = ((i * seed + j * 7) % 23) / 23.0;
    }
    return matrix;
}

static double** multiply(double** a, double** b, long n) {
    double** result = malloc(n * sizeof(double*));
    for (long i = 0; i < n; ++i) {
        double *left = a[i], *row = malloc(n * sizeof(double));
        for (long j = 0; j < n; ++j) {
            double total = 0.0;
            for (long k = 0; k < n; ++k)
                total += left[k] * b[k][j];
            row[j] = total;
        }
        result[i] = row;
    }
    return result;
}

int main(void) {
    long n = 450;
    double** product = multiply(make(n, 3), make(n, 5), n);
    double trace = 0.0;
    for (long i = 0; i < n; ++i)
        trace += product[i][i];
    printf("%.9f %.9f\n", trace, product[7][11]);
    return 0;
}
