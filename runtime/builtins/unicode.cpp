// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Properties of code points from three-stage tables.
#include "runtime/builtins/unicode.h"

#include <cstddef>

namespace pyc::runtime::unicode {

namespace {

struct CharacterRecord {
    uint16_t flags;
    uint8_t digit;
    uint8_t special;
    int32_t forms[4];

    constexpr CharacterRecord(int flagBits, int digitValue, int specialIndex, int upper, int lower, int title, int fold)
        : flags(uint16_t(flagBits)), digit(uint8_t(digitValue)), special(uint8_t(specialIndex)),
          forms{upper, lower, title, fold} {}
};

#include "runtime/builtins/unicode_tables.inc"

const CharacterRecord& recordOf(uint32_t point) {
    if (point > 0x10ffff)
        point = 0x10ffff;
    uint32_t high = point >> (LowBits + HighBits), middle = point >> LowBits & ((1u << HighBits) - 1);
    uint32_t block = SecondStage[size_t(FirstStage[high]) << HighBits | middle];
    return Records[ThirdStage[size_t(block) << LowBits | (point & ((1u << LowBits) - 1))]];
}

bool has(uint32_t point, uint16_t flag) { return recordOf(point).flags & flag; }

} // namespace

const char* const version = UnicodeVersion;

bool isAlpha(uint32_t point) { return has(point, AlphaFlag); }
bool isDecimal(uint32_t point) { return has(point, DecimalFlag); }
bool isDigit(uint32_t point) { return has(point, DigitFlag); }
bool isNumeric(uint32_t point) { return has(point, NumericFlag); }
bool isLower(uint32_t point) { return has(point, LowerFlag); }
bool isUpper(uint32_t point) { return has(point, UpperFlag); }
// str.istitle() is true of upper case letters too; this is about those of title case alone.
bool isTitle(uint32_t point) { return has(point, TitleFlag) && !has(point, UpperFlag); }
bool isIdentifierStart(uint32_t point) { return has(point, StartFlag); }
bool isIdentifierContinue(uint32_t point) { return has(point, ContinueFlag); }
bool isCased(uint32_t point) { return has(point, CasedFlag); }
bool isCaseIgnorable(uint32_t point) { return has(point, CaseIgnorableFlag); }

int decimalValue(uint32_t point) {
    const CharacterRecord& record = recordOf(point);
    return record.flags & DecimalFlag ? record.digit : -1;
}

int digitValue(uint32_t point) {
    const CharacterRecord& record = recordOf(point);
    return record.flags & DigitFlag ? record.digit : -1;
}

int caseForm(CaseForm form, uint32_t point, uint32_t* result) {
    const CharacterRecord& record = recordOf(point);
    if (!record.special) {
        result[0] = uint32_t(int32_t(point) + record.forms[size_t(form)]);
        return 1;
    }
    const uint16_t* units = SpecialForms[record.special][size_t(form)];
    int count = 0;
    while (count < 3 && units[count])
        result[count] = units[count], ++count;
    return count;
}

} // namespace pyc::runtime::unicode
