// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Calling, and binding arguments to the parameters of functions written in Python.
#include "runtime/object/call.h"

#include "runtime/abi/entry_points.h"
#include "runtime/builtins/exceptions.h"
#include "runtime/object/operations.h"

#include <cstring>

namespace pyc::runtime {

using frontend::CodeData;

Value notCallable(Value callee) { return raiseTypeError("'%T' object is not callable", callee); }

Value callCallable(Callable callable, std::initializer_list<Value> arguments) {
    if (!callable.function)
        return Value();
    if (!callable.receiver)
        return call(callable.function, arguments);
    Value moved[6];
    size_t count = 0;
    moved[count++] = callable.receiver;
    for (Value argument : arguments)
        moved[count++] = argument;
    return callWith(callable.function, moved, count, nullptr);
}

Value callMethod(Value object, String* name, std::initializer_list<Value> arguments) {
    return callCallable(getMethod(object, name), arguments);
}

Value callSpecial(Value object, String* name, std::initializer_list<Value> arguments) {
    return callCallable(lookupSpecial(object, name), arguments);
}

Value callUnpacked(Value callee, Tuple* arguments, Dict* keywords) {
    int64_t keywordCount = keywords ? dictLength(keywords) : 0;
    if (!keywordCount)
        return callWith(callee, arguments->items, size_t(arguments->length), nullptr);
    // On the collector's heap: the values may be held by nothing else.
    auto* all = static_cast<Value*>(gc::allocate(size_t(arguments->length + keywordCount) * sizeof(Value)));
    if (!all)
        return raiseMemoryError();
    Tuple* names = PYC_TRY(newTuple(keywordCount));
    std::memcpy(static_cast<void*>(all), arguments->items, size_t(arguments->length) * sizeof(Value));
    int64_t position = 0, count = 0;
    Value key, value;
    while (count < keywordCount && dictNext(keywords, &position, &key, &value)) {
        if (!isString(key))
            return raiseTypeError("keywords must be strings");
        names->items[count] = key;
        all[arguments->length + count++] = value;
    }
    return callWith(callee, all, size_t(arguments->length), names);
}

String* describeCallable(Value callee) {
    Value qualifiedName, module;
    int found = findAttribute(callee, staticString<"__qualname__">, &qualifiedName);
    if (found < 0)
        return nullptr;
    if (!found)
        return str(callee);
    found = findAttribute(callee, staticString<"__module__">, &module);
    if (found < 0)
        return nullptr;
    if (found && isString(module) && !sameText(as<String>(module), "builtins"))
        return formatText("%S.%S()", module, qualifiedName);
    return formatText("%S()", qualifiedName);
}

// ---- messages about arguments ----
static String* parameterName(Function* function, size_t index) { return function->code->variables[index]; }

static bool joinNames(StringBuilder& builder, Tuple* names) {
    for (int64_t i = 0; i < names->length; ++i) {
        if (i) {
            const char* separator = i + 1 < names->length ? ", " : names->length > 2 ? ", and " : " and ";
            PYC_TRY(builder.append(separator));
        }
        String* quoted = PYC_TRY(repr(names->items[i]));
        PYC_TRY(builder.append(quoted));
    }
    return true;
}

static bool missingArguments(Function* function, const Value* registers, size_t from, size_t to, const char* kind) {
    List* missing = PYC_TRY(newList());
    for (size_t i = from; i < to; ++i)
        if (!registers[i])
            PYC_TRY(listAppend(missing, Value(parameterName(function, i))));
    Tuple* names = PYC_TRY(listToTuple(missing));
    StringBuilder builder;
    PYC_TRY(joinNames(builder, names));
    String* list = PYC_TRY(builder.finish());
    return raiseTypeError("%U() missing %d required %s argument%s: %U", function->qualifiedName, names->length, kind,
                          names->length == 1 ? "" : "s", list);
}

static bool tooManyPositional(Function* function, size_t given, const Value* registers) {
    const CodeData* code = function->code->data;
    size_t parameters = code->argumentCount;
    size_t defaults = function->defaults ? size_t(function->defaults->length) : 0;
    size_t keywordOnlyGiven = 0;
    for (size_t i = 0; registers && i < code->keywordOnlyCount; ++i)
        keywordOnlyGiven += bool(registers[parameters + i]);
    String* range =
        defaults ? formatText("from %d to %d", parameters - defaults, parameters) : formatText("%d", parameters);
    PYC_TRY(range);
    String* extra = keywordOnlyGiven
                        ? formatText(" positional argument%s (and %d keyword-only argument%s)", given != 1 ? "s" : "",
                                     keywordOnlyGiven, keywordOnlyGiven != 1 ? "s" : "")
                        : staticString<"">;
    PYC_TRY(extra);
    return raiseTypeError("%U() takes %U positional argument%s but %d%U %s given", function->qualifiedName, range,
                          defaults || parameters != 1 ? "s" : "", given, extra,
                          given == 1 && !keywordOnlyGiven ? "was" : "were");
}

static bool positionalOnlyByKeyword(Function* function, Tuple* keywordNames) {
    const CodeData* code = function->code->data;
    StringBuilder builder;
    bool any = false;
    for (size_t i = 0; i < code->positionalOnlyCount; ++i)
        for (Value name : itemsOf(keywordNames))
            if (sameName(as<String>(name), parameterName(function, i))) {
                PYC_TRY(!any || builder.append(", "));
                PYC_TRY(builder.append(parameterName(function, i)));
                any = true;
            }
    if (!any)
        return true;
    String* names = PYC_TRY(builder.finish());
    return raiseTypeError("%U() got some positional-only arguments passed as keyword arguments: '%U'",
                          function->qualifiedName, names);
}

static bool unexpectedKeyword(Function* function, String* name, Tuple* keywordNames) {
    const CodeData* code = function->code->data;
    if (code->positionalOnlyCount && !positionalOnlyByKeyword(function, keywordNames))
        return false;
    List* candidates = PYC_TRY(newList());
    for (size_t i = code->positionalOnlyCount; i < code->argumentCount + code->keywordOnlyCount; ++i)
        PYC_TRY(listAppend(candidates, Value(parameterName(function, i))));
    if (String* suggestion = suggestAmong(name, candidates))
        return raiseTypeError("%U() got an unexpected keyword argument '%U'. Did you mean '%U'?",
                              function->qualifiedName, name, suggestion);
    if (errorPending())
        return false;
    return raiseTypeError("%U() got an unexpected keyword argument '%U'", function->qualifiedName, name);
}

static int findParameter(Function* function, const String* name) {
    const CodeData* code = function->code->data;
    size_t last = code->argumentCount + code->keywordOnlyCount;
    for (size_t i = code->positionalOnlyCount; i < last; ++i)
        if (sameName(parameterName(function, i), name))
            return int(i);
    return -1;
}

// ---- binding ----
bool bindArguments(Function* function, const Value* arguments, size_t positionalCount, Tuple* keywordNames,
                   Value* registers) {
    const CodeData* code = function->code->data;
    size_t positional = code->argumentCount, named = positional + code->keywordOnlyCount;
    bool varArguments = code->flags & frontend::CodeVarArgs, varKeywords = code->flags & frontend::CodeVarKeywords;
    size_t direct = positionalCount < positional ? positionalCount : positional;
    for (size_t i = 0; i < direct; ++i)
        registers[i] = arguments[i];
    for (size_t i = direct; i < named; ++i)
        registers[i] = Value();
    if (varArguments) {
        Tuple* rest = positionalCount > direct
                          ? newTuple(std::span<const Value>(arguments + direct, positionalCount - direct))
                          : emptyTuple();
        registers[named] = Value(PYC_TRY(rest));
    }
    Dict* keywords = nullptr;
    if (varKeywords) {
        keywords = PYC_TRY(newDict());
        registers[named + varArguments] = Value(keywords);
    }
    if (keywordNames) {
        PYC_TRY(readyCode(function->code));
        for (int64_t k = 0; k < keywordNames->length; ++k) {
            Value key = keywordNames->items[k];
            Value value = arguments[positionalCount + size_t(k)];
            if (!isString(key))
                return raiseTypeError("%U() keywords must be strings", function->qualifiedName);
            auto* name = as<String>(key);
            int index = findParameter(function, name);
            if (index >= 0) {
                if (registers[index])
                    return raiseTypeError("%U() got multiple values for argument '%U'", function->qualifiedName, name);
                registers[index] = value;
            } else if (keywords) {
                PYC_TRY(dictSetString(keywords, name, value));
            } else {
                return unexpectedKeyword(function, name, keywordNames);
            }
        }
    }
    if (positionalCount > positional && !varArguments)
        return tooManyPositional(function, positionalCount, registers);
    if (direct < positional) {
        size_t defaults = function->defaults ? size_t(function->defaults->length) : 0;
        size_t required = positional > defaults ? positional - defaults : 0;
        for (size_t i = direct; i < required; ++i)
            if (!registers[i]) {
                PYC_TRY(readyCode(function->code));
                return missingArguments(function, registers, i, required, "positional");
            }
        size_t skipped = defaults > positional ? defaults - positional : 0;
        for (size_t i = direct > required ? direct : required; i < positional; ++i)
            if (!registers[i])
                registers[i] = function->defaults->items[i - required + skipped];
    }
    if (code->keywordOnlyCount) {
        bool missing = false;
        for (size_t i = positional; i < named; ++i) {
            if (registers[i])
                continue;
            if (function->keywordDefaults) {
                PYC_TRY(readyCode(function->code));
                registers[i] = dictGetString(function->keywordDefaults, parameterName(function, i));
            }
            missing |= registers[i].isEmpty();
        }
        if (missing) {
            PYC_TRY(readyCode(function->code));
            return missingArguments(function, registers, positional, named, "keyword-only");
        }
    }
    return true;
}

void pyc_too_many_arguments(Function* function, Int64 positionalCount) {
    tooManyPositional(function, size_t(positionalCount), nullptr);
}

} // namespace pyc::runtime
