// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Bump allocation: everything a parse or compilation makes lives in one arena and dies with it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <string_view>
#include <type_traits>
#include <utility>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define PYC_ARENA_POISONS 1
#include <sanitizer/asan_interface.h>
#endif
#endif

namespace pyc::frontend {

/// Where an arena gets its pages. `allocate` never returns null: a host that runs out of memory must not come back.
struct PageAllocator {
    void* state;
    void* (*allocate)(void* state, size_t size);
    void (*release)(void* state, void* page, size_t size);
};

/// malloc and free; aborts with a message when memory is exhausted.
extern const PageAllocator mallocPages;

/// A list in an arena: a pointer and a length, copied freely.
template <typename T>
struct Sequence {
    T* items = nullptr;
    uint32_t count = 0;

    uint32_t size() const { return count; }
    bool empty() const { return count == 0; }
    T* begin() const { return items; }
    T* end() const { return items + count; }
    T& operator[](size_t index) const { return items[index]; }
    T& front() const { return items[0]; }
    T& back() const { return items[count - 1]; }
};

class Arena {
public:
    explicit Arena(const PageAllocator& pages = mallocPages) : pages(pages) {}
    Arena(const Arena&) = delete;
    Arena& operator=(const Arena&) = delete;
    ~Arena() { reset(); }

    void* allocate(size_t size, size_t alignment = alignof(max_align_t)) {
        uintptr_t start = (cursor + Gap + alignment - 1) & ~uintptr_t(alignment - 1);
        if (start + size <= limit && start + size >= start) [[likely]] {
            cursor = start + size;
            open(start, size);
            return reinterpret_cast<void*>(start);
        }
        return allocateSlow(size, alignment);
    }

    template <typename T, typename... Arguments>
    T* make(Arguments&&... arguments) {
        static_assert(std::is_trivially_destructible_v<T>, "arena objects are never destroyed");
        return ::new (allocate(sizeof(T), alignof(T))) T{std::forward<Arguments>(arguments)...};
    }

    template <typename T>
    T* makeArray(size_t count) {
        static_assert(std::is_trivially_destructible_v<T>, "arena objects are never destroyed");
        return static_cast<T*>(allocate(count * sizeof(T), alignof(T)));
    }

    template <typename T>
    Sequence<T> copy(const T* items, size_t count) {
        static_assert(std::is_trivially_copyable_v<T>);
        if (count == 0)
            return {};
        T* memory = makeArray<T>(count);
        memcpy(static_cast<void*>(memory), items, count * sizeof(T));
        return {memory, static_cast<uint32_t>(count)};
    }

    std::string_view copy(std::string_view text) {
        char* memory = static_cast<char*>(allocate(text.size() + 1, 1));
        if (!text.empty())
            memcpy(memory, text.data(), text.size());
        memory[text.size()] = 0;
        return {memory, text.size()};
    }

    /// Extends the newest allocation in place when there is room; growing arrays use it to avoid copies.
    bool extend(const void* memory, size_t oldSize, size_t newSize) {
        uintptr_t start = reinterpret_cast<uintptr_t>(memory);
        if (start + oldSize != cursor || newSize > limit - start)
            return false;
        cursor = start + newSize;
        open(start, newSize);
        return true;
    }

    /// Gives every page back.
    void reset();
    /// Forgets everything, but keeps a page for what comes next.
    void recycle();

    const PageAllocator& pageAllocator() const { return pages; }

    size_t bytesReserved() const { return reserved; }

private:
    struct Page {
        Page* previous;
        size_t size;
    };

    void* allocateSlow(size_t size, size_t alignment);

    // The address sanitizer sees a page as one block: what is not allocated of it is made unreadable by hand, with a
    // gap between neighbours.
#ifdef PYC_ARENA_POISONS
    static constexpr size_t Gap = 16;
    static void open(uintptr_t start, size_t size) {
        ASAN_UNPOISON_MEMORY_REGION(reinterpret_cast<void*>(start), size);
    }
    static void close(void* start, size_t size) { ASAN_POISON_MEMORY_REGION(start, size); }
#else
    static constexpr size_t Gap = 0;
    static void open(uintptr_t, size_t) {}
    static void close(void*, size_t) {}
#endif

    PageAllocator pages;
    Page* newest = nullptr;
    uintptr_t cursor = 0;
    uintptr_t limit = 0;
    size_t reserved = 0;
};

} // namespace pyc::frontend
