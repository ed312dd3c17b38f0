// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Checks of local variables that are surely bound where they are read disappear.
#include "frontend/bytecode/blocks.h"

namespace pyc::frontend::blocks {

namespace {

/// Tells what an instruction that may bind locals does to them.
template <typename Bind, typename Unbind>
void boundEffects(const Instruction& instruction, Bind&& bind, Unbind&& unbind) {
    switch (Opcode(instruction.opcode)) {
    case Opcode::Clear:
        if (isLocal(instruction.operands[0]))
            unbind(instruction.operands[0]);
        return;
    case Opcode::LoadFastAndClear:
        if (isLocal(instruction.operands[1]))
            unbind(instruction.operands[1]);
        return;
    case Opcode::Move:
        if (isLocal(instruction.operands[0])) {
            if (CodeBuilder::isRestoring(instruction))
                unbind(instruction.operands[0]);
            else
                bind(instruction.operands[0]);
        }
        return;
    case Opcode::CheckBound: bind(instruction.operands[0]); return;
    default: break;
    }
    if (isLocal(instruction.operands[0]))
        bind(instruction.operands[0]);
}

} // namespace

void removeChecks(Graph& graph) {
    uint32_t words = (graph.names.variableCount + 63) / 64;
    if (!words)
        return;
    uint64_t* state = graph.arena.makeArray<uint64_t>(words);
    ArenaVector<Block*> pending(graph.arena);
    auto flow = [&](Block* block) {
        if (!block)
            return;
        bool changed = !block->seen;
        if (!block->unbound) {
            block->unbound = graph.arena.makeArray<uint64_t>(words);
            memset(block->unbound, 0, words * sizeof(uint64_t));
        }
        block->seen = true;
        for (uint32_t word = 0; word < words; ++word) {
            uint64_t merged = block->unbound[word] | state[word];
            changed |= merged != block->unbound[word];
            block->unbound[word] = merged;
        }
        if (changed && !block->queued) {
            block->queued = true;
            pending.push(block);
        }
    };
    auto walk = [&](Block* block, auto&& onCheck) {
        memcpy(state, block->unbound, words * sizeof(uint64_t));
        Handler handler = CodeBuilder::NoHandler;
        Block* handling = nullptr;
        for (Instruction& instruction : block->code) {
            if (instruction.handler != handler) {
                handler = instruction.handler;
                handling = handler >= 0 ? graph.handlerBlock[handler] : nullptr;
                flow(handling);
            }
            unsigned traits = traitsOf(instruction);
            if (traits & HasTarget)
                flow(graph.targetOf(instruction)); // before what a ForIter writes
            if (!(traits & MayBindLocal))
                continue;
            if (traits & IsCheck) {
                uint32_t local = instruction.operands[0];
                onCheck(instruction, bool(state[local / 64] >> (local % 64) & 1));
            }
            bool unbound = false;
            boundEffects(
                instruction, [&](uint32_t local) { state[local / 64] &= ~(uint64_t(1) << (local % 64)); },
                [&](uint32_t local) {
                    state[local / 64] |= uint64_t(1) << (local % 64);
                    unbound = true;
                });
            if (unbound)
                flow(handling);
        }
        if (fallsThrough(block))
            flow(block->next);
    };
    memset(state, 0, words * sizeof(uint64_t));
    for (uint32_t local = graph.names.parameterCount; local < graph.names.variableCount; ++local)
        state[local / 64] |= uint64_t(1) << (local % 64);
    flow(graph.entry);
    while (!pending.empty()) {
        Block* block = pending.pop();
        block->queued = false;
        walk(block, [](Instruction&, bool) {});
    }
    for (Block* block = graph.entry; block; block = block->next) {
        if (!block->seen || !block->hasChecks)
            continue;
        size_t kept = block->code.size();
        walk(block, [&](Instruction& check, bool needed) {
            check.dead = !needed;
            if (size_t index = size_t(&check - block->code.data()); check.dead && index < kept)
                kept = index;
        });
        for (size_t index = kept; index < block->code.size(); ++index)
            if (!block->code[index].dead)
                block->code[kept++] = block->code[index];
        block->code.truncate(kept);
    }
}

} // namespace pyc::frontend::blocks
