// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From bytes to source text: byte-order marks, PEP 263 declarations, line ends.
#include "frontend/source/source.h"

#include "frontend/support/unicode.h"

namespace pyc::frontend {

namespace {

enum class Encoding : uint8_t { Utf8, Latin1, Ascii, Unknown };

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

Encoding encodingOf(std::string_view name) {
    if (name == "utf-8")
        return Encoding::Utf8;
    if (name == "iso-8859-1")
        return Encoding::Latin1;
    char lower[24];
    if (name.size() >= sizeof lower)
        return Encoding::Unknown;
    for (size_t index = 0; index < name.size(); ++index) {
        char byte = name[index];
        lower[index] = byte == '-' || byte == '.' ? '_' : byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : byte;
    }
    std::string_view wanted(lower, name.size());
    for (std::string_view alias : {"utf8", "u8", "utf", "cp65001", "utf8_ucs2", "utf8_ucs4", "utf_8", "utf_8_sig"})
        if (wanted == alias)
            return Encoding::Utf8;
    for (std::string_view alias : {"latin", "latin1", "latin_1", "l1", "8859", "iso8859", "iso8859_1", "iso_8859_1",
                                   "cp819", "iso_ir_100", "iso_8859_1_1987", "csisolatin1", "ibm819"})
        if (wanted == alias)
            return Encoding::Latin1;
    for (std::string_view alias : {"ascii", "us_ascii", "646", "ansi_x3_4_1968", "ansi_x3_4_1986", "cp367",
                                   "csascii", "ibm367", "iso646_us", "iso_646_irv_1991", "iso_ir_6", "us"})
        if (wanted == alias)
            return Encoding::Ascii;
    return Encoding::Unknown;
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
        sink.report(diagnostic);
        return false;
    }
};

} // namespace

bool decodeSource(std::string_view bytes, const SourceOptions& options, Arena& arena, const DiagnosticSink& sink,
                  std::string_view& text) {
    Failure fail{sink};
    if (memchr(bytes.data(), 0, bytes.size())) {
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
    bool returns = memchr(bytes.data(), '\r', bytes.size()) != nullptr;
    char* copy = static_cast<char*>(arena.allocate(bytes.size() + 2, 1));
    size_t size = bytes.size();
    if (!returns) {
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
    Encoding encoding = Encoding::Utf8;
    if (!declared.empty()) {
        char buffer[13];
        std::string_view name = normalName(declared, buffer);
        encoding = encodingOf(name);
        if (hasMark && name != "utf-8") {
            int32_t length = static_cast<int32_t>(countCodePoints(declaringLine));
            return fail(concatenate(arena, {"encoding problem: ", name, " with BOM"}), declaringLineNumber, 0,
                        declaringLine, declaringLineNumber, length);
        }
        if (encoding == Encoding::Unknown)
            return fail(concatenate(arena, {"unknown encoding: ", name}), 0, -1, {}, 0, 0);
    }
    if (encoding == Encoding::Latin1) {
        StringBuilder decoded(arena);
        for (char byte : text)
            decoded.addCodePoint(static_cast<uint8_t>(byte));
        text = decoded.finish();
        return true;
    }
    if (encoding == Encoding::Ascii) {
        for (size_t index = 0; index < text.size(); ++index) {
            if (static_cast<uint8_t>(text[index]) < 0x80)
                continue;
            StringBuilder message(arena);
            message.add("(unicode error) 'ascii' codec can't decode byte 0x")
                .addHexadecimal(static_cast<uint8_t>(text[index]), 2)
                .add(" in position ")
                .addInteger(static_cast<int64_t>(index))
                .add(": ordinal not in range(128)");
            return fail(message.finish(), 0, -1, {}, 0, 0);
        }
        return true;
    }
    InvalidUtf8 problem;
    if (validateUtf8(text, problem))
        return true;
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
    if (declared.empty() && !hasMark) {
        message.add("Non-UTF-8 code starting with '\\x")
            .addHexadecimal(static_cast<uint8_t>(text[problem.start]), 2)
            .add("' on line ")
            .addInteger(line)
            .add(", but no encoding declared; see https://peps.python.org/pep-0263/ for details");
    } else {
        size_t count = problem.end - problem.start;
        message.add("(unicode error) 'utf-8' codec can't decode byte").add(count == 1 ? " 0x" : "s");
        if (count == 1)
            message.addHexadecimal(static_cast<uint8_t>(text[problem.start]), 2);
        message.add(" in position ").addInteger(static_cast<int64_t>(problem.start));
        if (count > 1)
            message.add('-').addInteger(static_cast<int64_t>(problem.end) - 1);
        message.add(": ").add(problem.reason);
    }
    return fail(message.finish(), line, column, shown.finish(), line, column);
}

} // namespace pyc::frontend
