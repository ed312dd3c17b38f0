// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Generators, coroutines and asynchronous generators: one layout, one way to be resumed, three types.
#pragma once

#include "runtime/abi/entry_points.h"
#include "runtime/object/native.h"
#include "runtime/object/operations.h"

namespace pyc::runtime {

enum class GeneratorState : uint32_t { Created, Suspended, Running, Finished };

enum GeneratorFlags : uint32_t {
    AsyncHooksCalled = 1,
    AsyncClosed = 2,      // aclose() was called
    AsyncRunning = 4,     // an asend(), athrow() or aclose() is under way
    GeneratorOwned = 8,   // by a loop: nobody else has it
    FinalizerWanted = 16, // has finally blocks, and was not suspended yet
};

inline GeneratorState stateOf(const Generator* generator) { return GeneratorState(generator->state); }

inline bool isGeneratorLike(Value value) {
    Type* type = typeOf(value);
    return type == &GeneratorType || type == &CoroutineType || type == &AsyncGeneratorType;
}

enum class Step : int { Yielded = 1, Finished = 0, Failed = -1 };

// Checks the state, runs to the next yield and tells what came of it; `*result` is the value yielded or returned.
Step resumeGenerator(Generator* generator, Value sent, ResumeCommand command, Value* result);
// The exception an argument list of throw() asks for; null: error.
ExceptionObject* exceptionToThrow(const char* method, Arguments arguments);
// close(): the value returned, or None. Empty: error.
Value closeGenerator(Generator* generator);
// What was yielded; after a return, StopIteration is raised.
Value finishStep(Step step, Value result);

// What anext() with a default returns for the awaitable that __anext__ gave.
Value newAnextAwaitable(Value awaitable, Value otherwise);

// Whose body the frame is; null: a function's.
inline Generator* generatorOf(const Frame* frame) {
    Generator* generator = frame->generator;
    return generator && generator->frame == frame ? generator : nullptr;
}

// ---- generators that nobody can resume any more (generator_owner.cpp) ----
// Closes it, if it is suspended, whatever is pending; what its finally blocks raise is reported.
void abandonGenerator(Generator* generator);
// For what runs when the collector finds it dead.
void finaliseGenerator(void* generator);
// A coroutine that is never started is warned of when it dies. Most are awaited where they are made, and finalizers
// cost more than the whole coroutine: so the thread remembers the last one made, and only when another is made before
// this one was started, or at the program's end, does it get a finalizer.
void watchUnstarted(Generator* coroutine);
// A coroutine that was not even started is gone (coroutine_warning.cpp).
void warnNeverAwaited(Generator* coroutine);
// Whether the argument of the native function being called was made for that call and is in nobody else's hands.
void noteMaker(Generator* generator, const Frame* caller);
bool isTemporaryArgument(Value iterable);
// Loops of the frame that own generators were left by an exception: those in the handler's region, or all.
void closeOwned(Frame* frame, const frontend::HandlerEntry* handler);
inline void closeOwnedInside(Frame* frame, const frontend::HandlerEntry* handler) {
    if (frame->generator) [[unlikely]]
        closeOwned(frame, handler);
}

// Rows that the three types share.
Value generatorName(Value self);
int setGeneratorName(Value self, Value value);
Value generatorQualifiedName(Value self);
int setGeneratorQualifiedName(Value self, Value value);
Value generatorFrame(Value self);
Value generatorRunning(Value self);
Value generatorSuspended(Value self);
Value generatorCode(Value self);
Value generatorDelegate(Value self);
Value generatorRepr(Value self);
Value deleteGenerator(Generator* self);
Value generatorAlias(Type* cls, Value item);

} // namespace pyc::runtime
