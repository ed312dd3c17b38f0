// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Strings as the rest of the runtime makes and compares them, and strings that are static data.
#pragma once

#include "runtime/object/types.h"

#include <algorithm>
#include <string_view>

namespace pyc::runtime {

// Text as a template argument.
template <size_t Size>
struct FixedText {
    char text[Size];
    constexpr FixedText(const char (&source)[Size]) { std::copy_n(source, Size, text); }
    static constexpr size_t length = Size - 1;
    constexpr std::string_view view() const noexcept { return {text, Size - 1}; }
};

template <size_t Size>
struct StaticString : String {
    char characters[Size];

    constexpr explicit StaticString(std::string_view text) noexcept : String{}, characters{} {
        shape = &StringShape;
        length = int64_t(Size - 1);
        kind = 1;
        flags = StringAscii | StringInterned | StringStatic;
        std::copy_n(text.data(), Size - 1, characters);
        nameHash = nameHashOfBytes(text.data(), Size - 1);
    }
};

namespace detail {
template <FixedText text>
inline constinit StaticString<text.length + 1> staticStringObject{text.view()};
}
// A String* to static data: `staticString<"append">`. ASCII only.
template <FixedText text>
inline constexpr String* staticString = &detail::staticStringObject<text>;

// ---- making (runtime/builtins/str*.cpp); null: error ----
// Invalid UTF-8 decodes to the surrogates it may stand for (WTF-8, as in code objects) or to replacement characters.
String* newString(std::string_view utf8);
// `kind` bytes per code point; `maximum` an upper bound of the code points to come. Fill data(), then use it.
String* allocateString(int64_t length, uint32_t maximum);
String* internString(String* string); // the one string of this content that names share
String* internText(frontend::Text text);
String* stringFromCodePoint(uint32_t codePoint); // may be a shared static string
Tuple* newTupleOfStrings(const frontend::Text* texts, size_t count);

// ---- looking ----
inline uint32_t codePointAt(const String* string, int64_t index) {
    switch (string->kind) {
    case 1: return uint8_t(string->data()[index]);
    case 2: return reinterpret_cast<const uint16_t*>(string->data())[index];
    default: return reinterpret_cast<const uint32_t*>(string->data())[index];
    }
}
inline uint32_t nameHashOf(const String* string) {
    if (string->nameHash) [[likely]]
        return string->nameHash;
    uint32_t hash = nameHashOfBytes(string->data(), string->byteSize());
    const_cast<String*>(string)->nameHash = hash;
    return hash;
}
inline bool sameContent(const String* left, const String* right) {
    return left->length == right->length && left->kind == right->kind &&
           std::equal(left->data(), left->data() + left->byteSize(), right->data());
}
// Names: the same object in most cases.
inline bool sameName(const String* left, const String* right) {
    return left == right || (nameHashOf(left) == nameHashOf(right) && sameContent(left, right));
}
inline bool sameText(const String* string, std::string_view ascii) {
    return string->isAscii() && string->view() == ascii;
}
int compareStrings(const String* left, const String* right); // by code points: <0, 0, >0
int64_t stringHash(String* string);                          // as Python sees it

// UTF-8 (WTF-8 for surrogates) in a fresh block, or the string's own data when it is ASCII. Terminated. Null: memory
// error.
struct Utf8 {
    const char* data;
    size_t size;
    std::string_view view() const { return {data, size}; }
};
Utf8 utf8Of(const String* string);
// The same of text that other programs are to read: lone surrogates are a UnicodeEncodeError.
Utf8 strictUtf8Of(String* string);

// Grows a text piece by piece.
class StringBuilder {
public:
    // false: out of memory, pending
    bool append(const String* string);
    bool append(std::string_view utf8);
    bool appendCodePoint(uint32_t codePoint);
    bool appendRepeated(uint32_t codePoint, int64_t count);
    String* finish(); // null: error
    int64_t length() const { return size; }

private:
    bool reserve(int64_t more, uint32_t maximum);
    char* data = nullptr;
    int64_t size = 0, capacity = 0;
    uint8_t kind = 1;
    bool ascii = true;
};

} // namespace pyc::runtime
