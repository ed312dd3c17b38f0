// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Making, joining, comparing and interning strings.
#include "runtime/builtins/text.h"

#include "runtime/object/shape.h"

#include <array>

namespace pyc::runtime {

namespace {

struct alignas(16) CharacterString : String {
    char characters[2];
};

// Made at the start: as data they would be an eighth of what a small program for WebAssembly has of it.
constinit std::array<CharacterString, 256> characters = {};

constexpr int64_t MaximumLength = int64_t(1) << 46;

uint8_t kindFor(uint32_t maximum) { return maximum < 0x100 ? 1 : maximum < 0x10000 ? 2 : 4; }

template <class Unit>
uint32_t widest(const Unit* units, int64_t length) {
    // An or of all is enough to tell the classes apart.
    uint32_t all = 0;
    for (int64_t i = 0; i < length; ++i)
        all |= units[i];
    return all;
}

template <class To, class From>
void convertUnits(To* to, const From* from, int64_t length) {
    if constexpr (sizeof(To) == sizeof(From))
        std::memcpy(to, from, size_t(length) * sizeof(To));
    else
        for (int64_t i = 0; i < length; ++i)
            to[i] = To(from[i]);
}

template <class Unit>
String* fromUnits(const Unit* units, int64_t length) {
    if (length <= 1)
        return length ? stringFromCodePoint(units[0]) : emptyString();
    String* result = allocateString(length, widest(units, length));
    if (!result)
        return nullptr;
    switch (result->kind) {
    case 1: convertUnits(unitsOf<uint8_t>(result), units, length); break;
    case 2: convertUnits(unitsOf<uint16_t>(result), units, length); break;
    default: convertUnits(unitsOf<uint32_t>(result), units, length);
    }
    return result;
}

void initialiseString(String* string, int64_t length, uint8_t kind, bool ascii) {
    string->shape = &StringShape;
    string->length = length;
    string->hash = 0;
    string->nameHash = 0;
    string->kind = kind;
    string->flags = ascii ? StringAscii : 0;
    string->reserved = 0;
    std::memset(string->data() + size_t(length) * kind, 0, kind);
}

// Decodes one code point of WTF-8; malformed bytes count as U+FFFD, one each.
uint32_t decodeOne(const char*& at, const char* end) {
    uint8_t first = uint8_t(*at++);
    if (first < 0x80)
        return first;
    int more = first >= 0xf0 && first < 0xf5   ? 3
               : first >= 0xe0 && first < 0xf0 ? 2
               : first >= 0xc2 && first < 0xe0 ? 1
                                               : 0;
    if (more == 0 || end - at < more)
        return 0xfffd;
    uint32_t point = first & (0x3f >> more);
    for (int i = 0; i < more; ++i) {
        if ((uint8_t(at[i]) & 0xc0) != 0x80)
            return 0xfffd;
        point = point << 6 | (uint8_t(at[i]) & 0x3f);
    }
    if ((more == 2 && point < 0x800) || (more == 3 && (point < 0x10000 || point > 0x10ffff)))
        return 0xfffd;
    at += more;
    return point;
}

} // namespace

bool isAllAscii(const char* data, size_t size) {
    size_t i = 0;
    for (; i + 8 <= size; i += 8) {
        uint64_t word;
        std::memcpy(&word, data + i, 8);
        if (word & 0x8080808080808080)
            return false;
    }
    for (; i < size; ++i)
        if (uint8_t(data[i]) & 0x80)
            return false;
    return true;
}

String* allocateString(int64_t length, uint32_t maximum) {
    uint8_t kind = kindFor(maximum);
    if (length > MaximumLength)
        return raiseMemoryError();
    auto* string = static_cast<String*>(gc::allocateAtomic(sizeof(String) + (uint64_t(length) + 1) * kind));
    if (!string)
        return raiseMemoryError();
    initialiseString(string, length, kind, maximum < 0x80);
    return string;
}

void makeCharacterStrings() {
    for (size_t i = 0; i < characters.size(); ++i) {
        CharacterString& string = characters[i];
        string.shape = &StringShape;
        string.length = 1;
        string.kind = 1;
        string.flags = StringInterned | StringStatic | (i < 128 ? StringAscii : 0);
        string.characters[0] = char(i);
        string.nameHash = nameHashOfBytes(string.characters, 1);
    }
}

String* stringFromCodePoint(uint32_t codePoint) {
    if (codePoint < 256)
        return &characters[codePoint];
    String* string = allocateString(1, codePoint);
    if (!string)
        return nullptr;
    if (string->kind == 2)
        unitsOf<uint16_t>(string)[0] = uint16_t(codePoint);
    else
        unitsOf<uint32_t>(string)[0] = codePoint;
    return string;
}

String* stringFromAscii(std::string_view text) {
    if (text.size() <= 1)
        return text.empty() ? emptyString() : stringFromCodePoint(uint8_t(text[0]));
    String* string = allocateString(int64_t(text.size()), 0x7f);
    if (string)
        std::memcpy(string->data(), text.data(), text.size());
    return string;
}

String* stringFromUnits(const uint8_t* units, int64_t length) { return fromUnits(units, length); }
String* stringFromUnits(const uint16_t* units, int64_t length) { return fromUnits(units, length); }
String* stringFromUnits(const uint32_t* units, int64_t length) { return fromUnits(units, length); }

String* newString(std::string_view utf8) {
    if (isAllAscii(utf8.data(), utf8.size()))
        return stringFromAscii(utf8);
    const char* end = utf8.data() + utf8.size();
    int64_t length = 0;
    uint32_t all = 0;
    for (const char* at = utf8.data(); at != end; ++length)
        all |= decodeOne(at, end);
    const char* at = utf8.data();
    if (length == 1)
        return stringFromCodePoint(decodeOne(at, end));
    String* string = allocateString(length, all);
    if (!string)
        return nullptr;
    for (int64_t i = 0; i < length; ++i) {
        uint32_t point = decodeOne(at, end);
        switch (string->kind) {
        case 1: unitsOf<uint8_t>(string)[i] = uint8_t(point); break;
        case 2: unitsOf<uint16_t>(string)[i] = uint16_t(point); break;
        default: unitsOf<uint32_t>(string)[i] = point;
        }
    }
    return string;
}

void copyUnits(String* target, int64_t at, const String* source, int64_t start, int64_t end) {
    withUnits(source, [&](const auto* units) {
        switch (target->kind) {
        case 1: convertUnits(unitsOf<uint8_t>(target) + at, units + start, end - start); break;
        case 2: convertUnits(unitsOf<uint16_t>(target) + at, units + start, end - start); break;
        default: convertUnits(unitsOf<uint32_t>(target) + at, units + start, end - start);
        }
    });
}

void copyUnits(String* target, int64_t at, const String* source) { copyUnits(target, at, source, 0, source->length); }

String* exactString(String* string) {
    if (string->shape == &StringShape)
        return string;
    return withUnits(string, [&](const auto* units) { return fromUnits(units, string->length); });
}

String* substring(String* string, int64_t start, int64_t end) {
    if (end <= start)
        return emptyString();
    if (start == 0 && end == string->length)
        return exactString(string);
    if (string->isAscii())
        return stringFromAscii(string->view().substr(size_t(start), size_t(end - start)));
    return withUnits(string, [&](const auto* units) { return fromUnits(units + start, end - start); });
}

// ---- appending ----
// Nothing counts who holds a string, so that `text += piece` cannot take over the old one. Instead, a long string that
// something short is appended to gets room behind its end, and further pieces are put there.
namespace {

constexpr size_t SmallestShared = 512;

struct SharedString : String {
    SharedUnits* units;
};

String* newSharedString(SharedUnits* units, int64_t length, uint8_t kind, bool ascii) {
    auto* string = static_cast<SharedString*>(gc::allocate(sizeof(SharedString)));
    if (!string)
        return raiseMemoryError();
    string->shape = &StringShape;
    string->length = length;
    string->hash = 0;
    string->nameHash = 0;
    string->kind = kind;
    string->flags = uint8_t(StringShared | (ascii ? StringAscii : 0));
    string->reserved = 0;
    string->units = units;
    return string;
}

// Null without an error when the pieces are better copied together.
String* appendShared(String* left, String* right) {
    size_t size = left->byteSize(), more = size_t(right->length) * left->kind, total = size + more;
    if (size < SmallestShared || more > size / 4 || right->kind > left->kind || left->length > MaximumLength)
        return nullptr;
    bool ascii = left->isAscii() && right->isAscii();
    int64_t length = left->length + right->length;
    if (left->isShared()) {
        SharedUnits* units = static_cast<SharedString*>(left)->units;
        uint64_t end = size;
        if (units->capacity >= total &&
            __atomic_compare_exchange_n(&units->used, &end, total, false, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED)) {
            String* result = newSharedString(units, length, left->kind, ascii);
            if (result)
                copyUnits(result, left->length, right);
            return result;
        }
    }
    size_t capacity = total + total / 2;
    auto* units = static_cast<SharedUnits*>(gc::allocateAtomic(sizeof(SharedUnits) + capacity));
    if (!units)
        return nullptr;
    units->capacity = capacity;
    units->used = total;
    String* result = newSharedString(units, length, left->kind, ascii);
    if (!result)
        return nullptr;
    std::memcpy(units->data, left->data(), size);
    copyUnits(result, left->length, right);
    return result;
}

} // namespace

String* concatenateStrings(String* left, String* right) {
    if (right->length == 0)
        return exactString(left);
    if (left->length == 0)
        return exactString(right);
    if (left->byteSize() >= SmallestShared && left->shape == &StringShape) {
        String* appended = appendShared(left, right);
        if (appended || errorPending())
            return appended;
    }
    String* result = allocateString(left->length + right->length, std::max(maximumOf(left), maximumOf(right)));
    if (!result)
        return nullptr;
    copyUnits(result, 0, left);
    copyUnits(result, left->length, right);
    return result;
}

void fillRepeated(char* out, std::string_view piece, size_t size) {
    if (piece.size() == 1) {
        std::memset(out, piece[0], size);
        return;
    }
    size_t done = std::min(piece.size(), size);
    std::memcpy(out, piece.data(), done);
    while (done < size) {
        size_t more = std::min(done, size - done);
        std::memcpy(out + done, out, more);
        done += more;
    }
}

String* repeatString(String* string, int64_t count) {
    if (count <= 0 || string->length == 0)
        return emptyString();
    if (count == 1)
        return exactString(string);
    if (string->length > INT64_MAX / count)
        return raiseOverflowError("repeated string is too long");
    String* result = allocateString(string->length * count, maximumOf(string));
    if (!result)
        return nullptr;
    fillRepeated(result->data(), {string->data(), string->byteSize()}, result->byteSize());
    return result;
}

int compareStrings(const String* left, const String* right) {
    int64_t common = std::min(left->length, right->length);
    if (left->kind == 1 && right->kind == 1) {
        if (int order = std::memcmp(left->data(), right->data(), size_t(common)))
            return order;
    } else {
        for (int64_t i = 0; i < common; ++i) {
            uint32_t a = codePointAt(left, i), b = codePointAt(right, i);
            if (a != b)
                return a < b ? -1 : 1;
        }
    }
    return left->length < right->length ? -1 : left->length > right->length;
}

Utf8 utf8Of(const String* string) {
    if (string->isAscii() && !string->isShared())
        return {string->data(), size_t(string->length)};
    size_t size = 0;
    for (int64_t i = 0; i < string->length; ++i) {
        uint32_t point = codePointAt(string, i);
        size += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    }
    auto* data = static_cast<char*>(gc::allocateAtomic(size + 1));
    if (!data) {
        raiseMemoryError();
        return {nullptr, 0};
    }
    char* at = data;
    for (int64_t i = 0; i < string->length; ++i) {
        uint32_t point = codePointAt(string, i);
        if (point < 0x80) {
            *at++ = char(point);
        } else if (point < 0x800) {
            *at++ = char(0xc0 | point >> 6);
            *at++ = char(0x80 | (point & 0x3f));
        } else if (point < 0x10000) {
            *at++ = char(0xe0 | point >> 12);
            *at++ = char(0x80 | (point >> 6 & 0x3f));
            *at++ = char(0x80 | (point & 0x3f));
        } else {
            *at++ = char(0xf0 | point >> 18);
            *at++ = char(0x80 | (point >> 12 & 0x3f));
            *at++ = char(0x80 | (point >> 6 & 0x3f));
            *at++ = char(0x80 | (point & 0x3f));
        }
    }
    *at = 0;
    return {data, size};
}

// ---- interning ----
namespace {

// Open addressing; strings stay for good, as names do.
struct InternTable {
    String** entries;
    size_t capacity, count;
};
PYC_GC_ROOT constinit InternTable interned = {};
constinit bool internLock = false;

struct InternGuard {
    InternGuard() {
        while (__atomic_test_and_set(&internLock, __ATOMIC_ACQUIRE))
            ;
    }
    ~InternGuard() { __atomic_clear(&internLock, __ATOMIC_RELEASE); }
};

String** internPlace(String** entries, size_t capacity, const String* string) {
    size_t at = nameHashOf(string) & (capacity - 1);
    while (entries[at] && !sameName(entries[at], string))
        at = (at + 1) & (capacity - 1);
    return &entries[at];
}

bool growInterned() {
    size_t capacity = interned.capacity ? interned.capacity * 2 : 256;
    auto** entries = static_cast<String**>(gc::allocate(capacity * sizeof(String*)));
    if (!entries)
        return false;
    for (size_t i = 0; i < interned.capacity; ++i)
        if (String* string = interned.entries[i])
            *internPlace(entries, capacity, string) = string;
    interned.entries = entries;
    interned.capacity = capacity;
    return true;
}

} // namespace

String* internString(String* string) {
    if ((string->flags & StringInterned) && string->shape == &StringShape && !(string->flags & StringStatic))
        return string;
    if (string->length == 0)
        return emptyString();
    if (string->length == 1 && string->kind == 1)
        return &characters[uint8_t(string->data()[0])];
    bool grown = true;
    {
        InternGuard guard;
        if (interned.count * 3 >= interned.capacity * 2)
            grown = growInterned();
        if (grown) {
            String** place = internPlace(interned.entries, interned.capacity, string);
            if (*place)
                return *place;
            String* kept = exactString(string);
            if (kept) {
                kept->flags |= StringInterned;
                *place = kept;
                ++interned.count;
                return kept;
            }
        }
    }
    return raiseMemoryError();
}

String* internText(frontend::Text text) {
    String* string = newString({text.data, text.size});
    return string ? internString(string) : nullptr;
}

Tuple* newTupleOfStrings(const frontend::Text* texts, size_t count) {
    Tuple* tuple = PYC_TRY(newTuple(int64_t(count)));
    for (size_t i = 0; i < count; ++i)
        tuple->items[i] = Value(PYC_TRY(internText(texts[i])));
    return tuple;
}

// ---- building: `data` is the start of a block that becomes the string ----
bool StringBuilder::reserve(int64_t more, uint32_t maximum) {
    uint8_t wanted = std::max(kind, kindFor(maximum));
    ascii = ascii && maximum < 0x80;
    if (data && wanted == kind && more <= capacity - size) [[likely]]
        return true;
    if (more > MaximumLength - size)
        return raiseMemoryError();
    int64_t room = std::max(size + more, std::max(capacity + capacity / 2, int64_t(24)));
    if (data && size + more <= capacity)
        room = capacity;
    auto* block = static_cast<char*>(gc::allocateAtomic(sizeof(String) + (uint64_t(room) + 1) * wanted));
    if (!block)
        return raiseMemoryError();
    if (size) {
        char* from = data + sizeof(String);
        char* to = block + sizeof(String);
        if (wanted == kind)
            std::memcpy(to, from, size_t(size) * kind);
        else if (kind == 1 && wanted == 2)
            convertUnits(reinterpret_cast<uint16_t*>(to), reinterpret_cast<const uint8_t*>(from), size);
        else if (kind == 1)
            convertUnits(reinterpret_cast<uint32_t*>(to), reinterpret_cast<const uint8_t*>(from), size);
        else
            convertUnits(reinterpret_cast<uint32_t*>(to), reinterpret_cast<const uint16_t*>(from), size);
    }
    data = block;
    capacity = room;
    kind = wanted;
    return true;
}

bool StringBuilder::append(const String* string) {
    if (!reserve(string->length, maximumOf(string)))
        return false;
    auto* block = reinterpret_cast<String*>(data);
    block->kind = kind;
    block->flags = 0;
    copyUnits(block, size, string);
    size += string->length;
    return true;
}

bool StringBuilder::append(std::string_view utf8) {
    if (isAllAscii(utf8.data(), utf8.size())) {
        if (!reserve(int64_t(utf8.size()), 0))
            return false;
        char* to = data + sizeof(String);
        if (kind == 1)
            std::memcpy(to + size, utf8.data(), utf8.size());
        else
            for (size_t i = 0; i < utf8.size(); ++i)
                if (kind == 2)
                    reinterpret_cast<uint16_t*>(to)[size + int64_t(i)] = uint8_t(utf8[i]);
                else
                    reinterpret_cast<uint32_t*>(to)[size + int64_t(i)] = uint8_t(utf8[i]);
        size += int64_t(utf8.size());
        return true;
    }
    String* decoded = newString(utf8);
    return decoded && append(decoded);
}

bool StringBuilder::appendCodePoint(uint32_t codePoint) {
    // What needs neither room nor another width.
    if (size < capacity && (codePoint < 0x80 || (!ascii && codePoint < (kind == 1   ? 0x100u
                                                                        : kind == 2 ? 0x10000u
                                                                                    : 0x110000u)))) {
        char* units = data + sizeof(String);
        switch (kind) {
        case 1: units[size] = char(codePoint); break;
        case 2: reinterpret_cast<uint16_t*>(units)[size] = uint16_t(codePoint); break;
        default: reinterpret_cast<uint32_t*>(units)[size] = codePoint;
        }
        ++size;
        return true;
    }
    return appendRepeated(codePoint, 1);
}

bool StringBuilder::appendRepeated(uint32_t codePoint, int64_t count) {
    if (count <= 0)
        return true;
    if (!reserve(count, codePoint))
        return false;
    char* to = data + sizeof(String);
    switch (kind) {
    case 1: std::memset(to + size, int(codePoint), size_t(count)); break;
    case 2: std::fill_n(reinterpret_cast<uint16_t*>(to) + size, count, uint16_t(codePoint)); break;
    default: std::fill_n(reinterpret_cast<uint32_t*>(to) + size, count, codePoint);
    }
    size += count;
    return true;
}

String* StringBuilder::finish() {
    if (size == 0)
        return emptyString();
    char* units = data + sizeof(String);
    if (size == 1)
        return stringFromCodePoint(kind == 1   ? uint8_t(*units)
                                   : kind == 2 ? *reinterpret_cast<uint16_t*>(units)
                                               : *reinterpret_cast<uint32_t*>(units));
    if (capacity - size > 64 + size / 4) {
        String* copy = allocateString(size, ascii ? 0x7f : kind == 1 ? 0xff : kind == 2 ? 0xffff : 0x10ffff);
        if (copy)
            std::memcpy(copy->data(), units, size_t(size) * kind);
        return copy;
    }
    auto* string = reinterpret_cast<String*>(data);
    initialiseString(string, size, kind, ascii);
    data = nullptr;
    size = capacity = 0;
    return string;
}

} // namespace pyc::runtime
