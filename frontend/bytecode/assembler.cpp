// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From the builder's list to encoded units, by way of basic blocks: short exits are copied to where they are jumped to,
// jumps are threaded, what cannot run is dropped, code reached only through handlers goes last, and checks of variables
// that surely are bound disappear. Source ranges end up where CPython's code has them.
#include "frontend/bytecode/code_builder.h"

namespace pyc::frontend {

namespace {

/// What the passes ask of every instruction, in one byte for each opcode, the builder's own included.
enum Trait : uint8_t {
    IsPseudo = 1,
    IsEdge = 2,
    IsCheck = 4,
    IsTerminator = 8,
    IsUnconditional = 16,
    HasTarget = 32,    ///< of a jump, or an edge to a handler
    MayBindLocal = 64, ///< or unbind one
    Raises = 128,
};

constexpr bool hasLetter(const char* operands, char letter) {
    for (; *operands; ++operands)
        if (*operands == letter)
            return true;
    return false;
}

constexpr uint8_t traitsOf(Opcode opcode, const char* operands, unsigned effects) {
    unsigned traits = effects & OpcodeTerminator ? IsTerminator : 0;
    traits |= effects & OpcodeMayRaise ? Raises : 0;
    traits |= hasLetter(operands, 'J') ? HasTarget : 0;
    traits |= opcode == Opcode::CheckBound ? IsCheck : 0;
    traits |= opcode == Opcode::Jump || opcode == Opcode::LoopBack ? IsUnconditional : 0;
    traits |= operands[0] == 'W' || opcode == Opcode::CheckBound ? MayBindLocal : 0;
    return uint8_t(traits);
}

/// How an operand is encoded, four bits for each, the first operand lowest.
enum class Form : uint8_t { End, Register, Immediate, Constant, Name, Target, Cache };

constexpr uint32_t formsOf(const char* operands) {
    uint32_t forms = 0;
    for (unsigned shift = 0; *operands; ++operands, shift += 4) {
        Form form = Form::Register;
        switch (*operands) {
        case 'n':
        case 'i': form = Form::Immediate; break;
        case 'C': form = Form::Constant; break;
        case 'N': form = Form::Name; break;
        case 'J': form = Form::Target; break;
        case 'K': form = Form::Cache; break;
        default: break;
        }
        forms |= uint32_t(form) << shift;
    }
    return forms;
}

struct OpcodeTables {
    uint8_t traits[size_t(Opcode::Count) + 3];
    uint32_t forms[size_t(Opcode::Count)];
};

constexpr OpcodeTables tables = [] {
    constexpr unsigned None = OpcodeNone, MayRaise = OpcodeMayRaise, MayRunPython = OpcodeMayRunPython,
                       ExitPoint = OpcodeExitPoint, Terminator = OpcodeTerminator, JumpOnly = OpcodeJumpOnly;
    OpcodeTables made{};
#define PYC_OPCODE(name, operands, effects)                                                                            \
    made.traits[size_t(Opcode::name)] = traitsOf(Opcode::name, operands, effects);                                     \
    made.forms[size_t(Opcode::name)] = formsOf(operands);
#include "frontend/bytecode/opcodes.def"
    made.traits[CodeBuilder::PseudoMark] = IsPseudo;
    made.traits[CodeBuilder::PseudoHandler] = made.traits[CodeBuilder::PseudoFolded] = IsPseudo | IsEdge | HasTarget;
    return made;
}();

} // namespace

class Assembler {
    using Instruction = CodeBuilder::Instruction;
    using Handler = CodeBuilder::Handler;
    using Shown = CodeBuilder::Shown;

