// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Binding the arguments of native functions, with the words CPython finds for each way of getting them wrong.
#include "runtime/object/native.h"

#include "runtime/builtins/exceptions.h"
#include "runtime/object/operations.h"

namespace pyc::runtime {

namespace detail {
int isTrueForArgument(Value value) { return isTrue(value); }
} // namespace detail

static const char* plural(size_t count) { return count == 1 ? "" : "s"; }

bool checkPositional(const char* name, size_t count, size_t minimum, size_t maximum) {
    if (count < minimum)
        return raiseTypeError("%s expected %s%d argument%s, got %d", name, minimum == maximum ? "" : "at least ",
                              minimum, plural(minimum), count);
    if (count > maximum)
        return raiseTypeError("%s expected %s%d argument%s, got %d", name, minimum == maximum ? "" : "at most ",
                              maximum, plural(maximum), count);
    return true;
}

bool checkNoKeywords(const char* name, Tuple* keywordNames) {
    if (keywordNames && keywordNames->length)
        return raiseTypeError("%s() takes no keyword arguments", name);
    return true;
}

static bool takesKeywords(const NativeSignature& signature) {
    return signature.count - signature.varArguments - signature.varKeywords > signature.positionalOnly ||
           signature.varKeywords;
}

// The way of functions that take positional arguments only.
static bool failPositionalOnly(const NativeSignature& signature, Value callee, size_t count, Tuple* keywordNames) {
    String* described = nullptr;
    if (keywordNames && keywordNames->length) {
        described = PYC_TRY(describeCallable(callee));
        return raiseTypeError("%U takes no keyword arguments", described);
    }
    if (signature.positional == 0) {
        described = PYC_TRY(describeCallable(callee));
        return raiseTypeError("%U takes no arguments (%d given)", described, count);
    }
    if (signature.positional == 1 && signature.required == 1) {
        described = PYC_TRY(describeCallable(callee));
        return raiseTypeError("%U takes exactly one argument (%d given)", described, count);
    }
    return checkPositional(signature.functionName, count, signature.required, signature.positional);
}

static int findName(const NativeSignature& signature, const String* name) {
    size_t named = size_t(signature.count - signature.varArguments - signature.varKeywords);
    for (size_t i = 0, seen = 0; seen < named && i < signature.count; ++i) {
        // *args stands before keyword-only parameters and takes no name.
        if (signature.varArguments && i == signature.positional)
            continue;
        ++seen;
        if (i >= signature.positionalOnly && sameName(signature.names[i], name))
            return int(i);
    }
    return -1;
}

static bool unexpectedKeyword(const NativeSignature& signature, String* name) {
    List* candidates = PYC_TRY(newList());
    for (size_t i = signature.positionalOnly; i < signature.count; ++i)
        if (!(signature.varArguments && i == signature.positional))
            PYC_TRY(listAppend(candidates, Value(signature.names[i])));
    if (String* suggestion = suggestAmong(name, candidates))
        return raiseTypeError("%s() got an unexpected keyword argument '%U'. Did you mean '%U'?",
                              signature.functionName, name, suggestion);
    return raiseTypeError("%s() got an unexpected keyword argument '%U'", signature.functionName, name);
}

bool bindNativeArguments(const NativeSignature& signature, Value callee, const Value* arguments, size_t positionalCount,
                         Tuple* keywordNames, Value* out, Arguments* rest, Dict** keywords) {
    size_t keywordCount = keywordNames ? size_t(keywordNames->length) : 0;
    bool acceptsKeywords = takesKeywords(signature);
    if (!acceptsKeywords && (keywordCount || (!signature.varArguments && (positionalCount < signature.required ||
                                                                          positionalCount > signature.positional)))) {
        if (signature.varArguments && keywordCount) {
            String* described = PYC_TRY(describeCallable(callee));
            return raiseTypeError("%U takes no keyword arguments", described);
        }
        return failPositionalOnly(signature, callee, positionalCount, keywordNames);
    }
    size_t parameters = size_t(signature.count - signature.varArguments - signature.varKeywords);
    if (!signature.varArguments) {
        if (!signature.varKeywords && positionalCount + keywordCount > parameters)
            return raiseTypeError("%s() takes at most %d %sargument%s (%d given)", signature.functionName, parameters,
                                  positionalCount ? "" : "keyword ", plural(parameters),
                                  positionalCount + keywordCount);
        if (positionalCount > signature.positional) {
            if (!signature.positional)
                return raiseTypeError("%s() takes no positional arguments", signature.functionName);
            return raiseTypeError("%s() takes %s %d positional argument%s (%d given)", signature.functionName,
                                  signature.required < parameters ? "at most" : "exactly", signature.positional,
                                  plural(signature.positional), positionalCount);
        }
    }
    size_t requiredByPosition =
        signature.required < signature.positionalOnly ? signature.required : signature.positionalOnly;
    if (positionalCount < requiredByPosition && !signature.varArguments)
        return raiseTypeError("%s() takes %s %d positional argument%s (%d given)", signature.functionName,
                              requiredByPosition < signature.positional ? "at least" : "exactly", requiredByPosition,
                              plural(requiredByPosition), positionalCount);
    if (positionalCount < requiredByPosition)
        return checkPositional(signature.functionName, positionalCount, requiredByPosition, ~size_t(0));

    size_t direct = positionalCount < signature.positional ? positionalCount : signature.positional;
    for (size_t i = 0; i < direct; ++i)
        out[i] = arguments[i];
    for (size_t i = direct; i < signature.count; ++i)
        out[i] = Value();
    if (signature.varArguments)
        *rest = Arguments{arguments + direct, positionalCount - direct};

    for (size_t k = 0; k < keywordCount; ++k) {
        auto* name = as<String>(keywordNames->items[k]);
        Value value = arguments[positionalCount + k];
        int index = findName(signature, name);
        if (index >= 0) {
            if (out[index])
                return raiseTypeError("argument for %s() given by name ('%U') and position (%d)",
                                      signature.functionName, name, index + 1);
            out[index] = value;
        } else if (signature.varKeywords) {
            if (!*keywords)
                *keywords = PYC_TRY(newDict());
            PYC_TRY(dictSetString(*keywords, name, value));
        } else {
            for (size_t i = 0; i < signature.positional; ++i)
                if (!out[i] && !(signature.optional >> i & 1) && i >= signature.positionalOnly)
                    return raiseTypeError("%s() missing required argument '%U' (pos %d)", signature.functionName,
                                          signature.names[i], i + 1);
            return unexpectedKeyword(signature, name);
        }
    }
    for (size_t i = direct; i < signature.count; ++i) {
        bool gathers = (signature.varArguments && i == signature.positional) ||
                       (signature.varKeywords && i + 1u == signature.count);
        if (!out[i] && !gathers && !(signature.optional >> i & 1))
            return raiseTypeError("%s() missing required argument '%U' (pos %d)", signature.functionName,
                                  signature.names[i], i + 1);
    }
    return true;
}

ErrorReturn badArgument(const NativeSignature& signature, size_t index, const char* expected, Value actual) {
    bool none = isNone(actual);
    bool single = signature.count == 1 && signature.positionalOnly == 1;
    if (index >= signature.positionalOnly)
        return none ? raiseTypeError("%s() argument '%U' must be %s, not None", signature.functionName,
                                     signature.names[index], expected)
                    : raiseTypeError("%s() argument '%U' must be %s, not %T", signature.functionName,
                                     signature.names[index], expected, actual);
    if (single)
        return none ? raiseTypeError("%s() argument must be %s, not None", signature.functionName, expected)
                    : raiseTypeError("%s() argument must be %s, not %T", signature.functionName, expected, actual);
    return none ? raiseTypeError("%s() argument %d must be %s, not None", signature.functionName, index + 1, expected)
                : raiseTypeError("%s() argument %d must be %s, not %T", signature.functionName, index + 1, expected,
                                 actual);
}

} // namespace pyc::runtime
