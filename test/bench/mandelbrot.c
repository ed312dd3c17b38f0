// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The twin of mandelbrot.py.
#include <stdio.h>

static long inside(long size, long limit) {
    long count = 0;
    for (long row = 0; row < size; ++row) {
        double ci = 2.0 * row / size - 1.0;
        for (long column = 0; column < size; ++column) {
            double cr = 2.0 * column / size - 1.5;
            double zr = 0.0, zi = 0.0, zr2 = 0.0, zi2 = 0.0;
            long steps = 0;
            while (steps < limit && zr2 + zi2 <= 4.0) {
                zi = 2.0 * zr * zi + ci;
                zr = zr2 - zi2 + cr;
                zr2 = zr * zr;
                zi2 = zi * zi;
                steps += 1;
            }
            if (steps == limit)
                count += 1;
        }
    }
    return count;
}

int main(void) {
    printf("%ld\n", inside(700, 100));
    return 0;
}
