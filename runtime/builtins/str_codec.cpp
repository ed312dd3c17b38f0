// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The encodings that need no tables, and the ways to treat what cannot be encoded or decoded.
#include "runtime/builtins/str_codec.h"

#include "runtime/builtins/bytes.h"
#include "runtime/builtins/exceptions.h"

namespace pyc::runtime {

namespace {

enum class Codec {
    Utf8,
    Utf8Signature,
    Ascii,
    Latin1,
    Utf16,
    Utf16Little,
    Utf16Big,
    Utf32,
    Utf32Little,
    Utf32Big,
    Unknown
};

struct CodecName {
    const char* name; // lower case, letters and digits only
    Codec codec;
};
constexpr CodecName CodecNames[] = {
    {"utf8", Codec::Utf8},
    {"u8", Codec::Utf8},
    {"utf", Codec::Utf8},
    {"cp65001", Codec::Utf8},
    {"utf8ucs2", Codec::Utf8},
    {"utf8ucs4", Codec::Utf8},
    {"utf8sig", Codec::Utf8Signature},
    {"ascii", Codec::Ascii},
    {"usascii", Codec::Ascii},
    {"646", Codec::Ascii},
    {"iso646us", Codec::Ascii},
    {"us", Codec::Ascii},
    {"cp367", Codec::Ascii},
    {"ibm367", Codec::Ascii},
    {"ansix341968", Codec::Ascii},
    {"ansix341986", Codec::Ascii},
    {"iso646irv1991", Codec::Ascii},
    {"isoir6", Codec::Ascii},
    {"csascii", Codec::Ascii},
    {"latin1", Codec::Latin1},
    {"latin", Codec::Latin1},
    {"l1", Codec::Latin1},
    {"iso88591", Codec::Latin1},
    {"8859", Codec::Latin1},
    {"cp819", Codec::Latin1},
    {"ibm819", Codec::Latin1},
    {"csisolatin1", Codec::Latin1},
    {"isoir100", Codec::Latin1},
    {"iso885911987", Codec::Latin1},
    {"utf16", Codec::Utf16},
    {"u16", Codec::Utf16},
    {"utf16le", Codec::Utf16Little},
    {"unicodelittleunmarked", Codec::Utf16Little},
    {"utf16be", Codec::Utf16Big},
    {"unicodebigunmarked", Codec::Utf16Big},
    {"utf32", Codec::Utf32},
    {"u32", Codec::Utf32},
    {"utf32le", Codec::Utf32Little},
    {"utf32be", Codec::Utf32Big},
};
// Families that exist elsewhere and are not here yet.
constexpr const char* MissingFamilies[] = {
    "cp",      "iso",    "koi8",    "mac",  "idna",   "punycode", "big5",          "gb",
    "shift",   "sjis",   "euc",     "utf7", "hz",     "johab",    "unicodeescape", "rawunicodeescape",
    "ptcp154", "tis620", "windows", "hex",  "base64", "rot13",    "bz2",           "zlib",
    "quopri",  "uu",     "kz1048",  "hp",   "mbcs"};

// Unknown: an error is pending.
Codec findCodec(String* encoding) {
    if (!encoding)
        return Codec::Utf8;
    Utf8 utf8 = utf8Of(encoding);
    if (!utf8.data)
        return Codec::Unknown;
    char name[32];
    size_t size = 0;
    for (char c : utf8.view()) {
        if (c == 0) {
            raiseValueError("embedded null character");
            return Codec::Unknown;
        }
        if (c >= 'A' && c <= 'Z')
            c = char(c + 32);
        if (((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) && size + 1 < sizeof name)
            name[size++] = c;
    }
    std::string_view plain(name, size);
    for (const CodecName& known : CodecNames)
        if (plain == known.name)
            return known.codec;
    for (const char* family : MissingFamilies)
        if (plain.starts_with(family)) {
            raiseNotImplementedError("encoding %U", encoding);
            return Codec::Unknown;
        }
    raise(LookupErrorType, "unknown encoding: %U", encoding);
    return Codec::Unknown;
}

const char* nameOf(Codec codec) {
    switch (codec) {
    case Codec::Ascii: return "ascii";
    case Codec::Latin1: return "latin-1";
    case Codec::Utf16: return "utf-16";
    case Codec::Utf16Little: return "utf-16-le";
    case Codec::Utf16Big: return "utf-16-be";
    case Codec::Utf32: return "utf-32";
    case Codec::Utf32Little: return "utf-32-le";
    case Codec::Utf32Big: return "utf-32-be";
    default: return "utf-8";
    }
}

bool isSurrogate(uint32_t point) { return point >= 0xd800 && point <= 0xdfff; }

enum class Handler { Strict, Ignore, Replace, Backslash, XmlReference, Name, SurrogateEscape, SurrogatePass, Unknown };

Handler findHandler(String* errors) {
    if (!errors)
        return Handler::Strict;
    static constexpr std::string_view names[] = {
        "strict",      "ignore",          "replace",      "backslashreplace", "xmlcharrefreplace",
        "namereplace", "surrogateescape", "surrogatepass"};
    for (size_t i = 0; i < std::size(names); ++i)
        if (sameText(errors, names[i]))
            return Handler(i);
    return Handler::Unknown;
}

int utf8Length(uint32_t point) { return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4; }

size_t escapeCodePoint(uint32_t point, char* out) {
    int digits = point < 0x100 ? 2 : point < 0x10000 ? 4 : 8;
    out[0] = '\\';
    out[1] = digits == 2 ? 'x' : digits == 4 ? 'u' : 'U';
    for (int i = 0; i < digits; ++i)
        out[2 + i] = "0123456789abcdef"[point >> (4 * (digits - 1 - i)) & 15];
    return size_t(digits) + 2;
}

bool hasSurrogates(const String* text) {
    if (text->kind == 1)
        return false;
    return withUnits(text, [=](const auto* units) {
        bool any = false;
        for (int64_t i = 0; i < text->length; ++i)
            any |= (uint32_t(units[i]) & 0xfffff800) == 0xd800;
        return any;
    });
}

// Whether bytes are well-formed UTF-8 without surrogates.
bool isValidUtf8(std::string_view data) {
    const auto* at = reinterpret_cast<const uint8_t*>(data.data());
    const auto* end = at + data.size();
    while (at < end) {
        uint8_t first = *at++;
        if (first < 0x80)
            continue;
        int more = first >= 0xc2 && first < 0xe0   ? 1
                   : first >= 0xe0 && first < 0xf0 ? 2
                   : first >= 0xf0 && first < 0xf5 ? 3
                                                   : 0;
        if (!more || end - at < more)
            return false;
        uint8_t next = *at;
        if ((first == 0xe0 && next < 0xa0) || (first == 0xed && next >= 0xa0) || (first == 0xf0 && next < 0x90) ||
            (first == 0xf4 && next >= 0x90))
            return false;
        for (int i = 0; i < more; ++i)
            if ((*at++ & 0xc0) != 0x80)
                return false;
    }
    return true;
}

// ---- encoding ----
class Encoder {
public:
    Encoder(String* text, Codec codec, String* errors)
        : text(text), codec(codec), errors(errors), handler(findHandler(errors)) {}

    Bytes* encode() {
        bool fine = true;
        if (codec == Codec::Utf8Signature)
            fine = put(0xfeff);
        else if (codec == Codec::Utf16 || codec == Codec::Utf32)
            fine = put(0xfeff);
        for (int64_t i = 0; fine && i < text->length;) {
            uint32_t point = codePointAt(text, i);
            if (canEncode(point)) {
                fine = put(point);
                ++i;
                continue;
            }
            int64_t end = i + 1;
            if (!isWide())
                while (end < text->length && !canEncode(codePointAt(text, end)))
                    ++end;
            fine = handle(i, end);
            i = end;
        }
        return fine ? builder.finish() : nullptr;
    }

private:
    bool isWide() const { return codec >= Codec::Utf16; }
    bool is32() const { return codec >= Codec::Utf32; }
    bool canEncode(uint32_t point) const {
        switch (codec) {
        case Codec::Ascii: return point < 0x80;
        case Codec::Latin1: return point < 0x100;
        default: return !isSurrogate(point);
        }
    }
    bool putUnit(uint32_t unit) {
        bool big = codec == Codec::Utf16Big || codec == Codec::Utf32Big;
        int size = is32() ? 4 : 2;
        char* out = builder.extend(size_t(size));
        if (!out)
            return false;
        for (int i = 0; i < size; ++i)
            out[i] = char(unit >> (8 * (big ? size - 1 - i : i)));
        return true;
    }
    bool put(uint32_t point) {
        if (codec == Codec::Ascii || codec == Codec::Latin1)
            return builder.appendByte(uint8_t(point));
        if (isWide()) {
            if (is32() || point < 0x10000)
                return putUnit(point);
            return putUnit(0xd7c0 + (point >> 10)) && putUnit(0xdc00 + (point & 0x3ff));
        }
        int length = utf8Length(point);
        char* out = builder.extend(size_t(length));
        if (!out)
            return false;
        if (length == 1) {
            *out = char(point);
            return true;
        }
        for (int i = length - 1; i > 0; --i, point >>= 6)
            out[i] = char(0x80 | (point & 0x3f));
        out[0] = char(point | (0xf00 >> length));
        return true;
    }
    bool putText(std::string_view ascii) {
        for (char c : ascii)
            if (!put(uint8_t(c)))
                return false;
        return true;
    }
    bool fail(int64_t start, int64_t end) {
        return raiseUnicodeEncodeError(nameOf(codec), text, start, end,
                                       codec == Codec::Ascii    ? "ordinal not in range(128)"
                                       : codec == Codec::Latin1 ? "ordinal not in range(256)"
                                                                : "surrogates not allowed");
    }
    bool handle(int64_t start, int64_t end) {
        if (handler == Handler::Unknown)
            return raise(LookupErrorType, "unknown error handler name '%U'", errors);
        if (handler == Handler::Strict)
            return fail(start, end);
        if (handler == Handler::Name)
            return raiseNotImplementedError("error handler 'namereplace'");
        if (handler == Handler::SurrogateEscape || handler == Handler::SurrogatePass) {
            // All or nothing.
            for (int64_t i = start; i < end; ++i) {
                uint32_t point = codePointAt(text, i);
                // Single bytes have no place among wider units.
                bool fine = handler == Handler::SurrogateEscape
                                ? point >= 0xdc80 && point <= 0xdcff && !isWide()
                                : isSurrogate(point) && codec != Codec::Ascii && codec != Codec::Latin1;
                if (!fine)
                    return fail(start, end);
            }
        }
        for (int64_t i = start; i < end; ++i) {
            uint32_t point = codePointAt(text, i);
            bool fine = true;
            char escape[12];
            switch (handler) {
            case Handler::Replace: fine = put('?'); break;
            case Handler::Backslash: fine = putText({escape, escapeCodePoint(point, escape)}); break;
            case Handler::XmlReference: {
                char* at = std::end(escape);
                *--at = ';';
                for (uint32_t rest = point; rest; rest /= 10)
                    *--at = char('0' + rest % 10);
                *--at = '#';
                *--at = '&';
                fine = putText({at, size_t(std::end(escape) - at)});
                break;
            }
            case Handler::SurrogateEscape: fine = builder.appendByte(uint8_t(point & 0xff)); break;
            case Handler::SurrogatePass: fine = put(point); break;
            default: break;
            }
            if (!fine)
                return false;
        }
        return true;
    }

    String* text;
    Codec codec;
    String* errors;
    Handler handler;
    BytesBuilder builder;
};

// ---- decoding ----
class Decoder {
public:
    Decoder(std::string_view data, Value object, Codec codec, String* errors)
        : data(data), object(object), codec(codec), errors(errors), handler(findHandler(errors)) {}

    String* decode() {
        bool fine;
        switch (codec) {
        case Codec::Utf8Signature:
            if (data.starts_with("\xef\xbb\xbf"))
                data.remove_prefix(3);
            [[fallthrough]];
        case Codec::Utf8: fine = decodeUtf8(); break;
        case Codec::Ascii: fine = decodeAscii(); break;
        case Codec::Latin1: return stringFromUnits(reinterpret_cast<const uint8_t*>(data.data()), int64_t(data.size()));
        default: fine = decodeWide();
        }
        return fine ? builder.finish() : nullptr;
    }

private:
    uint8_t byte(size_t at) const { return uint8_t(data[at]); }

    bool fail(const char* reason, size_t start, size_t end) {
        auto* bytes = isExactly(object, BytesType) ? as<Bytes>(object) : bytesFromView(data);
        return bytes && raiseUnicodeDecodeError(name(), bytes, int64_t(start), int64_t(end), reason);
    }
    const char* name() const {
        if (codec == Codec::Utf16 || codec == Codec::Utf32)
            return codec == Codec::Utf16 ? (big ? "utf-16-be" : "utf-16-le") : big ? "utf-32-be" : "utf-32-le";
        return nameOf(codec);
    }
    // `at` moves past what was dealt with.
    bool handle(const char* reason, size_t start, size_t end) {
        at = end;
        switch (handler) {
        case Handler::Strict: return fail(reason, start, end);
        case Handler::Ignore: return true;
        case Handler::Replace: return builder.appendCodePoint(0xfffd);
        case Handler::Backslash:
            for (size_t i = start; i < end; ++i) {
                char escape[12];
                if (!builder.append(std::string_view(escape, escapeCodePoint(byte(i), escape))))
                    return false;
            }
            return true;
        case Handler::SurrogateEscape: {
            size_t count = 0;
            for (; count < 4 && start + count < end && byte(start + count) >= 0x80; ++count)
                if (!builder.appendCodePoint(0xdc00 + byte(start + count)))
                    return false;
            at = start + count;
            return count ? true : fail(reason, start, end);
        }
        case Handler::SurrogatePass: {
            uint32_t point = 0;
            size_t size = 0;
            if (codec == Codec::Utf8 || codec == Codec::Utf8Signature) {
                if (data.size() - start >= 3 && byte(start) == 0xed && (byte(start + 1) & 0xe0) == 0xa0 &&
                    (byte(start + 2) & 0xc0) == 0x80) {
                    point = 0xd000 | (byte(start + 1) & 0x3fu) << 6 | (byte(start + 2) & 0x3fu);
                    size = 3;
                }
            } else if (codec >= Codec::Utf16) {
                size = codec >= Codec::Utf32 ? 4 : 2;
                if (data.size() - start >= size)
                    point = unitAt(start, size);
            }
            if (!isSurrogate(point))
                return fail(reason, start, end);
            at = start + size;
            return builder.appendCodePoint(point);
        }
        case Handler::Unknown: return raise(LookupErrorType, "unknown error handler name '%U'", errors);
        default: return raiseTypeError("don't know how to handle UnicodeDecodeError in error callback");
        }
    }

    bool decodeAscii() {
        while (at < data.size()) {
            size_t start = at;
            while (at < data.size() && byte(at) < 0x80)
                ++at;
            if (at > start && !builder.append(data.substr(start, at - start)))
                return false;
            if (at < data.size() && !handle("ordinal not in range(128)", at, at + 1))
                return false;
        }
        return true;
    }

    bool decodeUtf8() {
        while (at < data.size()) {
            size_t start = at;
            while (at < data.size() && byte(at) < 0x80)
                ++at;
            if (at > start && !builder.append(data.substr(start, at - start)))
                return false;
            if (at == data.size())
                break;
            start = at;
            uint8_t first = byte(at);
            size_t length = first >= 0xc2 && first < 0xe0   ? 2
                            : first >= 0xe0 && first < 0xf0 ? 3
                            : first >= 0xf0 && first < 0xf5 ? 4
                                                            : 0;
            if (!length) {
                if (!handle("invalid start byte", start, start + 1))
                    return false;
                continue;
            }
            uint32_t point = first & (0xffu >> (length + 1));
            size_t good = 1;
            for (; good < length && start + good < data.size(); ++good) {
                uint8_t next = byte(start + good);
                bool valid = (next & 0xc0) == 0x80;
                if (good == 1)
                    valid = valid && !(first == 0xe0 && next < 0xa0) && !(first == 0xed && next >= 0xa0) &&
                            !(first == 0xf0 && next < 0x90) && !(first == 0xf4 && next >= 0x90);
                if (!valid)
                    break;
                point = point << 6 | (next & 0x3f);
            }
            if (good < length) {
                bool ended = start + good == data.size();
                if (!handle(ended ? "unexpected end of data" : "invalid continuation byte", start, start + good))
                    return false;
                continue;
            }
            at = start + length;
            if (!builder.appendCodePoint(point))
                return false;
        }
        return true;
    }

    uint32_t unitAt(size_t position, size_t size) const {
        uint32_t unit = 0;
        for (size_t i = 0; i < size; ++i)
            unit |= uint32_t(byte(position + i)) << (8 * (big ? size - 1 - i : i));
        return unit;
    }

    bool decodeWide() {
        size_t size = codec >= Codec::Utf32 ? 4 : 2;
        big = codec == Codec::Utf16Big || codec == Codec::Utf32Big;
        if ((codec == Codec::Utf16 || codec == Codec::Utf32) && data.size() >= size) {
            if (unitAt(0, size) == 0xfeff) {
                at = size;
            } else {
                big = true;
                if (unitAt(0, size) == 0xfeff)
                    at = size;
                else
                    big = false;
            }
        }
        while (at < data.size()) {
            if (data.size() - at < size) {
                if (!handle("truncated data", at, data.size()))
                    return false;
                continue;
            }
            uint32_t unit = unitAt(at, size);
            const char* problem = nullptr;
            size_t consumed = size;
            if (size == 4) {
                if (isSurrogate(unit))
                    problem = "code point in surrogate code point range(0xd800, 0xe000)";
                else if (unit > 0x10ffff)
                    problem = "code point not in range(0x110000)";
            } else if (unit >= 0xdc00 && unit <= 0xdfff) {
                problem = "illegal encoding";
            } else if (unit >= 0xd800 && unit < 0xdc00) {
                if (data.size() - at < 4) {
                    problem = "unexpected end of data";
                    consumed = data.size() - at;
                } else {
                    uint32_t low = unitAt(at + 2, 2);
                    if (low >= 0xdc00 && low <= 0xdfff) {
                        unit = 0x10000 + ((unit - 0xd800) << 10 | (low - 0xdc00));
                        consumed = 4;
                    } else {
                        problem = "illegal UTF-16 surrogate";
                    }
                }
            }
            if (problem) {
                if (!handle(problem, at, at + consumed))
                    return false;
                continue;
            }
            if (!builder.appendCodePoint(unit))
                return false;
            at += consumed;
        }
        return true;
    }

    std::string_view data;
    Value object;
    Codec codec;
    String* errors;
    Handler handler;
    StringBuilder builder;
    size_t at = 0;
    bool big = false;
};

} // namespace

Bytes* encodeText(String* text, String* encoding, String* errors) {
    Codec codec = findCodec(encoding);
    if (codec == Codec::Unknown)
        return nullptr;
    if (text->isAscii() && (codec == Codec::Utf8 || codec == Codec::Ascii || codec == Codec::Latin1))
        return newBytes(text->data(), text->length);
    if (text->kind == 1 && codec == Codec::Latin1)
        return newBytes(text->data(), text->length);
    if (codec == Codec::Utf8 && !hasSurrogates(text)) {
        Utf8 utf8 = utf8Of(text);
        return utf8.data ? newBytes(utf8.data, int64_t(utf8.size)) : nullptr;
    }
    return Encoder(text, codec, errors).encode();
}

String* decodeBytes(std::string_view data, Value object, String* encoding, String* errors) {
    Codec codec = findCodec(encoding);
    if (codec == Codec::Unknown)
        return nullptr;
    if ((codec == Codec::Utf8 || codec == Codec::Ascii) && isAllAscii(data.data(), data.size()))
        return stringFromAscii(data);
    if (codec == Codec::Utf8 && isValidUtf8(data))
        return newString(data);
    return Decoder(data, object, codec, errors).decode();
}

Utf8 strictUtf8Of(String* string) {
    auto isSurrogate = [&](int64_t at) { return codePointAt(string, at) >> 11 == 0xD800 >> 11; };
    for (int64_t start = 0; !string->isAscii() && start < string->length; ++start) {
        if (!isSurrogate(start))
            continue;
        int64_t end = start + 1;
        while (end < string->length && isSurrogate(end))
            ++end;
        raiseUnicodeEncodeError("utf-8", string, start, end, "surrogates not allowed");
        return {};
    }
    return utf8Of(string);
}

} // namespace pyc::runtime
