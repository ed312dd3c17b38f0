// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// print().
#include "runtime/builtins/standard_streams.h"

namespace pyc::runtime {

namespace {

// What goes between values and after them.
bool isTextOption(const char* name, Value option) {
    return !option || isNone(option) || isString(option) ||
           raiseTypeError("%s must be None or a string, not %T", name, option);
}

// Also a string is asked for its text: it may be of a class with one of its own.
bool writeValue(Value file, Value value) {
    return writeText(file, isExactString(value) ? as<String>(value) : PYC_TRY(str(value)));
}

bool writeOr(Value file, Value option, String* otherwise) {
    return writeValue(file, !option || isNone(option) ? Value(otherwise) : option);
}

} // namespace

Value builtinPrint(Arguments values, Value separator, Value end, Value file, Value flush) {
    if (isNone(file)) {
        file = systemObject(staticString<"stdout">);
        if (!file)
            return raiseRuntimeError("lost sys.stdout");
        // As when the process was started without one.
        if (isNone(file))
            return noneValue();
    }
    if (!isTextOption("sep", separator) || !isTextOption("end", end))
        return Value();
    for (size_t i = 0; i < values.count; ++i) {
        if (i > 0 && !writeOr(file, separator, staticString<" ">))
            return Value();
        if (!writeValue(file, values[i]))
            return Value();
    }
    if (!writeOr(file, end, staticString<"\n">))
        return Value();
    if (PYC_TRY(isTrue(flush)))
        PYC_TRY(callMethod(file, staticString<"flush">));
    return noneValue();
}

} // namespace pyc::runtime
