// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The collector as one unit, and the two things we need from its insides.
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

// Its few messages are shown without their numbers: formatting them would bring printf into every program.
static int copyFormat(char* buffer, size_t size, const char* format, va_list arguments) {
    (void)arguments;
    size_t length = strnlen(format, size - 1);
    memcpy(buffer, format, length);
    buffer[length] = 0;
    return (int)length;
}
#define vsnprintf copyFormat

#include "extra/gc.c"

void** pycCollectorLists(void);
void* pycCollectorAllocate(size_t bytes, int kind);
void pycCollectorPoison(void);

// The calling thread's allocation lists, by kind and granules, and what fills them.
#ifdef THREAD_LOCAL_ALLOC
void** pycCollectorLists(void) { return &((GC_tlfs)GC_thread_key)->_freelists[0][0]; }

void* pycCollectorAllocate(size_t bytes, int kind) { return GC_malloc_kind(bytes, kind); }
#else
// The collector has none for a program without threads, and its own do not count what is taken from them.
static void* lists[4][GC_TINY_FREELISTS];
static int usesLists = 0;

// Nothing marks what is on a list, so it is free afterwards.
static void GC_CALLBACK forgetLists(GC_EventType event) {
    if (event == GC_EVENT_MARK_START)
        memset(lists, 0, sizeof lists);
}

void** pycCollectorLists(void) {
    usesLists = 1;
    GC_set_on_collection_event(forgetLists);
    return &lists[0][0];
}

void* pycCollectorAllocate(size_t bytes, int kind) {
    size_t granules = (bytes + GC_GRANULE_BYTES - 1) / GC_GRANULE_BYTES;
    if (!usesLists || granules == 0 || granules >= GC_TINY_FREELISTS)
        return GC_malloc_kind(bytes, kind);
    void* blocks;
    GC_generic_malloc_many(granules * GC_GRANULE_BYTES, kind, &blocks);
    if (blocks) {
        lists[kind][granules] = obj_link(blocks);
        obj_link(blocks) = 0;
    }
    return blocks;
}
#endif

static void poisonBlock(struct hblk* block, word unused) {
    (void)unused;
    hdr* header = HDR(block);
    size_t size = header->hb_sz;
    if (header->hb_obj_kind != PTRFREE || size > MAXOBJBYTES)
        return;
    for (size_t offset = 0, index = 0; offset + size <= HBLKSIZE; offset += size, index += MARK_BIT_OFFSET(size))
        if (!mark_bit_from_hdr(header, index))
            memset(block->hb_body + offset, 0xDB, size);
}

// Overwrites what the last collection found dead and has not reclaimed: pointer-free blocks with 0xDB, others by the zeros of reclaiming.
void pycCollectorPoison(void) {
    LOCK();
    GC_apply_to_all_blocks(poisonBlock, 0);
    GC_reclaim_all((GC_stop_func)0, FALSE);
    UNLOCK();
}
