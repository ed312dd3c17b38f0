// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Changing and testing the case and class of characters.
#include "runtime/builtins/str_methods.h"
#include "runtime/builtins/unicode.h"

namespace pyc::runtime::text {

namespace {

using unicode::CaseForm;

bool isAsciiLower(char c) { return c >= 'a' && c <= 'z'; }
bool isAsciiUpper(char c) { return c >= 'A' && c <= 'Z'; }
// One range test and one flip, so that loops over them vectorise.
char asciiUpper(char c) { return char(c ^ (uint8_t(c - 'a') < 26 ? 0x20 : 0)); }
char asciiLower(char c) { return char(c ^ (uint8_t(c - 'A') < 26 ? 0x20 : 0)); }

// Whether the capital sigma at `index` ends a word, and so becomes the final small one.
bool isFinalSigma(const String* string, int64_t index) {
    int64_t before = index - 1;
    while (before >= 0 && unicode::isCaseIgnorable(codePointAt(string, before)))
        --before;
    if (before < 0 || !unicode::isCased(codePointAt(string, before)))
        return false;
    int64_t after = index + 1;
    while (after < string->length && unicode::isCaseIgnorable(codePointAt(string, after)))
        ++after;
    return after == string->length || !unicode::isCased(codePointAt(string, after));
}

int lowerAt(const String* string, int64_t index, uint32_t* result) {
    uint32_t point = codePointAt(string, index);
    if (point == 0x3a3) {
        result[0] = isFinalSigma(string, index) ? 0x3c2 : 0x3c3;
        return 1;
    }
    return unicode::caseForm(CaseForm::Lower, point, result);
}

// form(index, result) writes one to three code points.
template <class Form>
Value mapEach(String* self, Form form) {
    StringBuilder builder;
    for (int64_t i = 0; i < self->length; ++i) {
        uint32_t points[3];
        int count = form(i, points);
        for (int j = 0; j < count; ++j)
            if (!builder.appendCodePoint(points[j]))
                return Value();
    }
    return Value(builder.finish());
}

template <class Map>
Value mapAscii(String* self, Map map) {
    if (self->length <= 1)
        return Value(self->length ? stringFromCodePoint(uint8_t(map(self->data()[0]))) : emptyString());
    String* result = allocateString(self->length, 0x7f);
    if (!result)
        return Value();
    const char* from = self->data();
    char* to = result->data();
    for (int64_t i = 0; i < self->length; ++i)
        to[i] = map(from[i]);
    return Value(result);
}

Value mapForm(String* self, CaseForm form) {
    return mapEach(self,
                   [=](int64_t i, uint32_t* points) { return unicode::caseForm(form, codePointAt(self, i), points); });
}

template <class Test>
bool all(String* self, Test test) {
    for (int64_t i = 0; i < self->length; ++i)
        if (!test(codePointAt(self, i)))
            return false;
    return self->length > 0;
}

} // namespace

Value upper(String* self) {
    if (self->isAscii())
        return mapAscii(self, asciiUpper);
    return mapForm(self, CaseForm::Upper);
}

Value lower(String* self) {
    if (self->isAscii())
        return mapAscii(self, asciiLower);
    return mapEach(self, [=](int64_t i, uint32_t* points) { return lowerAt(self, i, points); });
}

Value casefold(String* self) { return self->isAscii() ? lower(self) : mapForm(self, CaseForm::Fold); }

Value title(String* self) {
    bool inside = false;
    if (self->isAscii())
        return mapAscii(self, [&](char c) {
            char mapped = inside ? asciiLower(c) : asciiUpper(c);
            inside = isAsciiLower(c) || isAsciiUpper(c);
            return mapped;
        });
    return mapEach(self, [&](int64_t i, uint32_t* points) {
        uint32_t point = codePointAt(self, i);
        int count = inside ? lowerAt(self, i, points) : unicode::caseForm(CaseForm::Title, point, points);
        inside = unicode::isCased(point);
        return count;
    });
}

Value capitalize(String* self) {
    if (self->isAscii()) {
        bool first = true;
        return mapAscii(self, [&](char c) {
            char mapped = first ? asciiUpper(c) : asciiLower(c);
            first = false;
            return mapped;
        });
    }
    return mapEach(self, [&](int64_t i, uint32_t* points) {
        return i ? lowerAt(self, i, points) : unicode::caseForm(CaseForm::Title, codePointAt(self, i), points);
    });
}

Value swapcase(String* self) {
    if (self->isAscii())
        return mapAscii(self, [](char c) { return isAsciiUpper(c) ? asciiLower(c) : asciiUpper(c); });
    return mapEach(self, [&](int64_t i, uint32_t* points) {
        uint32_t point = codePointAt(self, i);
        if (unicode::isUpper(point))
            return lowerAt(self, i, points);
        if (unicode::isLower(point))
            return unicode::caseForm(CaseForm::Upper, point, points);
        points[0] = point;
        return 1;
    });
}

bool isAlpha(String* self) { return all(self, unicode::isAlpha); }
bool isAlnum(String* self) { return all(self, unicode::isAlphanumeric); }
bool isDecimal(String* self) { return all(self, unicode::isDecimal); }
bool isDigit(String* self) { return all(self, unicode::isDigit); }
bool isNumeric(String* self) { return all(self, unicode::isNumeric); }
bool isSpace(String* self) { return all(self, unicode::isSpace); }
bool isPrintable(String* self) { return self->length == 0 || all(self, unicode::isPrintable); }
bool isAscii(String* self) { return self->isAscii(); }

bool isIdentifier(String* self) {
    for (int64_t i = 0; i < self->length; ++i) {
        uint32_t point = codePointAt(self, i);
        if (i ? !unicode::isIdentifierContinue(point) : !unicode::isIdentifierStart(point))
            return false;
    }
    return self->length > 0;
}

bool isLower(String* self) {
    bool any = false;
    for (int64_t i = 0; i < self->length; ++i) {
        uint32_t point = codePointAt(self, i);
        if (unicode::isUpper(point) || unicode::isTitle(point))
            return false;
        any = any || unicode::isLower(point);
    }
    return any;
}

bool isUpper(String* self) {
    bool any = false;
    for (int64_t i = 0; i < self->length; ++i) {
        uint32_t point = codePointAt(self, i);
        if (unicode::isLower(point) || unicode::isTitle(point))
            return false;
        any = any || unicode::isUpper(point);
    }
    return any;
}

bool isTitle(String* self) {
    bool any = false, inside = false;
    for (int64_t i = 0; i < self->length; ++i) {
        uint32_t point = codePointAt(self, i);
        if (unicode::isUpper(point) || unicode::isTitle(point)) {
            if (inside)
                return false;
            inside = any = true;
        } else if (unicode::isLower(point)) {
            if (!inside)
                return false;
            any = true;
        } else {
            inside = false;
        }
    }
    return any;
}

} // namespace pyc::runtime::text
