// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The entry points of raising, catching and matching exceptions.
#include "runtime/abi/entry_points.h"
#include "runtime/object/operations.h"

namespace pyc::runtime {

namespace {

// An exception object of what stands after `raise` or `from`; null: an error is pending.
ExceptionObject* instantiate(Value exception, const char* otherwise) {
    if (isException(exception))
        return as<ExceptionObject>(exception);
    if (!isExceptionClass(exception))
        return raiseTypeError("%s", otherwise);
    Value made = PYC_TRY(call(exception));
    if (!isException(made))
        return raiseTypeError("calling %R should have returned an instance of BaseException, not %R", exception, Value(typeOf(made)));
    return as<ExceptionObject>(made);
}

bool isCatchable(Value cls) {
    if (!isTuple(cls))
        return isExceptionClass(cls);
    for (Value item : itemsOf(as<Tuple>(cls)))
        if (!isExceptionClass(item))
            return false;
    return true;
}

Generator* generatorOfCaller() {
    Frame* frame = currentThread()->frame;
    return frame ? frame->generator : nullptr;
}

} // namespace

void pyc_raise(Value exception, Value cause) {
    ExceptionObject* object = instantiate(exception, "exceptions must derive from BaseException");
    if (!object)
        return;
    if (cause) {
        ExceptionObject* causeObject = nullptr;
        if (!isNone(cause)) {
            causeObject = instantiate(cause, "exception causes must derive from BaseException");
            if (!causeObject)
                return;
        }
        object->cause = causeObject;
        object->suppressContext = true;
    }
    raiseObject(Value(object));
}

void pyc_raise_current() {
    if (ExceptionObject* handled = currentThread()->handled)
        restoreError(handled);
    else
        raiseRuntimeError("No active exception to reraise");
}

void pyc_reraise(Value exception) { restoreError(as<ExceptionObject>(exception)); }

Value pyc_catch(Frame* frame) {
    addTraceback(frame);
    return Value(takeError());
}

// A generator's handlers are its own: between its resumptions sys.exception() is what who resumes it handles.
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
    if (!isCatchable(cls))
        return raiseTypeError("catching classes that do not inherit from BaseException is not allowed");
    int matches = exceptionMatches(exception, cls);
    return matches < 0 ? Value() : boolValue(matches);
}

Value pyc_with_except_start(const Value* exitPair, Value exception) {
    auto* object = as<ExceptionObject>(exception);
    Value traceback = object->traceback ? Value(object->traceback) : noneValue();
    return callCallable({exitPair[0], exitPair[1]}, {Value(typeOf(exception)), exception, traceback});
}

} // namespace pyc::runtime
