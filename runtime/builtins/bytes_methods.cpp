// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What bytes and bytearray share.
#include "runtime/builtins/bytes_methods.h"

#include "runtime/builtins/format.h"
#include "runtime/builtins/number.h"
#include "runtime/builtins/slice.h"
#include "runtime/builtins/str_codec.h"
#include "runtime/builtins/str_search.h"

#include <algorithm>

namespace pyc::runtime::bytes {

namespace {

bool isLowerByte(char c) { return c >= 'a' && c <= 'z'; }
bool isUpperByte(char c) { return c >= 'A' && c <= 'Z'; }
bool isAlphaByte(char c) { return isLowerByte(c) || isUpperByte(c); }
bool isDigitByte(char c) { return c >= '0' && c <= '9'; }
bool isSpaceByte(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
char toLower(char c) { return isUpperByte(c) ? char(c + 32) : c; }
char toUpper(char c) { return isLowerByte(c) ? char(c - 32) : c; }

// Room for a result of the receiver's kind, whose data is written before anybody sees it.
struct Draft {
    Value value;
    char* data;
};
Draft draftLike(Value self, int64_t size) {
    if (isByteArray(self)) {
        ByteArray* array = newByteArray({});
        if (!array)
            return {Value(), nullptr};
        auto* block = static_cast<ByteBlock*>(gc::allocateAtomic(sizeof(ByteBlock) + uint64_t(size) + 1));
        if (!block) {
            raiseMemoryError();
            return {Value(), nullptr};
        }
        block->capacity = block->length = uint64_t(size);
        block->data[size] = 0;
        array->block = block;
        return {Value(array), block->data};
    }
    Bytes* result = newBytes(nullptr, size);
    return {Value(result), result ? result->data : nullptr};
}

template <class Map>
Value mapEach(Value self, Map map) {
    std::string_view data = bytesView(self);
    Draft draft = draftLike(self, int64_t(data.size()));
    if (draft.value)
        for (size_t i = 0; i < data.size(); ++i)
            draft.data[i] = map(data[i]);
    return draft.value;
}

template <class Test>
bool all(Value self, Test test) {
    std::string_view data = bytesView(self);
    return !data.empty() && std::all_of(data.begin(), data.end(), test);
}

// A part that is sought: bytes-like or one byte.
struct Part {
    std::string_view view;
    char single;
};
bool readPart(Value value, Part* part) {
    if (isBytesLike(value)) {
        part->view = bytesView(value);
        return true;
    }
    if (isBuffer(value))
        return raiseNotBytesLike(value);
    if (!hasIndex(value))
        return raiseTypeError("argument should be integer or bytes-like object, not '%T'", value);
    uint8_t byte;
    if (!readByte(value, &byte))
        return false;
    part->single = char(byte);
    part->view = {&part->single, 1};
    return true;
}

Value search(Value self, Value sub, Value start, Value end, bool last, bool raises) {
    Part part;
    int64_t from, to;
    std::string_view data = bytesView(self);
    if (!readPart(sub, &part) || !readBounds(start, end, int64_t(data.size()), &from, &to))
        return Value();
    int64_t found = -1;
    if (from <= to) {
        std::string_view range = data.substr(size_t(from), size_t(to - from));
        found = last ? findBytesLast(range, part.view) : findBytes(range, part.view);
        found = found < 0 ? -1 : found + from;
    }
    if (raises && found < 0)
        return raiseValueError("subsection not found");
    return intValue(found);
}

Value matchEither(Value self, Value affix, Value start, Value end, bool atEnd) {
    std::string_view data = bytesView(self);
    int64_t from, to;
    if (!readBounds(start, end, int64_t(data.size()), &from, &to))
        return Value();
    auto matches = [&](std::string_view candidate) {
        if (from > to)
            return false;
        std::string_view range = data.substr(size_t(from), size_t(to - from));
        return atEnd ? range.ends_with(candidate) : range.starts_with(candidate);
    };
    if (isTuple(affix)) {
        for (Value item : itemsOf(as<Tuple>(affix))) {
            std::string_view candidate;
            if (!readBytes(item, &candidate))
                return Value();
            if (matches(candidate))
                return trueValue();
        }
        return falseValue();
    }
    if (!isBytesLike(affix) && isBuffer(affix))
        return raiseNotBytesLike(affix);
    if (!isBytesLike(affix))
        return raiseTypeError("%s first arg must be bytes or a tuple of bytes, not %T",
                              atEnd ? "endswith" : "startswith", affix);
    return boolValue(matches(bytesView(affix)));
}

Value stripEither(Value self, Value set, bool left, bool right) {
    std::string_view data = bytesView(self), characters;
    bool blanks = isNone(set);
    if (!blanks && !readBytes(set, &characters))
        return Value();
    auto has = [&](char c) { return blanks ? isSpaceByte(c) : characters.find(c) != characters.npos; };
    size_t start = 0, end = data.size();
    while (left && start < end && has(data[start]))
        ++start;
    while (right && end > start && has(data[end - 1]))
        --end;
    return makeLike(self, data.substr(start, end - start));
}

Value pad(Value self, int64_t left, int64_t right, char fill) {
    std::string_view data = bytesView(self);
    if (left < 0)
        left = 0;
    if (right < 0)
        right = 0;
    if (!left && !right)
        return makeLike(self, data);
    Draft draft = draftLike(self, int64_t(data.size()) + left + right);
    if (draft.value) {
        std::fill_n(draft.data, left, fill);
        std::copy(data.begin(), data.end(), draft.data + left);
        std::fill_n(draft.data + left + int64_t(data.size()), right, fill);
    }
    return draft.value;
}

bool readFill(Value value, const char* name, char* fill) {
    *fill = ' ';
    if (value.isEmpty())
        return true;
    if (!isBytes(value) && !isByteArray(value))
        return raiseTypeError("%s() argument 2 must be a byte string of length 1, not %T", name, value);
    std::string_view data = bytesView(value);
    if (data.size() != 1)
        return raiseTypeError("%s(): argument 2 must be a byte string of length 1, not a %s object of length %d", name,
                              isBytes(value) ? "bytes" : "bytearray", data.size());
    *fill = data[0];
    return true;
}

Value threeParts(Value self, Value separatorValue, bool last) {
    std::string_view data = bytesView(self), separator;
    if (!readBytes(separatorValue, &separator))
        return Value();
    if (separator.empty())
        return raiseValueError("empty separator");
    int64_t found = last ? findBytesLast(data, separator) : findBytes(data, separator);
    std::string_view parts[3];
    if (found >= 0 && isBytes(self)) {
        Value before = PYC_TRY(makeLike(self, data.substr(0, size_t(found))));
        Value after = PYC_TRY(makeLike(self, data.substr(size_t(found) + separator.size())));
        return newTuple({before, separatorValue, after});
    }
    if (found < 0 && isBytes(self)) {
        Value empty = Value(PYC_TRY(bytesFromView({})));
        return last ? newTuple({empty, empty, self}) : newTuple({self, empty, empty});
    }
    if (found < 0) {
        parts[last ? 2 : 0] = data;
    } else {
        parts[0] = data.substr(0, size_t(found));
        parts[1] = separator;
        parts[2] = data.substr(size_t(found) + separator.size());
    }
    Value first = PYC_TRY(makeLike(self, parts[0])), second = PYC_TRY(makeLike(self, parts[1])),
          third = PYC_TRY(makeLike(self, parts[2]));
    return newTuple({first, second, third});
}

bool appendPiece(List* list, Value self, size_t start, size_t end) {
    Value piece = makeLike(self, bytesView(self).substr(start, end - start));
    return piece && listAppend(list, piece);
}

Value reversed(List* list) {
    auto* items = reinterpret_cast<Value*>(list->block->payload);
    std::reverse(items, items + list->block->length);
    return Value(list);
}

} // namespace

Value makeLike(Value self, std::string_view data) {
    if (isByteArray(self))
        return Value(newByteArray(data));
    if (isExactly(self, BytesType) && data.size() == size_t(as<Bytes>(self)->length) &&
        data.data() == as<Bytes>(self)->data)
        return self;
    return Value(bytesFromView(data));
}

bool readBytes(Value value, std::string_view* result) {
    if (!isBytesLike(value))
        return raiseNotBytesLike(value);
    *result = bytesView(value);
    return true;
}

bool readByte(Value value, uint8_t* result, const char* message) {
    Value number = PYC_TRY(toIndex(value));
    if (!number.isSmallInt() || number.smallInt() < 0 || number.smallInt() > 255)
        return raiseValueError("%s", message);
    *result = uint8_t(number.smallInt());
    return true;
}

Value concatenate(Value left, Value right) {
    if (!isBytesLike(left) || !isBytesLike(right))
        return raiseTypeError("can't concat %T to %T", right, left);
    std::string_view a = bytesView(left), b = bytesView(right);
    Draft draft = draftLike(left, int64_t(a.size() + b.size()));
    if (draft.value) {
        std::copy(a.begin(), a.end(), draft.data);
        std::copy(b.begin(), b.end(), draft.data + a.size());
    }
    return draft.value;
}

Value repeat(Value self, Value operand) {
    int64_t count;
    if (!repeatCount(operand, &count))
        return Value();
    std::string_view data = bytesView(self);
    int64_t size;
    if (__builtin_mul_overflow(int64_t(data.size()), std::max(count, int64_t(0)), &size))
        return isByteArray(self) ? Value(raiseMemoryError()) : Value(raiseOverflowError("repeated bytes are too long"));
    if (size > LongestBytes)
        return raiseMemoryError();
    if (count == 1)
        return makeLike(self, data);
    Draft draft = draftLike(self, size);
    if (!draft.value)
        return Value();
    if (size)
        fillRepeated(draft.data, data, size_t(size));
    return draft.value;
}

Value compare(Value left, Value right, int operation) {
    // What two bytes-like objects of different kinds compare as is the other kind's business.
    if (!isBytesLike(left) || !isBytesLike(right) || (isBytes(left) && !isBytes(right)))
        return notImplementedValue();
    std::string_view a = bytesView(left), b = bytesView(right);
    return compareOrder(a.compare(b), operation);
}

int contains(Value self, Value item) {
    if (hasIndex(item) && !isBytesLike(item)) {
        uint8_t byte;
        if (!readByte(item, &byte))
            return -1;
        return bytesView(self).find(char(byte)) != std::string_view::npos;
    }
    std::string_view part;
    if (!readBytes(item, &part))
        return -1;
    return findBytes(bytesView(self), part) >= 0;
}

int64_t length(Value self) { return int64_t(bytesView(self).size()); }

Value modulo(Value left, Value right) {
    if (!isBytes(left) && !isByteArray(left))
        return notImplementedValue();
    Bytes* result = PYC_TRY(formatPercentBytes(bytesView(left), right));
    return isByteArray(left) ? Value(newByteArray({result->data, size_t(result->length)})) : Value(result);
}

// ---- case and classes, of ASCII ----
Value upper(Value self) { return mapEach(self, toUpper); }
Value lower(Value self) { return mapEach(self, toLower); }
Value swapcase(Value self) {
    return mapEach(self, [](char c) { return isLowerByte(c) ? toUpper(c) : toLower(c); });
}
Value capitalize(Value self) {
    bool first = true;
    return mapEach(self, [&](char c) {
        char mapped = first ? toUpper(c) : toLower(c);
        first = false;
        return mapped;
    });
}
Value title(Value self) {
    bool inside = false;
    return mapEach(self, [&](char c) {
        char mapped = inside ? toLower(c) : toUpper(c);
        inside = isAlphaByte(c);
        return mapped;
    });
}
bool isAlnum(Value self) {
    return all(self, [](char c) { return isAlphaByte(c) || isDigitByte(c); });
}
bool isAlpha(Value self) { return all(self, isAlphaByte); }
bool isDigit(Value self) { return all(self, isDigitByte); }
bool isSpace(Value self) { return all(self, isSpaceByte); }
bool isAscii(Value self) {
    std::string_view data = bytesView(self);
    return isAllAscii(data.data(), data.size());
}
bool isLower(Value self) {
    std::string_view data = bytesView(self);
    return std::any_of(data.begin(), data.end(), isLowerByte) && std::none_of(data.begin(), data.end(), isUpperByte);
}
bool isUpper(Value self) {
    std::string_view data = bytesView(self);
    return std::any_of(data.begin(), data.end(), isUpperByte) && std::none_of(data.begin(), data.end(), isLowerByte);
}
bool isTitle(Value self) {
    bool any = false, inside = false;
    for (char c : bytesView(self)) {
        if (isUpperByte(c) ? inside : isLowerByte(c) && !inside)
            return false;
        inside = isAlphaByte(c);
        any |= inside;
    }
    return any;
}

// ---- searching ----
Value find(Value self, Value sub, Value start, Value end) { return search(self, sub, start, end, false, false); }
Value rfind(Value self, Value sub, Value start, Value end) { return search(self, sub, start, end, true, false); }
Value index(Value self, Value sub, Value start, Value end) { return search(self, sub, start, end, false, true); }
Value rindex(Value self, Value sub, Value start, Value end) { return search(self, sub, start, end, true, true); }
Value startsWith(Value self, Value prefix, Value start, Value end) {
    return matchEither(self, prefix, start, end, false);
}
Value endsWith(Value self, Value suffix, Value start, Value end) { return matchEither(self, suffix, start, end, true); }

Value count(Value self, Value sub, Value start, Value end) {
    Part part;
    int64_t from, to, total = 0;
    std::string_view data = bytesView(self);
    if (!readPart(sub, &part) || !readBounds(start, end, int64_t(data.size()), &from, &to))
        return Value();
    if (from > to)
        return intValue(0);
    if (part.view.empty())
        return intValue(to - from + 1);
    std::string_view range = data.substr(size_t(from), size_t(to - from));
    if (part.view.size() == 1)
        return intValue(countByte(range, part.view[0]));
    for (int64_t found = 0; (found = findBytes(range, part.view, size_t(found))) >= 0;
         found += int64_t(part.view.size()))
        ++total;
    return intValue(total);
}

// ---- padding and stripping ----
Value center(Value self, int64_t width, Value fillValue) {
    char fill;
    if (!readFill(fillValue, "center", &fill))
        return Value();
    int64_t missing = std::max(width - bytes::length(self), int64_t(0)), left = missing / 2 + (missing & width & 1);
    return pad(self, left, missing - left, fill);
}
Value ljust(Value self, int64_t width, Value fillValue) {
    char fill;
    return readFill(fillValue, "ljust", &fill) ? pad(self, 0, width - bytes::length(self), fill) : Value();
}
Value rjust(Value self, int64_t width, Value fillValue) {
    char fill;
    return readFill(fillValue, "rjust", &fill) ? pad(self, width - bytes::length(self), 0, fill) : Value();
}
Value zfill(Value self, int64_t width) {
    std::string_view data = bytesView(self);
    int64_t missing = width - int64_t(data.size());
    if (missing <= 0)
        return makeLike(self, data);
    Draft draft = draftLike(self, width);
    if (!draft.value)
        return Value();
    char* out = draft.data;
    if (!data.empty() && (data[0] == '+' || data[0] == '-')) {
        *out++ = data[0];
        data.remove_prefix(1);
    }
    out = std::fill_n(out, missing, '0');
    std::copy(data.begin(), data.end(), out);
    return draft.value;
}
Value strip(Value self, Value set) { return stripEither(self, set, true, true); }
Value lstrip(Value self, Value set) { return stripEither(self, set, true, false); }
Value rstrip(Value self, Value set) { return stripEither(self, set, false, true); }

Value removePrefix(Value self, Value prefix) {
    std::string_view data = bytesView(self), part;
    if (!readBytes(prefix, &part))
        return Value();
    return makeLike(self, data.starts_with(part) ? data.substr(part.size()) : data);
}
Value removeSuffix(Value self, Value suffix) {
    std::string_view data = bytesView(self), part;
    if (!readBytes(suffix, &part))
        return Value();
    return makeLike(self, data.ends_with(part) ? data.substr(0, data.size() - part.size()) : data);
}

Value expandTabs(Value self, int32_t tabSize) {
    BytesBuilder builder;
    int64_t column = 0;
    for (char c : bytesView(self)) {
        if (c == '\t') {
            int64_t blanks = tabSize > 0 ? tabSize - column % tabSize : 0;
            column += blanks;
            char* out = builder.extend(uint64_t(blanks));
            if (!out)
                return Value();
            std::fill_n(out, blanks, ' ');
            continue;
        }
        column = c == '\n' || c == '\r' ? 0 : column + 1;
        if (!builder.appendByte(uint8_t(c)))
            return Value();
    }
    return makeLike(self, builder.view());
}

// ---- apart and together ----
Value partition(Value self, Value separator) { return threeParts(self, separator, false); }
Value rpartition(Value self, Value separator) { return threeParts(self, separator, true); }

Value split(Value self, Value separatorValue, int64_t maximum) {
    if (maximum < 0)
        maximum = INT64_MAX;
    std::string_view data = bytesView(self), separator;
    List* list = PYC_TRY(newList());
    size_t start = 0;
    if (isNone(separatorValue)) {
        while (true) {
            while (start < data.size() && isSpaceByte(data[start]))
                ++start;
            if (start == data.size())
                return Value(list);
            size_t end = start;
            if (maximum-- > 0)
                while (end < data.size() && !isSpaceByte(data[end]))
                    ++end;
            else
                end = data.size();
            if (!appendPiece(list, self, start, end))
                return Value();
            start = end;
        }
    }
    if (!readBytes(separatorValue, &separator))
        return Value();
    if (separator.empty())
        return raiseValueError("empty separator");
    while (maximum-- > 0) {
        int64_t found = findBytes(data, separator, start);
        if (found < 0)
            break;
        if (!appendPiece(list, self, start, size_t(found)))
            return Value();
        start = size_t(found) + separator.size();
    }
    return appendPiece(list, self, start, data.size()) ? Value(list) : Value();
}

Value rsplit(Value self, Value separatorValue, int64_t maximum) {
    if (maximum < 0)
        maximum = INT64_MAX;
    std::string_view data = bytesView(self), separator;
    List* list = PYC_TRY(newList());
    size_t end = data.size();
    if (isNone(separatorValue)) {
        while (true) {
            while (end > 0 && isSpaceByte(data[end - 1]))
                --end;
            if (end == 0)
                return reversed(list);
            size_t start = end;
            if (maximum-- > 0)
                while (start > 0 && !isSpaceByte(data[start - 1]))
                    --start;
            else
                start = 0;
            if (!appendPiece(list, self, start, end))
                return Value();
            end = start;
        }
    }
    if (!readBytes(separatorValue, &separator))
        return Value();
    if (separator.empty())
        return raiseValueError("empty separator");
    while (maximum-- > 0) {
        int64_t found = findBytesLast(data.substr(0, end), separator);
        if (found < 0)
            break;
        if (!appendPiece(list, self, size_t(found) + separator.size(), end))
            return Value();
        end = size_t(found);
    }
    return appendPiece(list, self, 0, end) ? reversed(list) : Value();
}

Value splitLines(Value self, bool keepEnds) {
    std::string_view data = bytesView(self);
    List* list = PYC_TRY(newList());
    for (size_t at = 0; at < data.size();) {
        size_t start = at;
        while (at < data.size() && data[at] != '\n' && data[at] != '\r')
            ++at;
        size_t end = at;
        if (at < data.size())
            at += data[at] == '\r' && at + 1 < data.size() && data[at + 1] == '\n' ? 2 : 1;
        if (!appendPiece(list, self, start, keepEnds ? at : end))
            return Value();
    }
    return Value(list);
}

Value join(Value self, Value iterable) {
    Value iterator = iterate(iterable);
    if (!iterator) {
        if (!pendingErrorIs(TypeErrorType))
            return Value();
        clearError();
        return raiseTypeError("can only join an iterable");
    }
    Tuple* items = PYC_TRY(tupleFrom(iterator));
    BytesBuilder builder;
    for (int64_t i = 0; i < items->length; ++i) {
        Value item = items->items[i];
        if (!isBytesLike(item))
            return raiseTypeError("sequence item %d: expected a bytes-like object, %T found", i, item);
        if ((i && !builder.append(bytesView(self))) || !builder.append(bytesView(item)))
            return Value();
    }
    if (items->length == 1 && isExactly(items->items[0], BytesType) && !isByteArray(self))
        return items->items[0];
    return makeLike(self, builder.view());
}

Value replace(Value self, Value oldValue, Value newValue, int64_t count) {
    std::string_view data = bytesView(self), old, replacement;
    if (!readBytes(oldValue, &old) || !readBytes(newValue, &replacement))
        return Value();
    if (count < 0)
        count = INT64_MAX;
    BytesBuilder builder;
    size_t start = 0;
    if (old.empty()) {
        for (; count > 0 && start <= data.size(); --count, ++start) {
            if (!builder.append(replacement) || (start < data.size() && !builder.append(data.substr(start, 1))))
                return Value();
        }
        if (start < data.size() && !builder.append(data.substr(start)))
            return Value();
        return makeLike(self, builder.view());
    }
    for (; count > 0; --count) {
        int64_t found = findBytes(data, old, start);
        if (found < 0)
            break;
        if (!builder.append(data.substr(start, size_t(found) - start)) || !builder.append(replacement))
            return Value();
        start = size_t(found) + old.size();
    }
    if (start == 0)
        return makeLike(self, data);
    return builder.append(data.substr(start)) ? makeLike(self, builder.view()) : Value();
}

Value translate(Value self, Value tableValue, Value removeValue) {
    std::string_view data = bytesView(self), table, remove;
    bool mapped = !isNone(tableValue);
    if (mapped && !readBytes(tableValue, &table))
        return Value();
    if (mapped && table.size() != 256)
        return raiseValueError("translation table must be 256 characters long");
    if (removeValue && !readBytes(removeValue, &remove))
        return Value();
    bool removed[256] = {};
    for (char c : remove)
        removed[uint8_t(c)] = true;
    BytesBuilder builder;
    for (char c : data)
        if (!removed[uint8_t(c)] && !builder.appendByte(uint8_t(mapped ? table[uint8_t(c)] : c)))
            return Value();
    return makeLike(self, builder.view());
}

Value makeTranslation(Value fromValue, Value toValue) {
    std::string_view from, to;
    if (!readBytes(fromValue, &from) || !readBytes(toValue, &to))
        return Value();
    if (from.size() != to.size())
        return raiseValueError("maketrans arguments must have same length");
    char table[256];
    for (int i = 0; i < 256; ++i)
        table[i] = char(i);
    for (size_t i = 0; i < from.size(); ++i)
        table[uint8_t(from[i])] = to[i];
    return Value(bytesFromView({table, 256}));
}

// ---- text ----
Value decode(Value self, String* encoding, String* errors) {
    return Value(decodeBytes(bytesView(self), self, encoding, errors));
}

Value hex(Value self, Value separator, int32_t group) {
    std::string_view data = bytesView(self);
    bool separated = !separator.isEmpty();
    uint32_t mark = 0;
    if (separated) {
        if (PYC_TRY(runtime::length(separator)) != 1)
            return raiseValueError("sep must be length 1.");
        if (isString(separator))
            mark = codePointAt(as<String>(separator), 0);
        else if (isBytesLike(separator))
            mark = uint8_t(bytesView(separator)[0]);
        else
            return raiseTypeError("sep must be str or bytes.");
        if (mark > 127)
            return raiseValueError("sep must be ASCII.");
    }
    auto every = size_t(std::abs(int64_t(group)));
    if (!separated || every == 0 || data.empty())
        every = data.size() + 1;
    size_t marks = data.empty() ? 0 : (data.size() - 1) / every;
    String* result = PYC_TRY(allocateString(int64_t(data.size() * 2 + marks), 0x7f));
    char* out = result->data();
    for (size_t i = 0; i < data.size(); ++i) {
        // Groups count from the right unless the number is negative.
        if (i && (group < 0 ? i : data.size() - i) % every == 0)
            *out++ = char(mark);
        *out++ = "0123456789abcdef"[uint8_t(data[i]) >> 4];
        *out++ = "0123456789abcdef"[uint8_t(data[i]) & 15];
    }
    return Value(result);
}

Value fromHex(Type* type, Value text) {
    std::string_view digits;
    String* string = nullptr;
    if (isString(text)) {
        string = as<String>(text);
        if (string->isAscii())
            digits = string->view();
    } else if (isBytesLike(text)) {
        digits = bytesView(text);
    } else {
        return raiseTypeError("fromhex() argument must be str or bytes-like, not %Q", text);
    }
    auto invalid = [](size_t at) {
        return raiseValueError("non-hexadecimal number found in fromhex() arg at position %d", at);
    };
    auto hexValue = [](char c) {
        return c >= '0' && c <= '9' ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1;
    };
    if (string && !string->isAscii()) {
        for (int64_t i = 0; i < string->length; ++i)
            if (codePointAt(string, i) > 127)
                return invalid(size_t(i));
    }
    BytesBuilder builder;
    for (size_t at = 0; at < digits.size();) {
        if (isSpaceByte(digits[at])) {
            ++at;
            continue;
        }
        int high = hexValue(digits[at]);
        if (high < 0)
            return invalid(at);
        if (++at == digits.size())
            return raiseValueError("fromhex() arg must contain an even number of hexadecimal digits");
        int low = hexValue(digits[at]);
        if (low < 0)
            return invalid(at);
        ++at;
        if (!builder.appendByte(uint8_t(high << 4 | low)))
            return Value();
    }
    if (type == &ByteArrayType)
        return Value(newByteArray(builder.view()));
    Bytes* result = PYC_TRY(builder.finish());
    return type == &BytesType ? Value(result) : call(Value(type), {Value(result)});
}

} // namespace pyc::runtime::bytes
