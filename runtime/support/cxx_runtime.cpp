// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What libc++'s headers and the compiler expect of a C++ library, for programs that link none: plain memory from
// malloc, and an end to the process where a C++ library would throw or terminate.
#include <cstddef>
#include <cstdlib>
#include <new>
#include <unistd.h>

namespace {

[[noreturn]] void stop(const char* message, size_t length) {
    ssize_t written = write(2, message, length);
    (void)written;
    abort();
}

void* memory(size_t bytes) {
    if (void* block = malloc(bytes ? bytes : 1))
        return block;
    stop("fatal: out of memory\n", 21);
}

} // namespace

void* operator new(size_t bytes) { return memory(bytes); }
void* operator new[](size_t bytes) { return memory(bytes); }
void* operator new(size_t bytes, std::align_val_t alignment) {
    if (void* block = aligned_alloc(size_t(alignment), (bytes + size_t(alignment) - 1) & ~(size_t(alignment) - 1)))
        return block;
    stop("fatal: out of memory\n", 21);
}
void* operator new[](size_t bytes, std::align_val_t alignment) { return operator new(bytes, alignment); }

void operator delete(void* block) noexcept { free(block); }
void operator delete[](void* block) noexcept { free(block); }
void operator delete(void* block, size_t) noexcept { free(block); }
void operator delete[](void* block, size_t) noexcept { free(block); }
void operator delete(void* block, std::align_val_t) noexcept { free(block); }
void operator delete[](void* block, std::align_val_t) noexcept { free(block); }
void operator delete(void* block, size_t, std::align_val_t) noexcept { free(block); }
void operator delete[](void* block, size_t, std::align_val_t) noexcept { free(block); }

extern "C" void __cxa_pure_virtual() { stop("fatal: pure virtual function called\n", 36); }

// For libc++'s own hardening checks; printf-like, so the format alone is shown.
namespace std::inline __1 {
[[noreturn, gnu::visibility("default")]] void __libcpp_verbose_abort(const char* format, ...) noexcept {
    stop(format, __builtin_strlen(format));
}
} // namespace std::inline __1
