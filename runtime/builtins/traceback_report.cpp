// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is printed of an exception that nobody handled: entries with source lines and carets, notes, groups in boxes,
// causes and contexts.
#include "runtime/builtins/exceptions.h"
#include "runtime/builtins/frame.h"
#include "runtime/builtins/traceback_anchors.h"
#include "runtime/builtins/traceback_source.h"
#include "runtime/builtins/type.h"
#include "runtime/host/host.h"
#include "runtime/import/import.h"

namespace pyc::runtime {

namespace {

constexpr int64_t RepeatedEntries = 3, MaximumGroupWidth = 15, MaximumGroupDepth = 10;

constinit bool noMoreSources = false;

// An exception and what is printed with it. An exception is cause or context of one other only, of the first that is
// reached: from the one that is reported to its own cause and context, then to those of its members, the last first.
struct Link {
    ExceptionObject* exception;
    Link *cause, *context;
    Link** members; // of a group
    Link* next;     // what was put aside before
};

class Linking {
public:
    Link* all(ExceptionObject* exception) {
        Link* top = PYC_TRY(make(exception));
        pending = top;
        while (Link* link = pending) {
            pending = link->next;
            PYC_TRY(follow(link));
        }
        return top;
    }

private:
    List* seen = nullptr;
    Link* pending = nullptr;

    Link* make(ExceptionObject* exception) {
        if (!seen)
            seen = PYC_TRY(newList());
        PYC_TRY(listAppend(seen, Value(exception)));
        auto* link = static_cast<Link*>(gc::allocate(sizeof(Link)));
        if (!link)
            return raiseMemoryError();
        *link = {exception, nullptr, nullptr, nullptr, nullptr};
        return link;
    }
    bool isSeen(ExceptionObject* exception) {
        for (int64_t i = 0; i < listLength(seen); ++i)
            if (listItem(seen, i) == Value(exception))
                return true;
        return false;
    }
    void putAside(Link* link) {
        link->next = pending;
        pending = link;
    }
    bool follow(Link* link) {
        ExceptionObject* exception = link->exception;
        if (exception->cause && !isSeen(exception->cause))
            link->cause = PYC_TRY(make(exception->cause));
        else if (exception->context && !exception->suppressContext && !isSeen(exception->context))
            link->context = PYC_TRY(make(exception->context));
        if (Link* before = link->cause ? link->cause : link->context)
            putAside(before);
        if (!isA(Value(exception), BaseExceptionGroupType))
            return true;
        Tuple* members = static_cast<ExceptionGroupObject*>(exception)->exceptions;
        link->members = static_cast<Link**>(gc::allocate(uint64_t(members->length) * sizeof(Link*)));
        if (!link->members)
            return raiseMemoryError();
        for (int64_t i = 0; i < members->length; ++i) {
            link->members[i] = PYC_TRY(make(as<ExceptionObject>(members->items[i])));
            putAside(link->members[i]);
        }
        return true;
    }
};

// Text that grows with the margin of the group it stands in. Errors while formatting are swallowed: something must come
// out.
class Report {
public:
    explicit Report(StringBuilder& builder, bool plain = false) : out(builder), plain(plain) {}

    bool chain(Link* link);
    bool one(Link* link);

private:
    StringBuilder& out;
    bool plain; // one exception alone, without carets
    int64_t depth = 0;
    bool needClose = false;

    bool margin(char character) {
        for (int64_t i = 0; i < 2 * depth; ++i)
            PYC_TRY(out.append(" "));
        if (!depth)
            return true;
        char text[2] = {character, ' '};
        return out.append(std::string_view(text, 2));
    }
    // Every line of the text gets the margin.
    bool emit(const String* text, char character = '|') {
        if (!depth)
            return out.append(text);
        bool start = true;
        for (int64_t i = 0; i < text->length; ++i) {
            if (start)
                PYC_TRY(margin(character));
            uint32_t c = codePointAt(text, i);
            PYC_TRY(out.appendCodePoint(c));
            start = c == '\n';
        }
        return true;
    }
    template <class... Arguments>
    bool emitText(const char* format, Arguments... arguments) {
        String* text = PYC_TRY(formatText(format, arguments...));
        return emit(text);
    }

