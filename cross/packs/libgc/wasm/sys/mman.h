// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Memory for the collector's heap on WebAssembly: grown, never given back.
#pragma once
#include <stddef.h>
#include <stdlib.h>

#define PROT_NONE 0
#define PROT_READ 1
#define PROT_WRITE 2
#define PROT_EXEC 4
#define MAP_PRIVATE 2
#define MAP_FIXED 16
#define MAP_ANON 32
#define MAP_ANONYMOUS 32
#define MAP_FAILED ((void*)-1)

static inline void* mmap(void* where, size_t size, int protection, int flags, int file, long offset) {
    (void)where, (void)protection, (void)flags, (void)file, (void)offset;
    enum { Page = 65536 };
    void* memory = aligned_alloc(Page, (size + Page - 1) / Page * Page);
    if (!memory)
        return MAP_FAILED;
    __builtin_memset(memory, 0, size);
    return memory;
}

static inline int munmap(void* where, size_t size) { return (void)where, (void)size, -1; }
