// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The collector includes it and, without registers to save or faults to probe for, never jumps.
#pragma once

typedef int jmp_buf[1];
#define setjmp(buffer) ((void)(buffer), 0)
#define longjmp(buffer, value) __builtin_trap()