    bool entries(TracebackObject* traceback);
    String* entryText(TracebackObject* entry);
    bool exceptionOnly(ExceptionObject* exception);
    bool syntaxError(SyntaxErrorObject* error, String* typeName);
    bool notes(ExceptionObject* exception);
    bool groupBox(Link* link);
};

bool isBlank(uint32_t c) { return c == ' ' || c == '\t' || c == '\f' || c == '\r' || c == '\v'; }

// Columns are counted in UTF-8 bytes by the compiler.
int64_t characterOffset(const String* line, int64_t byteOffset) {
    if (line->isAscii())
        return byteOffset < line->length ? byteOffset : line->length;
    int64_t bytes = 0, i = 0;
    for (; i < line->length && bytes < byteOffset; ++i) {
        uint32_t c = codePointAt(line, i);
        bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    }
    return i;
}

bool isWide(uint32_t c) {
    return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0x303E) || (c >= 0x3041 && c <= 0xA4CF) ||
           (c >= 0xA960 && c <= 0xA97F) || (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF01 && c <= 0xFF60) || (c >= 0xFFE0 && c <= 0xFFE6) ||
           (c >= 0x1F300 && c <= 0x1F64F) || (c >= 0x1F900 && c <= 0x1F9FF) || (c >= 0x20000 && c <= 0x3FFFD);
}

// One entry's lines, their common indentation removed, and what the carets mark.
struct Excerpt {
    String** lines = nullptr;
    int64_t count = 0;
    int64_t start = 0, end = 0; // characters: in the first line, in the last line
    int64_t displayStart = 0, displayEnd = 0;
    struct Place {
        int64_t line = -1, column = 0;
    };
    Place stressStart, stressEnd;
    bool stressed = false, showCarets = false;
};

int64_t indentationOf(const String* line) {
    int64_t i = 0;
    while (i < line->length && (codePointAt(line, i) == ' ' || codePointAt(line, i) == '\t'))
        ++i;
    return i;
}

String* tail(String* line, int64_t from) {
    if (!from)
        return line;
    StringBuilder builder;
    for (int64_t i = from; i < line->length; ++i)
        PYC_TRY(builder.appendCodePoint(codePointAt(line, i)));
    return builder.finish();
}

int64_t displayWidth(const String* line, int64_t characters) {
    if (line->isAscii())
        return characters;
    int64_t width = 0;
    for (int64_t i = 0; i < characters && i < line->length; ++i)
        width += isWide(codePointAt(line, i)) ? 2 : 1;
    return width;
}

bool blankBetween(const String* line, int64_t from, int64_t to) {
    for (int64_t i = from; i < to && i < line->length; ++i)
        if (!isBlank(codePointAt(line, i)))
            return false;
    return true;
}

// Carets under all of `return f(x)` or `name = f(x)` would say nothing.
bool wholeStatement(const Excerpt& excerpt, const Anchors& anchors) {
    if (anchors.kind != Anchors::Call)
        return false;
    const String *first = excerpt.lines[0], *last = excerpt.lines[excerpt.count - 1];
    if (excerpt.end < last->length) {
        int64_t i = excerpt.end;
        while (i < last->length && isBlank(codePointAt(last, i)))
            ++i;
        if (i < last->length && codePointAt(last, i) != '#' && codePointAt(last, i) != ';')
            return false;
    }
    StringBuilder builder;
    for (int64_t i = indentationOf(first); i < excerpt.start; ++i)
        if (!builder.appendCodePoint(codePointAt(first, i)))
            return false;
    String* before = builder.finish();
    if (!before || !before->isAscii())
        return false;
    std::string_view text = before->view();
    if (text.starts_with("return") && text.size() > 6 && text.find_first_not_of(' ', 6) == text.npos)
        return anchors.calleeIsName;
    size_t i = 0;
    auto isWord = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    };
    while (i < text.size() && isWord(text[i]))
        ++i;
    if (!i)
        return false;
    i = text.find_first_not_of(' ', i);
    return i != text.npos && text[i] == '=' && text.find_first_not_of(' ', i + 1) == text.npos;
}

