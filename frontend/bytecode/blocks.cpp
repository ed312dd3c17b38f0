// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Blocks are made of the builder's list; those that nothing reaches are dropped.
#include "frontend/bytecode/blocks.h"

namespace pyc::frontend::blocks {

Graph::Graph(CodeBuilder& builder, const CodeBuilder::Names& names)
    : names(names), arena(*builder.arena), blocks(arena) {
    makeBlocks(builder);
}

void Graph::makeBlocks(CodeBuilder& builder) {
    ArenaVector<Instruction>& source = builder.instructions;
    uint32_t* blockAt = arena.makeArray<uint32_t>(source.size() + 1);
    memset(static_cast<void*>(blockAt), 0, (source.size() + 1) * sizeof(uint32_t));
    blockAt[0] = 1;
    ArenaVector<uint32_t> targeted(arena), marked(arena);
    for (size_t index = 0; index < source.size(); ++index) {
        unsigned traits = traitsOf(source[index]);
        bool withoutPlace = !source[index].silent && !hasPlace(source[index].location);
        if ((withoutPlace && !(traits & IsEdge)) || source[index].shown == Shown::Line || (traits & IsCheck))
            marked.push(uint32_t(index));
        if (!(traits & (HasTarget | IsTerminator)))
            continue;
        if (traits & HasTarget) {
            blockAt[builder.labels[targetOperand(source[index])]] = 1;
            targeted.push(uint32_t(index));
        }
        if (!(traits & IsEdge))
            blockAt[index + 1] = 1;
    }
    Block* block = nullptr;
    for (size_t index = 0; index <= source.size();) {
        size_t end = index + 1;
        while (end <= source.size() && !blockAt[end])
            ++end;
        Block* made = makeBlock(source.data() + index, (end < source.size() ? end : source.size()) - index);
        (block ? block->next : entry) = made;
        block = made;
        blockAt[index] = made->number;
        index = end;
    }
    auto forEachBlockOf = [&](const ArenaVector<uint32_t>& indices, auto&& action) {
        Block* each = entry;
        for (uint32_t index : indices) {
            while (source.data() + index >= each->code.end())
                each = each->next;
            action(*each, source[index]);
        }
    };
    forEachBlockOf(targeted, [&](Block& each, Instruction& instruction) {
        targetOperand(instruction) = blockAt[builder.labels[targetOperand(instruction)]];
        each.hasEdges |= isEdge(instruction);
    });
    forEachBlockOf(marked, [](Block& each, Instruction& instruction) {
        each.hasLineMarks |= instruction.shown == Shown::Line;
        each.hasChecks |= has(instruction, IsCheck);
        each.lacksPlaces |= !hasPlace(instruction.location) && !isHidden(instruction);
    });
    handlerBlock = arena.makeArray<Block*>(builder.handlers.size());
    for (size_t index = 0; index < builder.handlers.size(); ++index) {
        uint32_t position = builder.labels[builder.handlers[index].target];
        handlerBlock[index] = position > source.size() ? nullptr : blocks[blockAt[position]];
    }
}

void Graph::reach(bool Block::* flag, bool throughHandlers) {
    for (Block* block = entry; block; block = block->next)
        block->*flag = false;
    ArenaVector<Block*> pending(arena);
    auto visit = [&](Block* block) {
        if (block && !(block->*flag)) {
            block->*flag = true;
            pending.push(block);
        }
    };
    visit(entry);
    while (!pending.empty()) {
        Block* block = pending.pop();
        forEachTarget(block, [&](Block* target, bool edge) {
            if (throughHandlers || !edge)
                visit(target);
        });
        if (fallsThrough(block))
            visit(block->next);
    }
}

void Graph::countPredecessors() {
    for (Block* block = entry; block; block = block->next)
        block->predecessors = block->passes;
    entry->predecessors = 1;
    for (Block* block = entry; block; block = block->next) {
        if (!block->live)
            continue;
        forEachTarget(block, [](Block* target, bool) { ++target->predecessors; });
        if (Block* next = nonEmpty(block->next); next && fallsThrough(block))
            ++next->predecessors;
    }
}

void dropUnreachable(Graph& graph) {
    graph.reach(&Block::live, true);
    for (Block* block = graph.entry; block; block = block->next) {
        if (block->live)
            continue;
        if (block->passes && block->code.size() == 1) {
            if (isUnconditional(block->code[0]))
                block->passedTo = graph.targetOf(block->code[0]);
            block->code[0].opcode = CodeBuilder::PseudoMark;
            block->code[0].operandCount = 0;
        } else {
            block->code.clear();
        }
    }
    graph.countPredecessors();
}

} // namespace pyc::frontend::blocks
