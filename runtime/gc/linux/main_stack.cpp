// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The main program's stack: ours, large and lazily committed, so that depth is Python's limit and never the system's.
#include "runtime/gc/main_stack.h"

#include <sys/mman.h>
#include <sys/resource.h>

namespace pyc::gc {

size_t addressSpaceLimit() {
    rlimit limit;
    if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
        return SIZE_MAX;
    return limit.rlim_cur;
}

StackBounds mapStack(size_t bytes) {
    constexpr size_t Guard = 64 << 10, Smallest = 1 << 20;
    size_t limit = addressSpaceLimit();
    if (bytes > limit / 8)
        bytes = limit / 8 & ~(Guard - 1);
    for (; bytes >= Smallest; bytes /= 2) {
        void* memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
        if (memory == MAP_FAILED)
            continue;
        // A huge page would commit and clear two megabytes for the first frame.
        madvise(memory, bytes, MADV_NOHUGEPAGE);
        mprotect(memory, Guard, PROT_NONE);
        char* low = static_cast<char*>(memory);
        return {low + Guard, low + bytes};
    }
    return {nullptr, nullptr};
}

#if defined(__x86_64__)
int callOnStack(StackBounds stack, int (*body)(void*), void* context) {
    int result;
    // rbx is preserved by the callee and finds the old stack again.
    asm volatile("movq %%rsp, %%rbx\n\t"
                 "movq %[top], %%rsp\n\t"
                 "callq *%[body]\n\t"
                 "movq %%rbx, %%rsp"
                 : "=a"(result), "+D"(context)
                 : [top] "r"(stack.high), [body] "r"(body)
                 : "rbx", "rcx", "rdx", "rsi", "r8", "r9", "r10", "r11", "memory", "cc", "xmm0", "xmm1", "xmm2", "xmm3",
                   "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12", "xmm13", "xmm14",
                   "xmm15");
    return result;
}
#elif defined(__aarch64__)
int callOnStack(StackBounds stack, int (*body)(void*), void* context) {
    register void* argument asm("x0") = context;
    // x19 is preserved by the callee and finds the old stack again; upper halves of v8 to v15 are not preserved.
    asm volatile("mov x19, sp\n\t"
                 "mov sp, %[top]\n\t"
                 "blr %[body]\n\t"
                 "mov sp, x19"
                 : "+r"(argument)
                 : [top] "r"(stack.high), [body] "r"(body)
                 : "x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9", "x10", "x11", "x12", "x13", "x14", "x15",
                   "x16", "x17", "x18", "x19", "x30", "memory", "cc", "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7",
                   "v8", "v9", "v10", "v11", "v12", "v13", "v14", "v15", "v16", "v17", "v18", "v19", "v20", "v21",
                   "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30", "v31");
    return int(reinterpret_cast<intptr_t>(argument));
}
#elif defined(__riscv)
int callOnStack(StackBounds stack, int (*body)(void*), void* context) {
    register void* argument asm("a0") = context;
    // s1 is preserved by the callee and finds the old stack again.
    asm volatile("mv s1, sp\n\t"
                 "mv sp, %[top]\n\t"
                 "jalr %[body]\n\t"
                 "mv sp, s1"
                 : "+r"(argument)
                 : [top] "r"(stack.high), [body] "r"(body)
                 : "ra", "s1", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "t0", "t1", "t2", "t3", "t4", "t5", "t6",
                   "memory", "ft0", "ft1", "ft2", "ft3", "ft4", "ft5", "ft6", "ft7", "ft8", "ft9", "ft10", "ft11",
                   "fa0", "fa1", "fa2", "fa3", "fa4", "fa5", "fa6", "fa7");
    return int(reinterpret_cast<intptr_t>(argument));
}
#else
#error "callOnStack has no form for this architecture"
#endif

} // namespace pyc::gc