bool findStress(Excerpt& excerpt) {
    size_t size = 0;
    for (int64_t i = 0; i < excerpt.count; ++i)
        size += size_t(excerpt.lines[i]->length) + 1;
    auto* segment = static_cast<uint32_t*>(gc::allocateAtomic(size * sizeof(uint32_t)));
    if (!segment)
        return raiseMemoryError();
    size_t used = 0;
    for (int64_t i = 0; i < excerpt.count; ++i) {
        const String* line = excerpt.lines[i];
        int64_t from = i ? 0 : excerpt.start, to = i + 1 == excerpt.count ? excerpt.end : line->length;
        if (i)
            segment[used++] = '\n';
        for (int64_t k = from; k < to && k < line->length; ++k)
            segment[used++] = codePointAt(line, k);
    }
    Anchors anchors = findAnchors({segment, used});
    auto place = [&](size_t index) {
        Excerpt::Place result{0, excerpt.start};
        for (size_t i = 0; i < index; ++i) {
            if (segment[i] == '\n')
                result = {result.line + 1, 0};
            else
                ++result.column;
        }
        return result;
    };
    if (anchors.kind != Anchors::None) {
        excerpt.stressed = true;
        excerpt.stressStart = place(anchors.start);
        excerpt.stressEnd = place(anchors.end);
        for (Excerpt::Place* end : {&excerpt.stressStart, &excerpt.stressEnd})
            if (end->line < excerpt.count)
                end->column = displayWidth(excerpt.lines[end->line], end->column);
    }
    if (wholeStatement(excerpt, anchors))
        excerpt.showCarets = false;
    else
        excerpt.showCarets =
            excerpt.stressed || !blankBetween(excerpt.lines[0], 0, excerpt.start) ||
            !blankBetween(excerpt.lines[excerpt.count - 1], excerpt.end, excerpt.lines[excerpt.count - 1]->length);
    return true;
}

bool appendLine(StringBuilder& builder, const Excerpt& excerpt, int64_t index) {
    const String* line = excerpt.lines[index];
    PYC_TRY(builder.append("    "));
    PYC_TRY(builder.append(line));
    PYC_TRY(builder.append("\n"));
    if (!excerpt.showCarets)
        return true;
    int64_t blanks = indentationOf(line);
    int64_t width = index + 1 == excerpt.count ? excerpt.displayEnd : displayWidth(line, line->length);
    PYC_TRY(builder.append("    "));
    for (int64_t column = 0; column < width; ++column) {
        bool outside = column < blanks || (index == 0 && column < excerpt.displayStart);
        bool inside =
            excerpt.stressed &&
            (index > excerpt.stressStart.line ||
             (index == excerpt.stressStart.line && column >= excerpt.stressStart.column)) &&
            (index < excerpt.stressEnd.line || (index == excerpt.stressEnd.line && column < excerpt.stressEnd.column));
        PYC_TRY(builder.append(outside ? " " : !excerpt.stressed || inside ? "^" : "~"));
    }
    return builder.append("\n");
}

bool appendExcerpt(StringBuilder& builder, const Excerpt& excerpt) {
    auto significant = [&](int64_t line) {
        if (line == 0 || line == excerpt.count - 1)
            return true;
        if (!excerpt.stressed)
            return false;
        int64_t first = excerpt.stressStart.line, last = excerpt.stressEnd.line;
        return (line >= first - 1 && line <= first + 1) || (line >= last - 1 && line <= last + 1);
    };
    int64_t previous = -1;
    for (int64_t line = 0; line < excerpt.count; ++line) {
        if (!significant(line))
            continue;
        if (previous >= 0 && line - previous == 2)
            PYC_TRY(appendLine(builder, excerpt, line - 1));
        if (previous >= 0 && line - previous > 2) {
            String* gap = PYC_TRY(formatText("    ...<%d lines>...\n", line - previous - 1));
            PYC_TRY(builder.append(gap));
        }
        PYC_TRY(appendLine(builder, excerpt, line));
        previous = line;
    }
    return true;
}

