// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The entry points of raising and handling.
#include "runtime/builtins/exceptions.h"
#include "runtime/abi/entry_points.h"
#include "runtime/builtins/generator.h"
#include "runtime/object/operations.h"

namespace pyc::runtime {

// An exception object from what stands after `raise` or `from`; empty: error.
static Value instantiate(Value given, const char* message) {
    if (isException(given))
        return given;
    if (!isExceptionClass(given))
        return raiseTypeError(message);
    Value made = PYC_TRY(call(given));
    if (!isException(made))
        return raiseTypeError("calling %R should have returned an instance of BaseException, not %R", given,
                              Value(typeOf(made)));
    return made;
}

void pyc_raise(Value exception, Value cause) {
    Value raised = instantiate(exception, "exceptions must derive from BaseException");
    if (!raised)
        return;
    if (cause) {
        Value fixed = isNone(cause) ? cause : instantiate(cause, "exception causes must derive from BaseException");
        if (!fixed)
            return;
        auto* error = as<ExceptionObject>(raised);
        error->cause = isNone(fixed) ? nullptr : as<ExceptionObject>(fixed);
        error->suppressContext = true;
    }
    raiseObject(raised);
}

void pyc_raise_current() {
    Thread* thread = currentThread();
    if (thread->handled)
        thread->pending = thread->handled;
    else
        raiseRuntimeError("No active exception to reraise");
}

void pyc_reraise(Value exception) { currentThread()->pending = as<ExceptionObject>(exception); }

// A generator's handlers are its own: between its resumptions sys.exception() is what who resumes it handles.
static Generator* generatorOfCaller() {
    Frame* frame = currentThread()->frame;
    return frame ? generatorOf(frame) : nullptr;
}

Value pyc_push_handled(Value exception) {
    Thread* thread = currentThread();
    Generator* generator = generatorOfCaller();
    ExceptionObject** handled = generator ? &generator->handled : &thread->handled;
    Value previous = *handled ? Value(*handled) : noneValue();
    *handled = as<ExceptionObject>(exception);
    thread->handled = as<ExceptionObject>(exception);
    return previous;
}

void pyc_pop_handled(Value previous) {
    Thread* thread = currentThread();
    ExceptionObject* handled = isNone(previous) ? nullptr : as<ExceptionObject>(previous);
    thread->handled = handled;
    if (Generator* generator = generatorOfCaller()) {
        generator->handled = handled;
        if (!handled)
            thread->handled = generator->outerHandled;
    }
}

Value pyc_match_exception(Value exception, Value cls) {
    int result = exceptionMatches(exception, cls);
    return result < 0 ? Value() : boolValue(result);
}

Value pyc_with_except_start(const Value* exitPair, Value exception) {
    TracebackObject* traceback = as<ExceptionObject>(exception)->traceback;
    Value entry = traceback ? Value(traceback) : noneValue();
    return callCallable({exitPair[0], exitPair[1]}, {Value(typeOf(exception)), exception, entry});
}

} // namespace pyc::runtime
