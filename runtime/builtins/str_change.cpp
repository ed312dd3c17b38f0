// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Replacing, padding and translating text.
#include "runtime/builtins/str_methods.h"
#include "runtime/builtins/str_search.h"
#include "runtime/object/operations.h"

namespace pyc::runtime::text {

Value replace(String* self, String* old, String* replacement, int64_t count) {
    if (count < 0)
        count = INT64_MAX;
    if (count == 0 || self->length < old->length || (self->length == 0 && old->length))
        return Value(exactString(self));
    StringBuilder builder;
    if (old->length == 0) {
        for (int64_t i = 0; i <= self->length; ++i) {
            if (count-- > 0) {
                if (!builder.append(replacement))
                    return Value();
            } else if (i < self->length) {
                return builder.append(PYC_TRY(substring(self, i, self->length))) ? Value(builder.finish()) : Value();
            }
            if (i < self->length && !builder.appendCodePoint(codePointAt(self, i)))
                return Value();
        }
        return Value(builder.finish());
    }
    int64_t occurrences = countText(self, 0, self->length, old, count);
    if (occurrences == 0)
        return Value(exactString(self));
    int64_t growth, length;
    if (__builtin_mul_overflow(replacement->length - old->length, occurrences, &growth) ||
        __builtin_add_overflow(self->length, growth, &length))
        return raiseOverflowError("replace string is too long");
    if (length == 0)
        return Value(emptyString());
    String* result = PYC_TRY(allocateString(length, std::max(maximumOf(self), maximumOf(replacement))));
    int64_t start = 0, at = 0;
    for (int64_t i = 0; i < occurrences; ++i) {
        int64_t found = findText(self, start, self->length, old);
        copyUnits(result, at, self, start, found);
        at += found - start;
        copyUnits(result, at, replacement);
        at += replacement->length;
        start = found + old->length;
    }
    copyUnits(result, at, self, start, self->length);
    // What needed the width may be gone.
    return result->isAscii()
               ? (length == 1 ? Value(stringFromCodePoint(codePointAt(result, 0))) : Value(result))
               : withUnits(result, [=](const auto* units) { return Value(stringFromUnits(units, length)); });
}

namespace {

bool readFill(Value fill, uint32_t* result) {
    *result = ' ';
    if (fill.isEmpty())
        return true;
    if (!isString(fill))
        return raiseTypeError("The fill character must be a unicode character, not %T", fill);
    if (as<String>(fill)->length != 1)
        return raiseTypeError("The fill character must be exactly one character long");
    *result = codePointAt(as<String>(fill), 0);
    return true;
}

Value pad(String* self, int64_t left, int64_t right, uint32_t fill) {
    if (left <= 0 && right <= 0)
        return Value(exactString(self));
    StringBuilder builder;
    if (!builder.appendRepeated(fill, left) || !builder.append(self) || !builder.appendRepeated(fill, right))
        return Value();
    return Value(builder.finish());
}

} // namespace

Value center(String* self, int64_t width, Value fillValue) {
    uint32_t fill;
    if (!readFill(fillValue, &fill))
        return Value();
    int64_t missing = width - self->length;
    if (missing <= 0)
        return Value(exactString(self));
    int64_t left = missing / 2 + (missing & width & 1);
    return pad(self, left, missing - left, fill);
}

Value ljust(String* self, int64_t width, Value fillValue) {
    uint32_t fill;
    return readFill(fillValue, &fill) ? pad(self, 0, width - self->length, fill) : Value();
}

Value rjust(String* self, int64_t width, Value fillValue) {
    uint32_t fill;
    return readFill(fillValue, &fill) ? pad(self, width - self->length, 0, fill) : Value();
}

Value zfill(String* self, int64_t width) {
    if (width <= self->length)
        return Value(exactString(self));
    bool sign = self->length && (codePointAt(self, 0) == '+' || codePointAt(self, 0) == '-');
    StringBuilder builder;
    if ((sign && !builder.appendCodePoint(codePointAt(self, 0))) ||
        !builder.appendRepeated('0', width - self->length) ||
        !builder.append(PYC_TRY(substring(self, sign, self->length))))
        return Value();
    return Value(builder.finish());
}

Value expandTabs(String* self, int32_t tabSize) {
    StringBuilder builder;
    int64_t column = 0;
    for (int64_t i = 0; i < self->length; ++i) {
        uint32_t point = codePointAt(self, i);
        if (point == '\t') {
            if (tabSize > 0) {
                int64_t blanks = tabSize - column % tabSize;
                column += blanks;
                if (!builder.appendRepeated(' ', blanks))
                    return Value();
            }
            continue;
        }
        column = point == '\n' || point == '\r' ? 0 : column + 1;
        if (!builder.appendCodePoint(point))
            return Value();
    }
    return Value(builder.finish());
}

Value translate(String* self, Value table) {
    StringBuilder builder;
    for (int64_t i = 0; i < self->length; ++i) {
        uint32_t point = codePointAt(self, i);
        Value key = Value::fromSmallInt(point), mapped;
        if (isExactly(table, DictType)) {
            mapped = dictGet(as<Dict>(table), key);
            if (!mapped && errorPending())
                return Value();
        } else {
            mapped = getItem(table, key);
            if (!mapped) {
                if (!pendingErrorIs(LookupErrorType))
                    return Value();
                clearError();
            }
        }
        bool fine;
        if (!mapped) {
            fine = builder.appendCodePoint(point);
        } else if (isNone(mapped)) {
            continue;
        } else if (isString(mapped)) {
            fine = builder.append(as<String>(mapped));
        } else if (isInt(mapped)) {
            int64_t number;
            if (!integerFitsInt64(mapped, &number) || number < 0 || number > 0x10ffff)
                return raiseValueError("character mapping must be in range(0x110000)");
            fine = builder.appendCodePoint(uint32_t(number));
        } else {
            return raiseTypeError("character mapping must return integer, None or str");
        }
        if (!fine)
            return Value();
    }
    return Value(builder.finish());
}

Value makeTranslation(Value x, String* y, String* z) {
    Dict* result = PYC_TRY(newDict());
    if (y) {
        if (!isString(x))
            return raiseTypeError("first maketrans argument must be a string if there is a second argument");
        auto* from = as<String>(x);
        if (from->length != y->length)
            return raiseValueError("the first two maketrans arguments must have equal length");
        for (int64_t i = 0; i < from->length; ++i)
            if (!dictSet(result, Value::fromSmallInt(codePointAt(from, i)), Value::fromSmallInt(codePointAt(y, i))))
                return Value();
        for (int64_t i = 0; z && i < z->length; ++i)
            if (!dictSet(result, Value::fromSmallInt(codePointAt(z, i)), noneValue()))
                return Value();
        return Value(result);
    }
    if (!isExactly(x, DictType))
        return raiseTypeError("if you give only one argument to maketrans it must be a dict");
    int64_t position = 0;
    Value key, value;
    while (dictNext(as<Dict>(x), &position, &key, &value)) {
        if (isString(key)) {
            if (as<String>(key)->length != 1)
                return raiseValueError("string keys in translatetable must be of length 1");
            key = Value::fromSmallInt(codePointAt(as<String>(key), 0));
        } else if (!isInt(key)) {
            return raiseTypeError("keys in translate table mustbe strings or integers");
        }
        if (!dictSet(result, key, value))
            return Value();
    }
    return Value(result);
}

Value removePrefix(String* self, String* prefix) {
    return Value(substring(self, textMatchesAt(self, 0, prefix) ? prefix->length : 0, self->length));
}

Value removeSuffix(String* self, String* suffix) {
    bool matches = textMatchesAt(self, self->length - suffix->length, suffix);
    return Value(substring(self, 0, self->length - (matches ? suffix->length : 0)));
}

} // namespace pyc::runtime::text