String* Report::entryText(TracebackObject* entry) {
    Code* code = entry->frame->code;
    PYC_TRY(readyCode(code));
    frontend::SourceRange range = positionOf(code->data, entry->position);
    // What the instruction says counts more than what a program gave the entry.
    int64_t line = range.line >= 0 ? range.line : entry->line;
    StringBuilder builder;
    String* head = PYC_TRY(formatText("  File \"%U\", line %d, in %U\n", code->fileName, line, code->name));
    PYC_TRY(builder.append(head));
    if (plain && noMoreSources)
        return builder.finish();
    int64_t endLine = range.endLine >= line ? range.endLine : line;
    Excerpt excerpt;
    excerpt.count = endLine - line + 1;
    excerpt.lines = static_cast<String**>(gc::allocate(size_t(excerpt.count) * sizeof(String*)));
    if (!excerpt.lines)
        return raiseMemoryError();
    int64_t common = -1;
    bool anything = false;
    for (int64_t i = 0; i < excerpt.count; ++i) {
        excerpt.lines[i] = PYC_TRY(sourceLine(code->fileName, line + i));
        if (!excerpt.lines[i]->length)
            continue;
        anything = true;
        int64_t indentation = indentationOf(excerpt.lines[i]);
        common = common < 0 || indentation < common ? indentation : common;
    }
    if (!anything)
        return builder.finish();
    String* firstLine = excerpt.lines[0];
    String* lastLine = excerpt.lines[excerpt.count - 1];
    if (plain || range.column < 0 || range.endColumn < 0) {
        PYC_TRY(builder.append("    "));
        PYC_TRY(builder.append(PYC_TRY(tail(firstLine, indentationOf(firstLine)))));
        PYC_TRY(builder.append("\n"));
        return builder.finish();
    }
    excerpt.start = characterOffset(firstLine, range.column) - common;
    excerpt.end = characterOffset(lastLine, range.endColumn) - common;
    excerpt.start = excerpt.start < 0 ? 0 : excerpt.start;
    excerpt.end = excerpt.end < 0 ? 0 : excerpt.end;
    for (int64_t i = 0; i < excerpt.count; ++i)
        excerpt.lines[i] =
            PYC_TRY(tail(excerpt.lines[i], excerpt.lines[i]->length < common ? excerpt.lines[i]->length : common));
    excerpt.displayStart = displayWidth(excerpt.lines[0], excerpt.start);
    excerpt.displayEnd = displayWidth(excerpt.lines[excerpt.count - 1], excerpt.end);
    PYC_TRY(findStress(excerpt));
    PYC_TRY(appendExcerpt(builder, excerpt));
    return builder.finish();
}

bool Report::entries(TracebackObject* traceback) {
    const Code* lastCode = nullptr;
    int64_t lastLine = -1, count = 0;
    auto closeRun = [&]() -> bool {
        if (count <= RepeatedEntries)
            return true;
        int64_t repeated = count - RepeatedEntries;
        return emitText("  [Previous line repeated %d more time%s]\n", repeated, repeated > 1 ? "s" : "");
    };
    for (TracebackObject* entry = traceback; entry; entry = entry->next) {
        const Code* code = entry->frame->code;
        int64_t line = positionOf(code->data, entry->position).line;
        line = line >= 0 ? line : entry->line;
        if (code != lastCode || line != lastLine) {
            PYC_TRY(closeRun());
            lastCode = code;
            lastLine = line;
            count = 0;
        }
        if (++count > RepeatedEntries)
            continue;
        String* text = PYC_TRY(entryText(entry));
        PYC_TRY(emit(text));
    }
    return closeRun();
}

// str(value), or what stands for it when that fails.
String* safeText(Value value, const char* what, bool asRepr = false) {
    String* text = asRepr ? repr(value) : str(value);
    if (text)
        return text;
    clearError();
    return formatText("<%s %s() failed>", what, asRepr ? "repr" : "str");
}

String* typeText(Type* type) {
    String* name = PYC_TRY(typeQualifiedName(type));
    String* module = typeModuleName(type);
    if (module && (sameText(module, "__main__") || sameText(module, "builtins")))
        return name;
    return module ? formatText("%U.%U", module, name) : formatText("<unknown>.%U", name);
}

bool Report::syntaxError(SyntaxErrorObject* error, String* typeName) {
    auto given = [](Value value) { return value && !isNone(value); };
    String* suffix = staticString<"">;
    if (given(error->line))
        PYC_TRY(emitText("  File \"%S\", line %S\n",
                         given(error->fileName) ? error->fileName : Value(staticString<"<string>">), error->line));
    else if (given(error->fileName))
        suffix = PYC_TRY(formatText(" (%S)", error->fileName));
    if (given(error->text) && isString(error->text)) {
        auto* text = as<String>(error->text);
        int64_t right = text->length;
        while (right && codePointAt(text, right - 1) == '\n')
            --right;
        int64_t spaces = 0;
        while (spaces < right && (codePointAt(text, spaces) == ' ' || codePointAt(text, spaces) == '\n' ||
                                  codePointAt(text, spaces) == '\f'))
            ++spaces;
        StringBuilder builder;
        for (int64_t i = spaces; i < right; ++i)
            PYC_TRY(builder.appendCodePoint(codePointAt(text, i)));
        String* shown = PYC_TRY(builder.finish());
        PYC_TRY(emitText("    %U\n", shown));
        int64_t offset, endOffset;
        if (given(error->offset) && integerFitsInt64(error->offset, &offset)) {
            bool sameLine = !given(error->endLine) ? !given(error->line) : richEqual(error->line, error->endLine) > 0;
            if (!sameLine)
                endOffset = right + 1;
            else if (!given(error->endOffset) || !integerFitsInt64(error->endOffset, &endOffset) || !endOffset)
                endOffset = offset;
            if (text->length && offset > text->length)
                offset = right + 1;
            if (text->length && endOffset > text->length)
                endOffset = right + 1;
            if (offset >= endOffset || endOffset < 0)
                endOffset = offset + 1;
            int64_t column = offset - 1 - spaces, endColumn = endOffset - 1 - spaces;
            if (column >= 0) {
                StringBuilder carets;
                PYC_TRY(carets.append("    "));
                for (int64_t i = 0; i < column && i < shown->length; ++i)
                    PYC_TRY(carets.appendCodePoint(isBlank(codePointAt(shown, i)) ? codePointAt(shown, i) : ' '));
                PYC_TRY(carets.appendRepeated('^', endColumn - column));
                PYC_TRY(carets.append("\n"));
                String* line = PYC_TRY(carets.finish());
                PYC_TRY(emit(line));
            }
        }
    }
    Value message = given(error->message) ? error->message : Value(staticString<"<no detail available>">);
    return emitText("%U: %S%U\n", typeName, message, suffix);
}

