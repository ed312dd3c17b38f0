// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Generators: what next(), send(), throw() and close() do, for native and interpreted frames alike.
#include "runtime/builtins/generator.h"
#include "runtime/builtins/generic_alias.h"

namespace pyc::runtime {

namespace {

const char* kindOf(const Generator* generator) {
    Type* type = shapeOf(generator)->type;
    return type == &GeneratorType ? "generator" : type == &CoroutineType ? "coroutine" : "async generator";
}

// A StopIteration that leaves the body must not look like its end.
void convertStopIteration(Generator* generator) {
    bool stop = pendingErrorIs(StopIterationType);
    if (!stop && !(shapeOf(generator)->type == &AsyncGeneratorType && pendingErrorIs(StopAsyncIterationType)))
        return;
    ExceptionObject* cause = takeError();
    raiseRuntimeError("%s raised %s", kindOf(generator), stop ? "StopIteration" : "StopAsyncIteration");
    ExceptionObject* error = takeError();
    error->cause = cause;
    error->context = cause;
    error->suppressContext = true;
    restoreError(error);
}

Step refuse(Generator* generator, Value sent, ResumeCommand command, Value* result) {
    switch (stateOf(generator)) {
    case GeneratorState::Running: raiseValueError("%s already executing", kindOf(generator)); return Step::Failed;
    case GeneratorState::Created:
        raiseTypeError("can't send non-None value to a just-started %s", kindOf(generator));
        return Step::Failed;
    default: break;
    }
    if (shapeOf(generator)->type == &CoroutineType) {
        raiseRuntimeError("cannot reuse already awaited coroutine");
        return Step::Failed;
    }
    if (command == ResumeCommand::Throw || command == ResumeCommand::Close) {
        raiseObject(sent);
        return Step::Failed;
    }
    *result = noneValue();
    return Step::Finished;
}

Value send(Generator* self, Value value) {
    Value result;
    Step step = resumeGenerator(self, value, ResumeCommand::Send, &result);
    return finishStep(step, result);
}

Value throwInto(Generator* self, Arguments arguments) {
    ExceptionObject* exception = PYC_TRY(exceptionToThrow("throw", arguments));
    Value result;
    Step step = resumeGenerator(self, Value(exception), ResumeCommand::Throw, &result);
    return finishStep(step, result);
}

Value generatorNext(Value self) {
    Value result;
    Step step = resumeGenerator(as<Generator>(self), noneValue(), ResumeCommand::Next, &result);
    if (step == Step::Yielded) [[likely]]
        return result;
    if (step == Step::Finished && !isNone(result))
        raiseStopIteration(result);
    return Value();
}

Value self(Value value) { return value; }

constinit const NativeMember generatorMembers[] = {
    PYC_METHOD("send", send, "($self, object, /)",
               "Resumes the generator; its current yield gives the object. Returns the next value yielded."),
    PYC_METHOD("throw", throwInto, "($self, /, *args)",
               "Raises an exception where the generator waits. Returns the next value yielded."),
    PYC_METHOD("close", closeGenerator, "($self, /)",
               "Raises GeneratorExit where the generator waits, so that it ends."),
    PYC_METHOD("__del__", deleteGenerator, "($self, /)", "Called when the object is about to be destroyed."),
    PYC_CLASS_METHOD("__class_getitem__", generatorAlias, "($type, item, /)",
                     "The class with types for what is yielded, sent and returned."),
    PYC_PROPERTY("__name__", generatorName, setGeneratorName, "The name of the generator."),
    PYC_PROPERTY("__qualname__", generatorQualifiedName, setGeneratorQualifiedName,
                 "The qualified name of the generator."),
    PYC_GETTER("gi_yieldfrom", generatorDelegate, "What `yield from` iterates over, or None."),
    PYC_GETTER("gi_running", generatorRunning, nullptr),
    PYC_GETTER("gi_frame", generatorFrame, nullptr),
    PYC_GETTER("gi_suspended", generatorSuspended, nullptr),
    PYC_GETTER("gi_code", generatorCode, nullptr),
    PYC_END,
};

} // namespace

PYC_GC_ROOT constinit Shape GeneratorShape = defineShape(GeneratorType);
PYC_GC_ROOT constinit Type GeneratorType = defineType({
    .name = "generator",
    .shape = &GeneratorShape,
    .instanceSize = sizeof(Generator),
    .members = generatorMembers,
    .slots = {.repr = generatorRepr, .iter = self, .next = generatorNext},
});

Step resumeGenerator(Generator* generator, Value sent, ResumeCommand command, Value* result) {
    GeneratorState state = stateOf(generator);
    bool starts = state == GeneratorState::Created;
    if (state != GeneratorState::Suspended && (!starts || (command == ResumeCommand::Send && !isNone(sent))))
        [[unlikely]]
        return refuse(generator, sent, command, result);

    Thread* thread = currentThread();
    ExceptionObject* outer = thread->handled;
    generator->outerHandled = outer;
    if (generator->handled)
        thread->handled = generator->handled;
    generator->state = uint32_t(GeneratorState::Running);
    generator->delegate = Value();
    if (starts && thread->unstarted == generator)
        thread->unstarted = nullptr;

    Value value = generator->resume(generator, sent, command);

    thread->handled = outer;
    generator->outerHandled = nullptr;
    if (value) [[likely]] {
        generator->state = uint32_t(GeneratorState::Suspended);
        if (generator->flags & FinalizerWanted) [[unlikely]] {
            generator->flags &= ~uint32_t(FinalizerWanted);
            gc::registerFinalizer(generator, finaliseGenerator);
        }
        *result = value;
        return Step::Yielded;
    }
    generator->state = uint32_t(GeneratorState::Finished);
    generator->frame = nullptr;
    generator->handled = nullptr;
    generator->delegate = Value();
    if (thread->pending) {
        convertStopIteration(generator);
        return Step::Failed;
    }
    *result = generator->returned;
    generator->returned = Value();
    return Step::Finished;
}

Value finishStep(Step step, Value result) {
    if (step == Step::Yielded)
        return result;
    if (step == Step::Finished)
        raiseStopIteration(isNone(result) ? Value() : result);
    return Value();
}

ExceptionObject* exceptionToThrow(const char* method, Arguments arguments) {
    if (!checkPositional(method, arguments.count, 1, 3))
        return nullptr;
    if (arguments.count > 1 && !warn(DeprecationWarningType, "the (type, exc, tb) signature of throw() is deprecated, "
                                                             "use the single-arg signature instead."))
        return nullptr;
    Value cls = arguments[0];
    Value value = arguments.count > 1 ? arguments[1] : Value();
    Value traceback = arguments.count > 2 ? arguments[2] : Value();
    if (traceback && !isNone(traceback) && !isA(traceback, TracebackType))
        return raiseTypeError("throw() third argument must be a traceback object");
    if (value && isNone(value))
        value = Value();
    ExceptionObject* exception = nullptr;
    if (isExceptionClass(cls)) {
        Value made;
        if (value && isA(value, *as<Type>(cls)))
            made = value;
        else if (!value)
            made = PYC_TRY(call(cls));
        else if (isTuple(value))
            made = PYC_TRY(call(cls, itemsOf(as<Tuple>(value))));
        else
            made = PYC_TRY(call(cls, {value}));
        if (!isException(made))
            return raiseTypeError("calling %R should have returned an instance of BaseException, not %T", cls, made);
        exception = as<ExceptionObject>(made);
    } else if (isException(cls)) {
        if (value)
            return raiseTypeError("instance exception may not have a separate value");
        exception = as<ExceptionObject>(cls);
    } else {
        return raiseTypeError("exceptions must be classes or instances deriving from BaseException, not %T", cls);
    }
    if (traceback)
        exception->traceback = isNone(traceback) ? nullptr : as<TracebackObject>(traceback);
    return exception;
}

Value closeGenerator(Generator* generator) {
    GeneratorState state = stateOf(generator);
    if (state == GeneratorState::Created) {
        generator->state = uint32_t(GeneratorState::Finished);
        generator->frame = nullptr;
        return noneValue();
    }
    if (state == GeneratorState::Finished)
        return noneValue();
    ExceptionObject* exit = PYC_TRY(newExceptionWith(GeneratorExitType, emptyTuple()));
    Value result;
    Step step = resumeGenerator(generator, Value(exit), ResumeCommand::Close, &result);
    if (step == Step::Yielded)
        return raiseRuntimeError("%s ignored GeneratorExit", kindOf(generator));
    if (step == Step::Finished)
        return result;
    if (!pendingErrorIs(GeneratorExitType) && !pendingErrorIs(StopIterationType))
        return Value();
    clearError();
    return noneValue();
}

Value generatorName(Value self) { return as<Generator>(self)->name; }
Value generatorQualifiedName(Value self) { return as<Generator>(self)->qualifiedName; }

int setGeneratorName(Value self, Value value) {
    if (!value || !isString(value))
        return raiseTypeError("__name__ must be set to a string object");
    as<Generator>(self)->name = as<String>(value);
    return 0;
}

int setGeneratorQualifiedName(Value self, Value value) {
    if (!value || !isString(value))
        return raiseTypeError("__qualname__ must be set to a string object");
    as<Generator>(self)->qualifiedName = as<String>(value);
    return 0;
}

Value generatorFrame(Value self) {
    auto* generator = as<Generator>(self);
    if (!generator->frame || !generator->resume)
        return noneValue();
    FrameObject* object = generator->frameObject;
    if (!object)
        object = frameObjectOf(static_cast<Frame*>(generator->frame));
    return object ? Value(object) : Value();
}

Value generatorRunning(Value self) { return boolValue(stateOf(as<Generator>(self)) == GeneratorState::Running); }
Value generatorSuspended(Value self) { return boolValue(stateOf(as<Generator>(self)) == GeneratorState::Suspended); }
Value generatorCode(Value self) { return as<Generator>(self)->function->code; }
Value generatorDelegate(Value self) {
    auto* generator = as<Generator>(self);
    bool waits = stateOf(generator) == GeneratorState::Suspended && generator->delegate;
    return waits ? generator->delegate : noneValue();
}

Value deleteGenerator(Generator* self) {
    bool runs = stateOf(self) == GeneratorState::Suspended || stateOf(self) == GeneratorState::Created;
    return !runs || shapeOf(self)->type == &AsyncGeneratorType ? noneValue()
           : closeGenerator(self)                              ? noneValue()
                                                               : Value();
}

Value generatorAlias(Type* cls, Value item) { return newGenericAlias(Value(cls), item); }

Value generatorRepr(Value self) {
    auto* generator = as<Generator>(self);
    const char* kind = shapeOf(generator)->type->name;
    return Value(formatText("<%s object %U at 0x%x>", kind, generator->qualifiedName, uint64_t(self.bits)));
}

} // namespace pyc::runtime
