// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Bump allocation: the slow path that takes a new page, and the default page allocator.
#include "frontend/support/arena.h"

#include <cstdio>
#include <cstdlib>

namespace pyc::frontend {

namespace {

constexpr size_t FirstPageSize = 16 << 10;
constexpr size_t LargestPageSize = 4 << 20;

/// A page of each of these sizes that was given back is kept for the next arena: such pages are the operating system's,
/// and to have it clear them again costs more than most of what is done in them.
constexpr size_t SmallestSpare = 64 << 10;
constexpr size_t LargestSpare = 1 << 20;
void* spares[__builtin_ctzll(LargestSpare / SmallestSpare) + 1];

void** spareOf(size_t size) {
    bool kept = size >= SmallestSpare && size <= LargestSpare && (size & (size - 1)) == 0;
    return kept ? &spares[__builtin_ctzll(size / SmallestSpare)] : nullptr;
}

void* allocateWithMalloc(void*, size_t size) {
    if (void** spare = spareOf(size))
        if (void* page = __atomic_exchange_n(spare, nullptr, __ATOMIC_ACQUIRE))
            return page;
    if (void* memory = malloc(size))
        return memory;
    fputs("pyc: out of memory\n", stderr);
    abort();
}

void releaseWithFree(void*, void* page, size_t size) {
    if (void** spare = spareOf(size))
        page = __atomic_exchange_n(spare, page, __ATOMIC_ACQ_REL);
    free(page);
}

} // namespace

const PageAllocator mallocPages = {nullptr, allocateWithMalloc, releaseWithFree};

void* Arena::allocateSlow(size_t size, size_t alignment) {
    size_t wanted = sizeof(Page) + size + alignment;
    // Pages grow with what is already there, so that a small parse costs one small page.
    size_t pageSize = reserved < FirstPageSize ? FirstPageSize : reserved;
    if (pageSize > LargestPageSize)
        pageSize = LargestPageSize;
    if (pageSize < wanted)
        pageSize = wanted;
    Page* page = static_cast<Page*>(pages.allocate(pages.state, pageSize));
    page->previous = newest;
    page->size = pageSize;
    newest = page;
    reserved += pageSize;
    close(page + 1, pageSize - sizeof(Page));
    uintptr_t first = reinterpret_cast<uintptr_t>(page + 1);
    uintptr_t start = (first + alignment - 1) & ~uintptr_t(alignment - 1);
    uintptr_t pageLimit = reinterpret_cast<uintptr_t>(page) + pageSize;
    // A page made for one large block must not strand the room left in the current one.
    if (limit - cursor < pageLimit - (start + size)) {
        cursor = start + size;
        limit = pageLimit;
    }
    open(start, size);
    return reinterpret_cast<void*>(start);
}

void Arena::reset() {
    for (Page* page = newest; page;) {
        Page* previous = page->previous;
        open(reinterpret_cast<uintptr_t>(page), page->size);
        pages.release(pages.state, page, page->size);
        page = previous;
    }
    newest = nullptr;
    cursor = limit = 0;
    reserved = 0;
}

void Arena::recycle() {
    if (!newest)
        return;
    Page* kept = newest;
    newest = kept->previous;
    reset();
    newest = kept;
    kept->previous = nullptr;
    reserved = kept->size;
    cursor = reinterpret_cast<uintptr_t>(kept + 1);
    limit = reinterpret_cast<uintptr_t>(kept) + kept->size;
    close(kept + 1, kept->size - sizeof(Page));
}

} // namespace pyc::frontend
