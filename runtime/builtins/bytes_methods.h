// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The methods that bytes and bytearray share: one implementation serves both, and what it returns is of the receiver's
// kind.
#pragma once

#include "runtime/builtins/bytes.h"
#include "runtime/object/native.h"

namespace pyc::runtime::bytes {

// Of the receiver's kind.
Value makeLike(Value self, std::string_view data);
// The bytes of an argument; TypeError when it is not bytes-like.
bool readBytes(Value value, std::string_view* result);
// A byte value from an int; ValueError with `message` when it is out of range.
bool readByte(Value value, uint8_t* result, const char* message = "byte must be in range(0, 256)");

Value concatenate(Value left, Value right);
Value repeat(Value self, Value count);
Value compare(Value left, Value right, int operation);
int contains(Value self, Value item);
int64_t length(Value self);
Value modulo(Value left, Value right);

Value capitalize(Value self);
Value center(Value self, int64_t width, Value fill);
Value count(Value self, Value sub, Value start, Value end);
Value decode(Value self, String* encoding, String* errors);
Value endsWith(Value self, Value suffix, Value start, Value end);
Value expandTabs(Value self, int32_t tabSize);
Value find(Value self, Value sub, Value start, Value end);
Value fromHex(Type* type, Value text);
Value hex(Value self, Value separator, int32_t group);
Value index(Value self, Value sub, Value start, Value end);
bool isAlnum(Value self);
bool isAlpha(Value self);
bool isAscii(Value self);
bool isDigit(Value self);
bool isLower(Value self);
bool isSpace(Value self);
bool isTitle(Value self);
bool isUpper(Value self);
Value join(Value self, Value iterable);
Value ljust(Value self, int64_t width, Value fill);
Value lower(Value self);
Value lstrip(Value self, Value set);
Value makeTranslation(Value from, Value to);
Value partition(Value self, Value separator);
Value replace(Value self, Value old, Value replacement, int64_t count);
Value removePrefix(Value self, Value prefix);
Value removeSuffix(Value self, Value suffix);
Value rfind(Value self, Value sub, Value start, Value end);
Value rindex(Value self, Value sub, Value start, Value end);
Value rjust(Value self, int64_t width, Value fill);
Value rpartition(Value self, Value separator);
Value rsplit(Value self, Value separator, int64_t maximum);
Value rstrip(Value self, Value set);
Value split(Value self, Value separator, int64_t maximum);
Value splitLines(Value self, bool keepEnds);
Value startsWith(Value self, Value prefix, Value start, Value end);
Value strip(Value self, Value set);
Value swapcase(Value self);
Value title(Value self);
Value translate(Value self, Value table, Value remove);
Value upper(Value self);
Value zfill(Value self, int64_t width);

// The rows of both types' method tables.
#define PYC_BYTES_METHODS                                                                                              \
    PYC_METHOD("capitalize", bytes::capitalize, "($self, /)",                                                          \
               "The first byte in upper case, the others in lower case."),                                             \
        PYC_METHOD("center", bytes::center, "($self, width, fillchar=b' ', /)", "Padded on both sides."),              \
        PYC_METHOD("count", bytes::count, "($self, sub[, start[, end]], /)",                                           \
                   "How often a part occurs without overlaps."),                                                       \
        PYC_METHOD("decode", bytes::decode, "($self, /, encoding='utf-8', errors='strict')",                           \
                   "The text that the bytes encode."),                                                                 \
        PYC_METHOD("endswith", bytes::endsWith, "($self, suffix[, start[, end]], /)",                                  \
                   "Whether it ends with a suffix, or one of a tuple."),                                               \
        PYC_METHOD("expandtabs", bytes::expandTabs, "($self, /, tabsize=8)", "Tabs become blanks."),                   \
        PYC_METHOD("find", bytes::find, "($self, sub[, start[, end]], /)", "Where a part occurs first, or -1."),       \
        PYC_CLASS_METHOD("fromhex", bytes::fromHex, "($type, string, /)", "Reads hexadecimal digits."),                \
        PYC_METHOD("hex", bytes::hex, "($self, /, sep=<unrepresentable>, bytes_per_sep=1)",                            \
                   "The bytes in hexadecimal."),                                                                       \
        PYC_METHOD("index", bytes::index, "($self, sub[, start[, end]], /)",                                           \
                   "Where a part occurs first; raises ValueError."),                                                   \
        PYC_METHOD("isalnum", bytes::isAlnum, "($self, /)",                                                            \
                   "Whether it is all ASCII letters and digits, and not empty."),                                      \
        PYC_METHOD("isalpha", bytes::isAlpha, "($self, /)", "Whether it is all ASCII letters, and not empty."),        \
        PYC_METHOD("isascii", bytes::isAscii, "($self, /)", "Whether all bytes are below 128."),                       \
        PYC_METHOD("isdigit", bytes::isDigit, "($self, /)", "Whether it is all ASCII digits, and not empty."),         \
        PYC_METHOD("islower", bytes::isLower, "($self, /)",                                                            \
                   "Whether all cased bytes are lower case, and there is one."),                                       \
        PYC_METHOD("isspace", bytes::isSpace, "($self, /)", "Whether it is all ASCII white space, and not empty."),    \
        PYC_METHOD("istitle", bytes::isTitle, "($self, /)", "Whether it is in title case."),                           \
        PYC_METHOD("isupper", bytes::isUpper, "($self, /)",                                                            \
                   "Whether all cased bytes are upper case, and there is one."),                                       \
        PYC_METHOD("join", bytes::join, "($self, iterable_of_bytes, /)", "Joins bytes with these between them."),      \
        PYC_METHOD("ljust", bytes::ljust, "($self, width, fillchar=b' ', /)", "Padded on the right."),                 \
        PYC_METHOD("lower", bytes::lower, "($self, /)", "In lower case."),                                             \
        PYC_METHOD("lstrip", bytes::lstrip, "($self, bytes=None, /)", "Without what is to be stripped on the left."),  \
        PYC_STATIC_METHOD("maketrans", bytes::makeTranslation, "(frm, to, /)", "A table for translate()."),            \
        PYC_METHOD("partition", bytes::partition, "($self, sep, /)", "What is before and after the first separator."), \
        PYC_METHOD("replace", bytes::replace, "($self, old, new, count=-1, /)", "The bytes with parts replaced."),     \
        PYC_METHOD("removeprefix", bytes::removePrefix, "($self, prefix, /)", "Without a prefix, if it is there."),    \
        PYC_METHOD("removesuffix", bytes::removeSuffix, "($self, suffix, /)", "Without a suffix, if it is there."),    \
        PYC_METHOD("rfind", bytes::rfind, "($self, sub[, start[, end]], /)", "Where a part occurs last, or -1."),      \
        PYC_METHOD("rindex", bytes::rindex, "($self, sub[, start[, end]], /)",                                         \
                   "Where a part occurs last; raises ValueError."),                                                    \
        PYC_METHOD("rjust", bytes::rjust, "($self, width, fillchar=b' ', /)", "Padded on the left."),                  \
        PYC_METHOD("rpartition", bytes::rpartition, "($self, sep, /)",                                                 \
                   "What is before and after the last separator."),                                                    \
        PYC_METHOD("rsplit", bytes::rsplit, "($self, /, sep=None, maxsplit=-1)",                                       \
                   "The parts between separators, from the right."),                                                   \
        PYC_METHOD("rstrip", bytes::rstrip, "($self, bytes=None, /)", "Without what is to be stripped on the right."), \
        PYC_METHOD("split", bytes::split, "($self, /, sep=None, maxsplit=-1)",                                         \
                   "The parts between separators, from the left."),                                                    \
        PYC_METHOD("splitlines", bytes::splitLines, "($self, /, keepends=False)", "The lines."),                       \
        PYC_METHOD("startswith", bytes::startsWith, "($self, prefix[, start[, end]], /)",                              \
                   "Whether it starts with a prefix, or one of a tuple."),                                             \
        PYC_METHOD("strip", bytes::strip, "($self, bytes=None, /)", "Without what is to be stripped on both sides."),  \
        PYC_METHOD("swapcase", bytes::swapcase, "($self, /)", "Upper case becomes lower and the other way round."),    \
        PYC_METHOD("title", bytes::title, "($self, /)", "Words start in upper case, the rest is in lower case."),      \
        PYC_METHOD("translate", bytes::translate, "($self, table, /, delete=b'')", "Bytes mapped through a table."),   \
        PYC_METHOD("upper", bytes::upper, "($self, /)", "In upper case."),                                             \
        PYC_METHOD("zfill", bytes::zfill, "($self, width, /)", "Padded with zeros after the sign.")

} // namespace pyc::runtime::bytes
