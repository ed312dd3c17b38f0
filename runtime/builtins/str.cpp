// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The type str and its iterator.
#include "runtime/builtins/bytes.h"
#include "runtime/builtins/format.h"
#include "runtime/builtins/iterators.h"
#include "runtime/builtins/number.h"
#include "runtime/builtins/slice.h"
#include "runtime/builtins/str_codec.h"
#include "runtime/builtins/str_methods.h"
#include "runtime/builtins/str_search.h"
#include "runtime/object/shape.h"

namespace pyc::runtime {

extern Type AsciiIteratorType;
extern Shape AsciiIteratorShape;

namespace {

// ---- slots ----
Value stringReprSlot(Value self) { return Value(stringRepr(as<String>(self), false)); }
Value stringStr(Value self) { return Value(exactString(as<String>(self))); }
bool stringHashSlot(Value self, int64_t* result) {
    *result = stringHash(as<String>(self));
    return true;
}
int64_t stringLength(Value self) { return as<String>(self)->length; }

Value stringCompare(Value left, Value right, int operation) {
    if (!isString(left) || !isString(right))
        return notImplementedValue();
    auto* a = as<String>(left);
    auto* b = as<String>(right);
    if (operation == CompareEqual || operation == CompareNotEqual)
        return boolValue((a == b || sameContent(a, b)) == (operation == CompareEqual));
    return compareOrder(compareStrings(a, b), operation);
}

int stringContains(Value self, Value item) {
    if (!isString(item))
        return raiseTypeError("'in <string>' requires string as left operand, not %T", item);
    auto* string = as<String>(self);
    return findText(string, 0, string->length, as<String>(item)) >= 0;
}

Value stringGetItem(Value self, Value key) {
    auto* string = as<String>(self);
    if (hasIndex(key)) {
        int64_t index;
        if (!sequenceIndex(key, IndexErrorType, &index))
            return Value();
        if (index < 0)
            index += string->length;
        if (index < 0 || index >= string->length)
            return raiseIndexError("string index out of range");
        return Value(stringFromCodePoint(codePointAt(string, index)));
    }
    if (!isExactly(key, SliceType))
        return raiseTypeError("string indices must be integers, not '%T'", key);
    SliceRange range;
    if (!sliceRange(as<Slice>(key), string->length, &range))
        return Value();
    if (range.count <= 0)
        return Value(emptyString());
    if (range.step == 1)
        return Value(substring(string, range.start, range.start + range.count));
    StringBuilder builder;
    for (int64_t i = 0, at = range.start; i < range.count; ++i, at += range.step)
        if (!builder.appendCodePoint(codePointAt(string, at)))
            return Value();
    return Value(builder.finish());
}

Value stringConcatenate(Value left, Value right) {
    if (!isString(right))
        return raiseTypeError("can only concatenate str (not \"%T\") to str", right);
    return Value(concatenateStrings(as<String>(left), as<String>(right)));
}

Value stringRepeat(Value self, Value operand) {
    int64_t count;
    return repeatCount(operand, &count) ? Value(repeatString(as<String>(self), count)) : Value();
}

Value stringModulo(Value left, Value right) {
    return isString(left) ? Value(formatPercent(as<String>(left), right)) : notImplementedValue();
}

// ---- construction ----
Value withType(Type* type, String* string) {
    if (!string)
        return Value();
    if (type == &StringType)
        return Value(exactString(string));
    auto* copy = static_cast<String*>(PYC_TRY(allocateInstance(type, (size_t(string->length) + 1) * string->kind)));
    copy->length = string->length;
    copy->hash = string->hash;
    copy->kind = string->kind;
    copy->flags = string->flags & StringAscii;
    std::memcpy(copy->data(), string->data(), string->byteSize());
    return Value(copy);
}

Value createString(Type* type, const Value* arguments, size_t count, Tuple* keywordNames) {
    if (count == 1 && !keywordNames && type == &StringType) [[likely]]
        return Value(str(arguments[0]));
    Value given[3] = {};
    size_t keywords = keywordNames ? size_t(keywordNames->length) : 0;
    if (count + keywords > 3)
        return keywords ? raiseTypeError("str() takes at most 3 arguments (%d given)", count + keywords)
                        : raiseTypeError("str expected at most 3 arguments, got %d", count);
    for (size_t i = 0; i < count; ++i)
        given[i] = arguments[i];
    for (size_t i = 0; i < keywords; ++i) {
        auto* name = as<String>(keywordNames->items[i]);
        size_t index = sameText(name, "object") ? 0 : sameText(name, "encoding") ? 1 : sameText(name, "errors") ? 2 : 3;
        if (index == 3)
            return raiseTypeError("str() got an unexpected keyword argument '%U'", name);
        if (given[index])
            return raiseTypeError("argument for str() given by name ('%U') and position (%d)", name, index + 1);
        given[index] = arguments[count + i];
    }
    for (size_t i = 1; i < 3; ++i)
        if (given[i] && isNone(given[i]))
            return raiseTypeError("str() argument '%s' must be str, not None", i == 1 ? "encoding" : "errors");
        else if (given[i] && !isString(given[i]))
            return raiseTypeError("str() argument '%s' must be str, not %Q", i == 1 ? "encoding" : "errors", given[i]);
        else if (given[i] && !strictUtf8Of(as<String>(given[i])).data)
            return Value();
    if (!given[0])
        return withType(type, emptyString());
    if (!given[1] && !given[2])
        return withType(type, str(given[0]));
    if (isString(given[0]))
        return raiseTypeError("decoding str is not supported");
    if (!isBytesLike(given[0]))
        return raiseTypeError("decoding to str: need a bytes-like object, %T found", given[0]);
    return withType(type, decodeBytes(bytesView(given[0]), given[0], given[1] ? as<String>(given[1]) : nullptr,
                                      given[2] ? as<String>(given[2]) : nullptr));
}

// ---- methods that take bounds ----
template <int64_t (*search)(const String*, int64_t, int64_t, const String*), bool raises>
Value findMethod(String* self, String* sought, Value start, Value end) {
    int64_t from, to;
    if (!readBounds(start, end, self->length, &from, &to))
        return Value();
    int64_t found = from > to ? -1 : search(self, from, to, sought);
    if (raises && found < 0)
        return raiseValueError("substring not found");
    return intValue(found);
}

Value countMethod(String* self, String* sought, Value start, Value end) {
    int64_t from, to;
    if (!readBounds(start, end, self->length, &from, &to))
        return Value();
    return intValue(from > to ? 0 : countText(self, from, to, sought, INT64_MAX));
}

template <bool atEnd>
Value matchMethod(String* self, Value affix, Value start, Value end) {
    int64_t from, to;
    if (!readBounds(start, end, self->length, &from, &to))
        return Value();
    auto matches = [&](String* candidate) {
        if (from > to || to - from < candidate->length)
            return false;
        return textMatchesAt(self, atEnd ? to - candidate->length : from, candidate);
    };
    const char* name = atEnd ? "endswith" : "startswith";
    if (isTuple(affix)) {
        for (Value item : itemsOf(as<Tuple>(affix))) {
            if (!isString(item))
                return raiseTypeError("tuple for %s must only contain str, not %T", name, item);
            if (matches(as<String>(item)))
                return trueValue();
        }
        return falseValue();
    }
    if (!isString(affix))
        return raiseTypeError("%s first arg must be str or a tuple of str, not %T", name, affix);
    return boolValue(matches(as<String>(affix)));
}

Value encodeMethod(String* self, String* encoding, String* errors) { return Value(encodeText(self, encoding, errors)); }
Value formatMethod(String* self, Arguments arguments, Dict* keywords) {
    bool plain = self->length > 0;
    for (int64_t i = 0; plain && i < self->length; ++i)
        plain = codePointAt(self, i) != '{' && codePointAt(self, i) != '}';
    return plain ? Value(self) : Value(formatFields(self, arguments, keywords));
}
Value formatMapMethod(String* self, Value mapping) { return Value(formatMapping(self, mapping)); }
Value formatSpecMethod(String* self, String* spec) {
    return spec->length == 0 ? Value(str(Value(self))) : Value(formatText(self, spec));
}
int64_t sizeOf(String* self) { return (self->isAscii() ? 40 : 56) + (self->length + 1) * self->kind; }
Value newArguments(String* self) { return newTuple({Value(exactString(self))}); }

constinit const NativeMember stringMembers[] = {
    PYC_METHOD("encode", encodeMethod, "($self, /, encoding='utf-8', errors='strict')", "The text as bytes."),
    PYC_METHOD("replace", text::replace, "($self, old, new, /, count=-1)", "The text with parts replaced."),
    PYC_METHOD("split", text::split, "($self, /, sep=None, maxsplit=-1)",
               "The parts between separators, from the left."),
    PYC_METHOD("rsplit", text::rsplit, "($self, /, sep=None, maxsplit=-1)",
               "The parts between separators, from the right."),
    PYC_METHOD("join", text::join, "($self, iterable, /)", "Joins strings with this one between them."),
    PYC_METHOD("capitalize", text::capitalize, "($self, /)",
               "The first character in title case, the others in lower case."),
    PYC_METHOD("casefold", text::casefold, "($self, /)", "The text for comparing without case."),
    PYC_METHOD("title", text::title, "($self, /)", "Words start in title case, the rest is in lower case."),
    PYC_METHOD("center", text::center, "($self, width, fillchar=' ', /)", "Padded on both sides."),
    PYC_METHOD("count", countMethod, "($self, sub[, start[, end]], /)", "How often a part occurs without overlaps."),
    PYC_METHOD("expandtabs", text::expandTabs, "($self, /, tabsize=8)", "Tabs become blanks."),
    PYC_METHOD("find", (findMethod<findText, false>), "($self, sub[, start[, end]], /)",
               "Where a part occurs first, or -1."),
    PYC_METHOD("partition", text::partition, "($self, sep, /)", "What is before and after the first separator."),
    PYC_METHOD("index", (findMethod<findText, true>), "($self, sub[, start[, end]], /)",
               "Where a part occurs first; raises ValueError."),
    PYC_METHOD("ljust", text::ljust, "($self, width, fillchar=' ', /)", "Padded on the right."),
    PYC_METHOD("lower", text::lower, "($self, /)", "In lower case."),
    PYC_METHOD("lstrip", text::lstrip, "($self, chars=None, /)", "Without what is to be stripped on the left."),
    PYC_METHOD("rfind", (findMethod<findTextLast, false>), "($self, sub[, start[, end]], /)",
               "Where a part occurs last, or -1."),
    PYC_METHOD("rindex", (findMethod<findTextLast, true>), "($self, sub[, start[, end]], /)",
               "Where a part occurs last; raises ValueError."),
    PYC_METHOD("rjust", text::rjust, "($self, width, fillchar=' ', /)", "Padded on the left."),
    PYC_METHOD("rstrip", text::rstrip, "($self, chars=None, /)", "Without what is to be stripped on the right."),
    PYC_METHOD("rpartition", text::rpartition, "($self, sep, /)", "What is before and after the last separator."),
    PYC_METHOD("splitlines", text::splitLines, "($self, /, keepends=False)", "The lines."),
    PYC_METHOD("strip", text::strip, "($self, chars=None, /)", "Without what is to be stripped on both sides."),
    PYC_METHOD("swapcase", text::swapcase, "($self, /)", "Upper case becomes lower and the other way round."),
    PYC_METHOD("translate", text::translate, "($self, table, /)", "Characters mapped through a table."),
    PYC_METHOD("upper", text::upper, "($self, /)", "In upper case."),
    PYC_METHOD("startswith", matchMethod<false>, "($self, prefix[, start[, end]], /)",
               "Whether it starts with a prefix, or one of a tuple."),
    PYC_METHOD("endswith", matchMethod<true>, "($self, suffix[, start[, end]], /)",
               "Whether it ends with a suffix, or one of a tuple."),
    PYC_METHOD("removeprefix", text::removePrefix, "($self, prefix, /)", "Without a prefix, if it is there."),
    PYC_METHOD("removesuffix", text::removeSuffix, "($self, suffix, /)", "Without a suffix, if it is there."),
    PYC_METHOD("isascii", text::isAscii, "($self, /)", "Whether all characters are ASCII."),
    PYC_METHOD("islower", text::isLower, "($self, /)",
               "Whether all cased characters are lower case, and there is one."),
    PYC_METHOD("isupper", text::isUpper, "($self, /)",
               "Whether all cased characters are upper case, and there is one."),
    PYC_METHOD("istitle", text::isTitle, "($self, /)", "Whether it is in title case."),
    PYC_METHOD("isspace", text::isSpace, "($self, /)", "Whether it is all white space, and not empty."),
    PYC_METHOD("isdecimal", text::isDecimal, "($self, /)", "Whether it is all decimal digits, and not empty."),
    PYC_METHOD("isdigit", text::isDigit, "($self, /)", "Whether it is all digits, and not empty."),
    PYC_METHOD("isnumeric", text::isNumeric, "($self, /)", "Whether it is all numeric, and not empty."),
    PYC_METHOD("isalpha", text::isAlpha, "($self, /)", "Whether it is all letters, and not empty."),
    PYC_METHOD("isalnum", text::isAlnum, "($self, /)", "Whether it is all letters and digits, and not empty."),
    PYC_METHOD("isidentifier", text::isIdentifier, "($self, /)", "Whether it could be a name."),
    PYC_METHOD("isprintable", text::isPrintable, "($self, /)", "Whether all characters can be shown."),
    PYC_METHOD("zfill", text::zfill, "($self, width, /)", "Padded with zeros after the sign."),
    PYC_METHOD("format", formatMethod, "($self, /, *args, **kwargs)", "Replacement fields filled in."),
    PYC_METHOD("format_map", formatMapMethod, "($self, mapping, /)", "Replacement fields filled in from a mapping."),
    PYC_METHOD("__format__", formatSpecMethod, "($self, format_spec, /)", "Text by a format specifier."),
    PYC_STATIC_METHOD("maketrans", text::makeTranslation, "(x[, y[, z]], /)", "A table for translate()."),
    PYC_METHOD("__sizeof__", sizeOf, "($self, /)", "Bytes of memory."),
    PYC_METHOD("__getnewargs__", newArguments, "($self, /)", nullptr),
    PYC_END};

// ---- iteration ----
struct StringIteratorObject : Object {
    String* string; // null: exhausted
    int64_t index;
};

Value iterateString(Value self) {
    auto* iterator = static_cast<StringIteratorObject*>(gc::allocate(sizeof(StringIteratorObject)));
    if (!iterator)
        return raiseMemoryError();
    iterator->shape = as<String>(self)->isAscii() ? &AsciiIteratorShape : &StringIteratorShape;
    iterator->string = as<String>(self);
    return Value(iterator);
}

Value nextCharacter(Value self) {
    auto* iterator = as<StringIteratorObject>(self);
    String* string = iterator->string;
    if (!string)
        return Value();
    if (iterator->index >= string->length) {
        iterator->string = nullptr;
        return Value();
    }
    return Value(stringFromCodePoint(codePointAt(string, iterator->index++)));
}

int64_t remainingCharacters(StringIteratorObject* self) {
    return self->string ? self->string->length - self->index : 0;
}

Value reduceIterator(StringIteratorObject* self) {
    Value iter = PYC_TRY(builtinNamed(staticString<"iter">));
    if (!self->string)
        return newTuple({iter, newTuple({Value(emptyString())})});
    return newTuple({iter, newTuple({Value(self->string)}), intValue(self->index)});
}

void setIteratorState(StringIteratorObject* self, int64_t index) {
    if (self->string)
        self->index = clampBound(std::max(index, int64_t(0)), self->string->length);
}

constinit const NativeMember stringIteratorMembers[] = {
    PYC_METHOD("__length_hint__", remainingCharacters, "($self, /)", "How many items are left."),
    PYC_METHOD("__reduce__", reduceIterator, "($self, /)", "How to copy the iterator."),
    PYC_METHOD("__setstate__", setIteratorState, "($self, state, /)", "Continues at an index."), PYC_END};

constexpr TypeSlots makeStringSlots() {
    TypeSlots slots{};
    slots.repr = stringReprSlot;
    slots.str = stringStr;
    slots.iter = iterateString;
    slots.hash = stringHashSlot;
    slots.compare = stringCompare;
    slots.length = stringLength;
    slots.contains = stringContains;
    slots.getItem = stringGetItem;
    slots.binary[size_t(BinaryOperator::Modulo)] = stringModulo;
    slots.concatenate = stringConcatenate;
    slots.repeat = stringRepeat;
    slots.create = createString;
    return slots;
}

constexpr TypeSlots makeStringIteratorSlots() {
    TypeSlots slots{};
    slots.iter = identity;
    slots.next = nextCharacter;
    return slots;
}

} // namespace

PYC_GC_ROOT constinit Shape StringShape = defineShape(StringType);
PYC_GC_ROOT constinit Type StringType = defineType(
    {.name = "str",
     .doc = "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\nText: what an object "
            "says of itself, or decoded bytes.",
     .shape = &StringShape,
     .flags = TypeBaseAllowed | TypeIsString,
     .instanceSize = sizeof(String),
     .members = stringMembers,
     .slots = makeStringSlots()});

PYC_GC_ROOT constinit Shape StringIteratorShape = defineShape(StringIteratorType);
PYC_GC_ROOT constinit Type StringIteratorType = defineType({.name = "str_iterator",
                                                            .shape = &StringIteratorShape,
                                                            .instanceSize = sizeof(StringIteratorObject),
                                                            .members = stringIteratorMembers,
                                                            .slots = makeStringIteratorSlots()});

PYC_GC_ROOT constinit Shape AsciiIteratorShape = defineShape(AsciiIteratorType);
PYC_GC_ROOT constinit Type AsciiIteratorType = defineType({.name = "str_ascii_iterator",
                                                           .shape = &AsciiIteratorShape,
                                                           .instanceSize = sizeof(StringIteratorObject),
                                                           .members = stringIteratorMembers,
                                                           .slots = makeStringIteratorSlots()});

} // namespace pyc::runtime
