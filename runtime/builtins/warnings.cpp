// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Warnings go through a list of filters that programs can change: one is shown on sys.stderr, ignored or raised. What
// was shown is remembered in `__warningregistry__` of the module it came from.
#include "runtime/builtins/warnings.h"
#include "runtime/builtins/frame.h"
#include "runtime/builtins/standard_streams.h"
#include "runtime/builtins/traceback_source.h"
#include "runtime/import/import.h"
#include "runtime/object/operations.h"

namespace pyc::runtime {

namespace {

PYC_GC_ROOT constinit WarningState* state = nullptr;

// Those an interpreter starts with.
bool addFilter(List* filters, String* action, Type& category, Value module) {
    Tuple* filter = PYC_TRY(newTuple({Value(action), noneValue(), Value(&category), module, Value::fromSmallInt(0)}));
    return listAppend(filters, Value(filter));
}

bool addStandardFilters(List* filters) {
    String* ignore = staticString<"ignore">;
    return addFilter(filters, staticString<"default">, DeprecationWarningType, Value(staticString<"__main__">)) &&
           addFilter(filters, ignore, DeprecationWarningType, noneValue()) &&
           addFilter(filters, ignore, PendingDeprecationWarningType, noneValue()) &&
           addFilter(filters, ignore, ImportWarningType, noneValue()) &&
           addFilter(filters, ignore, ResourceWarningType, noneValue());
}

// What the module `warnings`, if the program has imported it, says instead; empty (no error): nothing.
Value fromWarningsModule(String* name) {
    Dict* modules = modulesDict();
    Value module = modules ? dictGetString(modules, staticString<"warnings">) : Value();
    Value found;
    if (!module || isNone(module) || findAttribute(module, name, &found) <= 0)
        return Value();
    return found;
}

int matches(Value wanted, Value actual) { // 1, 0, -1
    if (isNone(wanted))
        return 1;
    if (isExactly(wanted, StringType))
        return compareBool(wanted, actual, CompareEqual);
    return isTrue(PYC_TRY(callMethod(wanted, staticString<"match">, {actual})));
}

// The action of the first filter that matches, which `*filter` gets; empty: an error is pending.
Value chooseAction(WarningState& warnings, Type& category, String* text, int64_t line, Value module, Value* filter) {
    Value list = fromWarningsModule(staticString<"filters">);
    if (errorPending())
        return Value();
    if (!list)
        list = Value(warnings.filters);
    if (!isList(list))
        return raiseValueError("warnings.filters must be a list");
    for (int64_t i = 0; i < listLength(as<List>(list)); ++i) {
        Value item = listItem(as<List>(list), i);
        if (!isTuple(item) || as<Tuple>(item)->length != 5)
            return raiseValueError("warnings.filters item %d isn't a 5-tuple", i);
        const Value* parts = as<Tuple>(item)->items;
        if (!isString(parts[0]))
            return raiseTypeError("action must be a string, not '%T'", parts[0]);
        int textMatches = PYC_TRY(matches(parts[1], Value(text)));
        int moduleMatches = PYC_TRY(matches(parts[3], module));
        int categoryMatches = PYC_TRY(isSubclass(Value(&category), parts[2]));
        int64_t wantedLine = 0;
        if (Result<int64_t> number = toInt64(parts[4]); number.ok)
            wantedLine = number.value;
        else
            return Value();
        if (textMatches && moduleMatches && categoryMatches && (!wantedLine || wantedLine == line)) {
            *filter = item;
            return parts[0];
        }
    }
    *filter = noneValue();
    Value otherwise = fromWarningsModule(staticString<"defaultaction">);
    return otherwise && isString(otherwise) ? otherwise : Value(staticString<"default">);
}

// Whether `key` was shown since filters changed last; notes it if asked to. -1: error.
int knownIn(WarningState& warnings, Dict* registry, Value key, bool note) {
    Value version = dictGetString(registry, staticString<"version">);
    if (!version || version != intValue(warnings.version)) {
        dictClear(registry);
        PYC_TRY(dictSetString(registry, staticString<"version">, intValue(warnings.version)));
    } else {
        Value known = dictGet(registry, key);
        if (known || errorPending())
            return known ? isTrue(known) : -1;
    }
    return note && !dictSet(registry, key, trueValue()) ? -1 : 0;
}

// The file's name without `.py`.
Value moduleOf(String* fileName) {
    if (!fileName->length)
        return Value(staticString<"<unknown>">);
    int64_t length = fileName->length;
    bool isSource = length >= 3 && codePointAt(fileName, length - 3) == '.' &&
                    codePointAt(fileName, length - 2) == 'p' && codePointAt(fileName, length - 1) == 'y';
    if (!isSource)
        return Value(fileName);
    return getItem(Value(fileName), Value(newSlice(noneValue(), intValue(length - 3), noneValue())));
}

bool show(Type& category, String* text, String* fileName, int64_t line, String* sourceText, Value source) {
    Value file = systemObject(staticString<"stderr">);
    if (!file || isNone(file))
        return true;
    if (!sourceText)
        sourceText = PYC_TRY(sourceLine(fileName, line));
    Value stripped = PYC_TRY(callMethod(Value(sourceText), staticString<"strip">));
    String* report = PYC_TRY(formatText("%U:%d: %s: %U\n", fileName, line, shortTypeName(&category), text));
    if (as<String>(stripped)->length)
        report = PYC_TRY(formatText("%U  %U\n", report, as<String>(stripped)));
    if (source)
        report = PYC_TRY(formatText("%U%s: Enable tracemalloc to get the object allocation traceback\n", report,
                                    shortTypeName(&category)));
    // Nobody can be told that the stream failed.
    if (!writeText(file, report))
        clearError();
    return true;
}

// warnings._showwarnmsg(WarningMessage(…)), which programs replace; false with nothing pending: there is none.
bool showThroughModule(Type& category, Value message, String* fileName, int64_t line, Value source, bool* done) {
    Value hook = fromWarningsModule(staticString<"_showwarnmsg">);
    Value make = hook ? fromWarningsModule(staticString<"WarningMessage">) : Value();
    *done = bool(make);
    if (!make)
        return !errorPending();
    Value record = PYC_TRY(call(make, {message, Value(&category), Value(fileName), intValue(line), noneValue(),
                                       noneValue(), source ? source : noneValue()}));
    return bool(call(hook, {record}));
}

// Whether it was shown before, by the rules of the action; notes it. -1: error.
int alreadyShown(WarningState& warnings, Value action, Value filter, Type& category, String* text, Tuple* key,
                 Dict* registry) {
    auto* name = as<String>(action);
    if (sameText(name, "always") || sameText(name, "all"))
        return 0;
    if (registry && !dictSet(registry, Value(key), trueValue()))
        return -1;
    if (sameText(name, "default"))
        return 0;
    if (!sameText(name, "once") && !sameText(name, "module"))
        return raiseRuntimeError("Unrecognized action (%R) in warnings.filters:\n %R", action, filter);
    if (!registry && sameText(name, "once"))
        registry = warnings.once;
    Tuple* shorter = PYC_TRY(newTuple({Value(text), Value(&category)}));
    return registry ? knownIn(warnings, registry, Value(shorter), true) : 0;
}

bool hasSkippedName(String* fileName, Tuple* prefixes) {
    for (int64_t i = 0; prefixes && i < prefixes->length; ++i) {
        auto* prefix = as<String>(prefixes->items[i]);
        int64_t at = 0;
        while (at < prefix->length && at < fileName->length && codePointAt(prefix, at) == codePointAt(fileName, at))
            ++at;
        if (at == prefix->length)
            return true;
    }
    return false;
}

} // namespace

WarningState* warningState() {
    if (state)
        return state;
    auto* made = static_cast<WarningState*>(gc::allocate(sizeof(WarningState)));
    if (!made)
        return raiseMemoryError();
    made->filters = PYC_TRY(newList());
    made->once = PYC_TRY(newDict());
    if (!addStandardFilters(made->filters))
        return nullptr;
    return state = made;
}

bool warnExplicit(Type& category, Value message, String* fileName, int64_t line, String* module, Value registryValue,
                  String* sourceText, Value source) {
    WarningState* warnings = PYC_TRY(warningState());
    Dict* registry = registryValue ? as<Dict>(registryValue) : nullptr;
    Value moduleValue = module ? Value(module) : PYC_TRY(moduleOf(fileName));
    bool isWarning = isA(message, WarningType);
    // A text that is no str is possible for warn(): it is what the warning is made of.
    Value text = isWarning ? Value(PYC_TRY(str(message))) : message;
    if (!isWarning)
        message = PYC_TRY(call(Value(&category), {message}));
    String* words = isString(text) ? as<String>(text) : PYC_TRY(str(text));
    Tuple* key = PYC_TRY(newTuple({text, Value(&category), intValue(line)}));
    if (registry && PYC_TRY(knownIn(*warnings, registry, Value(key), false)))
        return true;
    Value filter;
    Value action = PYC_TRY(chooseAction(*warnings, category, words, line, moduleValue, &filter));
    if (sameText(as<String>(action), "error"))
        return raiseObject(message);
    if (sameText(as<String>(action), "ignore"))
        return true;
    if (PYC_TRY(alreadyShown(*warnings, action, filter, category, words, key, registry)))
        return true;
    bool done;
    if (!showThroughModule(category, message, fileName, line, source, &done))
        return false;
    return done || show(category, words, fileName, line, sourceText, source);
}

bool warnWith(Type& category, Value message, int64_t stackLevel, Tuple* skipped, Value source) {
    Frame* frame = currentThread()->frame;
    auto skip = [&] {
        while (frame && hasSkippedName(frame->code->fileName, skipped))
            frame = frame->previous;
    };
    skip();
    for (int64_t level = 1; frame && level < stackLevel; ++level) {
        frame = frame->previous;
        skip();
    }
    if (frame)
        PYC_TRY(readyCode(frame->code));
    Dict* globals = frame ? globalsOfFrame(frame) : nullptr;
    String* fileName = frame ? frame->code->fileName : staticString<"<sys>">;
    Value registry, module;
    if (globals) {
        registry = dictGetString(globals, staticString<"__warningregistry__">);
        module = dictGetString(globals, staticString<"__name__">);
        if (!registry || !isDict(registry)) {
            Dict* made = PYC_TRY(newDict());
            registry = Value(made);
            PYC_TRY(dictSetString(globals, staticString<"__warningregistry__">, registry));
        }
    }
    String* moduleText = module && isString(module) ? as<String>(module) : staticString<"<string>">;
    return warnExplicit(category, message, fileName, frame ? currentLine(frame) : 0,
                        frame ? moduleText : staticString<"sys">, registry, nullptr, frame ? source : Value());
}

bool warn(Type& category, const char* message, int stackLevel) {
    String* text = PYC_TRY(newString(message));
    return warnWith(category, Value(text), stackLevel);
}

} // namespace pyc::runtime
