// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Code units of strings, whatever their width: what the files about text share.
#pragma once

#include "runtime/object/containers.h"
#include "runtime/object/errors.h"
#include "runtime/object/string_object.h"

#include <cstring>

namespace pyc::runtime {

// The strings of one character up to U+00FF, before anything else is made.
void makeCharacterStrings();

template <class Unit>
const Unit* unitsOf(const String* string) {
    return reinterpret_cast<const Unit*>(string->data());
}
template <class Unit>
Unit* unitsOf(String* string) {
    return reinterpret_cast<Unit*>(string->data());
}

// action(const Unit* units) with the width the string has.
template <class Action>
[[gnu::always_inline]] inline auto withUnits(const String* string, Action action) {
    switch (string->kind) {
    case 1: return action(unitsOf<uint8_t>(string));
    case 2: return action(unitsOf<uint16_t>(string));
    default: return action(unitsOf<uint32_t>(string));
    }
}

// `size` bytes of the piece, which is not empty, again and again.
void fillRepeated(char* out, std::string_view piece, size_t size);

inline String* emptyString() { return staticString<"">; }

// Text of ASCII characters only; null: memory error.
String* stringFromAscii(std::string_view text);
// The narrowest string of these code points.
String* stringFromUnits(const uint8_t* units, int64_t length);
String* stringFromUnits(const uint16_t* units, int64_t length);
String* stringFromUnits(const uint32_t* units, int64_t length);
// [start, end) in bounds; the string itself where it is all of an exact one.
String* substring(String* string, int64_t start, int64_t end);
String* concatenateStrings(String* left, String* right);
String* repeatString(String* string, int64_t count);
// Copies all of source's code points to position `at` of a string that is at least as wide.
void copyUnits(String* target, int64_t at, const String* source);
void copyUnits(String* target, int64_t at, const String* source, int64_t start, int64_t end);
// An upper bound of the code points of a string, as allocateString takes it.
inline uint32_t maximumOf(const String* string) {
    return string->isAscii() ? 0x7f : string->kind == 1 ? 0xff : string->kind == 2 ? 0xffff : 0x10ffff;
}
// As an exact str; a subclass instance is copied.
String* exactString(String* string);
bool isAllAscii(const char* data, size_t size);

} // namespace pyc::runtime
