// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Warnings of the runtime itself, under the filters an interpreter starts with: each place warns once, and some
// categories only speak in __main__.
#include "runtime/builtins/frame.h"
#include "runtime/builtins/standard_streams.h"
#include "runtime/builtins/traceback_source.h"
#include "runtime/host/host.h"

namespace pyc::runtime {

PYC_GC_ROOT static Dict* shown; // (category, text, file, line) → True

static Frame* frameAbove(int stackLevel) {
    Frame* frame = currentThread()->frame;
    while (frame && --stackLevel > 0)
        frame = frame->previous;
    return frame;
}

static bool isIgnored(Type& category, Frame* frame) {
    if (isSubtype(&category, &PendingDeprecationWarningType) || isSubtype(&category, &ImportWarningType) ||
        isSubtype(&category, &ResourceWarningType))
        return true;
    if (!isSubtype(&category, &DeprecationWarningType))
        return false;
    Dict* globals = frame ? globalsOfFrame(frame) : nullptr;
    Value name = globals ? dictGetString(globals, staticString<"__name__">) : Value();
    return !name || !isString(name) || !sameText(as<String>(name), "__main__");
}

bool warn(Type& category, const char* message, int stackLevel) {
    Frame* frame = frameAbove(stackLevel);
    if (isIgnored(category, frame))
        return true;
    String* fileName = frame ? frame->code->fileName : staticString<"sys">;
    int64_t line = frame ? currentLine(frame) : 1;
    String* text = newString(message);
    Tuple* key = text ? newTuple({Value(&category), Value(text), Value(fileName), intValue(line)}) : nullptr;
    if (!key || (!shown && !(shown = newDict())))
        return false;
    if (int known = dictContains(shown, Value(key)); known != 0)
        return known > 0;
    if (!dictSet(shown, Value(key), trueValue()))
        return false;
    StringBuilder out;
    String* source = sourceLine(fileName, line);
    if (!source || !out.append(fileName) || !out.append(":") || !out.append(repr(intValue(line))) ||
        !out.append(": ") || !out.append(category.name) || !out.append(": ") || !out.append(text) || !out.append("\n"))
        return false;
    if (source->length && (!out.append("  ") || !out.append(source) || !out.append("\n")))
        return false;
    String* whole = out.finish();
    if (!whole)
        return false;
    Utf8 bytes = utf8Of(whole);
    if (!bytes.data)
        return false;
    host::writeFully(2, bytes.data, bytes.size);
    return true;
}

} // namespace pyc::runtime
