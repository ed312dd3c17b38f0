// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Copying and filling memory. The C library's versions start string instructions for a handful of bytes, which is what
// a runtime copies most: arguments, short strings, small tables. Linked before it, these take its place.
#include <cstddef>
#include <cstdint>

#if !__has_feature(address_sanitizer) && !__has_feature(thread_sanitizer)

namespace {

// Unaligned words of any type.
template <class T>
struct __attribute__((packed, may_alias)) Unaligned {
    T value;
};
using Vector __attribute__((vector_size(16))) = uint64_t;

template <class T>
T load(const char* from) {
    return reinterpret_cast<const Unaligned<T>*>(from)->value;
}
template <class T>
void store(char* to, T value) {
    reinterpret_cast<Unaligned<T>*>(to)->value = value;
}

[[maybe_unused]] constexpr size_t LongCopy = 2048;

// Two loads before two stores: right for areas that overlap, too.
template <class T>
void copyEnds(char* to, const char* from, size_t size) {
    T first = load<T>(from), last = load<T>(from + size - sizeof(T));
    store(to, first);
    store(to + size - sizeof(T), last);
}

bool copySmall(char* to, const char* from, size_t size) {
    if (size > 32)
        return false;
    if (size >= 16)
        copyEnds<Vector>(to, from, size);
    else if (size >= 8)
        copyEnds<uint64_t>(to, from, size);
    else if (size >= 4)
        copyEnds<uint32_t>(to, from, size);
    else if (size >= 2)
        copyEnds<uint16_t>(to, from, size);
    else if (size)
        *to = *from;
    return true;
}

// Where the processor copies long areas best by itself.
bool copyLong([[maybe_unused]] char* to, [[maybe_unused]] const char* from, [[maybe_unused]] size_t size) {
#ifdef __x86_64__
    if (size >= LongCopy) {
        __asm__ volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(size) : : "memory");
        return true;
    }
#endif
    return false;
}

} // namespace

#define PYC_NO_BUILTIN __attribute__((no_builtin("memcpy", "memmove", "memset")))

extern "C" {

PYC_NO_BUILTIN void* memcpy(void* __restrict target, const void* __restrict source, size_t size) {
    auto* to = static_cast<char*>(target);
    auto* from = static_cast<const char*>(source);
    if (copySmall(to, from, size) || copyLong(to, from, size))
        return target;
    Vector first = load<Vector>(from + size - 32), last = load<Vector>(from + size - 16);
    char* end = to + size;
    for (size_t left = size; left > 32; left -= 32, to += 32, from += 32) {
        Vector low = load<Vector>(from), high = load<Vector>(from + 16);
        store(to, low);
        store(to + 16, high);
    }
    store(end - 32, first);
    store(end - 16, last);
    return target;
}

PYC_NO_BUILTIN void* memmove(void* target, const void* source, size_t size) {
    auto* to = static_cast<char*>(target);
    auto* from = static_cast<const char*>(source);
    if (copySmall(to, from, size))
        return target;
    if (uintptr_t(to) - uintptr_t(from) >= size && uintptr_t(from) - uintptr_t(to) >= size)
        return memcpy(target, source, size);
    if (to < from) {
        Vector first = load<Vector>(from + size - 32), last = load<Vector>(from + size - 16);
        char* end = to + size;
        for (size_t left = size; left > 32; left -= 32, to += 32, from += 32) {
            Vector low = load<Vector>(from), high = load<Vector>(from + 16);
            store(to, low);
            store(to + 16, high);
        }
        store(end - 32, first);
        store(end - 16, last);
        return target;
    }
    Vector first = load<Vector>(from), second = load<Vector>(from + 16);
    for (size_t left = size; left > 32; left -= 32) {
        Vector low = load<Vector>(from + left - 32), high = load<Vector>(from + left - 16);
        store(to + left - 32, low);
        store(to + left - 16, high);
    }
    store(to, first);
    store(to + 16, second);
    return target;
}

PYC_NO_BUILTIN void* memset(void* target, int value, size_t size) {
    auto* to = static_cast<char*>(target);
    uint64_t word = 0x0101010101010101u * uint8_t(value);
    if (size < 16) {
        if (size >= 8) {
            store(to, word);
            store(to + size - 8, word);
        } else if (size >= 4) {
            store(to, uint32_t(word));
            store(to + size - 4, uint32_t(word));
        } else {
            for (size_t i = 0; i < size; ++i)
                to[i] = char(value);
        }
        return target;
    }
    Vector words = {word, word};
    char* end = to + size;
    for (; to + 16 < end; to += 16)
        store(to, words);
    store(end - 16, words);
    return target;
}

} // extern "C"

#endif
