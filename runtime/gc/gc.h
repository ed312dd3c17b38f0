// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Memory: the one wrapper of the collector. Small blocks are popped inline from the collector's own thread-local lists,
// which compiled code does in the same way; everything else is a call. runtime/gc/malloc/ is a twin that never frees,
// for sanitizers.
//
// What keeps a block alive: a pointer to its start (or to a registered displacement) in another scanned block, in a
// root, or anywhere inside it on a stack or in a register. Thread-local storage holds nothing alive.
#pragma once

#include <cstddef>
#include <cstdint>

namespace pyc::gc {

constexpr size_t GranuleBytes = 16;
constexpr size_t ListsPerKind = 25;
// A list entry up to this is the collector's counter, not a block.
constexpr uintptr_t LargestCounter = 16384;

// The collector's numbers; lists of kind k start at ListsPerKind * k.
enum class Kind : unsigned {
    Atomic = 0,           // holds no reference; not cleared
    Scanned = 1,          // cleared, every aligned word may be a reference to a block's start
    InteriorPointers = 3, // cleared, words may also point inside blocks (coroutine frames)
};

struct Options {
    size_t stress = 0;           // collect at every so-manyth allocation and poison what was freed; 0: never
    size_t stackBytes = 1 << 30; // of the main program; less under a limit on address space
};

// PYC_GC_STRESS=K in the environment sets `stress`.
Options optionsFromEnvironment();

// Maps a stack of our own, starts the collector and runs `body` on that stack, once, from main. Returns what `body`
// returns.
int runMain(const Options& options, int (*body)(void* context), void* context);

struct StackBounds {
    char* low; // the lowest usable byte, above the guard
    char* high;
};
StackBounds mainStack();

// A variable that may hold references and is not on a stack: `PYC_GC_ROOT Value cache;`. Compiled programs put their
// global slots into the same section.
#define PYC_GC_ROOT [[gnu::section("pyc_roots")]]
void addRoots(void* begin, void* end);

// References may also point `bytes` after a block's start.
void registerDisplacement(size_t bytes);

void collect();
size_t heapSize();
size_t collections();

// All allocators return null when memory is exhausted.
void* allocateUncollectable(size_t bytes); // scanned and cleared; lives until released
void release(void* block);                 // frees at once; only for a sole owner

// `finalizer(object)` is called by runFinalizers some time after `object` became unreachable, those found together in
// the order in which they were registered. Once per object. It is alive during the call and is collected later unless
// it was stored somewhere.
using Finalizer = void (*)(void* object);
void registerFinalizer(void* object, Finalizer finalizer);
// `notify` is called when finalizers are ready, with the collector locked: it may only set a flag.
void setFinalizerNotifier(void (*notify)());
// Whether an object ever had a finalizer.
bool finalizersRegistered();
// Runs what is ready; returns how many. Does nothing inside a finalizer.
size_t runFinalizers();
// At the program's end, where everything is as good as unreachable: runs the finalizer of one object, if it has one
// that did not run yet; makes those of all objects ready.
void finalizeNow(void* object);
void readyAllFinalizers();

} // namespace pyc::gc

// This thread's lists; entry granules + ListsPerKind * kind. Before the collector starts and under stress, they are
// always empty.
extern "C" constinit thread_local void** pycAllocationLists;
extern "C" void* pycAllocateSlow(size_t bytes, unsigned kind);

namespace pyc::gc {

// Sizes are reckoned in 64 bits everywhere: what 32 cannot say must not come out small.
constexpr bool isBeyondAddresses(uint64_t bytes) { return sizeof(size_t) < sizeof bytes && bytes > SIZE_MAX / 2; }

template <Kind kind>
[[gnu::always_inline]] inline void* allocateOfKind(uint64_t bytes) {
    if (isBeyondAddresses(bytes))
        return nullptr;
    size_t granules = size_t((bytes + GranuleBytes - 1) / GranuleBytes);
    if (granules < ListsPerKind) [[likely]] {
        void** list = pycAllocationLists + ListsPerKind * unsigned(kind) + granules;
        void* block = *list;
        if (uintptr_t(block) > LargestCounter) [[likely]] {
            void* next = *static_cast<void**>(block);
            *list = next;
            __builtin_prefetch(next, 1);
            if constexpr (kind != Kind::Atomic)
                *static_cast<void**>(block) = nullptr;
            return block;
        }
    }
    return pycAllocateSlow(size_t(bytes), unsigned(kind));
}

[[nodiscard]] inline void* allocate(uint64_t bytes) { return allocateOfKind<Kind::Scanned>(bytes); }
[[nodiscard]] inline void* allocateAtomic(uint64_t bytes) { return allocateOfKind<Kind::Atomic>(bytes); }
[[nodiscard]] inline void* allocateInteriorPointers(uint64_t bytes) {
    return allocateOfKind<Kind::InteriorPointers>(bytes);
}

// As the others, for payloads. Large blocks start at a page's start, where the equal places of many of them would
// compete for the same few lines of the cache: what this returns lies at varying distances from there, in room that the
// collector's rounding leaves unused.
[[nodiscard]] void* allocatePayloadSlow(Kind kind, size_t bytes);
constexpr size_t LargestSmallBlock = 2048;
[[nodiscard]] inline void* allocatePayload(Kind kind, uint64_t bytes) {
    if (bytes > LargestSmallBlock) [[unlikely]]
        return isBeyondAddresses(bytes) ? nullptr : allocatePayloadSlow(kind, size_t(bytes));
    return kind == Kind::Atomic ? allocateAtomic(bytes) : allocate(bytes);
}

} // namespace pyc::gc
