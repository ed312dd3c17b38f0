// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From bytes to source text: byte-order marks, PEP 263 declarations, line ends.
#include "frontend/source/source.h"

#include "frontend/source/multibyte.h"
#include "frontend/support/unicode.h"

namespace pyc::frontend {

namespace {

/// One of these, or FirstTable or FirstWholeTable plus the index of an 8-bit encoding.
using Encoding = unsigned;
constexpr Encoding Utf8 = 0, Latin1 = 1, Ascii = 2, Unknown = 3, Undefined = 4,
                   NotText = 5, ///< compresses, or the like
    Multibyte = 6,              ///< decoded by decodeMultibyte()
    Backslashes = 7,            ///< Latin-1 where there is no backslash
    Shifted = 8,                ///< ASCII until a byte changes what follows
    Other = 9, FirstTable = 10;

#include "frontend/source/codec_tables.inc"

bool isNameByte(char byte) {
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           byte == '-' || byte == '_' || byte == '.';
}

/// The encoding a line declares, empty when it declares none.
std::string_view declaredEncoding(std::string_view line) {
    size_t index = 0;
    while (index < line.size() && (line[index] == ' ' || line[index] == '\t' || line[index] == '\f'))
        ++index;
    if (index == line.size() || line[index] != '#')
        return {};
    for (; index + 6 < line.size(); ++index) {
        if (line.compare(index, 6, "coding") != 0)
            continue;
        size_t place = index + 6;
        if (line[place] != ':' && line[place] != '=')
            continue;
        do
            ++place;
        while (place < line.size() && (line[place] == ' ' || line[place] == '\t'));
        size_t start = place;
        while (place < line.size() && isNameByte(line[place]))
            ++place;
        if (place > start)
            return line.substr(start, place - start);
    }
    return {};
}

/// Whether another declaration may follow in the next line.
bool onlyComment(std::string_view line) {
    for (char byte : line) {
        if (byte == '#')
            return true;
        if (byte != ' ' && byte != '\t' && byte != '\f' && byte != '\r')
            return false;
    }
    return true;
}

/// Python's own short form of the most common names, in `buffer`.
std::string_view normalName(std::string_view name, char (&buffer)[13]) {
    size_t size = name.size() < 12 ? name.size() : 12;
    for (size_t index = 0; index < size; ++index) {
        char byte = name[index];
        buffer[index] = byte == '_' ? '-' : byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : byte;
    }
    std::string_view lower(buffer, size);
    auto is = [&](std::string_view wanted) {
        return lower == wanted || (lower.size() > wanted.size() && lower.substr(0, wanted.size()) == wanted &&
                                   lower[wanted.size()] == '-');
    };
    if (is("utf-8"))
        return "utf-8";
    if (is("latin-1") || is("iso-8859-1") || is("iso-latin-1"))
        return "iso-8859-1";
    return name;
}

/// The encoding, and in `lower` the name that tables know it by.
Encoding encodingOf(std::string_view name, char (&lower)[32]) {
    if (name.size() >= sizeof lower)
        return Unknown;
    for (size_t index = 0; index < name.size(); ++index) {
        char byte = name[index];
        lower[index] = byte == '-' || byte == '.'   ? '_'
                       : byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32)
                                                    : byte;
    }
    lower[name.size()] = 0;
    std::string_view wanted(lower, name.size());
    for (const CodecName& codec : codecNames)
        if (wanted == codec.name)
            return codec.encoding;
    return Unknown;
}

/// Whether the text is what it says without the codec; what changes the meaning of bytes does not occur.
bool isPlain(Encoding encoding, std::string_view text) {
    for (char byte : text)
        if (byte == 0x1B || byte == 0x0E || byte == 0x0F || byte == '~' || byte == '+' ||
            static_cast<uint8_t>(byte) >= 0x80)
            return false;
    return encoding == Shifted;
}

struct Failure {
    const DiagnosticSink& sink;