    struct Block {
        Block(Arena& arena, Instruction* first, size_t count) : code(arena, first, count) {}
        ArenaVector<Instruction> code;
        Block* next = nullptr;
        uint32_t number = 0;
        uint32_t predecessors = 0;
        uint32_t offset = 0;
        bool live = false;
        bool warm = false;
        uint32_t passes = 0; ///< jumps that go past its own, as CPython's do not: its source range is as if they came
        const Block* passer = nullptr; ///< where one of them is
        Block* passedTo = nullptr;     ///< where they go
        bool queued = false;
        bool seen = false;
        bool hasEdges = false;       ///< to handlers; other jumps are last in their block
        bool hasLineMarks = false;   ///< perhaps
        bool lacksPlaces = false;    ///< perhaps: of instructions that show one
        bool hasChecks = false;      ///< of variables
        uint64_t* unbound = nullptr; ///< locals that may be unbound at its start
    };

public:
    Assembler(CodeBuilder& builder, const CodeBuilder::Names& names, Arena& result)
        : builder(builder), names(names), result(result), arena(*builder.arena), blocks(arena), units(arena),
          targets(arena), constantUses(arena) {}

    CodeBuilder::Assembled run() {
        makeBlocks();
        inlineShortExits();
        dropUnreachable();
        resolveLocations();
        if (builder.anyFolded)
            dropFoldedJumps();
        threadJumps();
        if (builder.anyStackWork)
            reorderStackWork();
        dropUnreachable();
        removeNoOperations();
        if (builder.anyChecks)
            removeChecks();
        joinLocalUses();
        moveColdCode();
        removeNoOperations();
        resolveLocations();
        return encode();
    }

private:
    static constexpr uint32_t None = ~0u;
    /// Exits of at most so many of CPython's instructions are copied instead of jumped to.
    static constexpr uint32_t ShortExit = 4;
    static constexpr size_t LongestInstruction = 16; ///< units, at most

    static bool has(const Instruction& instruction, unsigned traits) {
        return tables.traits[instruction.opcode] & traits;
    }
    static bool isPseudo(const Instruction& instruction) { return has(instruction, IsPseudo); }
    static bool isEdge(const Instruction& instruction) { return has(instruction, IsEdge); }
    static bool is(const Instruction& instruction, Opcode opcode) { return instruction.opcode == uint16_t(opcode); }
    static const OpcodeInfo& info(const Instruction& instruction) { return opcodeInfo[instruction.opcode]; }
    static bool isTerminator(const Instruction& instruction) { return has(instruction, IsTerminator); }
    static bool isUnconditional(const Instruction& instruction) { return has(instruction, IsUnconditional); }
    static bool isExit(const Instruction& instruction) {
        return isTerminator(instruction) && !isUnconditional(instruction);
    }
    static bool hasLine(const Location& location) { return location.line >= 0; }
    static bool hasPlace(const Location& location) { return location.line >= 0 || location.endLine >= 0; }
    /// No instruction of CPython's stands for it.
    static bool isHidden(const Instruction& instruction) {
        return instruction.silent || has(instruction, IsEdge | IsCheck);
    }

    /// The operand that is the target, of an instruction that has one.
    static uint32_t& targetOperand(Instruction& instruction) {
        return instruction.operands[isEdge(instruction) ? 0 : info(instruction).jump];
    }
    static uint32_t targetOperand(const Instruction& instruction) {
        return targetOperand(const_cast<Instruction&>(instruction));
    }
    Block* targetOf(const Instruction& instruction) const { return blocks[targetOperand(instruction)]; }
    static void retarget(Instruction& instruction, const Block* block) { targetOperand(instruction) = block->number; }

    /// The last instruction that does something, or null.
    static Instruction* lastOf(const Block* block) {
        for (size_t index = block->code.size(); index-- > 0;)
            if (!isPseudo(block->code[index]))
                return &block->code[index];
        return nullptr;
    }
    static Instruction* firstShown(const Block* block) {
        for (Instruction& instruction : block->code)
            if (!isHidden(instruction))
                return &instruction;
        return nullptr;
    }
    static bool fallsThrough(const Block* block) {
        const Instruction* last = lastOf(block);
        return !last || !isTerminator(*last);
    }
    /// The jump that ends a block, or null.
    static Instruction* jumpOf(const Block* block) {
        Instruction* last = lastOf(block);
        return last && has(*last, HasTarget) ? last : nullptr;
    }
    static Block* nonEmpty(Block* block) {
        while (block && block->code.empty())
            block = block->next;
        return block;
    }

