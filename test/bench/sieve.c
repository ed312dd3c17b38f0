// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The twin of sieve.py, with words as wide as Python's numbers.
#include <stdio.h>
#include <stdlib.h>

static long primesBelow(long bound) {
    long* prime = malloc(bound * sizeof(long));
    for (long i = 0; i < bound; ++i)
        prime[i] = 1;
    prime[0] = 0;
    prime[1] = 0;
    for (long i = 2; i * i < bound; ++i)
        if (prime[i] == 1)
            for (long multiple = i * i; multiple < bound; multiple += i)
                prime[multiple] = 0;
    long count = 0;
    for (long i = 0; i < bound; ++i)
        count += prime[i];
    free(prime);
    return count;
}

int main(void) {
    long total = 0;
    for (int round = 0; round < 30; ++round)
        total += primesBelow(1000000);
    printf("%ld\n", total);
    return 0;
}
