// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Liveness: backwards over the blocks of a verified code object until nothing changes.
#include "frontend/bytecode/instruction.h"
#include "frontend/bytecode/verifier.h"

namespace pyc::frontend {

Liveness::Liveness(const CodeData& code, Arena& arena)
    : code(code), arena(arena), flow(code, arena), wordCount((code.registerCount + 63) / 64), offsets(arena),
      remembered(arena) {
    wordCount = wordCount ? wordCount : 1;
    size_t words = size_t(flow.blockCount()) * 2 * wordCount;
    live = arena.makeArray<uint64_t>(words);
    memset(live, 0, words * sizeof(uint64_t));
    current = arena.makeArray<uint64_t>(wordCount);
    solve();
}

void Liveness::solve() {
    uint32_t count = flow.blockCount();
    // Whom a block has to tell when more is live in it.
    uint32_t* firstPredecessor = arena.makeArray<uint32_t>(count + 1);
    memset(static_cast<void*>(firstPredecessor), 0, (count + 1) * sizeof(uint32_t));
    for (uint32_t number = 0; number < count; ++number)
        flow.forEachSuccessor(number, [&](uint32_t successor) { ++firstPredecessor[successor]; });
    for (uint32_t number = 0; number < count; ++number)
        firstPredecessor[number + 1] += firstPredecessor[number];
    uint32_t* predecessors = arena.makeArray<uint32_t>(firstPredecessor[count]);
    for (uint32_t number = 0; number < count; ++number)
        flow.forEachSuccessor(number,
                              [&](uint32_t successor) { predecessors[--firstPredecessor[successor]] = number; });

    uint32_t* place = arena.makeArray<uint32_t>(count);
    BlockQueue queue(count, arena);
    for (uint32_t index = 0; index < count; ++index) {
        place[flow.order()[count - 1 - index]] = index;
        queue.add(index);
    }
    for (uint32_t next; queue.take(next);) {
        uint32_t number = flow.order()[count - 1 - next];
        const ControlFlow::Block& block = flow.block(number);
        offsets.clear();
        for (uint32_t at = block.start; at < block.end; at += opcodeInfo[code.units[at]].units)
            offsets.push(at);
        Decoded last;
        decode(code, offsets.back(), last);
        uint64_t* out = liveOut(number);
        auto merge = [&](uint32_t target) {
            const uint64_t* other = liveIn(flow.blockOf(target));
            for (uint32_t word = 0; word < wordCount; ++word)
                out[word] |= other[word];
        };
        if (int jump = jumpOperandOf(last.opcode); jump >= 0)
            merge(last.operands[jump]);
        if (!(opcodeInfo[size_t(last.opcode)].effects & OpcodeTerminator) && block.end < code.unitCount)
            merge(block.end);
        memcpy(current, out, wordCount * sizeof(uint64_t));
        while (!offsets.empty())
            transfer(offsets.pop(), current);
        bool changed = false;
        uint64_t* in = liveIn(number);
        for (uint32_t word = 0; word < wordCount; ++word) {
            changed |= (current[word] & ~in[word]) != 0;
            in[word] |= current[word];
        }
        if (changed)
            for (uint32_t index = firstPredecessor[number]; index < firstPredecessor[number + 1]; ++index)
                queue.add(place[predecessors[index]]);
    }
}

/// From live after an instruction to live before it.
void Liveness::transfer(uint32_t offset, uint64_t* live) {
    ++stepCount;
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
        const uint64_t* exit = liveIn(flow.blockOf(instruction.operands[2]));
        if (keptLive && exit[kept / 64] >> (kept % 64) & 1)
            add(kept);
    }
    bool raises = opcodeInfo[size_t(instruction.opcode)].effects & OpcodeMayRaise;
    if (uint32_t handler = raises ? flow.handlerOf(offset) : ControlFlow::None; handler != ControlFlow::None) {
        const HandlerEntry& entry = code.handlers[handler];
        const uint64_t* other = liveIn(flow.blockOf(entry.handler));
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

/// Walks the block once and remembers enough for answers about all of it to be near.
void Liveness::enterBlock(uint32_t number) {
    if (entered == number)
        return;
    entered = number;
    const ControlFlow::Block& block = flow.block(number);
    offsets.clear();
    for (uint32_t at = block.start; at < block.end; at += opcodeInfo[code.units[at]].units)
        offsets.push(at);
    constexpr size_t RememberedWords = 1 << 20;
    apart = 16 + offsets.size() * wordCount / RememberedWords;
    size_t count = offsets.size() / apart + 1;
    remembered.resize(count * wordCount);
    memcpy(current, liveOut(number), wordCount * sizeof(uint64_t));
    for (size_t index = offsets.size(); index-- > 0;) {
        transfer(offsets[index], current);
        if (index % apart == 0)
            memcpy(&remembered[index / apart * wordCount], current, wordCount * sizeof(uint64_t));
    }
}

/// Before the instruction of that index in the block that was entered, or after the last.
RegisterSet Liveness::liveBefore(size_t index) {
    size_t known = (index + apart - 1) / apart * apart;
    bool inside = known < offsets.size();
    size_t from = inside ? known : offsets.size();
    memcpy(current, inside ? &remembered[known / apart * wordCount] : liveOut(entered), wordCount * sizeof(uint64_t));
    while (from > index)
        transfer(offsets[--from], current);
    return {current, code.registerCount};
}

RegisterSet Liveness::before(uint32_t offset) {
    enterBlock(flow.blockOf(offset));
    size_t low = 0, high = offsets.size();
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        (offsets[middle] <= offset ? low : high) = middle;
    }
    return liveBefore(low);
}

RegisterSet Liveness::after(uint32_t offset) {
    enterBlock(flow.blockOf(offset));
    uint32_t next = offset + opcodeInfo[code.units[offset]].units;
    return next < flow.block(entered).end ? before(next) : liveBefore(offsets.size());
}

} // namespace pyc::frontend