bool Report::notes(ExceptionObject* exception) {
    Value list;
    int found = findAttribute(Value(exception), staticString<"__notes__">, &list);
    if (found < 0)
        clearError();
    if (found <= 0 || isNone(list))
        return true;
    if (!isList(list) && !isTuple(list))
        return emitText("%U\n", PYC_TRY(safeText(list, "__notes__", true)));
    return forEach(list, [&](Value note) -> bool {
        String* text = PYC_TRY(safeText(note, "note"));
        return emitText("%U\n", text);
    });
}

bool Report::exceptionOnly(ExceptionObject* exception) {
    String* typeName = PYC_TRY(typeText(typeOf(Value(exception))));
    if (isA(Value(exception), SyntaxErrorType)) {
        PYC_TRY(syntaxError(static_cast<SyntaxErrorObject*>(exception), typeName));
        return notes(exception);
    }
    String* text = PYC_TRY(safeText(Value(exception), "exception"));
    String* hint = suggestionFor(exception);
    if (!hint && errorPending())
        clearError();
    if (!text->length && !hint)
        PYC_TRY(emitText("%U\n", typeName));
    else
        PYC_TRY(emitText("%U: %U%U\n", typeName, text, hint ? hint : staticString<"">));
    return notes(exception);
}

bool Report::groupBox(Link* link) {
    ExceptionObject* exception = link->exception;
    bool top = depth == 0;
    if (top)
        ++depth;
    if (exception->traceback) {
        PYC_TRY(emit(staticString<"Exception Group Traceback (most recent call last):\n">, top ? '+' : '|'));
        PYC_TRY(entries(exception->traceback));
    }
    PYC_TRY(exceptionOnly(exception));
    Tuple* members = static_cast<ExceptionGroupObject*>(exception)->exceptions;
    int64_t shown = members->length <= MaximumGroupWidth ? members->length : MaximumGroupWidth + 1;
    needClose = false;
    for (int64_t i = 0; i < shown; ++i) {
        bool last = i + 1 == shown, truncated = i >= MaximumGroupWidth;
        if (last)
            needClose = true;
        PYC_TRY(out.appendRepeated(' ', 2 * depth));
        String* title = PYC_TRY(truncated ? staticString<"..."> : formatText("%d", i + 1));
        String* line = PYC_TRY(formatText("%s+---------------- %U ----------------\n", i ? "  " : "+-", title));
        PYC_TRY(out.append(line));
        ++depth;
        if (truncated) {
            int64_t rest = members->length - MaximumGroupWidth;
            PYC_TRY(emitText("and %d more exception%s\n", rest, rest > 1 ? "s" : ""));
        } else {
            PYC_TRY(chain(link->members[i]));
        }
        if (last && needClose) {
            PYC_TRY(out.appendRepeated(' ', 2 * depth));
            PYC_TRY(out.append("+------------------------------------\n"));
            needClose = false;
        }
        --depth;
    }
    if (top)
        depth = 0;
    return true;
}

bool Report::one(Link* link) {
    ExceptionObject* exception = link->exception;
    if (!plain && link->members) {
        if (depth > MaximumGroupDepth)
            return emitText("... (max_group_depth is %d)\n", MaximumGroupDepth);
        return groupBox(link);
    }
    if (exception->traceback) {
        PYC_TRY(emit(staticString<"Traceback (most recent call last):\n">));
        PYC_TRY(entries(exception->traceback));
    }
    return exceptionOnly(exception);
}

