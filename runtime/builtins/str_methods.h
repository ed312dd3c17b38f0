// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The methods of str, by the file that implements them; str.cpp makes the type of them.
#pragma once

#include "runtime/builtins/text.h"
#include "runtime/object/native.h"

namespace pyc::runtime::text {

// ---- str_case.cpp ----
Value upper(String* self);
Value lower(String* self);
Value title(String* self);
Value capitalize(String* self);
Value swapcase(String* self);
Value casefold(String* self);
bool isAlpha(String* self);
bool isAlnum(String* self);
bool isDecimal(String* self);
bool isDigit(String* self);
bool isNumeric(String* self);
bool isSpace(String* self);
bool isPrintable(String* self);
bool isIdentifier(String* self);
bool isLower(String* self);
bool isUpper(String* self);
bool isTitle(String* self);
bool isAscii(String* self);

// ---- str_split.cpp ----
Value split(String* self, Value separator, int64_t maximum);
Value rsplit(String* self, Value separator, int64_t maximum);
Value splitLines(String* self, bool keepEnds);
Value partition(String* self, Value separator);
Value rpartition(String* self, Value separator);
Value join(String* self, Value iterable);
Value strip(String* self, Value characters);
Value lstrip(String* self, Value characters);
Value rstrip(String* self, Value characters);

// ---- str_change.cpp ----
Value replace(String* self, String* old, String* replacement, int64_t count);
Value center(String* self, int64_t width, Value fill);
Value ljust(String* self, int64_t width, Value fill);
Value rjust(String* self, int64_t width, Value fill);
Value zfill(String* self, int64_t width);
Value expandTabs(String* self, int32_t tabSize);
Value translate(String* self, Value table);
Value makeTranslation(Value x, String* y, String* z);
Value removePrefix(String* self, String* prefix);
Value removeSuffix(String* self, String* suffix);

} // namespace pyc::runtime::text

namespace pyc::runtime {

// repr() of text; ascii(): only ASCII characters are shown.
String* stringRepr(const String* string, bool onlyAscii);

} // namespace pyc::runtime
