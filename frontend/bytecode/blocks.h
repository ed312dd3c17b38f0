// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The builder's instructions as basic blocks, on which the passes between builder and assembler work: what they ask of
// instructions and blocks, and the passes themselves. Source ranges end up where CPython's code has them.
#pragma once

#include "frontend/bytecode/code_builder.h"

namespace pyc::frontend::blocks {

using Instruction = CodeBuilder::Instruction;
using Handler = CodeBuilder::Handler;
using Shown = CodeBuilder::Shown;

// ---- instructions ----
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

constexpr uint8_t traitsOf(Opcode opcode, const char* operands, unsigned effects) {
    unsigned traits = effects & OpcodeTerminator ? IsTerminator : 0;
    traits |= effects & OpcodeMayRaise ? Raises : 0;
    for (const char* letter = operands; *letter; ++letter)
        traits |= *letter == 'J' ? HasTarget : 0;
    traits |= opcode == Opcode::CheckBound ? IsCheck : 0;
    traits |= opcode == Opcode::Jump || opcode == Opcode::LoopBack ? IsUnconditional : 0;
    traits |= operands[0] == 'W' || opcode == Opcode::CheckBound ? MayBindLocal : 0;
    return uint8_t(traits);
}

struct TraitTable {
    uint8_t of[size_t(Opcode::Count) + 3];
};

inline constexpr TraitTable traitTable = [] {
    constexpr unsigned None = OpcodeNone, MayRaise = OpcodeMayRaise, MayRunPython = OpcodeMayRunPython,
                       ExitPoint = OpcodeExitPoint, Terminator = OpcodeTerminator, JumpOnly = OpcodeJumpOnly;
    TraitTable made{};
#define PYC_OPCODE(name, operands, effects) made.of[size_t(Opcode::name)] = traitsOf(Opcode::name, operands, effects);
#include "frontend/bytecode/opcodes.def"
    made.of[CodeBuilder::PseudoMark] = IsPseudo;
    made.of[CodeBuilder::PseudoHandler] = made.of[CodeBuilder::PseudoFolded] = IsPseudo | IsEdge | HasTarget;
    return made;
}();

inline unsigned traitsOf(const Instruction& instruction) { return traitTable.of[instruction.opcode]; }
inline bool has(const Instruction& instruction, unsigned traits) { return traitsOf(instruction) & traits; }
inline bool isPseudo(const Instruction& instruction) { return has(instruction, IsPseudo); }
inline bool isEdge(const Instruction& instruction) { return has(instruction, IsEdge); }
inline bool is(const Instruction& instruction, Opcode opcode) { return instruction.opcode == uint16_t(opcode); }
inline bool isTerminator(const Instruction& instruction) { return has(instruction, IsTerminator); }
inline bool isUnconditional(const Instruction& instruction) { return has(instruction, IsUnconditional); }
inline bool isExit(const Instruction& instruction) {
    return isTerminator(instruction) && !isUnconditional(instruction);
}
inline bool hasLine(const Location& location) { return location.line >= 0; }
inline bool hasPlace(const Location& location) { return location.line >= 0 || location.endLine >= 0; }
/// No instruction of CPython's stands for it.
inline bool isHidden(const Instruction& instruction) {
    return instruction.silent || has(instruction, IsEdge | IsCheck);
}
/// CPython has one that does nothing for it.
inline bool isNoOperation(const Instruction& instruction) {
    return isPseudo(instruction) && instruction.shown == Shown::Line;
}

/// The operand that is the target, of an instruction that has one.
inline uint32_t& targetOperand(Instruction& instruction) {
    return instruction.operands[isEdge(instruction) ? 0 : opcodeInfo[instruction.opcode].jump];
}
inline uint32_t targetOperand(const Instruction& instruction) {
    return targetOperand(const_cast<Instruction&>(instruction));
}

// ---- blocks ----
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

inline void retarget(Instruction& instruction, const Block* block) { targetOperand(instruction) = block->number; }

/// The last instruction that does something, or null.
inline Instruction* lastOf(const Block* block) {
    for (size_t index = block->code.size(); index-- > 0;)
        if (!isPseudo(block->code[index]))
            return &block->code[index];
    return nullptr;
}
inline Instruction* firstShown(const Block* block) {
    for (Instruction& instruction : block->code)
        if (!isHidden(instruction))
            return &instruction;
    return nullptr;
}
/// The next thing shown behind `index`, or the size of the block.
inline size_t nextShown(const Block* block, size_t index) {
    do
        ++index;
    while (index < block->code.size() && isHidden(block->code[index]));
    return index;
}
inline bool fallsThrough(const Block* block) {
    const Instruction* last = lastOf(block);
    return !last || !isTerminator(*last);
}
/// The jump that ends a block, or null.
inline Instruction* jumpOf(const Block* block) {
    Instruction* last = lastOf(block);
    return last && has(*last, HasTarget) ? last : nullptr;
}
inline Block* nonEmpty(Block* block) {
    while (block && block->code.empty())
        block = block->next;
    return block;
}
inline bool withoutLines(const Block* block) {
    for (const Instruction& instruction : block->code)
        if (!isHidden(instruction) && hasLine(instruction.location))
            return false;
    return true;
}

inline void append(Block* block, const Block* other) {
    block->code.append(other->code.data(), other->code.size());
    block->hasEdges |= other->hasEdges;
    block->hasLineMarks |= other->hasLineMarks;
    block->lacksPlaces |= other->lacksPlaces;
    block->hasChecks |= other->hasChecks;
}
/// Leaves of an instruction that its line may be shown.
inline void makeLineMark(Block* block, Instruction& instruction) {
    instruction.opcode = CodeBuilder::PseudoMark;
    instruction.operandCount = 0;
    instruction.shown = Shown::Line;
    block->hasLineMarks = true;
}

class Graph {
public:
    Graph(CodeBuilder& builder, const CodeBuilder::Names& names);

    Block* makeBlock(Instruction* first = nullptr, size_t count = 0) {
        Block* block = arena.make<Block>(arena, first, count);
        block->number = uint32_t(blocks.size());
        blocks.push(block);
        return block;
    }
    Block* targetOf(const Instruction& instruction) const { return blocks[targetOperand(instruction)]; }

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

    /// Sets the flag of those that can be reached, and clears it of others.
    void reach(bool Block::* flag, bool throughHandlers);
    void countPredecessors();

    const CodeBuilder::Names& names;
    Arena& arena;
    ArenaVector<Block*> blocks; ///< by number; `next` has the order
    Block* entry = nullptr;
    Block** handlerBlock = nullptr;

private:
    void makeBlocks(CodeBuilder& builder);
};

/// A register's number in the code object, AbsentRegister or above where there are too many.
inline uint32_t registerNumber(const CodeBuilder::Names& names, Register reg) {
    if (isTemporary(reg))
        return names.namedCount + (reg - TemporaryRegisters);
    if (reg == NoRegister)
        return AbsentRegister;
    return reg >= CellRegisters ? names.cellRegister[reg - CellRegisters] : names.localRegister[reg];
}

// ---- passes, in the order in which they are run ----
void inlineShortExits(Graph& graph);
void dropUnreachable(Graph& graph);
void resolvePlaces(Graph& graph);
void dropFoldedJumps(Graph& graph);
void threadJumps(Graph& graph);
void reorderStackWork(Graph& graph);
void removeNoOperations(Graph& graph);
void removeChecks(Graph& graph);
void joinLocalUses(Graph& graph);
void moveColdCode(Graph& graph);

} // namespace pyc::frontend::blocks
