// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The twin of hello.py.
#include <stdio.h>

int main(void) {
    puts("hello, world");
    return 0;
}
