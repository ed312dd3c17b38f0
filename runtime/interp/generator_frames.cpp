// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Generators whose frame is a register file on the heap.
#include "runtime/abi/native_generator.h"
#include "runtime/builtins/generator.h"
#include "runtime/interp/interpreter.h"
#include "runtime/interp/operands.h"

#include <cstring>

namespace pyc::runtime {

namespace {

// A suspended frame keeps its frame object: it goes on living.
void unlink(Frame* frame) {
    currentThread()->frame = frame->previous;
    frame->previous = nullptr;
}

Value resumeInterpreted(Generator* generator, Value sent, ResumeCommand command) {
    auto* frame = static_cast<InterpreterFrame*>(generator->frame);
    if (!enterCall())
        return Value();
    pushFrame(frame);
    frame->suspended = false;
    Value result;
    if (command == ResumeCommand::Throw || command == ResumeCommand::Close) [[unlikely]] {
        raiseObject(sent);
        result = failFrame(frame);
    } else {
        const uint16_t* ip = frame->interpreted->units + frame->position;
        auto opcode = Opcode(*ip);
        if (opcode == Opcode::Yield)
            frame->registers[ip[operands::find(Opcode::Yield, "W", 0)]] = sent;
        result = runFrame(frame, frame->position + uint32_t(operands::length(opcode)));
    }
    if (frame->suspended) [[likely]] {
        unlink(frame);
        return result;
    }
    popFrame(frame);
    generator->returned = result;
    return Value();
}

Shape& shapeFor(const frontend::CodeData* data) {
    if (data->flags & frontend::CodeCoroutine)
        return CoroutineShape;
    return data->flags & frontend::CodeAsyncGenerator ? AsyncGeneratorShape : GeneratorShape;
}

// Handlers of `yield from` and `await` alone only pass exceptions on to what has a finalizer of its own.
bool hasFinallyBlocks(const frontend::CodeData* data) {
    for (uint32_t i = 0; i < data->handlerCount; ++i)
        if (Opcode(data->units[data->handlers[i].handler]) != Opcode::ThrowInto)
            return true;
    return false;
}

} // namespace

// A generator that nobody can resume any more still runs its finally blocks.
void finaliseGenerator(void* object) {
    auto* generator = static_cast<Generator*>(object);
    if (stateOf(generator) == GeneratorState::Created && shapeOf(generator)->type == &CoroutineType)
        warnNeverAwaited(generator);
    else
        abandonGenerator(generator);
}

void watchUnstarted(Generator* coroutine) {
    Thread* thread = currentThread();
    if (Generator* last = thread->unstarted; last && stateOf(last) == GeneratorState::Created)
        gc::registerFinalizer(last, finaliseGenerator);
    thread->unstarted = coroutine;
}

void abandonGenerator(Generator* generator) {
    if (stateOf(generator) != GeneratorState::Suspended || shapeOf(generator)->type == &AsyncGeneratorType)
        return;
    ExceptionObject* pending = takeError();
    if (!closeGenerator(generator))
        reportUnraisable("Exception ignored while closing generator ", Value(generator));
    if (pending)
        restoreError(pending);
}

Value pyc_make_generator(Function* function, Value (*resume)(Generator*, Value, ResumeCommand), void* frame) {
    auto* generator = static_cast<Generator*>(gc::allocate(sizeof(Generator)));
    if (!generator)
        return raiseMemoryError();
    generator->resume = resume;
    generator->frame = frame;
    generator->function = function;
    generator->name = function->name;
    generator->qualifiedName = function->qualifiedName;
    generator->state = uint32_t(GeneratorState::Created);
    const frontend::CodeData* data = function->code->data;
    generator->shape = &shapeFor(data);
    if (hasFinallyBlocks(data))
        generator->flags = FinalizerWanted;
    if (data->flags & frontend::CodeCoroutine)
        watchUnstarted(generator);
    return generator;
}

void noteMaker(Generator* generator, const Frame* caller) {
    if (!caller)
        return;
    generator->madeBy = caller->code;
    generator->madeAt = caller->position;
}

// ---- when a generator's compiled code leaves for the interpreter ----
// Null: an error is pending.
static InterpreterFrame* interpretedFrame(const Frame* native, const ExitSite* site, const Value* words) {
    const InterpretedCode* code = PYC_TRY(prepareCode(native->code));
    auto* heap =
        static_cast<InterpreterFrame*>(gc::allocate(sizeof(InterpreterFrame) + code->registerCount * sizeof(Value)));
    if (!heap)
        return raiseMemoryError();
    heap->function = native->function;
    heap->code = native->code;
    heap->position = site->position;
    heap->kind = uint32_t(FrameKind::Generator);
    heap->registers = heap->registerFile;
    heap->generator = native->generator;
    heap->interpreted = code;
    heap->globals = native->function->globals;
    return readExit(site, words, heap->registerFile, code->registerCount) ? heap : nullptr;
}

void pyc_generator_exit(Frame* frame, const ExitSite* site, Value* words) {
    ++sideExits;
    auto* native = static_cast<NativeGeneratorFrame*>(frame);
    Generator* generator = native->generator;
    InterpreterFrame* heap = interpretedFrame(native, site, words);
    if (!heap) {
        generator->returned = Value();
        return;
    }
    generator->frame = heap;
    generator->resume = resumeInterpreted;
    popFrame(native);
    pushFrame(heap);
    Value result = runFrame(heap, site->position);
    if (heap->suspended) {
        unlink(heap);
        native->yielded = result;
    } else {
        popFrame(heap);
        generator->returned = result;
    }
    pushFrame(native); // who resumed it pops it
}

Value pyc_start_generator(Frame* stackFrame) {
    auto* frame = static_cast<InterpreterFrame*>(stackFrame);
    size_t registerBytes = frame->interpreted->registerCount * sizeof(Value);
    auto* heap = static_cast<InterpreterFrame*>(gc::allocate(sizeof(InterpreterFrame) + registerBytes));
    if (!heap)
        return raiseMemoryError();
    memcpy(static_cast<void*>(heap), frame, sizeof(InterpreterFrame));
    // Temporaries hold whatever the stack held; they would keep it alive.
    uint32_t named = frame->interpreted->clearedCount;
    memcpy(static_cast<void*>(heap->registerFile), frame->registers, named * sizeof(Value));
    memset(static_cast<void*>(heap->registerFile + named), 0, registerBytes - named * sizeof(Value));
    heap->registers = heap->registerFile;
    heap->kind = uint32_t(FrameKind::Generator);
    heap->previous = nullptr;
    heap->object = nullptr;
    Value made = pyc_make_generator(frame->function, resumeInterpreted, heap);
    if (!made)
        return made;
    auto* generator = as<Generator>(made);
    heap->generator = generator;
    noteMaker(generator, frame->previous);
    return made;
}

} // namespace pyc::runtime
