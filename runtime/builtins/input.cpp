// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// input().
#include "runtime/builtins/standard_streams.h"

namespace pyc::runtime {

namespace {

Value systemStream(String* name) {
    Value stream = systemObject(name);
    if (!stream || isNone(stream))
        return raiseRuntimeError("lost sys.%U", name);
    return stream;
}

bool flushQuietly(Value file) {
    if (callMethod(file, staticString<"flush">))
        return true;
    clearError();
    return false;
}

} // namespace

Value builtinInput(Value prompt) {
    Value in = PYC_TRY(systemStream(staticString<"stdin">));
    Value out = PYC_TRY(systemStream(staticString<"stdout">));
    Value errors = PYC_TRY(systemStream(staticString<"stderr">));
    flushQuietly(errors);
    if (prompt) {
        String* text = PYC_TRY(str(prompt));
        if (!writeText(out, text))
            return Value();
    }
    flushQuietly(out);
    Value line = PYC_TRY(callMethod(in, staticString<"readline">));
    if (!isString(line))
        return raiseTypeError("object.readline() returned non-string");
    String* text = as<String>(line);
    if (text->length == 0)
        return raise(EOFErrorType, "EOF when reading a line");
    if (codePointAt(text, text->length - 1) != '\n')
        return line;
    Value bounds(newSlice(noneValue(), Value::fromSmallInt(-1), noneValue()));
    return bounds ? getItem(line, bounds) : Value();
}

} // namespace pyc::runtime
