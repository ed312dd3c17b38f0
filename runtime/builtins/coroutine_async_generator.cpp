// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Asynchronous generators: what __anext__, asend, athrow and aclose return, and the operations behind async for and
// async with.
#include "runtime/builtins/generator.h"

namespace pyc::runtime {

namespace {

// A value that an asynchronous generator yields, as distinct from what it waits for.
struct WrappedValue : Object {
    Value value;
};

enum class Progress : uint32_t { Init, Iterating, Closed };

// What asend(), __anext__(), athrow() and aclose() return: running it to its end gives the next value yielded.
struct AsyncStep : Object {
    Generator* generator;
    Value argument; // asend: the value to send; athrow: the exception; aclose: empty
    Progress progress;
};

bool isRunning(const Generator* generator) { return generator->flags & AsyncRunning; }
void setRunning(Generator* generator, bool running) {
    generator->flags = running ? generator->flags | AsyncRunning : generator->flags & ~uint32_t(AsyncRunning);
}

AsyncStep* newStep(Shape& shape, Generator* generator, Value argument) {
    auto* step = static_cast<AsyncStep*>(gc::allocate(sizeof(AsyncStep)));
    if (!step)
        return raiseMemoryError();
    step->generator = generator;
    step->argument = argument;
    step->progress = Progress::Init;
    step->shape = &shape;
    return step;
}

bool isWrapped(Value value) { return value && typeOf(value) == &AsyncGeneratorWrappedValueType; }

// Runs the generator a step; empty: an error is pending. Its end is a StopAsyncIteration, as its body's would be.
Value runStep(Generator* generator, Value sent, ResumeCommand command) {
    Value result;
    Step step = resumeGenerator(generator, sent, command, &result);
    if (step == Step::Yielded)
        return result;
    if (step == Step::Finished)
        raiseObject(Value(&StopAsyncIterationType));
    if (pendingErrorIs(StopAsyncIterationType) || pendingErrorIs(GeneratorExitType))
        generator->flags |= AsyncClosed;
    return Value();
}

// A wrapped value ends the step with StopIteration, anything else is awaited.
Value deliver(AsyncStep* self, Value result) {
    if (result && !isWrapped(result))
        return result;
    setRunning(self->generator, false);
    self->progress = Progress::Closed;
    if (result)
        raiseStopIteration(as<WrappedValue>(result)->value);
    return Value();
}

// close() of a step: GeneratorExit where it waits, which may only come out again.
Value closeStep(AsyncStep* self, Value (*throwInto)(AsyncStep*, Arguments)) {
    if (self->progress == Progress::Closed)
        return noneValue();
    ExceptionObject* exit = PYC_TRY(newExceptionWith(GeneratorExitType, emptyTuple()));
    Value argument(exit);
    if (throwInto(self, {&argument, 1}))
        return raiseRuntimeError("coroutine ignored GeneratorExit");
    if (!pendingErrorIs(StopIterationType) && !pendingErrorIs(StopAsyncIterationType) &&
        !pendingErrorIs(GeneratorExitType))
        return Value();
    clearError();
    return noneValue();
}

// ---- asend() and __anext__() ----

constexpr const char* SendReused = "cannot reuse already awaited __anext__()/asend()";

bool beginSend(AsyncStep* self, const char* reused) {
    if (self->progress == Progress::Closed)
        return raiseRuntimeError("%s", reused);
    if (self->progress == Progress::Init) {
        if (isRunning(self->generator)) {
            self->progress = Progress::Closed;
            return raiseRuntimeError("anext(): asynchronous generator is already running");
        }
        self->progress = Progress::Iterating;
        setRunning(self->generator, true);
    }
    return true;
}

Value sendSend(AsyncStep* self, Value value) {
    bool first = self->progress == Progress::Init;
    if (!beginSend(self, SendReused))
        return Value();
    if (first && isNone(value))
        value = self->argument;
    return deliver(self, runStep(self->generator, value, ResumeCommand::Send));
}

Value sendThrow(AsyncStep* self, Arguments arguments) {
    ExceptionObject* exception = PYC_TRY(exceptionToThrow("throw", arguments));
    if (!beginSend(self, SendReused))
        return Value();
    return deliver(self, runStep(self->generator, Value(exception), ResumeCommand::Throw));
}

Value sendClose(AsyncStep* self) { return closeStep(self, sendThrow); }

Value sendNext(Value self) { return sendSend(as<AsyncStep>(self), noneValue()); }
Value itself(Value self) { return self; }

constinit const NativeMember sendMembers[] = {
    PYC_METHOD("send", sendSend, "($self, object, /)", "Goes on with the step."),
    PYC_METHOD("throw", sendThrow, "($self, /, *args)", "Raises an exception where the step waits."),
    PYC_METHOD("close", sendClose, "($self, /)", "Ends the step."),
    PYC_END,
};

// ---- athrow() and aclose() ----

bool isClose(const AsyncStep* self) { return !self->argument; }

// aclose() is done when the generator ended; a value yielded meanwhile is an error.
Value deliverThrow(AsyncStep* self, Value result) {
    if (!isClose(self))
        return deliver(self, result);
    if (result && !isWrapped(result))
        return result;
    setRunning(self->generator, false);
    self->progress = Progress::Closed;
    if (result)
        return raiseRuntimeError("async generator ignored GeneratorExit");
    if (pendingErrorIs(StopAsyncIterationType) || pendingErrorIs(GeneratorExitType)) {
        clearError();
        raiseStopIteration(Value());
    }
    return Value();
}

bool beginThrow(AsyncStep* self) {
    if (self->progress == Progress::Closed)
        return raiseRuntimeError("cannot reuse already awaited aclose()/athrow()");
    Generator* generator = self->generator;
    if (stateOf(generator) == GeneratorState::Finished) {
        self->progress = Progress::Closed;
        return raiseStopIteration(Value());
    }
    if (self->progress != Progress::Init)
        return true;
    if (isRunning(generator)) {
        self->progress = Progress::Closed;
        return raiseRuntimeError("%s(): asynchronous generator is already running",
                                 isClose(self) ? "aclose" : "athrow");
    }
    if (generator->flags & AsyncClosed) {
        self->progress = Progress::Closed;
        return raiseObject(Value(&StopAsyncIterationType));
    }
    return true;
}

Value throwSend(AsyncStep* self, Value value) {
    if (!beginThrow(self))
        return Value();
    Generator* generator = self->generator;
    if (self->progress == Progress::Iterating)
        return deliverThrow(self, runStep(generator, value, ResumeCommand::Send));
    if (!isNone(value))
        return raiseRuntimeError("can't send non-None value to a just-started coroutine");
    self->progress = Progress::Iterating;
    setRunning(generator, true);
    Value exception = self->argument;
    if (isClose(self)) {
        generator->flags |= AsyncClosed;
        exception = Value(PYC_TRY(newExceptionWith(GeneratorExitType, emptyTuple())));
    }
    return deliverThrow(self, runStep(generator, exception, ResumeCommand::Throw));
}

Value throwThrow(AsyncStep* self, Arguments arguments) {
    ExceptionObject* exception = PYC_TRY(exceptionToThrow("throw", arguments));
    if (!beginThrow(self))
        return Value();
    if (self->progress == Progress::Init) {
        self->progress = Progress::Iterating;
        setRunning(self->generator, true);
    }
    return deliverThrow(self, runStep(self->generator, Value(exception), ResumeCommand::Throw));
}

Value throwClose(AsyncStep* self) { return closeStep(self, throwThrow); }

Value throwNext(Value self) { return throwSend(as<AsyncStep>(self), noneValue()); }

constinit const NativeMember throwMembers[] = {
    PYC_METHOD("send", throwSend, "($self, object, /)", "Goes on with the step."),
    PYC_METHOD("throw", throwThrow, "($self, /, *args)", "Raises an exception where the step waits."),
    PYC_METHOD("close", throwClose, "($self, /)", "Ends the step."),
    PYC_END,
};

// ---- the generator itself ----

Value asyncNext(Value self) { return newStep(AsyncGeneratorSendShape, as<Generator>(self), noneValue()); }
Value asyncSend(Generator* self, Value value) { return newStep(AsyncGeneratorSendShape, self, value); }
Value asyncThrow(Generator* self, Arguments arguments) {
    ExceptionObject* exception = PYC_TRY(exceptionToThrow("athrow", arguments));
    return newStep(AsyncGeneratorThrowShape, self, Value(exception));
}
Value asyncClose(Generator* self) { return newStep(AsyncGeneratorThrowShape, self, Value()); }

constinit const NativeMember asyncGeneratorMembers[] = {
    PYC_METHOD("asend", asyncSend, "($self, value, /)",
               "An awaitable that sends the value and gives the next one yielded."),
    PYC_METHOD("athrow", asyncThrow, "($self, /, *args)", "An awaitable that raises an exception in the generator."),
    PYC_METHOD("aclose", asyncClose, "($self, /)", "An awaitable that ends the generator."),
    PYC_METHOD("__del__", deleteGenerator, "($self, /)", "Called when the object is about to be destroyed."),
    PYC_CLASS_METHOD("__class_getitem__", generatorAlias, "($type, item, /)",
                     "The class with types for what is yielded, sent and returned."),
    PYC_PROPERTY("__name__", generatorName, setGeneratorName, "The name of the generator."),
    PYC_PROPERTY("__qualname__", generatorQualifiedName, setGeneratorQualifiedName,
                 "The qualified name of the generator."),
    PYC_GETTER("ag_await", generatorDelegate, "What the generator awaits, or None."),
    PYC_GETTER("ag_frame", generatorFrame, nullptr),
    PYC_GETTER(
        "ag_running", [](Value self) { return boolValue(isRunning(as<Generator>(self))); }, nullptr),
    PYC_GETTER("ag_code", generatorCode, nullptr),
    PYC_GETTER("ag_suspended", generatorSuspended, nullptr),
    PYC_END,
};

// ---- anext() with a default ----

struct AnextAwaitable : Object {
    Value awaitable;
    Value otherwise;
};

extern Shape anextShape;

// What runs the awaitable: an iterator.
Value iteratorOf(AnextAwaitable* self) {
    Value iterator = PYC_TRY(pyc_get_awaitable(self->awaitable, 0));
    return typeOf(iterator)->slots.next ? iterator : typeOf(iterator)->slots.await(iterator);
}

// The end of the generator is the default instead.
Value orDefault(AnextAwaitable* self, Value result) {
    if (!result && pendingErrorIs(StopAsyncIterationType)) {
        clearError();
        raiseStopIteration(self->otherwise);
    }
    return result;
}

Value anextNext(Value value) {
    auto* self = as<AnextAwaitable>(value);
    Value iterator = PYC_TRY(iteratorOf(self));
    return orDefault(self, typeOf(iterator)->slots.next(iterator));
}

Value anextCall(AnextAwaitable* self, String* name, Arguments arguments) {
    Value iterator = PYC_TRY(iteratorOf(self));
    Value method = PYC_TRY(getAttribute(iterator, name));
    return orDefault(self, call(method, std::span<const Value>(arguments.items, arguments.count)));
}

Value anextSend(AnextAwaitable* self, Value value) { return anextCall(self, staticString<"send">, {&value, 1}); }
Value anextThrow(AnextAwaitable* self, Arguments arguments) {
    return anextCall(self, staticString<"throw">, arguments);
}
Value anextClose(AnextAwaitable* self) { return anextCall(self, staticString<"close">, {nullptr, 0}); }

constinit const NativeMember anextMembers[] = {
    PYC_METHOD("send", anextSend, "($self, object, /)", "Goes on with the step."),
    PYC_METHOD("throw", anextThrow, "($self, /, *args)", "Raises an exception where the step waits."),
    PYC_METHOD("close", anextClose, "($self, /)", "Ends the step."),
    PYC_END,
};

extern Type anextType;
PYC_GC_ROOT constinit Shape anextShape = defineShape(anextType);
PYC_GC_ROOT constinit Type anextType = defineType({
    .name = "anext_awaitable",
    .shape = &anextShape,
    .instanceSize = sizeof(AnextAwaitable),
    .members = anextMembers,
    .slots = {.iter = itself, .next = anextNext, .await = itself},
});

} // namespace

Value newAnextAwaitable(Value awaitable, Value otherwise) {
    auto* result = static_cast<AnextAwaitable*>(gc::allocate(sizeof(AnextAwaitable)));
    if (!result)
        return raiseMemoryError();
    result->awaitable = awaitable;
    result->otherwise = otherwise;
    result->shape = &anextShape;
    return result;
}

PYC_GC_ROOT constinit Shape AsyncGeneratorShape = defineShape(AsyncGeneratorType);
PYC_GC_ROOT constinit Type AsyncGeneratorType = defineType({
    .name = "async_generator",
    .shape = &AsyncGeneratorShape,
    .instanceSize = sizeof(Generator),
    .members = asyncGeneratorMembers,
    .slots = {.repr = generatorRepr, .asyncIter = itself, .asyncNext = asyncNext},
});

PYC_GC_ROOT constinit Shape AsyncGeneratorSendShape = defineShape(AsyncGeneratorSendType);
PYC_GC_ROOT constinit Type AsyncGeneratorSendType = defineType({
    .name = "async_generator_asend",
    .shape = &AsyncGeneratorSendShape,
    .instanceSize = sizeof(AsyncStep),
    .members = sendMembers,
    .slots = {.iter = itself, .next = sendNext, .await = itself},
});

PYC_GC_ROOT constinit Shape AsyncGeneratorThrowShape = defineShape(AsyncGeneratorThrowType);
PYC_GC_ROOT constinit Type AsyncGeneratorThrowType = defineType({
    .name = "async_generator_athrow",
    .shape = &AsyncGeneratorThrowShape,
    .instanceSize = sizeof(AsyncStep),
    .members = throwMembers,
    .slots = {.iter = itself, .next = throwNext, .await = itself},
});

PYC_GC_ROOT constinit Shape AsyncGeneratorWrappedValueShape = defineShape(AsyncGeneratorWrappedValueType);
PYC_GC_ROOT constinit Type AsyncGeneratorWrappedValueType = defineType({
    .name = "async_generator_wrapped_value",
    .shape = &AsyncGeneratorWrappedValueShape,
    .instanceSize = sizeof(WrappedValue),
});

Value pyc_wrap_async_yield(Value value) {
    auto* wrapped = static_cast<WrappedValue*>(gc::allocate(sizeof(WrappedValue)));
    if (!wrapped)
        return raiseMemoryError();
    wrapped->value = value;
    wrapped->shape = &AsyncGeneratorWrappedValueShape;
    return wrapped;
}

Value pyc_get_async_iter(Value iterable) {
    UnarySlot slot = typeOf(iterable)->slots.asyncIter;
    if (!slot)
        return raiseTypeError("'async for' requires an object with __aiter__ method, got %T", iterable);
    Value iterator = PYC_TRY(slot(iterable));
    if (!typeOf(iterator)->slots.asyncNext)
        return raiseTypeError("'async for' received an object from __aiter__ that does not implement __anext__: %T",
                              iterator);
    return iterator;
}

Value pyc_get_async_next(Value iterator) {
    Value awaitable;
    UnarySlot slot = typeOf(iterator)->slots.asyncNext;
    if (!slot)
        return raiseTypeError("'async for' requires an iterator with __anext__ method, got %T", iterator);
    awaitable = PYC_TRY(slot(iterator));
    if (typeOf(awaitable) == &AsyncGeneratorSendType)
        return awaitable;
    Value result = pyc_get_awaitable(awaitable, 0);
    if (result)
        return result;
    ExceptionObject* cause = takeError();
    raiseTypeError("'async for' received an invalid object from __anext__: %T", awaitable);
    ExceptionObject* error = takeError();
    error->cause = cause;
    error->context = cause;
    error->suppressContext = true;
    restoreError(error);
    return Value();
}

bool pyc_end_async_for(Value exception) {
    if (isA(exception, StopAsyncIterationType))
        return true;
    restoreError(as<ExceptionObject>(exception));
    return false;
}

} // namespace pyc::runtime
