// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Text put together piece by piece in an arena.
#pragma once

#include "frontend/support/arena_vector.h"

#include <initializer_list>

namespace pyc::frontend {

class StringBuilder {
public:
    explicit StringBuilder(Arena& arena) : arena(&arena), bytes(arena) {}

    StringBuilder& add(std::string_view text) {
        bytes.append(text.data(), text.size());
        return *this;
    }
    StringBuilder& add(char byte) {
        bytes.push(byte);
        return *this;
    }
    StringBuilder& addRepeated(char byte, size_t count) {
        bytes.reserve(bytes.size() + count);
        for (size_t index = 0; index < count; ++index)
            bytes.push(byte);
        return *this;
    }
    StringBuilder& addInteger(int64_t value) {
        uint64_t magnitude = value < 0 ? 0 - static_cast<uint64_t>(value) : static_cast<uint64_t>(value);
        char digits[20];
        size_t start = sizeof digits;
        do
            digits[--start] = static_cast<char>('0' + magnitude % 10);
        while (magnitude /= 10);
        if (value < 0)
            add('-');
        return add(std::string_view(digits + start, sizeof digits - start));
    }
    StringBuilder& addHexadecimal(uint64_t value, unsigned width) {
        for (unsigned shift = width * 4; shift;) {
            shift -= 4;
            add("0123456789abcdef"[value >> shift & 15]);
        }
        return *this;
    }
    /// At least `width` digits, as Python's %04X.
    StringBuilder& addHexadecimalUpper(uint64_t value, unsigned width) {
        for (unsigned digits = 16; digits-- > 0;)
            if (digits < width || value >> digits * 4)
                add("0123456789ABCDEF"[value >> digits * 4 & 15]);
        return *this;
    }
    /// One code point (surrogates included) as WTF-8.
    StringBuilder& addCodePoint(uint32_t codePoint) {
        if (codePoint < 0x80)
            return add(static_cast<char>(codePoint));
        if (codePoint < 0x800)
            return add(static_cast<char>(0xC0 | codePoint >> 6)).add(static_cast<char>(0x80 | (codePoint & 63)));
        if (codePoint < 0x10000)
            return add(static_cast<char>(0xE0 | codePoint >> 12))
                .add(static_cast<char>(0x80 | (codePoint >> 6 & 63)))
                .add(static_cast<char>(0x80 | (codePoint & 63)));
        return add(static_cast<char>(0xF0 | codePoint >> 18))
            .add(static_cast<char>(0x80 | (codePoint >> 12 & 63)))
            .add(static_cast<char>(0x80 | (codePoint >> 6 & 63)))
            .add(static_cast<char>(0x80 | (codePoint & 63)));
    }

    size_t size() const { return bytes.size(); }
    void clear() { bytes.clear(); }
    void truncate(size_t size) { bytes.truncate(size); }
    char back() const { return bytes.back(); }

    /// What is here now, valid until the next addition.
    std::string_view view() const { return {bytes.data(), bytes.size()}; }
    /// A copy that stays, followed by a null byte.
    std::string_view finish() const { return arena->copy(view()); }

private:
    Arena* arena;
    ArenaVector<char> bytes;
};

/// Joins pieces into one text in the arena.
inline std::string_view concatenate(Arena& arena, std::initializer_list<std::string_view> pieces) {
    StringBuilder builder(arena);
    for (std::string_view piece : pieces)
        builder.add(piece);
    return builder.finish();
}

} // namespace pyc::frontend
