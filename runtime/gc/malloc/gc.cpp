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

} // namespace

constinit thread_local void** pycAllocationLists = emptyLists;

void* pycAllocateSlow(size_t bytes, unsigned kind) {
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
void* allocateUncollectable(size_t bytes) { return pycAllocateSlow(bytes, unsigned(Kind::Scanned)); }
void release(void* block) { free(block); }
void registerFinalizer(void*, Finalizer) {}
void setFinalizerNotifier(void (*)()) {}
bool finalizersRegistered() { return false; }
size_t runFinalizers() { return 0; }

} // namespace pyc::gc
