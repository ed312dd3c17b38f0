// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Coroutines, what await accepts, and sending into whatever is awaited or delegated to.
#include "runtime/builtins/generator.h"

namespace pyc::runtime {

namespace {

struct CoroutineWrapper : Object {
    Generator* coroutine;
};

Generator* coroutineOf(Value wrapper) { return as<CoroutineWrapper>(wrapper)->coroutine; }

Value sendTo(Generator* coroutine, Value value) {
    Value result;
    Step step = resumeGenerator(coroutine, value, ResumeCommand::Send, &result);
    return finishStep(step, result);
}

Value throwTo(Generator* coroutine, Arguments arguments) {
    ExceptionObject* exception = PYC_TRY(exceptionToThrow("throw", arguments));
    Value result;
    Step step = resumeGenerator(coroutine, Value(exception), ResumeCommand::Throw, &result);
    return finishStep(step, result);
}

Value await(Value self) {
    auto* wrapper = static_cast<CoroutineWrapper*>(gc::allocate(sizeof(CoroutineWrapper)));
    if (!wrapper)
        return raiseMemoryError();
    wrapper->coroutine = as<Generator>(self);
    wrapper->shape = &CoroutineWrapperShape;
    return wrapper;
}

Value origin(Value) { return noneValue(); }

Value wrapperSend(Value self, Value value) { return sendTo(coroutineOf(self), value); }
Value wrapperThrow(Value self, Arguments arguments) { return throwTo(coroutineOf(self), arguments); }
Value wrapperClose(Value self) { return closeGenerator(coroutineOf(self)); }
Value wrapperNext(Value self) { return sendTo(coroutineOf(self), noneValue()); }
Value itself(Value self) { return self; }

constinit const NativeMember coroutineMembers[] = {
    PYC_METHOD("send", sendTo, "($self, object, /)",
               "Resumes the coroutine; its current await gives the object. Returns what it waits for next."),
    PYC_METHOD("throw", throwTo, "($self, /, *args)", "Raises an exception where the coroutine waits."),
    PYC_METHOD("close", closeGenerator, "($self, /)",
               "Raises GeneratorExit where the coroutine waits, so that it ends."),
    PYC_METHOD("__del__", deleteGenerator, "($self, /)", "Called when the object is about to be destroyed."),
    PYC_CLASS_METHOD("__class_getitem__", generatorAlias, "($type, item, /)",
                     "The class with types for what is yielded, sent and returned."),
    PYC_PROPERTY("__name__", generatorName, setGeneratorName, "The name of the coroutine."),
    PYC_PROPERTY("__qualname__", generatorQualifiedName, setGeneratorQualifiedName,
                 "The qualified name of the coroutine."),
    PYC_GETTER("cr_await", generatorDelegate, "What the coroutine awaits, or None."),
    PYC_GETTER("cr_running", generatorRunning, nullptr),
    PYC_GETTER("cr_frame", generatorFrame, nullptr),
    PYC_GETTER("cr_suspended", generatorSuspended, nullptr),
    PYC_GETTER("cr_code", generatorCode, nullptr),
    PYC_GETTER("cr_origin", origin, nullptr),
    PYC_END,
};

constinit const NativeMember wrapperMembers[] = {
    PYC_METHOD("send", wrapperSend, "($self, object, /)", "Resumes the coroutine with the object."),
    PYC_METHOD("throw", wrapperThrow, "($self, /, *args)", "Raises an exception where the coroutine waits."),
    PYC_METHOD("close", wrapperClose, "($self, /)", "Ends the coroutine."),
    PYC_END,
};

bool isIterableCoroutine(Value value) {
    return typeOf(value) == &GeneratorType &&
           as<Generator>(value)->function->code->data->flags & frontend::CodeIterableCoroutine;
}

// The iterator that awaiting an object runs; empty without a pending error when it cannot be awaited.
Value awaitableIterator(Value object) {
    if (typeOf(object) == &CoroutineType || isIterableCoroutine(object))
        return object;
    UnarySlot slot = typeOf(object)->slots.await;
    if (!slot)
        return Value();
    Value iterator = PYC_TRY(slot(object));
    if (typeOf(iterator) == &CoroutineType || isIterableCoroutine(iterator))
        return raiseTypeError("__await__() returned a coroutine");
    if (!isIterator(iterator))
        return raiseTypeError("__await__() returned non-iterator of type '%T'", iterator);
    return iterator;
}

} // namespace

PYC_GC_ROOT constinit Shape CoroutineShape = defineShape(CoroutineType);
PYC_GC_ROOT constinit Type CoroutineType = defineType({
    .name = "coroutine",
    .shape = &CoroutineShape,
    .instanceSize = sizeof(Generator),
    .members = coroutineMembers,
    .slots = {.repr = generatorRepr, .await = await},
});

PYC_GC_ROOT constinit Shape CoroutineWrapperShape = defineShape(CoroutineWrapperType);
PYC_GC_ROOT constinit Type CoroutineWrapperType = defineType({
    .name = "coroutine_wrapper",
    .doc = "What iterates over a coroutine that is awaited by hand.",
    .shape = &CoroutineWrapperShape,
    .instanceSize = sizeof(CoroutineWrapper),
    .members = wrapperMembers,
    .slots = {.iter = itself, .next = wrapperNext},
});

Value pyc_get_awaitable(Value object, uint32_t where) {
    Value iterator = awaitableIterator(object);
    if (!iterator) {
        if (errorPending())
            return Value();
        if (where == 1 || where == 2)
            return raiseTypeError("'async with' received an object from %s that does not implement __await__: %T",
                                  where == 1 ? "__aenter__" : "__aexit__", object);
        return raiseTypeError("'%T' object can't be awaited", object);
    }
    if (typeOf(iterator) == &CoroutineType && !isNone(generatorDelegate(iterator)))
        return raiseRuntimeError("coroutine is being awaited already");
    return iterator;
}

Value pyc_get_yield_from_iter(Value iterable) {
    if (typeOf(iterable) == &CoroutineType) {
        uint32_t flags = currentThread()->frame->code->data->flags;
        if (!(flags & (frontend::CodeCoroutine | frontend::CodeIterableCoroutine)))
            return raiseTypeError("cannot 'yield from' a coroutine object in a non-coroutine generator");
        return iterable;
    }
    if (typeOf(iterable) == &GeneratorType)
        return iterable;
    return iterate(iterable);
}

static Value stopIterationValue() {
    ExceptionObject* stop = takeError();
    return stop->args->length ? stop->args->items[0] : noneValue();
}

int pyc_send(Value receiver, Value sent, Value* result) {
    Type* type = typeOf(receiver);
    if (type == &GeneratorType || type == &CoroutineType)
        return int(resumeGenerator(as<Generator>(receiver), sent, ResumeCommand::Send, result));
    if (isNone(sent) && type->slots.next)
        *result = type->slots.next(receiver);
    else
        *result = callMethod(receiver, staticString<"send">, {sent});
    if (*result)
        return 1;
    if (!errorPending()) {
        *result = noneValue();
        return 0;
    }
    if (!pendingErrorIs(StopIterationType))
        return -1;
    *result = stopIterationValue();
    return 0;
}

// An exception that arrives at a delegating yield goes to the delegate, if it can take one.
int pyc_throw_into(Value receiver, Value exception, Value* result) {
    Type* type = typeOf(receiver);
    bool generator = type == &GeneratorType || type == &CoroutineType;
    bool exits = isA(exception, GeneratorExitType);
    if (exits) {
        if (generator) {
            if (!closeGenerator(as<Generator>(receiver)))
                return -1;
        } else {
            Value close;
            int found = findAttribute(receiver, staticString<"close">, &close);
            if (found < 0)
                reportUnraisable("Exception ignored while closing generator ", receiver);
            else if (found && !call(close))
                return -1;
        }
        restoreError(as<ExceptionObject>(exception));
        return -1;
    }
    if (generator)
        return int(resumeGenerator(as<Generator>(receiver), exception, ResumeCommand::Throw, result));
    Value method;
    int found = findAttribute(receiver, staticString<"throw">, &method);
    if (found < 0)
        return -1;
    if (!found) {
        restoreError(as<ExceptionObject>(exception));
        return -1;
    }
    *result = call(method, {exception});
    if (*result)
        return 1;
    if (!pendingErrorIs(StopIterationType))
        return -1;
    *result = stopIterationValue();
    return 0;
}

} // namespace pyc::runtime
