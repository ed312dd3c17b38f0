// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Liveness: backwards over the blocks of a verified code object until nothing changes.
#include "frontend/bytecode/instruction.h"
#include "frontend/bytecode/verifier.h"

namespace pyc::frontend {

namespace {

constexpr uint32_t None = ~0u;

} // namespace

Liveness::Liveness(const CodeData& code, Arena& arena) : code(code), arena(arena), blocks(arena) {
    wordCount = (code.registerCount + 63) / 64;
    if (!wordCount)
        wordCount = 1;
    auto makeSet = [&] {
        uint64_t* words = arena.makeArray<uint64_t>(wordCount);
        memset(words, 0, wordCount * sizeof(uint64_t));
        return words;
    };
    current = makeSet();
    blockOf = arena.makeArray<uint32_t>(code.unitCount + 1);
    memset(static_cast<void*>(blockOf), 0, (code.unitCount + 1) * sizeof(uint32_t));
    blockOf[0] = 1;
    for (uint32_t offset = 0; offset < code.unitCount;) {
        Decoded instruction;
        decode(code, offset, instruction);
        offset += instruction.units;
        int jump = jumpOperandOf(instruction.opcode);
        if (jump >= 0)
            blockOf[instruction.operands[jump]] = 1;
        if (jump >= 0 || opcodeInfo[size_t(instruction.opcode)].effects & OpcodeTerminator)
            blockOf[offset] = 1;
    }
    for (uint32_t index = 0; index < code.handlerCount; ++index)
        blockOf[code.handlers[index].handler] = 1;
    for (uint32_t offset = 0; offset < code.unitCount;) {
        Decoded instruction;
        decode(code, offset, instruction);
        if (blockOf[offset])
            blocks.push({offset, offset, makeSet(), makeSet()});
        blockOf[offset] = uint32_t(blocks.size() - 1);
        offset += instruction.units;
        blocks.back().end = offset;
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t index = blocks.size(); index-- > 0;) {
            Block& block = blocks[index];
            uint32_t last = block.start;
            for (uint32_t offset = block.start; offset < block.end;) {
                last = offset;
                offset += opcodeInfo[code.units[offset]].units;
            }
            Decoded instruction;
            decode(code, last, instruction);
            int jump = jumpOperandOf(instruction.opcode);
            auto merge = [&](uint32_t target) {
                const uint64_t* other = blocks[blockOf[target]].liveIn;
                for (uint32_t word = 0; word < wordCount; ++word)
                    block.liveOut[word] |= other[word];
            };
            if (jump >= 0)
                merge(instruction.operands[jump]);
            if (!(opcodeInfo[size_t(instruction.opcode)].effects & OpcodeTerminator) && block.end < code.unitCount)
                merge(block.end);
            walkTo(block.start, false);
            for (uint32_t word = 0; word < wordCount; ++word) {
                changed |= (current[word] & ~block.liveIn[word]) != 0;
                block.liveIn[word] |= current[word];
            }
        }
    }
}

uint32_t Liveness::handlerOf(uint32_t offset) const {
    for (uint32_t index = 0; index < code.handlerCount; ++index)
        if (offset >= code.handlers[index].start && offset < code.handlers[index].end)
            return index;
    return None;
}

/// From live after an instruction to live before it.
void Liveness::transfer(uint32_t offset, uint64_t* live) const {
    Decoded instruction;
    decode(code, offset, instruction);
    auto erase = [&](uint32_t reg) { live[reg / 64] &= ~(uint64_t(1) << (reg % 64)); };
    auto add = [&](uint32_t reg) { live[reg / 64] |= uint64_t(1) << (reg % 64); };
    // An exhausted iterator leaves its destination alone.
    bool keeps = instruction.opcode == Opcode::ForIter;
    uint32_t kept = keeps ? instruction.operands[0] : 0;
    bool keptLive = keeps && live[kept / 64] >> (kept % 64) & 1;
    forEachRegister(instruction, [&](char letter, uint32_t first, uint32_t count) {
        if (letter == 'W' || letter == 'D')
            for (uint32_t index = 0; index < count; ++index)
                erase(first + index);
    });
    if (keeps) {
        const uint64_t* exit = blocks[blockOf[instruction.operands[2]]].liveIn;
        if (keptLive && exit[kept / 64] >> (kept % 64) & 1)
            add(kept);
    }
    uint32_t handler = opcodeInfo[size_t(instruction.opcode)].effects & OpcodeMayRaise ? handlerOf(offset) : None;
    if (handler != None) {
        const HandlerEntry& entry = code.handlers[handler];
        const uint64_t* other = blocks[blockOf[entry.handler]].liveIn;
        uint32_t reg = entry.exceptionRegister;
        bool before = live[reg / 64] >> (reg % 64) & 1;
        for (uint32_t word = 0; word < wordCount; ++word)
            live[word] |= other[word];
        if (!before)
            erase(reg);
    }
    forEachRegister(instruction, [&](char letter, uint32_t first, uint32_t count) {
        if (letter == 'R' || letter == 'X' || letter == 'B')
            for (uint32_t index = 0; index < count; ++index)
                add(first + index);
    });
}

void Liveness::walkTo(uint32_t offset, bool after) {
    const Block& block = blockAt(offset);
    memcpy(current, block.liveOut, wordCount * sizeof(uint64_t));
    // Instructions are found forwards only.
    ArenaVector<uint32_t> offsets(arena);
    for (uint32_t at = offset; at < block.end; at += opcodeInfo[code.units[at]].units)
        offsets.push(at);
    while (offsets.size() > (after ? 1 : 0))
        transfer(offsets.pop(), current);
}

const Liveness::Block& Liveness::blockAt(uint32_t offset) const { return blocks[blockOf[offset]]; }

RegisterSet Liveness::after(uint32_t offset) {
    walkTo(offset, true);
    return {current, code.registerCount};
}

RegisterSet Liveness::before(uint32_t offset) {
    walkTo(offset, false);
    return {current, code.registerCount};
}

} // namespace pyc::frontend
