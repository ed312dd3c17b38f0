// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// UTF-8 and WTF-8, and what the language needs to know about characters.
#pragma once

#include "frontend/support/string_builder.h"

namespace pyc::frontend {

/// Reads one code point of valid (W)UTF-8 and returns what follows it.
inline const char* decodeCodePoint(const char* text, uint32_t& codePoint) {
    auto byte = [text](int index) { return static_cast<uint8_t>(text[index]); };
    if (byte(0) < 0x80) {
        codePoint = byte(0);
        return text + 1;
    }
    if (byte(0) < 0xE0) {
        codePoint = uint32_t(byte(0) & 0x1F) << 6 | (byte(1) & 63);
        return text + 2;
    }
    if (byte(0) < 0xF0) {
        codePoint = uint32_t(byte(0) & 0x0F) << 12 | uint32_t(byte(1) & 63) << 6 | (byte(2) & 63);
        return text + 3;
    }
    codePoint =
        uint32_t(byte(0) & 7) << 18 | uint32_t(byte(1) & 63) << 12 | uint32_t(byte(2) & 63) << 6 | (byte(3) & 63);
    return text + 4;
}

/// How many code points valid UTF-8 has.
size_t countCodePoints(std::string_view text);

struct InvalidUtf8 {
    size_t start;
    size_t end; ///< what a decoder would name as the bad bytes: start..end
    const char* reason;
};

/// Whether `text` is strict UTF-8 (without surrogates); otherwise where and how it is not, in Python's words.
bool validateUtf8(std::string_view text, InvalidUtf8& problem);

/// Whether `str.isprintable` holds for a character.
bool isPrintable(uint32_t codePoint);

/// The first character in start..end that cannot stand where it does in an identifier, or null.
const char* findNonIdentifier(const char* start, const char* end);

/// Appends the NFKC form of valid UTF-8.
void appendNfkc(std::string_view text, StringBuilder& out);

/// The character of a Unicode name or alias (in any case), or -1; what `\N{…}` knows.
int32_t lookUpCharacterName(std::string_view name);

} // namespace pyc::frontend