    template <typename Visit>
    void forEachTarget(const Block* block, Visit&& visit) const {
        if (!block->hasEdges) {
            if (const Instruction* jump = jumpOf(block))
                visit(targetOf(*jump), false);
            return;
        }
        for (const Instruction& instruction : block->code)
            if (has(instruction, HasTarget))
                visit(targetOf(instruction), isEdge(instruction));
    }

    static void append(Block* block, const Block* other) {
        block->code.append(other->code.data(), other->code.size());
        block->hasEdges |= other->hasEdges;
        block->hasLineMarks |= other->hasLineMarks;
        block->lacksPlaces |= other->lacksPlaces;
        block->hasChecks |= other->hasChecks;
    }
    /// Leaves of an instruction that its line may be shown.
    static void makeLineMark(Block* block, Instruction& instruction) {
        instruction.opcode = CodeBuilder::PseudoMark;
        instruction.operandCount = 0;
        instruction.shown = Shown::Line;
        block->hasLineMarks = true;
    }

    Block* makeBlock(Instruction* first = nullptr, size_t count = 0) {
        Block* block = arena.make<Block>(arena, first, count);
        block->number = uint32_t(blocks.size());
        blocks.push(block);
        return block;
    }

    // ---- blocks ----
    void makeBlocks() {
        ArenaVector<Instruction>& source = builder.instructions;
        uint32_t* blockAt = arena.makeArray<uint32_t>(source.size() + 1);
        memset(static_cast<void*>(blockAt), 0, (source.size() + 1) * sizeof(uint32_t));
        blockAt[0] = 1;
        ArenaVector<uint32_t> targeted(arena), marked(arena);
        for (size_t index = 0; index < source.size(); ++index) {
            unsigned traits = tables.traits[source[index].opcode];
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
            handlerBlock[index] = position == None || position > source.size() ? nullptr : blocks[blockAt[position]];
        }
    }

