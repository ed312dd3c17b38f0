// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Making and resuming generators that are LLVM coroutines.
#include "runtime/abi/native_generator.h"

#include "runtime/abi/entry_points.h"
#include "runtime/builtins/generator.h"
#include "runtime/gc/gc.h"

#include <cstring>

namespace pyc::runtime {

static Value resumeNative(Generator* generator, Value sent, ResumeCommand command) {
    auto* frame = static_cast<NativeGeneratorFrame*>(generator->frame);
    if (!enterCall())
        return Value();
    frame->thread = currentThread();
    frame->sent = sent;
    frame->command = uint32_t(command);
    frame->yielded = Value();
    pushFrame(frame);
    __builtin_coro_resume(frame->coroutine);
    if (frame->yielded) [[likely]] {
        // A suspended frame keeps its frame object: it goes on living.
        frame->thread->frame = frame->previous;
        frame->previous = nullptr;
        return frame->yielded;
    }
    popFrame(frame);
    return Value();
}

Object* pyc_allocate_coroutine(Int64 bytes) {
    void* memory = gc::allocateInteriorPointers(size_t(bytes));
    if (!memory)
        return raiseMemoryError();
    return static_cast<Object*>(memory);
}

Value pyc_native_generator(Function* function, Code* code, Object* coroutine) {
    auto* frame = static_cast<NativeGeneratorFrame*>(gc::allocate(sizeof(NativeGeneratorFrame)));
    if (!frame)
        return raiseMemoryError();
    memset(static_cast<void*>(frame), 0, sizeof(NativeGeneratorFrame));
    frame->function = function;
    frame->code = code;
    frame->kind = uint32_t(FrameKind::Native);
    frame->coroutine = coroutine;
    Value generator = pyc_make_generator(function, resumeNative, frame);
    if (generator) {
        frame->generator = as<Generator>(generator);
        noteMaker(as<Generator>(generator), currentThread()->frame);
    }
    return generator;
}

void pyc_throw_here(Value exception) { raiseObject(exception); }

} // namespace pyc::runtime
