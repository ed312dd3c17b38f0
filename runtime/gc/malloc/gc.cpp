// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The wrapper's twin over malloc, which never frees: sanitizers see every block and cannot see into the collector's
// heap.
#include "runtime/gc/gc.h"

#include <cstdlib>
#include <pthread.h>

namespace {

constinit void* emptyLists[4 * pyc::gc::ListsPerKind];
constinit pyc::gc::StackBounds mainStackBounds = {};
constinit size_t allocated = 0;

struct Finalizable {
    Finalizable* next;
    void* object;
    pyc::gc::Finalizer finalizer;
};
// Newest first, and at the end the oldest first.
constinit Finalizable* finalizables = nullptr;
constinit Finalizable* ready = nullptr;

} // namespace

constinit thread_local void** pycAllocationLists = emptyLists;

void* pycAllocateSlow(size_t bytes, unsigned kind) {
    // No machine has as much; sanitizers take asking for it for an error.
    constexpr size_t Greatest = size_t(1) << 39;
    if (bytes > Greatest)
        return nullptr;
    __atomic_fetch_add(&allocated, bytes, __ATOMIC_RELAXED);
    bool atomic = kind == unsigned(pyc::gc::Kind::Atomic);
    return atomic ? malloc(bytes ? bytes : 1) : calloc(1, bytes ? bytes : 1);
}

namespace pyc::gc {

Options optionsFromEnvironment() { return {}; }

// On a thread: sanitizers know the stacks that threads are created with, however large.
int runMain(const Options& options, int (*body)(void*), void* context) {
    struct Start {
        size_t stackBytes;
        int (*body)(void*);
        void* context;
        int status;
    } start = {options.stackBytes, body, context, 1};
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, options.stackBytes);
    pthread_t thread;
    auto run = [](void* argument) -> void* {
        auto* start = static_cast<Start*>(argument);
        char* here = static_cast<char*>(__builtin_frame_address(0));
        mainStackBounds = {here - start->stackBytes + (1 << 20), here};
        start->status = start->body(start->context);
        return nullptr;
    };
    if (pthread_create(&thread, &attributes, run, &start) == 0)
        pthread_join(thread, nullptr);
    return start.status;
}

StackBounds mainStack() { return mainStackBounds; }
void addRoots(void*, void*) {}
void registerDisplacement(size_t) {}
void collect() {}
size_t heapSize() { return allocated; }
size_t collections() { return 0; }
void* allocatePayloadSlow(Kind kind, size_t bytes) { return pycAllocateSlow(bytes, unsigned(kind)); }
void* allocateUncollectable(size_t bytes) { return pycAllocateSlow(bytes, unsigned(Kind::Scanned)); }
void release(void* block) { free(block); }

// Nothing is ever seen to be unreachable, so everything is finalized at the program's end, in the order of creation.
void readyAllFinalizers() {
    while (Finalizable* entry = finalizables) {
        finalizables = entry->next;
        entry->next = ready;
        ready = entry;
    }
}

void finalizeNow(void* object) {
    for (Finalizable** link = &finalizables; *link; link = &(*link)->next)
        if (Finalizable* entry = *link; entry->object == object) {
            *link = entry->next;
            entry->finalizer(object);
            free(entry);
            return;
        }
}

void registerFinalizer(void* object, Finalizer finalizer) {
    auto* entry = static_cast<Finalizable*>(malloc(sizeof(Finalizable)));
    *entry = {finalizables, object, finalizer};
    finalizables = entry;
}

void setFinalizerNotifier(void (*)()) {}
bool finalizersRegistered() { return finalizables || ready; }

size_t runFinalizers() {
    size_t count = 0;
    while (Finalizable* entry = ready) {
        ready = entry->next;
        entry->finalizer(entry->object);
        free(entry);
        ++count;
    }
    return count;
}

} // namespace pyc::gc
