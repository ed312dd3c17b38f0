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
#else
#error "callOnStack has no form for this architecture"
#endif

} // namespace pyc::gc
