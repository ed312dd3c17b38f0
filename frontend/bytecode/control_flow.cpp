// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Blocks, where they lead, and the order in which facts travel along them.
#include "frontend/bytecode/control_flow.h"
#include "frontend/bytecode/instruction.h"

namespace pyc::frontend {

ControlFlow::ControlFlow(const CodeData& code, Arena& arena)
    : code(code), arena(arena), blocks(arena), successors(arena), forwards(arena) {
    findHandlers();
    findBlocks();
    findSuccessors();
    findOrder();
}

/// The first entry that covers a unit wins; what is covered is stepped over by the entries after it.
void ControlFlow::findHandlers() {
    handlerAt = arena.makeArray<uint32_t>(code.unitCount);
    memset(static_cast<void*>(handlerAt), 0xFF, code.unitCount * sizeof(uint32_t));
    uint32_t* nextFree = arena.makeArray<uint32_t>(code.unitCount + 1);
    for (uint32_t unit = 0; unit <= code.unitCount; ++unit)
        nextFree[unit] = unit;
    auto free = [&](uint32_t unit) {
        uint32_t found = unit;
        while (nextFree[found] != found)
            found = nextFree[found];
        while (nextFree[unit] != found) {
            uint32_t next = nextFree[unit];
            nextFree[unit] = found;
            unit = next;
        }
        return found;
    };
    for (uint32_t index = 0; index < code.handlerCount; ++index)
        for (uint32_t unit = free(code.handlers[index].start); unit < code.handlers[index].end; unit = free(unit)) {
            handlerAt[unit] = index;
            nextFree[unit] = unit + 1;
        }
}

void ControlFlow::findBlocks() {
    blockAt = arena.makeArray<uint32_t>(code.unitCount + 1);
    memset(static_cast<void*>(blockAt), 0, (code.unitCount + 1) * sizeof(uint32_t));
    blockAt[0] = 1;
    for (uint32_t offset = 0; offset < code.unitCount;) {
        Decoded instruction;
        decode(code, offset, instruction);
        offset += instruction.units;
        int jump = jumpOperandOf(instruction.opcode);
        if (jump >= 0)
            blockAt[instruction.operands[jump]] = 1;
        if (jump >= 0 || opcodeInfo[size_t(instruction.opcode)].effects & OpcodeTerminator)
            blockAt[offset] = 1;
    }
    for (uint32_t index = 0; index < code.handlerCount; ++index)
        blockAt[code.handlers[index].handler] = 1;
    for (uint32_t offset = 0; offset < code.unitCount;) {
        if (blockAt[offset])
            blocks.push({offset, offset, 0, 0});
        blockAt[offset] = uint32_t(blocks.size() - 1);
        offset += opcodeInfo[code.units[offset]].units;
        blocks.back().end = offset;
    }
}

void ControlFlow::findSuccessors() {
    for (Block& block : blocks) {
        block.successorsStart = uint32_t(successors.size());
        uint32_t handler = None;
        for (uint32_t offset = block.start; offset < block.end;) {
            Decoded instruction;
            decode(code, offset, instruction);
            uint8_t effects = opcodeInfo[size_t(instruction.opcode)].effects;
            if (effects & OpcodeMayRaise && handlerAt[offset] != handler) {
                handler = handlerAt[offset];
                if (handler != None)
                    successors.push(blockAt[code.handlers[handler].handler]);
            }
            if (int jump = jumpOperandOf(instruction.opcode); jump >= 0)
                successors.push(blockAt[instruction.operands[jump]]);
            offset += instruction.units;
            if (offset == block.end && offset < code.unitCount && !(effects & OpcodeTerminator))
                successors.push(blockAt[offset]);
        }
        block.successorsEnd = uint32_t(successors.size());
    }
}

void ControlFlow::findOrder() {
    struct Visit {
        uint32_t block;
        uint32_t next; ///< successor
    };
    ArenaVector<Visit> path(arena);
    ArenaVector<uint32_t> finished(arena);
    uint8_t* seen = arena.makeArray<uint8_t>(blocks.size());
    memset(seen, 0, blocks.size());
    for (uint32_t root = 0; root < blockCount(); ++root) {
        if (seen[root])
            continue;
        seen[root] = 1;
        path.push({root, blocks[root].successorsStart});
        while (!path.empty()) {
            Visit& top = path.back();
            if (top.next == blocks[top.block].successorsEnd) {
                finished.push(path.pop().block);
                continue;
            }
            uint32_t successor = successors[top.next++];
            if (!seen[successor]) {
                seen[successor] = 1;
                path.push({successor, blocks[successor].successorsStart});
            }
        }
        while (!finished.empty())
            forwards.push(finished.pop());
    }
}

} // namespace pyc::frontend
