// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Searching bytes by blocks that the compiler vectorises, with the C library's linear-time memmem as the way out of bad
// cases. Wider code points are found among bytes and checked for alignment.
#include "runtime/builtins/str_search.h"

#include "runtime/builtins/slice.h"

#include <cstring>

extern "C" void* memmem(const void* text, size_t textSize, const void* sought, size_t soughtSize);

namespace pyc::runtime {

namespace {

// Sought text with the width of the text it is sought in; wide ones are never found in narrower text.
class Sought {
public:
    Sought(const String* text, const String* sought) {
        possible = sought->kind <= text->kind;
        data = sought->data();
        size = size_t(sought->length) * text->kind;
        if (possible && sought->kind < text->kind) {
            char* copy = inlineRoom;
            if (size > sizeof inlineRoom)
                copy = static_cast<char*>(gc::allocateAtomic(size));
            if (!copy) {
                possible = false;
                return;
            }
            for (int64_t i = 0; i < sought->length; ++i) {
                uint32_t point = codePointAt(sought, i);
                if (text->kind == 2)
                    reinterpret_cast<uint16_t*>(copy)[i] = uint16_t(point);
                else
                    reinterpret_cast<uint32_t*>(copy)[i] = point;
            }
            data = copy;
        }
    }
    bool possible;
    const char* data;
    size_t size;

private:
    alignas(4) char inlineRoom[256];
};

constexpr size_t Block = 64;

const char* findByte(const char* text, size_t size, char byte) {
    size_t at = 0;
    for (; at + Block <= size; at += Block) {
        uint8_t any = 0;
        for (size_t i = 0; i < Block; ++i)
            any |= uint8_t(text[at + i] == byte);
        if (any)
            break;
    }
    for (; at < size; ++at)
        if (text[at] == byte)
            return text + at;
    return nullptr;
}

// Candidates have the first and the last byte right.
const char* findPart(const char* text, size_t size, const char* sought, size_t soughtSize) {
    if (soughtSize > size)
        return nullptr;
    char first = sought[0], last = sought[soughtSize - 1];
    const char* lasts = text + soughtSize - 1;
    size_t places = size - soughtSize + 1, at = 0;
    int64_t failures = 0;
    auto matches = [&](size_t place) {
        if (text[place] != first || lasts[place] != last)
            return false;
        ++failures;
        return std::memcmp(text + place, sought, soughtSize) == 0;
    };
    for (; at + Block <= places; at += Block) {
        uint8_t any = 0;
        for (size_t i = 0; i < Block; ++i)
            any |= uint8_t((text[at + i] == first) & (lasts[at + i] == last));
        if (!any)
            continue;
        for (size_t i = 0; i < Block; ++i)
            if (matches(at + i))
                return text + at + i;
        if (failures > int64_t(at / 8) + 256)
            return static_cast<const char*>(memmem(text + at, size - at, sought, soughtSize));
    }
    for (; at < places; ++at)
        if (matches(at))
            return text + at;
    return nullptr;
}

// Byte offsets, aligned to the unit.
int64_t findUnits(const char* text, size_t size, const char* sought, size_t soughtSize, size_t unit) {
    const char* at = text;
    while (size_t(text + size - at) >= soughtSize) {
        const char* found = findPart(at, size_t(text + size - at), sought, soughtSize);
        if (!found)
            return -1;
        size_t offset = size_t(found - text), skew = offset % unit;
        if (skew == 0)
            return int64_t(offset);
        at = found + (unit - skew);
    }
    return -1;
}

int64_t findUnitsLast(const char* text, size_t size, const char* sought, size_t soughtSize, size_t unit) {
    if (soughtSize > size)
        return -1;
    char first = sought[0];
    for (size_t at = size - soughtSize;; at -= unit) {
        if (text[at] == first && std::memcmp(text + at, sought, soughtSize) == 0)
            return int64_t(at);
        if (at == 0)
            return -1;
    }
}

} // namespace

int64_t findBytes(std::string_view text, std::string_view sought, size_t from) {
    if (from > text.size() || sought.size() > text.size() - from)
        return -1;
    if (sought.empty())
        return int64_t(from);
    const char* start = text.data() + from;
    const char* found = sought.size() == 1 ? findByte(start, text.size() - from, sought[0])
                                           : findPart(start, text.size() - from, sought.data(), sought.size());
    return found ? found - text.data() : -1;
}

int64_t countByte(std::string_view text, char byte) {
    int64_t count = 0;
    for (char c : text)
        count += c == byte;
    return count;
}

int64_t findBytesLast(std::string_view text, std::string_view sought) {
    if (sought.empty())
        return int64_t(text.size());
    return findUnitsLast(text.data(), text.size(), sought.data(), sought.size(), 1);
}

int64_t findCodePoint(const String* text, int64_t start, int64_t end, uint32_t codePoint) {
    if (text->kind == 1) {
        if (codePoint > 0xff || start >= end)
            return -1;
        const char* found = findByte(text->data() + start, size_t(end - start), char(codePoint));
        return found ? found - text->data() : -1;
    }
    return withUnits(text, [=](const auto* units) -> int64_t {
        for (int64_t i = start; i < end; ++i)
            if (units[i] == codePoint)
                return i;
        return -1;
    });
}

int64_t findText(const String* text, int64_t start, int64_t end, const String* sought) {
    if (sought->length > end - start)
        return -1;
    if (sought->length == 0)
        return start;
    if (sought->length == 1)
        return findCodePoint(text, start, end, codePointAt(sought, 0));
    Sought units(text, sought);
    if (!units.possible)
        return -1;
    int64_t found = findUnits(text->data() + start * text->kind, size_t(end - start) * text->kind, units.data,
                              units.size, text->kind);
    return found < 0 ? -1 : start + found / text->kind;
}

int64_t findTextLast(const String* text, int64_t start, int64_t end, const String* sought) {
    if (sought->length > end - start)
        return -1;
    if (sought->length == 0)
        return end;
    Sought units(text, sought);
    if (!units.possible)
        return -1;
    int64_t found = findUnitsLast(text->data() + start * text->kind, size_t(end - start) * text->kind, units.data,
                                  units.size, text->kind);
    return found < 0 ? -1 : start + found / text->kind;
}

int64_t countText(const String* text, int64_t start, int64_t end, const String* sought, int64_t maximum) {
    if (sought->length == 0)
        return end < start ? 0 : std::min(maximum, end - start + 1);
    if (text->kind == 1 && sought->kind == 1 && sought->length == 1 && maximum == INT64_MAX && start < end)
        return countByte({text->data() + start, size_t(end - start)}, sought->data()[0]);
    int64_t count = 0;
    while (count < maximum) {
        int64_t found = findText(text, start, end, sought);
        if (found < 0)
            break;
        ++count;
        start = found + sought->length;
    }
    return count;
}

bool textMatchesAt(const String* text, int64_t at, const String* sought) {
    if (at < 0 || at + sought->length > text->length)
        return false;
    if (sought->kind == text->kind)
        return std::memcmp(text->data() + at * text->kind, sought->data(), sought->byteSize()) == 0;
    if (sought->kind > text->kind)
        return false;
    for (int64_t i = 0; i < sought->length; ++i)
        if (codePointAt(text, at + i) != codePointAt(sought, i))
            return false;
    return true;
}

namespace {

bool readBound(Value value, int64_t* result) {
    if (!hasIndex(value))
        return raiseTypeError("slice indices must be integers or None or have an __index__ method");
    *result = PYC_TRY(toIndexClamped(value));
    return true;
}

} // namespace

bool readBounds(Value start, Value end, int64_t length, int64_t* from, int64_t* to) {
    *from = 0;
    *to = length;
    if (start && !isNone(start)) {
        if (!readBound(start, from))
            return false;
        if (*from < 0)
            *from = std::max(*from + length, int64_t(0));
    }
    if (end && !isNone(end)) {
        if (!readBound(end, to))
            return false;
        *to = clampBound(*to, length);
    }
    return true;
}

} // namespace pyc::runtime
