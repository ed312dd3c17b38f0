// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The wrapper over Boehm's collector.
#include "runtime/gc/gc.h"

#include "runtime/gc/main_stack.h"

#include <cstdlib>
#include <cstring>
#include <gc.h>
#include <gc_inline.h>
#include <gc_mark.h>
#include <javaxfc.h>

// In cross/packs/libgc/collector.c, which sees the collector's insides.
extern "C" void** pycCollectorLists();
extern "C" void* pycCollectorAllocate(size_t bytes, int kind);
extern "C" void pycCollectorPoison();

// Where program data that may hold references is collected by the linker; absent when there is none.
extern "C" [[gnu::weak]] char __start_pyc_roots[];
extern "C" [[gnu::weak]] char __stop_pyc_roots[];

namespace {

constexpr size_t Kinds = 4;
constexpr size_t PageBytes = 4096; // the collector's; large blocks are whole pages
constexpr size_t CacheLineBytes = 64;
static_assert(pyc::gc::ListsPerKind == GC_TINY_FREELISTS);
static_assert(pyc::gc::GranuleBytes == GC_GRANULE_BYTES);

constinit void* emptyLists[Kinds * pyc::gc::ListsPerKind];
constinit pyc::gc::StackBounds mainStackBounds = {};
constinit size_t stressInterval = 0;
constinit size_t allocationsUntilCollection = 0;

// Words of a coroutine's frame may point anywhere into a block: the frame keeps addresses computed before it was
// suspended.
GC_ms_entry* markInteriorPointers(GC_word* block, GC_ms_entry* stack, GC_ms_entry* limit, GC_word) {
    size_t words = GC_size(block) / sizeof(GC_word);
    for (size_t i = 0; i < words; ++i)
        if (void* base = GC_base(reinterpret_cast<void*>(block[i])))
            stack = GC_mark_and_push(base, stack, limit, nullptr);
    return stack;
}

void countAllocation() {
    if (stressInterval == 0 || --allocationsUntilCollection != 0)
        return;
    allocationsUntilCollection = stressInterval;
    pyc::gc::collect();
}

void startCollector(const pyc::gc::Options& options) {
    GC_set_all_interior_pointers(0);
    GC_set_no_dls(1);
    // What a finalizer reaches stays alive for it, cycles included.
    GC_set_java_finalization(1);
    GC_set_finalize_on_demand(1);
    GC_set_warn_proc(GC_ignore_warn_proc);
    for (size_t offset = CacheLineBytes; offset < PageBytes; offset += CacheLineBytes)
        GC_register_displacement(offset);
    GC_INIT();
    // The collector's own tables need room as well: reaching the limit there would end the process.
    if (size_t limit = pyc::gc::addressSpaceLimit(); limit != SIZE_MAX)
        GC_set_max_heap_size(limit / 8 * 5);
    // A small heap would be collected hundreds of times a second, for the cost of its roots; pages cost nothing until
    // they are used.
    GC_expand_hp(4 << 20);
    unsigned kind = GC_new_kind(GC_new_free_list(), GC_MAKE_PROC(GC_new_proc(markInteriorPointers), 0), 0, 1);
    if (kind != unsigned(pyc::gc::Kind::InteriorPointers))
        abort();
    if (&__start_pyc_roots[0] != &__stop_pyc_roots[0])
        pyc::gc::addRoots(__start_pyc_roots, __stop_pyc_roots);
    stressInterval = allocationsUntilCollection = options.stress;
    if (stressInterval == 0)
        pycAllocationLists = pycCollectorLists();
}

} // namespace

constinit thread_local void** pycAllocationLists = emptyLists;

void* pycAllocateSlow(size_t bytes, unsigned kind) {
    countAllocation();
    return pycCollectorAllocate(bytes, int(kind));
}

