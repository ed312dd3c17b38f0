// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The format mini-language, % formatting, and numbers as text.
#pragma once

#include "runtime/builtins/text.h"
#include "runtime/object/native.h"

namespace pyc::runtime {

// Of floats: CPython keeps some room below the greatest int.
constexpr int64_t GreatestPrecision = INT32_MAX - 1024;

// ---- doubles ----
enum FloatFormatFlags : unsigned { FloatSign = 1, FloatDotZero = 2, FloatAlternate = 4, FloatNoNegativeZero = 8 };

struct Characters {
    char* data = nullptr; // null: memory error, pending
    size_t size = 0;
    std::string_view view() const { return {data, size}; }
};

// `code` is one of e E f F g G, or r for repr (precision ignored).
Characters formatDouble(double value, char code, int precision, unsigned flags);
// repr() into a buffer of 32 characters; its length.
size_t reprOfDouble(double value, char* text, bool dotZero = true);

// ---- format specifiers ----
struct FormatSpecifier {
    uint32_t fill = ' ';
    char align = '<';
    char sign = 0;
    bool alternate = false, noNegativeZero = false;
    int64_t width = -1, precision = -1;
    char thousands = 0; // 0, ',' or '_'
    char fractionThousands = 0;
    uint32_t type = 0;
};

// format(value, spec) of the number and text types; the spec is not empty.
String* formatInteger(Value integer, String* spec);
String* formatFloat(Value number, String* spec);
String* formatComplex(Value number, String* spec);
String* formatText(String* text, String* spec);

// ---- % ----
String* formatPercent(String* format, Value arguments);
// bytes % and bytearray %: the formatted bytes; null: error
Bytes* formatPercentBytes(std::string_view format, Value arguments);

// ---- str.format ----
String* formatFields(String* format, Arguments arguments, Dict* keywords);
String* formatMapping(String* format, Value mapping);

} // namespace pyc::runtime
