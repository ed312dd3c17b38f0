// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// _warnings: the list of filters, and issuing warnings.
#include "runtime/builtins/context_variable.h"
#include "runtime/builtins/warnings.h"
#include "runtime/import/native_module.h"

namespace pyc::runtime {

namespace {

// The class of a warning: the message's own, the one that is given, or UserWarning.
Type* categoryOf(Value message, Value category) {
    if (isA(message, WarningType))
        return typeOf(message);
    if (isNone(category))
        return &UserWarningType;
    if (!isType(category) || !isSubtype(as<Type>(category), &WarningType))
        return raiseTypeError("category must be a Warning subclass, not '%T'", category);
    return as<Type>(category);
}

Success warnFunction(Value message, Value category, int64_t stackLevel, Value, Value skipped) {
    Tuple* prefixes = nullptr;
    if (skipped) {
        if (!isTuple(skipped))
            return raiseTypeError("warn() argument 'skip_file_prefixes' must be tuple, not %T", skipped);
        prefixes = as<Tuple>(skipped);
        for (int64_t i = 0; i < prefixes->length; ++i)
            if (!isString(prefixes->items[i]))
                return raiseTypeError("Found non-str '%R' in skip_file_prefixes.", prefixes->items[i]);
        if (prefixes->length && stackLevel < 2)
            stackLevel = 2;
    }
    Type* cls = PYC_TRY(categoryOf(message, category));
    return {warnWith(*cls, message, stackLevel, prefixes)};
}

Success warnExplicitFunction(Value message, Type* category, Value fileName, int64_t line, Value module, Value registry,
                             Value, Value) {
    if (!isString(fileName))
        return raiseTypeError("warn_explicit() argument 'filename' must be str, not %T", fileName);
    if (registry && isNone(registry))
        registry = Value();
    if (registry && !isDict(registry))
        return raiseTypeError("'registry' must be a dict or None");
    String* moduleText = module && isString(module) ? as<String>(module) : nullptr;
    Type* cls = PYC_TRY(categoryOf(message, Value(category)));
    return {warnExplicit(*cls, message, as<String>(fileName), line, moduleText, registry)};
}

Success acquireLock() {
    WarningState* state = PYC_TRY(warningState());
    ++state->lockDepth;
    return {};
}

Success releaseLock() {
    WarningState* state = PYC_TRY(warningState());
    if (!state->lockDepth)
        return raiseRuntimeError("cannot release un-acquired lock");
    --state->lockDepth;
    return {};
}

Success filtersMutated() {
    WarningState* state = PYC_TRY(warningState());
    if (!state->lockDepth)
        return raiseRuntimeError("warnings lock is not held");
    ++state->version;
    return {};
}

constinit const NativeMember warningsMembers[] = {
    PYC_FUNCTION("warn", warnFunction,
                 "($module, /, message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=())",
                 "Issues a warning: it is shown, ignored or raised, as the filters say."),
    PYC_FUNCTION("warn_explicit", warnExplicitFunction,
                 "($module, /, message, category, filename, lineno, module=<unrepresentable>, registry=None, "
                 "module_globals=None, source=None)",
                 "Issues a warning about a given place."),
    PYC_FUNCTION("_acquire_lock", acquireLock, "($module, /)", nullptr),
    PYC_FUNCTION("_release_lock", releaseLock, "($module, /)", nullptr),
    PYC_FUNCTION("_filters_mutated_lock_held", filtersMutated, "($module, /)", nullptr),
    PYC_CONSTANT("_defaultaction", Value(staticString<"default">)),
    PYC_END,
};

bool addState(Module* module) {
    WarningState* state = PYC_TRY(warningState());
    return dictSetString(module->namespaceDict, staticString<"filters">, Value(state->filters)) &&
           dictSetString(module->namespaceDict, staticString<"_onceregistry">, Value(state->once)) &&
           dictSetString(module->namespaceDict, staticString<"_warnings_context">,
                         newContextVariable(staticString<"_warnings_context">));
}

} // namespace

PYC_NATIVE_MODULE(_warnings, "Warnings and the filters they go through.", warningsMembers, addState)

} // namespace pyc::runtime
