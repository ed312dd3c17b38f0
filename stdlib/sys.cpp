// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// sys: the functions. What it holds at start is in sys_values.cpp.
#include "stdlib/sys_values.h"

#include "runtime/builtins/exceptions.h"
#include "runtime/builtins/frame.h"
#include "runtime/builtins/int.h"
#include "runtime/builtins/standard_streams.h"
#include "runtime/host/host.h"
#include "runtime/import/import.h"
#include "runtime/thread/thread.h"

namespace pyc::runtime {

namespace {

Value exit(Value status) {
    if (isNone(status))
        return raiseObject(Value(&SystemExitType));
    if (isTuple(status))
        return raiseObject(PYC_TRY(callUnpacked(Value(&SystemExitType), as<Tuple>(status), nullptr)));
    return raiseObjectOfClass(SystemExitType, status);
}

Value exception() {
    ExceptionObject* handled = currentThread()->handled;
    return handled ? Value(handled) : noneValue();
}

Value exceptionInfo() {
    ExceptionObject* handled = currentThread()->handled;
    if (!handled)
        return newTuple({noneValue(), noneValue(), noneValue()});
    Value traceback = handled->traceback ? Value(handled->traceback) : noneValue();
    return newTuple({Value(typeOf(Value(handled))), Value(handled), traceback});
}

Success exceptHook(Value, Value error, Value) {
    StringBuilder text;
    String* report;
    if (isException(error))
        report = formatException(text, static_cast<ExceptionObject*>(error.object())) ? text.finish() : nullptr;
    else if (isNone(error))
        report = staticString<"NoneType: None\n">;
    else
        report = formatText("TypeError: print_exception(): Exception expected for value, %T found\n", error);
    Value file = systemObject(staticString<"stderr">);
    if (!report || !file || isNone(file))
        return {report != nullptr};
    return {writeText(file, report)};
}

Success displayHook(Value object) {
    if (isNone(object))
        return {};
    Dict* names = builtinsDict();
    if (!dictSetString(names, staticString<"_">, noneValue()))
        return {false};
    Value out = systemObject(staticString<"stdout">);
    if (!out || isNone(out))
        return raiseRuntimeError("lost sys.stdout");
    String* text = PYC_TRY(repr(object));
    return {writeText(out, text) && writeText(out, staticString<"\n">) &&
            dictSetString(names, staticString<"_">, object)};
}

Success setRecursionLimitTo(int32_t limit) { return {setRecursionLimit(limit)}; }

int64_t getRecursionLimit() { return recursionLimit(); }

Value sizeOf(Value object, Value otherwise) {
    Value size = callSpecial(object, staticString<"__sizeof__">);
    if (!size) {
        if (!errorPending())
            raiseTypeError("Type %T doesn't define __sizeof__", object);
        if (otherwise && pendingErrorIs(TypeErrorType)) {
            clearError();
            return otherwise;
        }
        return Value();
    }
    Value number = PYC_TRY(toIndex(size));
    if (PYC_TRY(compareBool(number, Value::fromSmallInt(0), CompareLess)))
        return raiseValueError("__sizeof__() should return >= 0");
    return number;
}

Value intern(Value text) {
    if (!isString(text))
        return raiseTypeError("intern() argument must be str, not %T", text);
    if (!isExactString(text))
        return raiseTypeError("can't intern %T", text);
    return internString(as<String>(text));
}

int64_t getIntMaxStrDigits() { return maximumDigits; }

Success setIntMaxStrDigits(int32_t digits) {
    if (digits != 0 && digits < LeastMaximumDigits)
        return raiseValueError("maxdigits must be >= %d or 0 for unlimited", LeastMaximumDigits);
    maximumDigits = digits;
    return {};
}

Value getReferenceCount(Value) { return raiseNotImplementedError("sys.getrefcount(): references are not counted"); }

Value getFrame(int32_t depth) {
    FrameObject* frame = frameAtDepth(depth);
    return frame || errorPending() ? Value(frame) : Value(raiseValueError("call stack is not deep enough"));
}

Value getFrameModuleName(int32_t depth) {
    FrameObject* frame = frameAtDepth(depth);
    if (!frame && errorPending())
        return Value();
    return frame && frame->function && frame->function->module ? frame->function->module : noneValue();
}

// What PYTHONBREAKPOINT names, or pdb.set_trace; nothing when it says 0.
Value breakpointHook(Value, const Value* arguments, size_t count, Tuple* keywordNames) {
    const char* given = host::environmentVariable("PYTHONBREAKPOINT");
    std::string_view path = given && *given ? given : "pdb.set_trace";
    if (path == "0")
        return noneValue();
    size_t dot = path.rfind('.');
    bool inModule = dot != path.npos;
    String* moduleText = PYC_TRY(newString(inModule ? path.substr(0, dot) : "builtins"));
    String* name = PYC_TRY(newString(inModule ? path.substr(dot + 1) : path));
    Value module = moduleText->length ? importModule(moduleText) : Value(raiseValueError("Empty module name"));
    Value function = module ? getAttribute(module, name) : Value();
    if (function)
        return callWith(function, arguments, count, keywordNames);
    if (!given || !*given) {
        if (!pendingErrorIs(ModuleNotFoundErrorType))
            return Value();
        clearError();
        return raiseNotImplementedError("breakpoint() needs the module pdb, which is not part of this program");
    }
    bool missing =
        pendingErrorIs(ImportErrorType) || pendingErrorIs(AttributeErrorType) || pendingErrorIs(ValueErrorType);
    if (!missing)
        return Value();
    clearError();
    String* message = PYC_TRY(formatText("Ignoring unimportable $PYTHONBREAKPOINT: \"%s\"", path));
    return warn(RuntimeWarningType, utf8Of(message).data) ? noneValue() : Value();
}

Value defaultEncoding() { return staticString<"utf-8">; }
Value fileSystemErrors() { return staticString<"surrogateescape">; }
bool isFinalizing() { return false; }
bool lockIsEnabled() { return false; }
Value noFunction() { return noneValue(); }

constinit double switchInterval = 0.005;
double getSwitchInterval() { return switchInterval; }
Success setSwitchInterval(double interval) {
    if (interval <= 0)
        return raiseValueError("switch interval must be strictly positive");
    switchInterval = interval;
    return {};
}

Success notTracing(Value function) {
    if (isNone(function))
        return {};
    return raiseNotImplementedError("tracing is not supported yet");
}

PYC_GC_ROOT constinit List* auditHooks = nullptr;

Success audit(Value event, Arguments arguments) {
    if (!isString(event))
        return raiseTypeError("audit() argument 1 must be str, not %T", event);
    if (!auditHooks)
        return {};
    Tuple* rest = PYC_TRY(newTuple(std::span(arguments.items, arguments.count)));
    return {forEach(Value(auditHooks), [&](Value hook) { return bool(call(hook, {event, Value(rest)})); })};
}

Success addAuditHook(Value hook) {
    if (!auditHooks)
        auditHooks = PYC_TRY(newList());
    return {listAppend(auditHooks, hook)};
}

Success unraisableHook(Value) { return raiseNotImplementedError("sys.unraisablehook is not supported yet"); }

constinit const NativeMember sysMembers[] = {
    PYC_FUNCTION("addaudithook", addAuditHook, "($module, /, hook)",
                 "Adds a function that is called for each audited event."),
    PYC_FUNCTION("audit", audit, "($module, event, /, *args)", "Tells the audit hooks of an event."),
    PYC_RAW_FUNCTION("breakpointhook", breakpointHook, nullptr, "What breakpoint() calls: the debugger."),
    PYC_FUNCTION("displayhook", displayHook, "($module, object, /)",
                 "Prints the repr of a value and keeps the value as `_`."),
    PYC_FUNCTION("exc_info", exceptionInfo, "($module, /)",
                 "Type, value and traceback of the exception that is being handled."),
    PYC_FUNCTION("excepthook", exceptHook, "($module, exctype, value, traceback, /)",
                 "Prints an exception on sys.stderr."),
    PYC_FUNCTION("exception", exception, "($module, /)", "The exception that is being handled, or None."),
    PYC_FUNCTION("exit", exit, "($module, status=None, /)", "Ends the program by raising SystemExit(status)."),
    PYC_FUNCTION("getdefaultencoding", defaultEncoding, "($module, /)",
                 "The encoding that str and bytes convert with."),
    PYC_FUNCTION("getfilesystemencoding", defaultEncoding, "($module, /)", "The encoding of file names."),
    PYC_FUNCTION("getfilesystemencodeerrors", fileSystemErrors, "($module, /)",
                 "How file names that do not decode are treated."),
    PYC_FUNCTION("getprofile", noFunction, "($module, /)", "The profiling function."),
    PYC_FUNCTION("gettrace", noFunction, "($module, /)", "The tracing function."),
    PYC_FUNCTION("getrecursionlimit", getRecursionLimit, "($module, /)", "How deep calls may be nested."),
    PYC_FUNCTION("getrefcount", getReferenceCount, "($module, object, /)",
                 "The number of references, which are not counted."),
    PYC_FUNCTION("getsizeof", sizeOf, "($module, /, object[, default])", "The memory of an object itself, in bytes."),
    PYC_FUNCTION("getswitchinterval", getSwitchInterval, "($module, /)", "The interval between switches of threads."),
    PYC_FUNCTION("get_int_max_str_digits", getIntMaxStrDigits, "($module, /)",
                 "How many digits int() and str() convert."),
    PYC_FUNCTION("set_int_max_str_digits", setIntMaxStrDigits, "($module, /, maxdigits)",
                 "Sets how many digits int() and str() convert."),
    PYC_FUNCTION("intern", intern, "($module, string, /)", "The one string object of this content."),
    PYC_FUNCTION("is_finalizing", isFinalizing, "($module, /)", "Whether the program is ending."),
    PYC_FUNCTION("setprofile", notTracing, "($module, function, /)", "Sets the profiling function."),
    PYC_FUNCTION("settrace", notTracing, "($module, function, /)", "Sets the tracing function."),
    PYC_FUNCTION("setrecursionlimit", setRecursionLimitTo, "($module, limit, /)", "Sets how deep calls may be nested."),
    PYC_FUNCTION("setswitchinterval", setSwitchInterval, "($module, interval, /)",
                 "Sets the interval between switches of threads."),
    PYC_FUNCTION("unraisablehook", unraisableHook, "($module, unraisable, /)",
                 "Reports an exception that nobody can receive."),
    PYC_FUNCTION("_getframe", getFrame, "($module, depth=0, /)", "A frame of the call stack."),
    PYC_FUNCTION("_getframemodulename", getFrameModuleName, "($module, /, depth=0)",
                 "The module of a frame's function."),
    PYC_FUNCTION("_is_gil_enabled", lockIsEnabled, "($module, /)", "Whether a global lock is in use: no."),
    PYC_END};

} // namespace

PYC_NATIVE_MODULE(sys, "What a program can ask and change of its interpreter.", sysMembers, addSystemValues)

} // namespace pyc::runtime
