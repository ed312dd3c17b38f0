// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Threads' blocks, polls, and the depth of calls: nobody counts on the way down, the slow path counts frames when the
// soft limit is met.
#include "runtime/thread/thread.h"

#include "runtime/abi/entry_points.h"
#include "runtime/builtins/text_stream.h"
#include "runtime/gc/gc.h"
#include "runtime/object/containers.h"
#include "runtime/object/errors.h"

namespace pyc::runtime {

constinit thread_local Thread* pycThread = nullptr;

static constinit Thread* mainThread = nullptr;

// No call of a Python function takes less native stack than this, so that (frames left × this) can pass before the next
// count.
static constexpr uintptr_t SmallestFrame = 64;
// Kept free below the hard limit for runtime code that does not check.
static constexpr uintptr_t Reserve = 256 << 10;
// CPython's stack holds about as much.
static constexpr uintptr_t LargestNativeDepth = 8 << 20;

[[gnu::always_inline]] static inline uintptr_t currentStackPointer() { return uintptr_t(__builtin_frame_address(0)); }

static void setSoftLimit(Thread* thread, uintptr_t limit) {
    if (limit < thread->hardStackLimit)
        limit = thread->hardStackLimit;
    thread->softStackLimit = limit;
    // An event that arrived in between must not be lost.
    uintptr_t seen = __atomic_load_n(&thread->stackLimit, __ATOMIC_RELAXED);
    while (seen != ~uintptr_t(0) &&
           !__atomic_compare_exchange_n(&thread->stackLimit, &seen, limit, true, __ATOMIC_RELAXED, __ATOMIC_RELAXED)) {
    }
}

static size_t depthOf(const Thread* thread) {
    size_t depth = 0;
    for (const Frame* frame = thread->frame; frame; frame = frame->previous)
        ++depth;
    return depth;
}

// The address below which so many more frames cannot be; 0 when there is none.
static uintptr_t belowFrames(uintptr_t pointer, size_t frames) {
    return frames <= pointer / SmallestFrame ? pointer - frames * SmallestFrame : 0;
}

static void lowerSoftLimit(Thread* thread, uintptr_t pointer, size_t framesLeft) {
    // The very next call may be the last that is left.
    setSoftLimit(thread, belowFrames(pointer, framesLeft - 1));
}

bool startMainThread() {
    auto* thread = static_cast<Thread*>(gc::allocateUncollectable(sizeof(Thread)));
    if (!thread)
        return false;
    thread->recursionLimit = 1000;
    gc::StackBounds stack = gc::mainStack();
    thread->hardStackLimit = uintptr_t(stack.low) + Reserve;
    thread->identifier = 1;
    pycThread = thread;
    mainThread = thread;
    lowerSoftLimit(thread, currentStackPointer(), size_t(thread->recursionLimit));
    thread->memoryError = Value(newExceptionWith(MemoryErrorType, emptyTuple()));
    // An `except` looks at the types when there is no memory any more to prepare them.
    readyType(&MemoryErrorType);
    readyType(&RecursionErrorType);
    readyType(&TextStreamType); // to which the traceback goes
    gc::setFinalizerNotifier([] { requestPoll(mainThread, EventFinalizers); });
    return bool(thread->memoryError);
}

void requestPoll(Thread* thread, uint32_t event) {
    if (!thread)
        return;
    __atomic_fetch_or(&thread->events, event, __ATOMIC_RELEASE);
    __atomic_store_n(&thread->stackLimit, ~uintptr_t(0), __ATOMIC_RELEASE);
}

void interruptMain() { requestPoll(mainThread, EventSignal); }

// Bytes of stack below the latest frame: of runtime functions that call themselves, as repr() of nested containers
// does.
static uintptr_t nativeDepth(const Thread* thread, uintptr_t pointer) {
    auto frame = uintptr_t(thread->frame);
    return frame > pointer && frame <= uintptr_t(gc::mainStack().high) ? frame - pointer : 0;
}

// `pointer` is the caller's, so that not even one small frame fits between it and the limit it asks for.
static bool checkDepth(Thread* thread, uintptr_t pointer) {
    if (pointer > thread->softStackLimit)
        return true;
    size_t depth = depthOf(thread);
    bool tooDeep = depth >= size_t(thread->recursionLimit) || pointer <= thread->hardStackLimit ||
                   nativeDepth(thread, pointer) > LargestNativeDepth;
    if (!tooDeep) {
        lowerSoftLimit(thread, pointer, size_t(thread->recursionLimit) - depth);
        return true;
    }
    // Whoever handles this starts over with the exact count.
    setSoftLimit(thread, belowFrames(uintptr_t(gc::mainStack().high), size_t(thread->recursionLimit)));
    raise(RecursionErrorType, "maximum recursion depth exceeded");
    return false;
}

[[gnu::noinline]] bool pollSlow() {
    Thread* thread = pycThread;
    if (__atomic_load_n(&thread->stackLimit, __ATOMIC_ACQUIRE) == ~uintptr_t(0)) {
        __atomic_store_n(&thread->stackLimit, thread->softStackLimit, __ATOMIC_RELEASE);
        uint32_t events = __atomic_exchange_n(&thread->events, 0, __ATOMIC_ACQ_REL);
        if (events & EventFinalizers)
            gc::runFinalizers();
        if (events & EventSignal) {
            raiseObject(Value(&KeyboardInterruptType));
            return false;
        }
    }
    return checkDepth(thread, currentStackPointer());
}

size_t stackLeft(size_t most) {
    uintptr_t here = currentStackPointer(), limit = pycThread->hardStackLimit;
    return here <= limit ? 0 : here - limit < most ? here - limit : most;
}

int recursionLimit() { return pycThread->recursionLimit; }

bool setRecursionLimit(int32_t limit) {
    if (limit < 1)
        return raiseValueError("recursion limit must be greater or equal than 1");
    Thread* thread = pycThread;
    size_t depth = depthOf(thread);
    if (depth >= size_t(limit))
        return raise(RecursionErrorType,
                     "cannot set the recursion limit to %d at the recursion depth %d: the limit is too low", limit,
                     depth);
    thread->recursionLimit = limit;
    lowerSoftLimit(thread, currentStackPointer(), size_t(limit) - depth);
    return true;
}

bool pyc_poll() { return pollSlow(); }
bool pyc_stack_overflow() { return pollSlow(); }
void pyc_push_frame(Frame* frame) { pushFrame(frame); }
void pyc_pop_frame(Frame* frame) { popFrame(frame); }

// ---- repr of recursive containers ----
int enterRepr(Value object) {
    Thread* thread = pycThread;
    if (!enterCall())
        return -1;
    if (!thread->reprActive) {
        thread->reprActive = newDict();
        if (!thread->reprActive)
            return -1;
    }
    Value key = intValue(int64_t(object.bits >> 4));
    int active = dictContains(thread->reprActive, key);
    if (active)
        return active;
    return dictSet(thread->reprActive, key, trueValue()) ? 0 : -1;
}

void leaveRepr(Value object) { dictDelete(pycThread->reprActive, intValue(int64_t(object.bits >> 4))); }

} // namespace pyc::runtime
