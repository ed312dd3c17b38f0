// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The twin of fib.py.
#include <stdio.h>

static long fib(long n) {
    if (n < 2)
        return n;
    return fib(n - 1) + fib(n - 2);
}

int main(int argc, char** argv) {
    (void)argv;
    printf("%ld\n", fib(34 + argc));
    return 0;
}