namespace pyc::gc {

void* allocatePayloadSlow(Kind kind, size_t bytes) {
    static size_t next; // which place is taken is of no consequence, so threads may disturb each other
    size_t slack = (-bytes & (PageBytes - 1)) / CacheLineBytes;
    auto* block = static_cast<char*>(pycAllocateSlow(bytes + slack * CacheLineBytes, unsigned(kind)));
    if (!block)
        return nullptr;
    size_t turn = __atomic_load_n(&next, __ATOMIC_RELAXED) + 1;
    __atomic_store_n(&next, turn, __ATOMIC_RELAXED);
    return block + turn % (slack + 1) * CacheLineBytes;
}

Options optionsFromEnvironment() {
    Options options;
    if (const char* stress = getenv("PYC_GC_STRESS"))
        options.stress = strtoul(stress, nullptr, 10);
    return options;
}

int runMain(const Options& options, int (*body)(void*), void* context) {
    mainStackBounds = mapStack(options.stackBytes);
    if (!mainStackBounds.high)
        return 1;
    GC_stack_base bottom = {mainStackBounds.high};
    GC_set_stackbottom(nullptr, &bottom);
    struct Start {
        const Options& options;
        int (*body)(void*);
        void* context;
    } start = {options, body, context};
    return callOnStack(
        mainStackBounds,
        [](void* argument) {
            auto* start = static_cast<Start*>(argument);
            startCollector(start->options);
            return start->body(start->context);
        },
        &start);
}

StackBounds mainStack() { return mainStackBounds; }

void addRoots(void* begin, void* end) { GC_add_roots(begin, end); }

void registerDisplacement(size_t bytes) { GC_register_displacement(bytes); }

void collect() {
    GC_gcollect();
    if (stressInterval != 0)
        pycCollectorPoison();
}

size_t heapSize() { return GC_get_heap_size(); }

size_t collections() { return GC_get_gc_no(); }

void* allocateUncollectable(size_t bytes) {
    countAllocation();
    return GC_malloc_uncollectable(bytes);
}

void release(void* block) { GC_free(block); }

// What the collector knows of an object with a finalizer. It tells of dead objects in no order, so they are put into
// one before any of them is finalized.
struct Finalizable {
    Finalizable* next;
    void* object; // once it is ready
    Finalizer finalizer;
    uint64_t number;
};

static uint64_t finalizersEver;
PYC_GC_ROOT static Finalizable* ready;

bool finalizersRegistered() { return finalizersEver != 0; }

static void makeReady(void* object, void* data) {
    auto* entry = static_cast<Finalizable*>(data);
    entry->object = object;
    entry->next = ready;
    ready = entry;
}

void registerFinalizer(void* object, Finalizer finalizer) {
    auto* entry = static_cast<Finalizable*>(allocate(sizeof(Finalizable)));
    if (!entry)
        return; // as the collector does when there is no room for its own note
    *entry = {nullptr, nullptr, finalizer, __atomic_add_fetch(&finalizersEver, 1, __ATOMIC_RELAXED)};
    GC_register_finalizer_no_order(object, makeReady, entry, nullptr, nullptr);
}

void setFinalizerNotifier(void (*notify)()) { GC_set_finalizer_notifier(notify); }

static Finalizable* sorted(Finalizable* list) {
    if (!list || !list->next)
        return list;
    Finalizable* halves[2] = {};
    for (unsigned turn = 0; list; turn ^= 1) {
        Finalizable* entry = list;
        list = entry->next;
        entry->next = halves[turn];
        halves[turn] = entry;
    }
    Finalizable *left = sorted(halves[0]), *right = sorted(halves[1]), **end = &list;
    while (left && right) {
        Finalizable*& first = left->number < right->number ? left : right;
        *end = first;
        end = &first->next;
        first = *end;
    }
    *end = left ? left : right;
    return list;
}

size_t runFinalizers() {
    // A finalizer that polls must not start another: what that one finalizes may be half-way through its own.
    static bool running;
    if (running)
        return 0;
    running = true;
    size_t count = 0;
    GC_invoke_finalizers();
    ready = sorted(ready);
    while (Finalizable* entry = ready) {
        ready = entry->next;
        entry->finalizer(entry->object);
        ++count;
    }
    running = false;
    return count;
}

void finalizeNow(void* object) {
    GC_finalization_proc procedure = nullptr;
    void* data = nullptr;
    GC_register_finalizer_no_order(object, nullptr, nullptr, &procedure, &data);
    if (procedure)
        static_cast<Finalizable*>(data)->finalizer(object);
}

void readyAllFinalizers() { GC_finalize_all(); }

} // namespace pyc::gc
