// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Finding text in text and bytes in bytes.
#pragma once

#include "runtime/builtins/text.h"

namespace pyc::runtime {

// ---- bytes ----
int64_t findBytes(std::string_view text, std::string_view sought, size_t from = 0); // -1: absent
int64_t findBytesLast(std::string_view text, std::string_view sought);
int64_t countByte(std::string_view text, char byte);

// ---- strings; [start, end) is within the text ----
int64_t findText(const String* text, int64_t start, int64_t end, const String* sought);
int64_t findTextLast(const String* text, int64_t start, int64_t end, const String* sought);
int64_t findCodePoint(const String* text, int64_t start, int64_t end, uint32_t codePoint);
int64_t countText(const String* text, int64_t start, int64_t end, const String* sought, int64_t maximum);
bool textMatchesAt(const String* text, int64_t at, const String* sought);

// The parameters start and end of find() and its like (empty or None: not given), within a text of `length`; start may
// be beyond it.
bool readBounds(Value start, Value end, int64_t length, int64_t* from, int64_t* to);

} // namespace pyc::runtime
