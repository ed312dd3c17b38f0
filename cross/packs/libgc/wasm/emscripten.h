// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the collector's port to WebAssembly asks of its platform. Registers are no matter: whatever is live across a
// call is in the stack's memory already (cross/packs/visible_words/).
#pragma once

extern char __stack_high[];

static void emscripten_scan_stack(void (*visit)(void* begin, void* end)) {
    visit(__builtin_frame_address(0), __stack_high);
}
static void emscripten_scan_registers(void (*visit)(void* begin, void* end)) { (void)visit; }
