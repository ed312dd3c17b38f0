// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Jumps: short exits are copied to where they are jumped to, jumps to jumps go to the end of the chain, those that are
// never taken or lead to what comes next disappear, and what is reached only through handlers goes last.
#include "frontend/bytecode/blocks.h"

namespace pyc::frontend::blocks {

namespace {

/// Exits of at most so many of CPython's instructions are copied instead of jumped to.
constexpr uint32_t ShortExit = 4;

/// How many instructions CPython has for one of ours, about.
uint32_t weight(const Instruction& instruction) {
    if (isHidden(instruction))
        return isEdge(instruction) ? instruction.extra : instruction.shown == Shown::Pop;
    switch (Opcode(instruction.opcode)) {
    case Opcode::JumpIfFalse:
    case Opcode::JumpIfTrue:
    case Opcode::MakeFunction:
    case Opcode::PopHandled:
    case Opcode::Yield: return 2u + instruction.extra;
    default: return 1u + instruction.extra;
    }
}

bool isShort(const Block* block) {
    uint32_t size = 0;
    for (const Instruction& instruction : block->code)
        if ((size += weight(instruction)) > ShortExit)
            return false;
    return true;
}

/// Where the value that a jump tested is not needed, it is dropped with the range that the jump had.
void showFirst(Block* block, const Instruction& jump) {
    Instruction mark = jump;
    mark.opcode = CodeBuilder::PseudoMark;
    mark.operandCount = 0;
    mark.shown = Shown::Always;
    block->lacksPlaces |= !hasPlace(mark.location);
    block->code.push(mark);
    for (size_t index = block->code.size() - 1; index > 0; --index)
        block->code[index] = block->code[index - 1];
    block->code[0] = mark;
}

/// A conditional jump to the back-edge of a loop goes past one of its own instead.
void goBackOnOtherwise(Graph& graph, Block* block, const Instruction& loopBack) {
    Instruction* jump = jumpOf(block);
    bool tests = is(*jump, Opcode::JumpIfTrue) || is(*jump, Opcode::JumpIfFalse);
    switch (Opcode(jump->opcode)) {
    case Opcode::JumpIfTrue: jump->opcode = uint16_t(Opcode::JumpIfFalse); break;
    case Opcode::JumpIfFalse: jump->opcode = uint16_t(Opcode::JumpIfTrue); break;
    case Opcode::JumpIfNone: jump->opcode = uint16_t(Opcode::JumpIfNotNone); break;
    case Opcode::JumpIfNotNone: jump->opcode = uint16_t(Opcode::JumpIfNone); break;
    default: return;
    }
    // The jump takes the place of the other; not where it asks for truth, which CPython does before, at its own place.
    if (!tests && hasPlace(loopBack.location))
        jump->location = loopBack.location;
    Block* back = graph.makeBlock();
    back->code.push(loopBack);
    back->lacksPlaces = true;
    back->live = true;
    back->next = block->next;
    retarget(*jump, block->next);
    block->next = back;
}

/// Whether what follows shows the line anyway, or can be made to.
bool takenOver(Block* block, size_t index, int32_t line) {
    for (size_t next = index + 1; next < block->code.size(); ++next) {
        Instruction& follower = block->code[next];
        if (isHidden(follower))
            continue;
        if (!hasPlace(follower.location)) {
            follower.location = block->code[index].location;
            return true;
        }
        return follower.location.line == line;
    }
    Block* successor = nonEmpty(block->next);
    if (!successor || !fallsThrough(block))
        return false;
    for (Instruction& follower : successor->code) {
        if (isHidden(follower) || (isPseudo(follower) && follower.shown == Shown::Line && !hasLine(follower.location)))
            continue;
        return follower.location.line == line;
    }
    return false;
}

bool removeLineMarks(Block* block) {
    int32_t previousLine = -1;
    size_t kept = 0;
    bool removed = false;
    block->hasLineMarks = false;
    for (size_t index = 0; index < block->code.size(); ++index) {
        Instruction& instruction = block->code[index];
        bool redundant = false;
        if (!isHidden(instruction)) {
            int32_t line = instruction.location.line;
            if (isPseudo(instruction) && instruction.shown == Shown::Line)
                redundant = line < 0 || line == previousLine || takenOver(block, index, line);
            if (!redundant)
                previousLine = line;
        }
        if (redundant) {
            removed = true;
            continue;
        }
        block->hasLineMarks |= instruction.shown == Shown::Line;
        block->code[kept++] = instruction;
    }
    block->code.truncate(kept);
    return removed;
}

/// Jumps to a cold block of which nothing is left go to what follows it, wherever that will be.
void skipEmptyTargets(Graph& graph) {
    for (Block* block = graph.entry; block; block = block->next) {
        auto skip = [&](Instruction& instruction) {
            Block* target = graph.targetOf(instruction);
            if (target->warm || !target->code.empty())
                return;
            if (Block* next = nonEmpty(target))
                retarget(instruction, next);
        };
        if (!block->hasEdges) {
            if (Instruction* jump = jumpOf(block))
                skip(*jump);
            continue;
        }
        for (Instruction& instruction : block->code)
            if (has(instruction, HasTarget))
                skip(instruction);
    }
}

} // namespace

void inlineShortExits(Graph& graph) {
    for (bool changed = true; changed;) {
        changed = false;
        for (Block* block = graph.entry; block; block = block->next) {
            Instruction* last = lastOf(block);
            if (!last || !isUnconditional(*last) || last->decided)
                continue;
            Block* target = graph.targetOf(*last);
            Instruction* end = lastOf(target);
            if (target == block || !end || !isTerminator(*end))
                continue;
            if (!(isExit(*end) && isShort(target)) && !withoutLines(target))
                continue;
            bool polled = is(*last, Opcode::LoopBack), polls = last->polls;
            makeLineMark(block, *last);
            append(block, target);
            Instruction* moved = lastOf(block);
            if (polled && is(*moved, Opcode::Jump))
                moved->opcode = uint16_t(Opcode::LoopBack);
            moved->polls |= polls && isUnconditional(*moved);
            changed = true;
        }
    }
}

void dropFoldedJumps(Graph& graph) {
    for (Block* block = graph.entry; block; block = block->next) {
        if (!block->hasEdges)
            continue;
        size_t kept = 0;
        for (size_t index = 0; index < block->code.size(); ++index)
            if (block->code[index].opcode != CodeBuilder::PseudoFolded)
                block->code[kept++] = block->code[index];
        block->code.truncate(kept);
    }
}

void threadJumps(Graph& graph) {
    for (Block* block = graph.entry; block; block = block->next) {
        Instruction* jump = jumpOf(block);
        if (!jump || is(*jump, Opcode::ForIter) || is(*jump, Opcode::Send) || is(*jump, Opcode::ThrowInto))
            continue;
        bool takesPlaces = false;
        for (int hops = 0; hops < 64; ++hops) {
            Block* target = nonEmpty(graph.targetOf(*jump));
            Instruction* next = target ? firstShown(target) : nullptr;
            if (!next || isPseudo(*next) || !has(*next, HasTarget))
                break;
            bool onTrue = is(*jump, Opcode::JumpIfTrue);
            if (isUnconditional(*next)) {
                if (graph.targetOf(*next) == graph.targetOf(*jump))
                    break;
                if (!isUnconditional(*jump) && !next->polls) {
                    if (is(*next, Opcode::LoopBack)) {
                        goBackOnOtherwise(graph, block, *next);
                        break;
                    }
                    ++target->passes;
                    target->passer = block;
                    retarget(*jump, graph.targetOf(*next));
                    continue;
                }
                // The line of the jump stays where no other instruction has it.
                Instruction moved = *jump;
                if (is(*next, Opcode::LoopBack))
                    moved.opcode = next->opcode;
                moved.polls |= next->polls && isUnconditional(moved);
                moved.location = next->location;
                retarget(moved, graph.targetOf(*next));
                makeLineMark(block, *jump);
                block->code.push(moved);
                block->lacksPlaces = true;
                jump = jumpOf(block);
                continue;
            }
            // A value that was tested keeps its truth: `a and b or c` asks each operand once.
            if ((onTrue || is(*jump, Opcode::JumpIfFalse)) &&
                (is(*next, Opcode::JumpIfTrue) || is(*next, Opcode::JumpIfFalse)) &&
                next->operands[0] == jump->operands[0] && isTemporary(next->operands[0])) {
                Block* after = is(*next, Opcode::JumpIfTrue) == onTrue ? graph.targetOf(*next) : target->next;
                if (!after || after == graph.targetOf(*jump))
                    break;
                if (jump->opcode == next->opcode) {
                    Instruction moved = *jump;
                    moved.location = next->location;
                    block->lacksPlaces |= !hasPlace(moved.location);
                    if (!takesPlaces)
                        showFirst(block->next, *jump);
                    takesPlaces = true;
                    makeLineMark(block, *jump);
                    block->code.push(moved);
                    jump = jumpOf(block);
                }
                retarget(*jump, after);
                continue;
            }
            break;
        }
    }
}

/// Jumps to what comes next, and lines shown beside others of the same, disappear.
void removeNoOperations(Graph& graph) {
    for (bool changed = true; changed;) {
        changed = false;
        for (Block* block = graph.entry; block; block = block->next)
            if (block->hasLineMarks)
                changed |= removeLineMarks(block);
        for (Block* block = graph.entry; block; block = block->next) {
            if (block->passedTo && nonEmpty(block->passedTo) == nonEmpty(block->next)) {
                block->passedTo = nullptr;
                makeLineMark(block, block->code[0]);
                changed = true;
            }
            Instruction* last = lastOf(block);
            if (!last || !is(*last, Opcode::Jump))
                continue;
            Block* target = nonEmpty(graph.targetOf(*last));
            if (target != nonEmpty(block->next))
                continue;
            if (target) {
                makeLineMark(block, *last);
                changed = true;
            }
        }
    }
    graph.countPredecessors();
}

void moveColdCode(Graph& graph) {
    graph.reach(&Block::warm, false);
    skipEmptyTargets(graph);
    // Where cold code runs into warm code, it will have to jump.
    for (Block* block = graph.entry; block; block = block->next) {
        if (block->warm || !block->live || !fallsThrough(block))
            continue;
        Block* successor = block->next;
        while (successor && !successor->live)
            successor = successor->next; // nothing of it is left
        if (!successor || !successor->warm)
            continue;
        Instruction jump{};
        jump.opcode = uint16_t(Opcode::Jump);
        jump.operandCount = 1;
        jump.operands[0] = successor->number;
        jump.location = NoLocation;
        jump.shown = Shown::Always;
        jump.handler = CodeBuilder::NoHandler;
        block->code.push(jump);
        block->lacksPlaces = true;
    }
    Block* coldFirst = nullptr;
    Block* coldLast = nullptr;
    Block* last = graph.entry;
    bool beforeWasCold = false;
    for (Block* block = graph.entry->next; block;) {
        Block* next = block->next;
        block->next = nullptr;
        bool follows = !block->live && (block->passer ? block->passer->warm : !(coldLast && beforeWasCold));
        beforeWasCold = !block->warm && !follows && !block->code.empty();
        if (block->warm || block->code.empty() || follows) {
            last->next = block;
            last = block;
        } else {
            (coldLast ? coldLast->next : coldFirst) = block;
            coldLast = block;
        }
        block = next;
    }
    last->next = coldFirst;
    graph.countPredecessors();
}

} // namespace pyc::frontend::blocks
