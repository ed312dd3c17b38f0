// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A growing array in an arena, for trivially copyable elements; outgrown blocks are left to the arena.
#pragma once

#include "frontend/support/arena.h"

namespace pyc::frontend {

template <typename T>
class ArenaVector {
public:
    static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

    explicit ArenaVector(Arena& arena) : arena(&arena) {}
    /// Items that are there already are taken over; they move when more are added.
    ArenaVector(Arena& arena, T* items, size_t count) : arena(&arena), block(items), length(count), room(count) {}

    void push(const T& item) {
        if (length == room) [[unlikely]] {
            T copy = item;
            reserve(room ? room * 2 : 8);
            ::new (&block[length++]) T(copy);
            return;
        }
        ::new (&block[length++]) T(item);
    }

    /// A new last element, which the caller fills.
    T& extend() {
        if (length == room) [[unlikely]]
            reserve(room ? room * 2 : 8);
        return block[length++];
    }

    void append(const T* items, size_t count) {
        if (!count)
            return;
        reserve(length + count);
        memcpy(static_cast<void*>(block + length), items, count * sizeof(T));
        length += count;
    }

    T pop() { return block[--length]; }

    void reserve(size_t wanted) {
        if (wanted <= room)
            return;
        size_t capacity = wanted > room * 2 ? wanted : room * 2;
        if (block && arena->extend(block, room * sizeof(T), capacity * sizeof(T))) {
            room = capacity;
            return;
        }
        T* larger = arena->makeArray<T>(capacity);
        if (length)
            memcpy(static_cast<void*>(larger), block, length * sizeof(T));
        block = larger;
        room = capacity;
    }

    /// New elements are value-initialised.
    void resize(size_t count) {
        reserve(count);
        for (size_t index = length; index < count; ++index)
            ::new (&block[index]) T();
        length = count;
    }

    void clear() { length = 0; }
    void truncate(size_t count) { length = count; }

    size_t size() const { return length; }
    bool empty() const { return length == 0; }
    T* data() const { return block; }
    T* begin() const { return block; }
    T* end() const { return block + length; }
    T& operator[](size_t index) const { return block[index]; }
    T& front() const { return block[0]; }
    T& back() const { return block[length - 1]; }

    /// A view of what is here now; it stays valid, but does not follow later growth.
    Sequence<T> sequence() const { return {block, static_cast<uint32_t>(length)}; }

    /// A copy of exact size.
    Sequence<T> copySequence() const { return arena->copy(block, length); }

private:
    Arena* arena;
    T* block = nullptr;
    size_t length = 0;
    size_t room = 0;
};

} // namespace pyc::frontend
