// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// repr() of text.
#include "runtime/builtins/str_methods.h"
#include "runtime/builtins/str_search.h"
#include "runtime/builtins/unicode.h"

namespace pyc::runtime {

String* stringRepr(const String* string, bool onlyAscii) {
    bool single = findCodePoint(string, 0, string->length, '\'') >= 0;
    char quote = single && findCodePoint(string, 0, string->length, '"') < 0 ? '"' : '\'';
    StringBuilder builder;
    if (!builder.appendCodePoint(uint32_t(quote)))
        return nullptr;
    for (int64_t i = 0; i < string->length; ++i) {
        uint32_t point = codePointAt(string, i);
        bool fine;
        if (point >= ' ' && point < 0x7f && point != uint32_t(quote) && point != '\\') {
            fine = builder.appendCodePoint(point);
        } else if (point == uint32_t(quote) || point == '\\') {
            fine = builder.appendCodePoint('\\') && builder.appendCodePoint(point);
        } else if (point == '\n' || point == '\r' || point == '\t') {
            fine = builder.append(point == '\n' ? "\\n" : point == '\r' ? "\\r" : "\\t");
        } else if (!onlyAscii && unicode::isPrintable(point)) {
            fine = builder.appendCodePoint(point);
        } else {
            char escape[10];
            int digits = point < 0x100 ? 2 : point < 0x10000 ? 4 : 8;
            escape[0] = digits == 2 ? 'x' : digits == 4 ? 'u' : 'U';
            for (int j = 0; j < digits; ++j)
                escape[1 + j] = "0123456789abcdef"[point >> (4 * (digits - 1 - j)) & 15];
            fine = builder.appendCodePoint('\\') && builder.append(std::string_view(escape, size_t(digits) + 1));
        }
        if (!fine)
            return nullptr;
    }
    return builder.appendCodePoint(uint32_t(quote)) ? builder.finish() : nullptr;
}

} // namespace pyc::runtime
