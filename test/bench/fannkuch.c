// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The twin of fannkuch.py.
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static long fannkuch(long n, long* mostFlips) {
    long* order = malloc(n * sizeof(long));
    long* count = malloc(n * sizeof(long));
    long* work = malloc(n * sizeof(long));
    for (long i = 0; i < n; ++i)
        order[i] = i;
    long most = 0, checksum = 0, remaining = n;
    bool even = true;
    for (;;) {
        for (; remaining != 1; --remaining)
            count[remaining - 1] = remaining;
        memcpy(work, order, n * sizeof(long));
        long flips = 0;
        for (long front = work[0]; front != 0; front = work[0]) {
            for (long low = 0, high = front; low < high; ++low, --high) {
                long swapped = work[low];
                work[low] = work[high];
                work[high] = swapped;
            }
            flips += 1;
        }
        if (flips > most)
            most = flips;
        checksum += even ? flips : -flips;
        even = !even;
        for (;;) {
            if (remaining == n) {
                *mostFlips = most;
                free(order);
                free(count);
                free(work);
                return checksum;
            }
            long first = order[0];
            for (long i = 0; i < remaining; ++i)
                order[i] = order[i + 1];
            order[remaining] = first;
            if (--count[remaining] > 0)
                break;
            remaining += 1;
        }
    }
}

int main(void) {
    const long sizes[] = {8, 9, 9, 9};
    for (int round = 0; round < 4; ++round) {
        long most, checksum = fannkuch(sizes[round], &most);
        printf("%ld %ld\n", checksum, most);
    }
    return 0;
}
