// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The instructions of a code object, its basic blocks, and which registers live where.
#pragma once

#include "frontend/bytecode/code.h"

#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"

#include <vector>

namespace pyc::midend {

struct Instruction {
    uint32_t offset, next; // units
    frontend::Opcode opcode;
    const uint16_t* operands;

    const frontend::OpcodeInfo& info() const { return frontend::opcodeInfo[size_t(opcode)]; }
    bool has(frontend::OpcodeEffects effect) const { return (info().effects & effect) == effect; }
    // The target of its J operand, or -1.
    int64_t target() const;
};

// Walks the operands of an instruction in the order of its letters.
class OperandReader {
public:
    explicit OperandReader(const Instruction& instruction) : unit(instruction.operands) {}
    uint16_t narrow() { return *unit++; }
    int16_t immediate() { return int16_t(*unit++); }
    uint32_t wide() {
        uint32_t low = *unit++;
        return low | uint32_t(*unit++) << 16;
    }

private:
    const uint16_t* unit;
};

struct BasicBlock {
    uint32_t first = 0, last = 0; // instruction indices, `last` included
    llvm::SmallVector<unsigned, 2> successors;
    llvm::SmallVector<unsigned, 1> handlers; // blocks that faults in it may reach
    unsigned predecessorCount = 0;           // ordinary edges
    bool isHandler = false;
    bool reached = false;
    llvm::BitVector liveIn;
};

class ControlFlow {
public:
    explicit ControlFlow(const frontend::CodeData& code);

    std::vector<Instruction> instructions;
    std::vector<BasicBlock> blocks; // the first is the entry
    std::vector<unsigned> order;    // reachable blocks, reverse postorder
    unsigned blockAt(uint32_t offset) const;
    // The handler a fault of this instruction goes to, or null.
    const frontend::HandlerEntry* handlerOf(const Instruction& instruction) const;
    // Registers live before each instruction of the block, in order.
    std::vector<llvm::BitVector> liveness(const BasicBlock& block) const;

private:
    void transfer(const Instruction& instruction, llvm::BitVector& live) const;

    const frontend::CodeData& code;
    std::vector<unsigned> instructionAtUnit;
    std::vector<unsigned> blockOfInstruction;
};

// Registers an instruction reads and writes.
void forEachRegister(const Instruction& instruction, llvm::function_ref<void(uint16_t)> reads,
                     llvm::function_ref<void(uint16_t)> writes);

} // namespace pyc::midend
