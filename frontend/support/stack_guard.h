// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How much native stack a recursion may still use: a compare of addresses, so that depth costs nothing to count.
#pragma once

#include <cstddef>
#include <cstdint>

namespace pyc::frontend {

class StackGuard {
public:
    explicit StackGuard(size_t budget) : base(here()), budget(budget) {}
    bool exhausted() const { return base - here() > budget; }

private:
    static uintptr_t here() { return reinterpret_cast<uintptr_t>(__builtin_frame_address(0)); }
    uintptr_t base;
    uintptr_t budget;
};

} // namespace pyc::frontend
