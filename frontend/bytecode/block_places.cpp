// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Source ranges: what has none of its own takes that of what surely ran before it, and neighbours that are one
// instruction to CPython share one.
#include "frontend/bytecode/blocks.h"

namespace pyc::frontend::blocks {

namespace {

bool isBareExit(const Block* block) {
    const Instruction* last = lastOf(block);
    return last && (isExit(*last) || is(*last, Opcode::LoopBack) || last->polls) && withoutLines(block);
}

/// An exit without a place gets that of the jump that leads there: it is copied for each.
void duplicateBareExits(Graph& graph) {
    for (Block* block = graph.entry; block; block = block->next) {
        Instruction* jump = jumpOf(block);
        if (!jump || !block->live)
            continue;
        Block* target = nonEmpty(graph.targetOf(*jump));
        if (!target || target->predecessors <= 1 || !isBareExit(target))
            continue;
        Block* copy = graph.makeBlock();
        append(copy, target);
        copy->live = true;
        copy->warm = target->warm;
        if (Instruction* first = firstShown(copy))
            first->location = jump->location;
        retarget(*jump, copy);
        --target->predecessors;
        copy->predecessors = 1;
        copy->next = target->next;
        target->next = copy;
    }
    for (Block* block = graph.entry; block; block = block->next) {
        if (!block->live || block->code.empty() || !fallsThrough(block) || !block->next || !isBareExit(block->next))
            continue;
        Instruction* first = firstShown(block->next);
        for (size_t index = block->code.size(); first && index-- > 0;)
            if (!isHidden(block->code[index])) {
                first->location = block->code[index].location;
                break;
            }
    }
}

/// The last place that the block shows.
Location lastPlace(const Block* block) {
    for (size_t index = block->code.size(); index-- > 0;)
        if (!isHidden(block->code[index]))
            return block->code[index].location;
    return NoLocation;
}

Location fillPlaces(Block* block) {
    Location previous = NoLocation;
    for (Instruction& instruction : block->code) {
        if (isHidden(instruction))
            continue;
        if (!hasPlace(instruction.location))
            instruction.location = previous;
        else
            previous = instruction.location;
    }
    return previous;
}

} // namespace

/// An instruction without a place of its own has that of the one before it, where there is exactly one.
void resolvePlaces(Graph& graph) {
    duplicateBareExits(graph);
    for (Block* block = graph.entry; block; block = block->next) {
        Location previous = block->lacksPlaces ? fillPlaces(block) : lastPlace(block);
        auto inherit = [&](Block* successor) {
            Instruction* first = successor && successor->predecessors == 1 ? firstShown(successor) : nullptr;
            if (first && !hasPlace(first->location))
                first->location = previous;
        };
        if (!block->live || block->code.empty())
            continue;
        if (fallsThrough(block))
            inherit(block->next);
        if (Instruction* jump = jumpOf(block))
            inherit(graph.targetOf(*jump));
    }
}

/// Two neighbouring loads or stores of local variables are one instruction to CPython, with the first's place.
void joinLocalUses(Graph& graph) {
    for (Block* block = graph.entry; block; block = block->next) {
        Instruction* first = nullptr;
        for (size_t index = 0; index < block->code.size(); ++index) {
            Instruction& instruction = block->code[index];
            if (instruction.shown != Shown::Load && instruction.shown != Shown::Store) {
                if (!isHidden(instruction))
                    first = nullptr;
                continue;
            }
            bool checked = instruction.shown == Shown::Load && index + 1 < block->code.size() &&
                           is(block->code[index + 1], Opcode::CheckBound);
            if (checked || CodeBuilder::isRestoring(instruction) ||
                registerNumber(graph.names, instruction.operands[0]) >= 16) {
                first = nullptr;
                continue;
            }
            bool pairs = first && !(first->shown == Shown::Load && instruction.shown == Shown::Store) &&
                         (!hasLine(first->location) || !hasLine(instruction.location) ||
                          first->location.line == instruction.location.line);
            if (pairs)
                instruction.location = first->location;
            first = pairs ? nullptr : &instruction;
        }
    }
}

} // namespace pyc::frontend::blocks