// From where it began to the outermost: what was put aside is free to be linked the other way round.
bool Report::chain(Link* link) {
    Link* first = nullptr;
    for (Link* before; link; link = before) {
        before = link->cause ? link->cause : link->context;
        link->next = first;
        first = link;
    }
    for (link = first; link; link = link->next) {
        if (link->cause)
            PYC_TRY(emit(staticString<"\nThe above exception was the direct cause of the following exception:\n\n">));
        else if (link->context)
            PYC_TRY(emit(staticString<"\nDuring handling of the above exception, another exception occurred:\n\n">));
        PYC_TRY(one(link));
    }
    return true;
}

} // namespace

bool formatException(StringBuilder& out, ExceptionObject* exception) {
    Link* link = PYC_TRY(Linking().all(exception));
    return Report(out).chain(link);
}

// ---- to stderr ----
static void writeError(String* text) {
    // A program may have put something else in place of sys.stderr.
    Value sys = dictGetString(modulesDict(), staticString<"sys">);
    Value stream;
    if (sys && findAttribute(sys, staticString<"stderr">, &stream) > 0 && !isNone(stream) &&
        callMethod(stream, staticString<"write">, {Value(text)})) {
        if (!callMethod(stream, staticString<"flush">))
            clearError();
        return;
    }
    clearError();
    Utf8 bytes = utf8Of(text);
    if (bytes.data)
        host::writeFully(2, bytes.data, bytes.size);
}

static void printException(ExceptionObject* exception, bool plain = false) {
    StringBuilder builder;
    String* text = nullptr;
    Link alone{exception, nullptr, nullptr, nullptr, nullptr};
    if (plain ? Report(builder, true).one(&alone) : formatException(builder, exception))
        text = builder.finish();
    if (!text) {
        clearError();
        text = newString(shortTypeName(typeOf(Value(exception))));
        text = text ? formatText("%U\n", text) : nullptr;
    }
    if (text) {
        writeError(text);
    } else { // not even memory for the name
        std::string_view name = shortTypeName(typeOf(Value(exception)));
        host::writeFully(2, name.data(), name.size());
        host::writeFully(2, "\n", 1);
    }
    clearError();
}

static int statusOfExit(SystemExitObject* exit) {
    Value code = exit->code ? exit->code : noneValue();
    if (isNone(code))
        return 0;
    if (isInt(code)) {
        int64_t status;
        return integerFitsInt64(code, &status) ? int(status & 0xFF) : 255;
    }
    String* text = safeText(code, "exception");
    text = text ? formatText("%U\n", text) : nullptr;
    if (text)
        writeError(text);
    return 1;
}

int reportUncaught(ExceptionObject* exception) {
    if (isA(Value(exception), SystemExitType))
        return statusOfExit(static_cast<SystemExitObject*>(exception));
    Value sys = dictGetString(modulesDict(), staticString<"sys">);
    Value hook;
    if (sys && findAttribute(sys, staticString<"excepthook">, &hook) > 0 && !isExactly(hook, NativeFunctionType)) {
        Value traceback = exception->traceback ? Value(exception->traceback) : noneValue();
        if (call(hook, {Value(typeOf(Value(exception))), Value(exception), traceback}))
            return 1;
        ExceptionObject* second = takeError();
        if (second && isA(Value(second), SystemExitType))
            return statusOfExit(static_cast<SystemExitObject*>(second));
        writeError(staticString<"Error in sys.excepthook:\n">);
        if (second)
            printException(second);
        writeError(staticString<"\nOriginal exception was:\n">);
    }
    clearError();
    printException(exception);
    return 1;
}

void endOfSources() { noMoreSources = true; }

void reportUnraisable(const char* what, Value object) {
    ExceptionObject* error = takeError();
    if (!error)
        return;
    String* head = what && isNone(object) ? formatText("%s:\n", what)
                   : what                 ? formatText("%s%A:\n", what, object)
                   : isNone(object)       ? nullptr
                                          : formatText("Exception ignored in: %A\n", object);
    if (head)
        writeError(head);
    clearError();
    if (!error->traceback)
        if (Frame* frame = currentThread()->frame) {
            restoreError(error);
            addTraceback(frame);
            error = takeError();
        }
    printException(error, true);
}

} // namespace pyc::runtime
