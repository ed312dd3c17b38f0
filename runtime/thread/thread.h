// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The block of a thread, and the frames of the calls it is in.
#pragma once

#include "runtime/object/layouts.h"

#include <cstdint>

namespace pyc::runtime {

// Compiled code clears a frame: its kind is zero.
enum class FrameKind : uint32_t { Native, Interpreted, Generator };

// On the native stack of the call (of a generator: in its own block), linked from the thread.
struct Frame {
    Frame* previous;
    Function* function;
    Code* code;
    uint32_t position;          // unit offset of the current instruction
    uint32_t kind;              // FrameKind
    Value* registers;           // null: native code keeps them to itself
    struct FrameObject* object; // null until somebody asks for it
    Value names;                // the namespace of a module or class body, else empty
    Generator* generator;       // the one whose body it is; else the innermost generator that a loop of it owns
};

// What a frame leaves behind for tracebacks, sys._getframe and locals().
struct FrameObject : Object {
    FrameObject* back;
    Frame* frame; // null once the call has ended
    Function* function;
    Code* code;
    uint32_t position;
    uint32_t reserved;
    Value names;
    Value* savedLocals; // of a call that has ended, or null
};

// In uncollectable memory, which is scanned: references of a thread live here, as the collector does not see
// thread-local storage.
struct Thread {
    // Entries compare the stack pointer with it, back-edges test it: the lowest address the stack may reach, or ~0 when
    // an event waits.
    uintptr_t stackLimit;
    ExceptionObject* pending;
    Frame* frame;
    ExceptionObject* handled; // sys.exception()
    uintptr_t softStackLimit; // what stackLimit is while no event waits
    uintptr_t hardStackLimit;
    uint32_t events; // ThreadEvents
    int32_t recursionLimit;
    bool reportingOverflow;
    Value memoryError; // prepared, for when there is no memory to make one
    Thread* nextThread;
    uint64_t identifier;
    Dict* reprActive;            // objects whose repr() is under way, by address
    Value pendingResult;         // what StopIteration carries from a generator, without making one
    void* interpreter;           // the interpreter's own use
    struct Generator* unstarted; // the last coroutine made, until it is started (see watchUnstarted)
};

enum ThreadEvents : uint32_t { EventSignal = 1, EventFinalizers = 2, EventTrace = 4, EventStackProbe = 8 };

extern constinit thread_local Thread* pycThread asm("pyc_thread");
inline Thread* currentThread() { return pycThread; }

// Before anything else runs. False: no memory.
bool startMainThread();
// Any thread, also from signal handlers: the thread polls soon.
void requestPoll(Thread* thread, uint32_t event);
// Called from a host signal handler for SIGINT.
void interruptMain();

// Entry and back-edge checks: true means fine; false means an error is pending.
bool pollSlow();
inline bool poll() {
    // At a back-edge: an event sets the limit to the maximum.
    if (__atomic_load_n(&pycThread->stackLimit, __ATOMIC_RELAXED) == ~uintptr_t(0)) [[unlikely]]
        return pollSlow();
    return true;
}
inline bool enterCall() {
    if (uintptr_t(__builtin_frame_address(0)) <= __atomic_load_n(&pycThread->stackLimit, __ATOMIC_RELAXED)) [[unlikely]]
        return pollSlow();
    return true;
}
// Bytes of native stack that a recursion which counts for itself may use, at most so many.
size_t stackLeft(size_t most);
int recursionLimit();
bool setRecursionLimit(int32_t limit); // false: error

inline void pushFrame(Frame* frame) {
    Thread* thread = pycThread;
    frame->previous = thread->frame;
    thread->frame = frame;
}
// Keeps what a FrameObject needs of the frame, then unlinks it.
void leaveFrameSlow(Frame* frame);
inline void popFrame(Frame* frame) {
    if (frame->object) [[unlikely]]
        leaveFrameSlow(frame);
    pycThread->frame = frame->previous;
}
// Adds the frame to the traceback of the pending exception.
void addTraceback(Frame* frame);
FrameObject* frameObjectOf(Frame* frame);
int32_t currentLine(const Frame* frame);

// Guards against recursion in repr() and comparison: 1 already inside, 0 entered, -1 error.
int enterRepr(Value object);
void leaveRepr(Value object);

} // namespace pyc::runtime
