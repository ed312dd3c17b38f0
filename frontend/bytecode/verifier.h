// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Whether a code object is one the executors may run, and which registers matter at each of its instructions.
#pragma once

#include "frontend/bytecode/control_flow.h"

namespace pyc::frontend {

struct VerifyFailure {
    const char* reason = nullptr;
    const CodeData* code = nullptr; ///< the code object that is wrong, perhaps a nested one
    uint32_t offset = 0;
};

/// Checks a code object and those among its constants. What passes has only whole instructions with operands in bounds,
/// jumps that meet instructions, no way off the end, and on every path each register is written before it is read:
/// values are read only where a variable surely is bound, cells only where the register surely holds one.
/// All memory the code points at must be there; nothing else is assumed. `steps` gets the number of instructions that
/// were looked at, added to what it was: some for each, and some more for those in loops.
bool verify(const CodeData& code, VerifyFailure* failure = nullptr, uint64_t* steps = nullptr);

/// A set of registers.
class RegisterSet {
public:
    RegisterSet() = default;
    RegisterSet(uint64_t* words, uint32_t registers) : words(words), registers(registers) {}
    bool contains(uint32_t reg) const { return reg < registers && words[reg / 64] >> (reg % 64) & 1; }
    template <typename Action>
    void forEach(Action&& action) const {
        for (uint32_t base = 0; base < registers; base += 64)
            for (uint64_t rest = words[base / 64]; rest; rest &= rest - 1)
                action(base + uint32_t(__builtin_ctzll(rest)));
    }

    uint64_t* words = nullptr;
    uint32_t registers = 0;
};

/// Which registers a verified code object still reads after each instruction. Named registers (below namedCount) are
/// besides visible to debuggers and locals(), live or not.
class Liveness {
public:
    Liveness(const CodeData& code, Arena& arena);

    /// Registers that may be read after the instruction at `offset` has finished without raising, before they are
    /// written: what a side exit there has to rebuild. Valid until the next call.
    RegisterSet after(uint32_t offset);
    /// Registers that may be read when the instruction at `offset` begins. Valid until the next call.
    RegisterSet before(uint32_t offset);

    /// How many instructions were looked at so far.
    uint64_t steps() const { return stepCount; }

private:
    void solve();
    void transfer(uint32_t offset, uint64_t* live);
    void enterBlock(uint32_t number);
    uint64_t* liveIn(uint32_t number) const { return live + size_t(number) * 2 * wordCount; }
    uint64_t* liveOut(uint32_t number) const { return liveIn(number) + wordCount; }
    RegisterSet liveBefore(size_t index);

    const CodeData& code;
    Arena& arena;
    ControlFlow flow;
    uint32_t wordCount;
    uint64_t* live;
    uint64_t* current;
    uint64_t stepCount = 0;

    // The block that was asked about last: its instructions, and what is live before each of some, evenly apart.
    uint32_t entered = ControlFlow::None;
    ArenaVector<uint32_t> offsets;
    ArenaVector<uint64_t> remembered;
    size_t apart = 0;
};

} // namespace pyc::frontend
