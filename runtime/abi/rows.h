// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a loop remembers of the items of a list of lists. The collector sees the blocks here, so that none is freed
// while another thread replaces it in its list.
#pragma once

#include "runtime/object/layouts.h"

namespace pyc::runtime {

struct Row {
    ListBlock* block; // null: not looked at yet
    uint64_t length;
};

struct alignas(16) Rows {
    int64_t count;
    Row rows[];
};
static_assert(sizeof(Row) == 16 && sizeof(Rows) == 16);

} // namespace pyc::runtime