    /// How many instructions CPython has for one of ours, about.
    static uint32_t weight(const Instruction& instruction) {
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

    static bool isShort(const Block* block) {
        uint32_t size = 0;
        for (const Instruction& instruction : block->code)
            if ((size += weight(instruction)) > ShortExit)
                return false;
        return true;
    }

    static bool withoutLines(const Block* block) {
        for (const Instruction& instruction : block->code)
            if (!isHidden(instruction) && hasLine(instruction.location))
                return false;
        return true;
    }

    void inlineShortExits() {
        for (bool changed = true; changed;) {
            changed = false;
            for (Block* block = entry; block; block = block->next) {
                Instruction* last = lastOf(block);
                if (!last || !isUnconditional(*last))
                    continue;
                Block* target = targetOf(*last);
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

    void reach(bool Block::* flag, bool throughHandlers) {
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

    void dropUnreachable() {
        reach(&Block::live, true);
        for (Block* block = entry; block; block = block->next) {
            if (block->live)
                continue;
            if (block->passes && block->code.size() == 1) {
                if (isUnconditional(block->code[0]))
                    block->passedTo = targetOf(block->code[0]);
                block->code[0].opcode = CodeBuilder::PseudoMark;
                block->code[0].operandCount = 0;
            } else {
                block->code.clear();
            }
        }
        countPredecessors();
    }

    void countPredecessors() {
        for (Block* block = entry; block; block = block->next)
            block->predecessors = block->passes;
        entry->predecessors = 1;
        for (Block* block = entry; block; block = block->next) {
            if (!block->live)
                continue;
            forEachTarget(block, [](Block* target, bool) { ++target->predecessors; });
            if (fallsThrough(block) && block->next)
                ++block->next->predecessors;
        }
    }

    void dropFoldedJumps() {
        for (Block* block = entry; block; block = block->next) {
            if (!block->hasEdges)
                continue;
            size_t kept = 0;
            for (size_t index = 0; index < block->code.size(); ++index)
                if (block->code[index].opcode != CodeBuilder::PseudoFolded)
                    block->code[kept++] = block->code[index];
            block->code.truncate(kept);
        }
    }

    // ---- source ranges ----
    static bool isBareExit(const Block* block) {
        const Instruction* last = lastOf(block);
        return last && (isExit(*last) || is(*last, Opcode::LoopBack) || last->polls) && withoutLines(block);
    }

    /// An exit without a place gets that of the jump that leads there: it is copied for each.
    void duplicateBareExits() {
        for (Block* block = entry; block; block = block->next) {
            Instruction* jump = jumpOf(block);
            if (!jump || !block->live)
                continue;
            Block* target = nonEmpty(targetOf(*jump));
            if (!target || target->predecessors <= 1 || !isBareExit(target))
                continue;
            Block* copy = makeBlock();
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
        for (Block* block = entry; block; block = block->next) {
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
    static Location lastPlace(const Block* block) {
        for (size_t index = block->code.size(); index-- > 0;)
            if (!isHidden(block->code[index]))
                return block->code[index].location;
        return NoLocation;
    }
    static Location fillPlaces(Block* block) {
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

    /// An instruction without a place of its own has that of the one before it, where there is exactly one.
    void resolveLocations() {
        duplicateBareExits();
        for (Block* block = entry; block; block = block->next) {
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
                inherit(targetOf(*jump));
        }
    }

    // ---- jumps ----
    void threadJumps() {
        for (Block* block = entry; block; block = block->next) {
            Instruction* jump = jumpOf(block);
            if (!jump || is(*jump, Opcode::ForIter) || is(*jump, Opcode::Send) || is(*jump, Opcode::ThrowInto))
                continue;
            bool takesPlaces = false;
            for (int hops = 0; hops < 64; ++hops) {
                Block* target = nonEmpty(targetOf(*jump));
                Instruction* next = target ? firstShown(target) : nullptr;
                if (!next || isPseudo(*next) || !has(*next, HasTarget))
                    break;
                bool onTrue = is(*jump, Opcode::JumpIfTrue);
                if (isUnconditional(*next)) {
                    if (targetOf(*next) == targetOf(*jump))
                        break;
                    if (!isUnconditional(*jump) && !next->polls) {
                        if (is(*next, Opcode::LoopBack)) {
                            goBackOnOtherwise(block, *next);
                            break;
                        }
                        ++target->passes;
                        target->passer = block;
                        retarget(*jump, targetOf(*next));
                        continue;
                    }
                    // The line of the jump stays where no other instruction has it.
                    Instruction moved = *jump;
                    if (is(*next, Opcode::LoopBack))
                        moved.opcode = next->opcode;
                    moved.polls |= next->polls && isUnconditional(moved);
                    moved.location = next->location;
                    retarget(moved, targetOf(*next));
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
                    Block* after = is(*next, Opcode::JumpIfTrue) == onTrue ? targetOf(*next) : target->next;
                    if (!after || after == targetOf(*jump))
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
    void goBackOnOtherwise(Block* block, const Instruction& loopBack) {
        Instruction* jump = jumpOf(block);
        Instruction test = *jump;
        bool tests = is(test, Opcode::JumpIfTrue) || is(test, Opcode::JumpIfFalse);
        switch (Opcode(jump->opcode)) {
        case Opcode::JumpIfTrue: jump->opcode = uint16_t(Opcode::JumpIfFalse); break;
        case Opcode::JumpIfFalse: jump->opcode = uint16_t(Opcode::JumpIfTrue); break;
        case Opcode::JumpIfNone: jump->opcode = uint16_t(Opcode::JumpIfNotNone); break;
        case Opcode::JumpIfNotNone: jump->opcode = uint16_t(Opcode::JumpIfNone); break;
        default: return;
        }
        // The jump takes the place of the other; where CPython asks for truth before, that stays.
        if (hasPlace(loopBack.location)) {
            jump->location = loopBack.location;
            if (tests) {
                Instruction moved = *jump;
                test.opcode = CodeBuilder::PseudoMark;
                test.operandCount = 0;
                *jump = test;
                block->code.push(moved);
                jump = jumpOf(block);
            }
        }
        Block* back = makeBlock();
        back->code.push(loopBack);
        back->lacksPlaces = true;
        back->live = true;
        back->next = block->next;
        retarget(*jump, block->next);
        block->next = back;
    }

    // ---- work on CPython's stack ----
    /// The next thing shown behind `index`, or the size of the block.
    static size_t nextShown(const Block* block, size_t index) {
        do
            ++index;
        while (index < block->code.size() && isHidden(block->code[index]));
        return index;
    }
    static bool isNoOperation(const Instruction& instruction) {
        return isPseudo(instruction) && instruction.shown == Shown::Line;
    }
    static bool takesTop(const Instruction& instruction) {
        return instruction.shown == Shown::Store || instruction.shown == Shown::Pop;
    }
    static Register storedBy(const Block* block, size_t index) {
        const Instruction& instruction = block->code[index];
        return instruction.shown == Shown::Store ? instruction.operands[0] : NoRegister;
    }

    /// Swaps in a row are brought to the fewest with the same effect, then saved by exchanging what takes the values
    /// off the stack. A copy that is only dropped is none.
    void reorderStackWork() {
        for (Block* block = entry; block; block = block->next) {
            for (size_t index = 0; index < block->code.size(); ++index)
                if (block->code[index].shown == Shown::Swap) {
                    index = shortenSwaps(block, index);
                    saveSwaps(block, index);
                }
            for (size_t index = 0; index < block->code.size(); ++index) {
                if (block->code[index].shown != Shown::Copy)
                    continue;
                size_t next = nextShown(block, index);
                if (next == block->code.size() || !takesTop(block->code[next]) || storedBy(block, next) != NoRegister)
                    continue;
                makeLineMark(block, block->code[index]);
                if (isPseudo(block->code[next]))
                    makeLineMark(block, block->code[next]);
                else
                    block->code[next].silent = true;
            }
        }
    }

    /// Gives back the last of the row.
    size_t shortenSwaps(Block* block, size_t first) {
        ArenaVector<uint32_t> row(arena);
        uint32_t depth = 0, swaps = 0;
        for (size_t index = first; index < block->code.size(); index = nextShown(block, index)) {
            const Instruction& instruction = block->code[index];
            if (instruction.shown != Shown::Swap && !isNoOperation(instruction))
                break;
            if (instruction.shown == Shown::Swap) {
                ++swaps;
                depth = instruction.operands[0] > depth ? instruction.operands[0] : depth;
            }
            row.push(uint32_t(index));
        }
        if (swaps < 2)
            return row.back();
        // Where each value of the stack ends, the top being number 0.
        constexpr uint32_t Visited = ~0u;
        uint32_t* stack = arena.makeArray<uint32_t>(depth);
        for (uint32_t place = 0; place < depth; ++place)
            stack[place] = place;
        for (uint32_t index : row)
            if (block->code[index].shown == Shown::Swap) {
                uint32_t& deep = stack[block->code[index].operands[0] - 1];
                uint32_t top = stack[0];
                stack[0] = deep;
                deep = top;
            }
        // Each cycle of the permutation is swapped through from the top, written from the last backwards.
        size_t left = row.size();
        for (uint32_t place = 0; place < depth; ++place) {
            if (stack[place] == Visited || stack[place] == place)
                continue;
            for (uint32_t step = place;;) {
                if (step) {
                    Instruction& swap = block->code[row[--left]];
                    swap.shown = Shown::Swap;
                    swap.operands[0] = step + 1;
                }
                if (stack[step] == Visited)
                    break;
                uint32_t next = stack[step];
                stack[step] = Visited;
                step = next;
            }
        }
        while (left > 0)
            block->code[row[--left]].shown = Shown::Line;
        block->hasLineMarks = true;
        return row.back();
    }

    /// The next that takes a value off the stack, on the given line (-1: any), or the size of the block.
    static size_t nextTaker(const Block* block, size_t index, int32_t line) {
        size_t size = block->code.size();
        while ((index = nextShown(block, index)) < size) {
            const Instruction& instruction = block->code[index];
            if (line >= 0 && instruction.location.line != line)
                return size;
            if (takesTop(instruction))
                return index;
            if (!isNoOperation(instruction))
                return size;
        }
        return size;
    }

    void saveSwaps(Block* block, size_t last) {
        size_t size = block->code.size();
        for (size_t index = last + 1; index-- > 0;) {
            Instruction& swap = block->code[index];
            if (swap.shown != Shown::Swap) {
                if (isHidden(swap) || isNoOperation(swap) || takesTop(swap))
                    continue;
                return;
            }
            size_t first = nextTaker(block, index, -1), second = first;
            if (first == size)
                return;
            for (uint32_t count = swap.operands[0] - 1; count > 0; --count)
                if ((second = nextTaker(block, second, block->code[first].location.line)) == size)
                    return;
            // What is stored between must not be what the two store.
            Register firstStored = storedBy(block, first), secondStored = storedBy(block, second);
            bool safe = firstStored == NoRegister || firstStored != secondStored;
            for (size_t between = first + 1; safe && between < second; ++between)
                if (Register stored = storedBy(block, between); !isHidden(block->code[between]) && stored != NoRegister)
                    safe = stored != firstStored && stored != secondStored;
            if (!safe)
                return;
            swap.shown = Shown::Line;
            block->hasLineMarks = true;
            Instruction& one = block->code[first];
            Instruction& other = block->code[second];
            // Both only move a temporary to a variable, if they do anything.
            Instruction held = one;
            one = other;
            other = held;
        }
    }

    /// Jumps to what comes next, and lines shown beside others of the same, disappear.
    void removeNoOperations() {
        for (bool changed = true; changed;) {
            changed = false;
            for (Block* block = entry; block; block = block->next)
                if (block->hasLineMarks)
                    changed |= removeLineMarks(block);
            for (Block* block = entry; block; block = block->next) {
                if (block->passedTo && nonEmpty(block->passedTo) == nonEmpty(block->next)) {
                    block->passedTo = nullptr;
                    makeLineMark(block, block->code[0]);
                    changed = true;
                }
                Instruction* last = lastOf(block);
                if (!last || !is(*last, Opcode::Jump))
                    continue;
                Block* target = nonEmpty(targetOf(*last));
                if (target != nonEmpty(block->next))
                    continue;
                if (target) {
                    makeLineMark(block, *last);
                    changed = true;
                }
            }
        }
        countPredecessors();
    }

    static bool removeLineMarks(Block* block) {
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

    /// Whether what follows shows the line anyway, or can be made to.
    static bool takenOver(Block* block, size_t index, int32_t line) {
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
            if (isHidden(follower) ||
                (isPseudo(follower) && follower.shown == Shown::Line && !hasLine(follower.location)))
                continue;
            return follower.location.line == line;
        }
        return false;
    }

    // ---- cold code ----
    /// Jumps to a cold block of which nothing is left go to what follows it, wherever that will be.
    void skipEmptyTargets() {
        for (Block* block = entry; block; block = block->next) {
            auto skip = [&](Instruction& instruction) {
                Block* target = targetOf(instruction);
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

    void moveColdCode() {
        reach(&Block::warm, false);
        skipEmptyTargets();
        // Where cold code runs into warm code, it will have to jump.
        for (Block* block = entry; block; block = block->next) {
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
        Block* last = entry;
        bool beforeWasCold = false;
        for (Block* block = entry->next; block;) {
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
        countPredecessors();
    }

    // ---- variables that are surely bound ----
    /// Tells what an instruction that may bind locals does to them.
    template <typename Bind, typename Unbind>
    static void boundEffects(const Instruction& instruction, Bind&& bind, Unbind&& unbind) {
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
            // A third operand marks the restoring of what may have been unbound.
            if (isLocal(instruction.operands[0])) {
                if (instruction.operandCount == 3)
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

    void removeChecks() {
        uint32_t words = (names.variableCount + 63) / 64;
        if (!words)
            return;
        uint64_t* state = arena.makeArray<uint64_t>(words);
        ArenaVector<Block*> pending(arena);
        auto flow = [&](Block* block) {
            if (!block)
                return;
            bool changed = !block->seen;
            if (!block->unbound) {
                block->unbound = arena.makeArray<uint64_t>(words);
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
                    handling = handler >= 0 ? handlerBlock[handler] : nullptr;
                    flow(handling);
                }
                unsigned traits = tables.traits[instruction.opcode];
                if (traits & HasTarget)
                    flow(targetOf(instruction)); // before what a ForIter writes
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
        for (uint32_t local = names.parameterCount; local < names.variableCount; ++local)
            state[local / 64] |= uint64_t(1) << (local % 64);
        flow(entry);
        while (!pending.empty()) {
            Block* block = pending.pop();
            block->queued = false;
            walk(block, [](Instruction&, bool) {});
        }
        for (Block* block = entry; block; block = block->next) {
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

    /// Two neighbouring loads or stores of local variables are one instruction to CPython, with the first's place.
    void joinLocalUses() {
        for (Block* block = entry; block; block = block->next) {
            Instruction* first = nullptr;
            for (size_t index = 0; index < block->code.size(); ++index) {
                Instruction& instruction = block->code[index];
                if (instruction.shown != Shown::Load && instruction.shown != Shown::Store) {
                    if (!isHidden(instruction))
                        first = nullptr;
                    continue;
                }
                bool checked = index + 1 < block->code.size() && is(block->code[index + 1], Opcode::CheckBound);
                if (checked || registerNumber(instruction.operands[0]) >= 16) {
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

    // ---- encoding ----
    uint16_t registerNumber(Register reg) {
        uint32_t number = reg;
        if (isTemporary(reg))
            number = names.namedCount + (reg - TemporaryRegisters);
        else if (reg == NoRegister)
            return AbsentRegister;
        else if (reg >= CellRegisters)
            number = names.cellRegister[reg - CellRegisters];
        else
            number = names.localRegister[reg];
        if (number >= AbsentRegister)
            tooManyRegisters = true;
        return uint16_t(number);
    }

    CodeBuilder::Assembled encode() {
        ArenaVector<PositionEntry> positions(arena);
        ArenaVector<HandlerEntry> handlers(arena);
        uint32_t caches = 0;
        uint32_t runStart = 0;
        Handler runHandler = CodeBuilder::NoHandler;
        bool runRaises = false;
        auto closeRun = [&] {
            if (runHandler >= 0 && runRaises && units.size() > runStart)
                handlers.push({runStart, uint32_t(units.size()), uint32_t(runHandler), 0});
        };
        for (Block* block = entry; block; block = block->next) {
            block->offset = uint32_t(units.size());
            for (const Instruction& instruction : block->code) {
                if (isEdge(instruction))
                    continue;
                // Entries of no length are kept: co_positions shows them.
                bool shows = !instruction.silent && !(has(instruction, IsCheck) && !hasPlace(instruction.location));
                if (positions.empty() || (shows && !sameRange(positions.back().range, instruction.location)))
                    positions.push({uint32_t(units.size()), instruction.location});
                if (isPseudo(instruction))
                    continue;
                if (instruction.handler != runHandler) {
                    closeRun();
                    runStart = uint32_t(units.size());
                    runHandler = instruction.handler;
                    runRaises = false;
                }
                runRaises |= has(instruction, Raises);
                write(instruction, caches);
            }
        }
        closeRun();
        if (names.endsWithHandler && (positions.empty() || hasPlace(positions.back().range)))
            positions.push({uint32_t(units.size()), NoLocation});
        for (HandlerEntry& entry : handlers) {
            entry.exceptionRegister = registerNumber(builder.handlers[entry.handler].exception);
            entry.handler = handlerBlock[entry.handler]->offset;
        }
        for (uint32_t place : targets)
            setWide(place, blocks[wideAt(place)]->offset);
        Sequence<Constant> constants = builder.constants.finish(result);
        for (uint32_t place : constantUses)
            setWide(place, builder.constants.indexOf(wideAt(place)));
        uint32_t registers = names.namedCount + builder.temporaryCount;
        if (registers >= AbsentRegister)
            tooManyRegisters = true;
        return {result.copy(units.data(), units.size()),
                result.copy(handlers.data(), handlers.size()),
                result.copy(positions.data(), positions.size()),
                constants,
                registers,
                caches,
                tooManyRegisters};
    }

    uint32_t wideAt(uint32_t place) const { return units[place] | uint32_t(units[place + 1]) << 16; }
    void setWide(uint32_t place, uint32_t value) {
        units[place] = uint16_t(value);
        units[place + 1] = uint16_t(value >> 16);
    }

    /// Targets and constants are put in by their numbers here, until all offsets and all that are used are known.
    void write(const Instruction& instruction, uint32_t& caches) {
        units.reserve(units.size() + LongestInstruction);
        uint16_t* start = units.end();
        uint16_t* cursor = start;
        auto wide = [&](uint32_t value) {
            *cursor++ = uint16_t(value);
            *cursor++ = uint16_t(value >> 16);
        };
        *cursor++ = instruction.opcode;
        uint32_t forms = tables.forms[instruction.opcode];
        for (uint32_t operand = 0; forms; ++operand, forms >>= 4) {
            uint32_t value = operand < instruction.operandCount ? instruction.operands[operand] : 0;
            uint32_t place = uint32_t(units.size() + (cursor - start));
            switch (Form(forms & 15)) {
            case Form::Register: *cursor++ = registerNumber(value); break;
            case Form::Immediate:
                if (value > 0xFFFF && int32_t(value) >= 0)
                    tooManyRegisters = true;
                *cursor++ = uint16_t(value);
                break;
            case Form::Constant:
                builder.constants.use(value);
                constantUses.push(place);
                wide(value);
                break;
            case Form::Name: wide(value); break;
            case Form::Target:
                targets.push(place);
                wide(value);
                break;
            case Form::Cache: wide(caches++); break;
            case Form::End: break;
            }
        }
        units.truncate(units.size() + size_t(cursor - start));
    }

    static bool sameRange(const SourceRange& left, const SourceRange& right) {
        return left.line == right.line && left.endLine == right.endLine && left.column == right.column &&
               left.endColumn == right.endColumn;
    }

    CodeBuilder& builder;
    const CodeBuilder::Names& names;
    Arena& result;
    Arena& arena;
    ArenaVector<Block*> blocks; ///< by number; `next` has the order
    Block* entry = nullptr;
    Block** handlerBlock = nullptr;
    ArenaVector<uint16_t> units;
    ArenaVector<uint32_t> targets;      ///< where in the units
    ArenaVector<uint32_t> constantUses; ///< where in the units
    bool tooManyRegisters = false;
};

CodeBuilder::Assembled CodeBuilder::assemble(const Names& names, Arena& result) {
    return Assembler(*this, names, result).run();
}

} // namespace pyc::frontend
