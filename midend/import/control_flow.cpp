// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Decodes bytecode into basic blocks and computes liveness backwards over them, faults included.
#include "midend/import/control_flow.h"

namespace pyc::midend {

using namespace frontend;

int64_t Instruction::target() const {
    OperandReader reader(*this);
    for (const char* letter = info().operands; *letter; ++letter) {
        if (*letter == 'J')
            return reader.wide();
        if (*letter == 'C' || *letter == 'N' || *letter == 'K')
            reader.wide();
        else
            reader.narrow();
    }
    return -1;
}

void forEachRegister(const Instruction& instruction, llvm::function_ref<void(uint16_t)> reads,
                     llvm::function_ref<void(uint16_t)> writes) {
    OperandReader reader(instruction);
    uint16_t first = 0;
    llvm::function_ref<void(uint16_t)>* block = nullptr;
    unsigned extra = 0; // UnpackStarred writes one more than its two counts
    for (const char* letter = instruction.info().operands; *letter; ++letter) {
        switch (*letter) {
        case 'W': writes(reader.narrow()); break;
        case 'R': reads(reader.narrow()); break;
        case 'O':
            if (uint16_t number = reader.narrow(); number != AbsentRegister)
                reads(number);
            break;
        case 'X': {
            uint16_t number = reader.narrow();
            reads(number);
            writes(number);
            break;
        }
        case 'B':
        case 'D':
            first = reader.narrow();
            block = *letter == 'B' ? &reads : &writes;
            extra = instruction.opcode == Opcode::UnpackStarred;
            break;
        case 'n': {
            unsigned count = reader.narrow();
            for (unsigned i = 0; block && i < count + extra; ++i)
                (*block)(uint16_t(first + i));
            first = uint16_t(first + count + extra);
            extra = 0;
            if (letter[1] != 'n')
                block = nullptr;
            break;
        }
        case 'i': reader.narrow(); break;
        default: reader.wide();
        }
    }
}

ControlFlow::ControlFlow(const CodeData& code) : code(code) {
    instructionAtUnit.assign(code.unitCount + 1, ~0u);
    for (uint32_t offset = 0; offset < code.unitCount;) {
        Opcode opcode = Opcode(code.units[offset]);
        uint32_t next = offset + opcodeInfo[size_t(opcode)].units;
        instructionAtUnit[offset] = unsigned(instructions.size());
        instructions.push_back({offset, next, opcode, code.units + offset + 1});
        offset = next;
    }

    std::vector<bool> leads(instructions.size() + 1);
    leads[0] = true;
    for (size_t i = 0; i < instructions.size(); ++i) {
        int64_t target = instructions[i].target();
        if (target >= 0)
            leads[instructionAtUnit[size_t(target)]] = true;
        if (target >= 0 || instructions[i].has(OpcodeTerminator))
            leads[i + 1] = true;
    }
    for (uint32_t i = 0; i < code.handlerCount; ++i)
        leads[instructionAtUnit[code.handlers[i].handler]] = true;

    blockOfInstruction.resize(instructions.size());
    for (size_t i = 0; i < instructions.size(); ++i) {
        if (leads[i]) {
            blocks.emplace_back();
            blocks.back().first = uint32_t(i);
            blocks.back().liveIn.resize(code.registerCount);
        }
        blocks.back().last = uint32_t(i);
        blockOfInstruction[i] = unsigned(blocks.size() - 1);
    }

    for (BasicBlock& block : blocks) {
        const Instruction& last = instructions[block.last];
        if (int64_t target = last.target(); target >= 0)
            block.successors.push_back(blockAt(uint32_t(target)));
        if (!last.has(OpcodeTerminator))
            block.successors.push_back(unsigned(&block - blocks.data()) + 1);
        for (uint32_t i = block.first; i <= block.last; ++i)
            if (const HandlerEntry* handler = handlerOf(instructions[i]))
                if (unsigned number = blockAt(handler->handler); !llvm::is_contained(block.handlers, number))
                    block.handlers.push_back(number);
    }

    // Depth first, without recursion: (block, next successor to visit).
    std::vector<std::pair<unsigned, unsigned>> stack = {{0, 0}};
    blocks[0].reached = true;
    while (!stack.empty()) {
        auto& [number, index] = stack.back();
        BasicBlock& block = blocks[number];
        if (index == block.successors.size() + block.handlers.size()) {
            order.push_back(number);
            stack.pop_back();
            continue;
        }
        unsigned successor =
            index < block.successors.size() ? block.successors[index] : block.handlers[index - block.successors.size()];
        ++index;
        if (!blocks[successor].reached) {
            blocks[successor].reached = true;
            stack.push_back({successor, 0});
        }
    }
    std::reverse(order.begin(), order.end());
    ++blocks[0].predecessorCount; // from the function's entry
    for (unsigned number : order) {
        for (unsigned successor : blocks[number].successors)
            ++blocks[successor].predecessorCount;
        for (unsigned handler : blocks[number].handlers)
            blocks[handler].isHandler = true;
    }

    for (bool changed = true; changed;) {
        changed = false;
        for (unsigned number : llvm::reverse(order)) {
            BasicBlock& block = blocks[number];
            llvm::BitVector live(code.registerCount);
            for (unsigned successor : block.successors)
                live |= blocks[successor].liveIn;
            for (uint32_t i = block.last + 1; i-- > block.first;)
                transfer(instructions[i], live);
            if (live != block.liveIn) {
                block.liveIn = std::move(live);
                changed = true;
            }
        }
    }
}

unsigned ControlFlow::blockAt(uint32_t offset) const { return blockOfInstruction[instructionAtUnit[offset]]; }

const HandlerEntry* ControlFlow::handlerOf(const Instruction& instruction) const {
    if (!instruction.has(OpcodeMayRaise))
        return nullptr;
    for (uint32_t i = 0; i < code.handlerCount; ++i)
        if (code.handlers[i].start <= instruction.offset && instruction.offset < code.handlers[i].end)
            return &code.handlers[i];
    return nullptr;
}

void ControlFlow::transfer(const Instruction& instruction, llvm::BitVector& live) const {
    // Where an instruction may jump without having written (an exhausted iterator), the old value lives on.
    if (instruction.opcode == Opcode::ForIter) {
        OperandReader reader(instruction);
        uint16_t destination = reader.narrow();
        if (!blocks[blockAt(uint32_t(instruction.target()))].liveIn.test(destination))
            live.reset(destination);
    } else {
        forEachRegister(instruction, [](uint16_t) {}, [&](uint16_t number) { live.reset(number); });
    }
    if (const HandlerEntry* handler = handlerOf(instruction)) {
        llvm::BitVector atHandler = blocks[blockAt(handler->handler)].liveIn;
        atHandler.reset(handler->exceptionRegister);
        live |= atHandler;
    }
    forEachRegister(instruction, [&](uint16_t number) { live.set(number); }, [](uint16_t) {});
}

std::vector<llvm::BitVector> ControlFlow::liveness(const BasicBlock& block) const {
    std::vector<llvm::BitVector> result(block.last - block.first + 1);
    llvm::BitVector live(code.registerCount);
    for (unsigned successor : block.successors)
        live |= blocks[successor].liveIn;
    for (uint32_t i = block.last + 1; i-- > block.first;) {
        transfer(instructions[i], live);
        result[i - block.first] = live;
    }
    return result;
}

} // namespace pyc::midend
