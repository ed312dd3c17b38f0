// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Taking text apart and putting it together.
#include "runtime/builtins/str_methods.h"
#include "runtime/builtins/str_search.h"
#include "runtime/builtins/unicode.h"
#include "runtime/object/operations.h"

#include <algorithm>

namespace pyc::runtime::text {

namespace {

bool isBlankUnit(uint32_t point) {
    if (point < 0x80)
        return point == ' ' || (point >= 9 && point <= 13) || (point >= 0x1c && point <= 0x1f);
    return unicode::isSpace(point);
}

bool isSpaceAt(const String* string, int64_t index) { return isBlankUnit(codePointAt(string, index)); }

bool appendPiece(List* list, String* string, int64_t start, int64_t end) {
    String* piece = substring(string, start, end);
    return piece && listAppend(list, Value(piece));
}

// null: None was given
bool readSeparator(Value separator, String** result) {
    *result = nullptr;
    if (separator.isEmpty() || isNone(separator))
        return true;
    if (!isString(separator))
        return raiseTypeError("must be str or None, not %T", separator);
    *result = as<String>(separator);
    if ((*result)->length == 0)
        return raiseValueError("empty separator");
    return true;
}

Value splitBlanks(String* self, int64_t maximum) {
    List* list = PYC_TRY(newList());
    return withUnits(self, [=](const auto* units) -> Value {
        int64_t at = 0, length = self->length;
        for (int64_t pieces = 0;; ++pieces) {
            while (at < length && isBlankUnit(units[at]))
                ++at;
            if (at == length)
                return Value(list);
            int64_t start = at;
            if (pieces == maximum)
                at = length;
            while (at < length && !isBlankUnit(units[at]))
                ++at;
            if (!appendPiece(list, self, start, at))
                return Value();
        }
    });
}

Value reversed(List* list) {
    std::reverse(reinterpret_cast<Value*>(list->block->payload),
                 reinterpret_cast<Value*>(list->block->payload) + list->block->length);
    return Value(list);
}

Value rsplitBlanks(String* self, int64_t maximum) {
    List* list = PYC_TRY(newList());
    int64_t end = self->length;
    while (maximum-- > 0) {
        while (end > 0 && isSpaceAt(self, end - 1))
            --end;
        if (end == 0)
            return reversed(list);
        int64_t stop = end;
        while (end > 0 && !isSpaceAt(self, end - 1))
            --end;
        if (!appendPiece(list, self, end, stop))
            return Value();
    }
    while (end > 0 && isSpaceAt(self, end - 1))
        --end;
    if (end > 0 && !appendPiece(list, self, 0, end))
        return Value();
    return reversed(list);
}

Value stripBoth(String* self, Value characters, bool left, bool right, const char* name) {
    int64_t start = 0, end = self->length;
    if (isNone(characters)) {
        while (left && start < end && isSpaceAt(self, start))
            ++start;
        while (right && end > start && isSpaceAt(self, end - 1))
            --end;
    } else {
        if (!isString(characters))
            return raiseTypeError("%s arg must be None or str", name);
        String* set = as<String>(characters);
        auto has = [&](int64_t at) { return findCodePoint(set, 0, set->length, codePointAt(self, at)) >= 0; };
        while (left && start < end && has(start))
            ++start;
        while (right && end > start && has(end - 1))
            --end;
    }
    return Value(substring(self, start, end));
}

} // namespace

Value split(String* self, Value separatorValue, int64_t maximum) {
    if (maximum < 0)
        maximum = INT64_MAX;
    String* separator;
    if (!readSeparator(separatorValue, &separator))
        return Value();
    if (!separator)
        return splitBlanks(self, maximum);
    List* list = PYC_TRY(newList());
    int64_t start = 0;
    while (maximum-- > 0) {
        int64_t found = findText(self, start, self->length, separator);
        if (found < 0)
            break;
        if (!appendPiece(list, self, start, found))
            return Value();
        start = found + separator->length;
    }
    return appendPiece(list, self, start, self->length) ? Value(list) : Value();
}

Value rsplit(String* self, Value separatorValue, int64_t maximum) {
    if (maximum < 0)
        maximum = INT64_MAX;
    String* separator;
    if (!readSeparator(separatorValue, &separator))
        return Value();
    if (!separator)
        return rsplitBlanks(self, maximum);
    List* list = PYC_TRY(newList());
    int64_t end = self->length;
    while (maximum-- > 0) {
        int64_t found = findTextLast(self, 0, end, separator);
        if (found < 0)
            break;
        if (!appendPiece(list, self, found + separator->length, end))
            return Value();
        end = found;
    }
    return appendPiece(list, self, 0, end) ? reversed(list) : Value();
}

Value splitLines(String* self, bool keepEnds) {
    List* list = PYC_TRY(newList());
    int64_t at = 0, length = self->length;
    while (at < length) {
        int64_t start = at;
        while (at < length && !unicode::isLineBreak(codePointAt(self, at)))
            ++at;
        int64_t end = at;
        if (at < length) {
            at += codePointAt(self, at) == '\r' && at + 1 < length && codePointAt(self, at + 1) == '\n' ? 2 : 1;
            if (keepEnds)
                end = at;
        }
        if (!appendPiece(list, self, start, end))
            return Value();
    }
    return Value(list);
}

namespace {

Value threeParts(String* self, Value separator, bool last) {
    if (!isString(separator))
        return raiseTypeError("must be str, not %T", separator);
    String* sought = as<String>(separator);
    if (sought->length == 0)
        return raiseValueError("empty separator");
    int64_t found = last ? findTextLast(self, 0, self->length, sought) : findText(self, 0, self->length, sought);
    Value empty = Value(emptyString());
    if (found < 0) {
        Value whole = Value(self);
        return last ? newTuple({empty, empty, whole}) : newTuple({whole, empty, empty});
    }
    String* before = PYC_TRY(substring(self, 0, found));
    String* after = PYC_TRY(substring(self, found + sought->length, self->length));
    return newTuple({Value(before), separator, Value(after)});
}

} // namespace

Value partition(String* self, Value separator) { return threeParts(self, separator, false); }
Value rpartition(String* self, Value separator) { return threeParts(self, separator, true); }

Value join(String* self, Value iterable) {
    Tuple* items;
    if (isExactly(iterable, TupleType)) {
        items = as<Tuple>(iterable);
    } else if (isExactly(iterable, ListType)) {
        items = PYC_TRY(listToTuple(as<List>(iterable)));
    } else {
        Value iterator = iterate(iterable);
        if (!iterator) {
            if (!pendingErrorIs(TypeErrorType))
                return Value();
            clearError();
            return raiseTypeError("can only join an iterable");
        }
        items = PYC_TRY(tupleFrom(iterator));
    }
    if (items->length == 0)
        return Value(emptyString());
    int64_t total = 0;
    uint32_t maximum = items->length > 1 && self->length ? maximumOf(self) : 0;
    for (int64_t i = 0; i < items->length; ++i) {
        Value item = items->items[i];
        if (!isString(item))
            return raiseTypeError("sequence item %d: expected str instance, %T found", i, item);
        maximum |= maximumOf(as<String>(item));
        if (__builtin_add_overflow(total, as<String>(item)->length, &total))
            return raiseOverflowError("join() result is too long for a Python string");
    }
    if (items->length == 1)
        return Value(exactString(as<String>(items->items[0])));
    int64_t separators;
    if (__builtin_mul_overflow(self->length, items->length - 1, &separators) ||
        __builtin_add_overflow(total, separators, &total))
        return raiseOverflowError("join() result is too long for a Python string");
    if (total == 0)
        return Value(emptyString());
    String* result = PYC_TRY(allocateString(total, maximum));
    int64_t at = 0;
    for (int64_t i = 0; i < items->length; ++i) {
        if (i && self->length) {
            copyUnits(result, at, self);
            at += self->length;
        }
        String* item = as<String>(items->items[i]);
        copyUnits(result, at, item);
        at += item->length;
    }
    return total == 1 ? Value(stringFromCodePoint(codePointAt(result, 0))) : Value(result);
}

Value strip(String* self, Value characters) { return stripBoth(self, characters, true, true, "strip"); }
Value lstrip(String* self, Value characters) { return stripBoth(self, characters, true, false, "lstrip"); }
Value rstrip(String* self, Value characters) { return stripBoth(self, characters, false, true, "rstrip"); }

} // namespace pyc::runtime::text