    bool operator()(std::string_view message, int32_t line, int32_t offset, std::string_view text, int32_t endLine,
                    int32_t endOffset) const {
        Diagnostic diagnostic;
        diagnostic.message = message;
        diagnostic.line = line;
        diagnostic.offset = offset;
        diagnostic.text = text;
        diagnostic.endLine = endLine;
        diagnostic.endOffset = endOffset;
        diagnostic.hasEnd = endLine > 0;
        sink.report(diagnostic);
        return false;
    }
};

} // namespace

bool decodeSource(std::string_view bytes, const SourceOptions& options, Arena& arena, const DiagnosticSink& sink,
                  std::string_view& text) {
    Failure fail{sink};
    if (size_t at = bytes.find('\0'); at != bytes.npos) {
        if (!options.fileName.empty()) { // a file is read line by line, and shown up to there
            std::string_view before = bytes.substr(0, at);
            int32_t line = 1;
            for (char byte : before)
                line += byte == '\n';
            return fail("source code cannot contain null bytes", line, -1, before.substr(before.rfind('\n') + 1), 0, 0);
        }
        Diagnostic diagnostic;
        diagnostic.message = "source code string cannot contain null bytes";
        diagnostic.hasPosition = false;
        sink.report(diagnostic);
        return false;
    }
    bool hasMark = !options.isText && bytes.size() >= 3 && bytes.substr(0, 3) == "\xEF\xBB\xBF";
    if (hasMark)
        bytes.remove_prefix(3);

    // One copy makes the text: carriage returns go, a last line feed and a null byte come.
    bool returns = bytes.find('\r') != bytes.npos;
    char* copy = static_cast<char*>(arena.allocate(bytes.size() + 2, 1));
    size_t size = bytes.size();
    if (!returns) {
        if (size)
            memcpy(copy, bytes.data(), size);
    } else {
        size = 0;
        for (size_t index = 0; index < bytes.size(); ++index) {
            char byte = bytes[index];
            if (byte == '\r') {
                byte = '\n';
                if (index + 1 < bytes.size() && bytes[index + 1] == '\n')
                    ++index;
            }
            copy[size++] = byte;
        }
    }
    if (options.completeLine && size && copy[size - 1] != '\n')
        copy[size++] = '\n';
    copy[size] = 0;
    text = {copy, size};
    if (options.isText)
        return true;

    std::string_view declared, declaringLine;
    int32_t declaringLineNumber = 0;
    size_t lineStart = 0;
    for (int32_t lineNumber = 1; lineNumber <= 2 && lineStart < text.size(); ++lineNumber) {
        size_t lineEnd = text.find('\n', lineStart);
        declaringLine = text.substr(lineStart, lineEnd == text.npos ? text.npos : lineEnd - lineStart);
        declared = declaredEncoding(declaringLine);
        declaringLineNumber = lineNumber;
        if (!declared.empty() || !onlyComment(declaringLine))
            break;
        lineStart = lineEnd == text.npos ? text.size() : lineEnd + 1;
    }
    Encoding encoding = Utf8;
    std::string_view otherName; ///< an encoding that is looked up, rather than read as UTF-8 directly
    char tableName[32];
    if (!declared.empty()) {
        char buffer[13];
        std::string_view name = normalName(declared, buffer);
        encoding = encodingOf(name, tableName);
        if (name != "utf-8")
            otherName = name;
        if (hasMark && name != "utf-8") {
            int32_t length = static_cast<int32_t>(countCodePoints(declaringLine));
            return fail(concatenate(arena, {"encoding problem: ", name, " with BOM"}), declaringLineNumber, 0,
                        declaringLine, declaringLineNumber, declaringLineNumber == 1 ? length : length + 1);
        }
        if (encoding == Unknown)
            return fail(concatenate(arena, {"unknown encoding: ", name}), 0, -1, {}, 0, 0);
        if (encoding == Undefined)
            return fail("undefined encoding", 0, -1, {}, 0, 0);
        if (encoding == NotText)
            return fail(
                concatenate(arena,
                            {"'", name, "' is not a text encoding; use codecs.decode() to handle arbitrary codecs"}),
                0, -1, {}, 0, 0);
    }
    auto unsupported = [&] {
        Diagnostic diagnostic;
        diagnostic.kind = DiagnosticKind::NotImplementedError;
        diagnostic.message = concatenate(arena, {"source text in the encoding ", otherName, " is not supported"});
        diagnostic.hasPosition = false;
        sink.report(diagnostic);
        return false;
    };
    if (isPlain(encoding, text))
        return true;
    if (encoding == Shifted || encoding == Other || (encoding == Backslashes && text.find('\\') != text.npos))
        return unsupported();
    if (encoding == Latin1 || encoding == Backslashes) {
        StringBuilder decoded(arena);
        for (char byte : text)
            decoded.addCodePoint(static_cast<uint8_t>(byte));
        text = decoded.finish();
        return true;
    }
    auto failAt = [&](const char* codec, size_t index, const char* reason, size_t count = 1) {
        StringBuilder message(arena);
        message.add('\'').add(codec).add("' codec can't decode ");
        if (count == 1)
            message.add("byte 0x").addHexadecimal(static_cast<uint8_t>(text[index]), 2).add(" in position ");
        else
            message.add("bytes in position ");
        message.addInteger(static_cast<int64_t>(index));
        if (count > 1)
            message.add('-').addInteger(static_cast<int64_t>(index + count - 1));
        message.add(": ").add(reason);
        return fail(message.finish(), 0, -1, {}, 0, 0);
    };
    if (encoding == Multibyte) {
        StringBuilder decoded(arena);
        InvalidBytes problem;
        DecodeResult result = decodeMultibyte(tableName, text, decoded, problem);
        if (result == DecodeResult::Unsupported)
            return unsupported();
        if (result == DecodeResult::Invalid)
            return failAt(problem.codec, problem.start, problem.reason, problem.end - problem.start);
        text = decoded.finish();
        return true;
    }
    if (encoding == Ascii || encoding >= FirstTable) {
        StringBuilder decoded(arena);
        for (size_t index = 0; index < text.size(); ++index) {
            uint8_t byte = static_cast<uint8_t>(text[index]);
            uint32_t character = byte;
            if (encoding >= FirstWholeTable)
                character = wholeCodecCharacters[encoding - FirstWholeTable][byte];
            else if (byte >= 0x80 && encoding == Ascii)
                return failAt("ascii", index, "ordinal not in range(128)");
            else if (byte >= 0x80)
                character = codecCharacters[encoding - FirstTable][byte - 0x80];
            if (character == 0xFFFE)
                return failAt("charmap", index, "character maps to <undefined>");
            decoded.addCodePoint(character);
        }
        text = decoded.finish();
        return true;
    }
    InvalidUtf8 problem;
    if (validateUtf8(text, problem))
        return true;
    if (!otherName.empty())
        return failAt("utf-8", problem.start, problem.reason, problem.end - problem.start);
    int32_t line = 1;
    lineStart = 0;
    for (size_t index = 0; index < problem.start; ++index) {
        if (text[index] != '\n')
            continue;
        ++line;
        lineStart = index + 1;
    }
    size_t lineEnd = text.find('\n', lineStart);
    // Bad bytes are shown as replacement characters.
    StringBuilder shown(arena);
    std::string_view rest = text.substr(lineStart, lineEnd == text.npos ? text.npos : lineEnd - lineStart);
    int32_t column = 0;
    for (bool first = true; !rest.empty();) {
        InvalidUtf8 bad;
        if (validateUtf8(rest, bad)) {
            shown.add(rest);
            break;
        }
        shown.add(rest.substr(0, bad.start));
        if (first)
            column = static_cast<int32_t>(countCodePoints(rest.substr(0, bad.start))) + 1;
        first = false;
        shown.add("\xEF\xBF\xBD");
        rest.remove_prefix(bad.end);
    }
    StringBuilder message(arena);
    message.add("Non-UTF-8 code starting with '\\x")
        .addHexadecimal(static_cast<uint8_t>(text[problem.start]), 2)
        .add("'")
        .add(options.fileName.empty() ? "" : " in file ")
        .add(options.fileName)
        .add(" on line ")
        .addInteger(line)
        .add(", but no encoding declared; see https://peps.python.org/pep-0263/ for details");
    return fail(message.finish(), line, column, shown.finish(), line, column);
}

} // namespace pyc::frontend
