// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What str's methods know of a code point.
#pragma once

#include <cstdint>

namespace pyc::runtime::unicode {

bool isAlpha(uint32_t point);
bool isDecimal(uint32_t point);
bool isDigit(uint32_t point);
bool isNumeric(uint32_t point);
inline bool isAlphanumeric(uint32_t point) { return isAlpha(point) || isNumeric(point); }
bool isLower(uint32_t point);
bool isUpper(uint32_t point);
bool isTitle(uint32_t point);
bool isSpace(uint32_t point);
bool isPrintable(uint32_t point);
bool isIdentifierStart(uint32_t point);
bool isIdentifierContinue(uint32_t point);
bool isCased(uint32_t point);
bool isCaseIgnorable(uint32_t point);
inline bool isLineBreak(uint32_t point) {
    return (point >= 0x0a && point <= 0x0d) || (point >= 0x1c && point <= 0x1e) || point == 0x85 || point == 0x2028 ||
           point == 0x2029;
}
int decimalValue(uint32_t point); // -1: none
int digitValue(uint32_t point);   // superscripts and others too

enum class CaseForm { Upper, Lower, Title, Fold };
// Writes the form's code points, 1 to 3; returns how many.
int caseForm(CaseForm form, uint32_t point, uint32_t* result);

extern const char* const version; // of the Unicode standard

} // namespace pyc::runtime::unicode
