// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// print().
#include "runtime/builtins/standard_streams.h"

namespace pyc::runtime {

namespace {

// What goes between values and after them: null, with no error pending, for the default.
bool textOption(const char* name, Value option, String** text) {
    *text = nullptr;
    if (!option || isNone(option))
        return true;
    if (!isString(option))
        return raiseTypeError("%s must be None or a string, not %T", name, option);
    *text = as<String>(option);
    return true;
}

bool writeOr(Value file, String* text, String* otherwise) { return writeText(file, text ? text : otherwise); }

} // namespace

Value builtinPrint(Arguments values, Value separatorOption, Value endOption, Value file, Value flush) {
    if (isNone(file)) {
        file = systemObject(staticString<"stdout">);
        if (!file)
            return raiseRuntimeError("lost sys.stdout");
        // As when the process was started without one.
        if (isNone(file))
            return noneValue();
    }
    String *separator, *end;
    if (!textOption("sep", separatorOption, &separator) || !textOption("end", endOption, &end))
        return Value();
    for (size_t i = 0; i < values.count; ++i) {
        if (i > 0 && !writeOr(file, separator, staticString<" ">))
            return Value();
        String* text = isExactString(values[i]) ? as<String>(values[i]) : PYC_TRY(str(values[i]));
        if (!writeText(file, text))
            return Value();
    }
    if (!writeOr(file, end, staticString<"\n">))
        return Value();
    if (PYC_TRY(isTrue(flush)))
        PYC_TRY(callMethod(file, staticString<"flush">));
    return noneValue();
}

} // namespace pyc::runtime
