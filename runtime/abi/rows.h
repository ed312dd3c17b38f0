// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a loop remembers of the items of a list of lists. The collector sees the blocks here, so that none is freed
// while another thread replaces it in its list.
#pragma once

#include "runtime/object/layouts.h"

namespace pyc::runtime {

// Blocks first, null while a row was not looked at, then as many lengths.
struct alignas(16) Rows {
    int64_t count;
    uint64_t mask; // of places: all bits, or none where nothing is remembered
    uint64_t words[];

    ListBlock** blocks() { return reinterpret_cast<ListBlock**>(words); }
};

} // namespace pyc::runtime
