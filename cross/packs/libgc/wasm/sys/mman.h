// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Memory for the collector's heap on WebAssembly: grown, never given back.
#pragma once
#include <stddef.h>

#define PROT_NONE 0
#define PROT_READ 1
#define PROT_WRITE 2
#define PROT_EXEC 4
#define MAP_PRIVATE 2
#define MAP_FIXED 16
#define MAP_ANON 32
#define MAP_ANONYMOUS 32
#define MAP_FAILED ((void*)-1)

// Memory that was grown is zero, and costs nothing until it is touched.
static inline void* mmap(void* where, size_t size, int protection, int flags, int file, long offset) {
    (void)where, (void)protection, (void)flags, (void)file, (void)offset;
    enum { Page = 65536 };
    size_t before = __builtin_wasm_memory_grow(0, (size + Page - 1) / Page);
    return before == (size_t)-1 ? MAP_FAILED : (void*)(before * Page);
}

static inline int munmap(void* where, size_t size) { return (void)where, (void)size, -1; }
