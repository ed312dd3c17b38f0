// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is said about a source text, and how Python's traceback display shows it.
#include "frontend/source/diagnostic.h"

#include "frontend/support/unicode.h"

namespace pyc::frontend {

const char* diagnosticKindName(DiagnosticKind kind) {
    switch (kind) {
    case DiagnosticKind::SyntaxError: return "SyntaxError";
    case DiagnosticKind::IndentationError: return "IndentationError";
    case DiagnosticKind::TabError: return "TabError";
    case DiagnosticKind::IncompleteInputError: return "_IncompleteInputError";
    case DiagnosticKind::MemoryError: return "MemoryError";
    case DiagnosticKind::RecursionError: return "RecursionError";
    case DiagnosticKind::ValueError: return "ValueError";
    case DiagnosticKind::OverflowError: return "OverflowError";
    case DiagnosticKind::UnicodeDecodeError: return "UnicodeDecodeError";
    case DiagnosticKind::SystemError: return "SystemError";
    case DiagnosticKind::NotImplementedError: return "NotImplementedError";
    case DiagnosticKind::SyntaxWarning: return "SyntaxWarning";
    case DiagnosticKind::DeprecationWarning: return "DeprecationWarning";
    }
    return "";
}

namespace {

bool isBlank(char byte) { return byte == ' ' || byte == '\n' || byte == '\f'; }

} // namespace

void renderDiagnostic(const Diagnostic& diagnostic, std::string_view fileName, StringBuilder& out) {
    if (diagnostic.hasPosition) {
        out.add("  File \"").add(fileName).add("\", line ").addInteger(diagnostic.line).add('\n');
        if (diagnostic.text.data()) {
            std::string_view line = diagnostic.text;
            while (!line.empty() && line.back() == '\n')
                line.remove_suffix(1);
            std::string_view shown = line;
            while (!shown.empty() && isBlank(shown.front()))
                shown.remove_prefix(1);
            int32_t stripped = static_cast<int32_t>(line.size() - shown.size());
            int32_t textLength = static_cast<int32_t>(countCodePoints(diagnostic.text));
            int32_t lineLength = static_cast<int32_t>(countCodePoints(line));
            int32_t offset = diagnostic.offset;
            int32_t endOffset = lineLength + 1;
            if (diagnostic.line == diagnostic.endLine)
                endOffset = diagnostic.hasEnd && diagnostic.endOffset ? diagnostic.endOffset : offset;
            if (textLength && offset > textLength)
                offset = lineLength + 1;
            if (textLength && endOffset > textLength)
                endOffset = lineLength + 1;
            if (offset >= endOffset || endOffset < 0)
                endOffset = offset + 1;
            int32_t column = offset - 1 - stripped;
            int32_t endColumn = endOffset - 1 - stripped;
            out.add("    ").add(shown).add('\n');
            if (column >= 0) {
                out.add("    ");
                // White space other than blanks stays, so that the carets stand where they should.
                const char* place = shown.data();
                const char* end = place + shown.size();
                for (int32_t index = 0; index < column && place < end; ++index) {
                    bool space = (*place >= '\t' && *place <= '\r') || *place == ' ';
                    out.add(space ? *place : ' ');
                    uint32_t codePoint;
                    place = decodeCodePoint(place, codePoint);
                }
                out.addRepeated('^', static_cast<size_t>(endColumn > column ? endColumn - column : 0)).add('\n');
            }
        }
    }
    out.add(diagnosticKindName(diagnostic.kind)).add(": ").add(diagnostic.message).add('\n');
}

} // namespace pyc::frontend
