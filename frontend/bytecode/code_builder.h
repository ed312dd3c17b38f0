// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One code object's instructions while they are made: virtual registers, labels and exception handlers, and the
// assembler that drops what cannot run, orders cold code last and encodes the rest.
#pragma once

#include "frontend/bytecode/constant_pool.h"

#include <initializer_list>

namespace pyc::frontend {

/// A virtual register: a local variable, a cell or free variable, or a temporary, by number within its kind.
using Register = uint32_t;
constexpr Register CellRegisters = 1u << 24;
constexpr Register TemporaryRegisters = 2u << 24;
constexpr Register NoRegister = ~0u;
constexpr bool isTemporary(Register reg) { return reg >= TemporaryRegisters && reg != NoRegister; }
constexpr bool isLocal(Register reg) { return reg < CellRegisters; }

using Label = uint32_t;
constexpr Label NoLabel = ~0u;

using Location = SourceRange;
constexpr Location NoLocation = {-1, -1, -1, -1};

namespace blocks {
class Graph;
}

class CodeBuilder {
public:
    /// The list of instructions has an arena of its own, in which it grows without being copied.
    CodeBuilder(Arena& arena, Arena& instructionArena)
        : arena(&arena), instructions(instructionArena), labels(arena), handlers(arena), constants(arena) {}

    // ---- instructions ----
    void emit(const Location& location, Opcode opcode, std::initializer_list<uint32_t> operands = {});
    /// A source range that no instruction needs to stand for, kept for co_positions and line events.
    void mark(const Location& location);
    /// The same where CPython has a no-op, which disappears beside others of its line.
    void markLine(const Location& location);
    Label makeLabel() {
        labels.push(~0u);
        return uint32_t(labels.size() - 1);
    }
    void place(Label label);
    /// Copies that CPython's code does not have show no source range of their own.
    void copy(Register into, Register from);
    /// CPython loads and stores local variables by instructions of their own, and joins neighbours to one with the
    /// first's range: these say where they would be. A store may be a move as well.
    void markLoad(const Location& location, Register local);
    void markStore(const Location& location, Register local);
    void moveToLocal(const Location& location, Register local, Register from);
    /// Work that CPython has on its stack, and saves where the order of stores can be another: exchanging the top with
    /// what is `depth` deep, dropping the top, and doubling it.
    void markSwap(const Location& location, uint32_t depth);
    void markPop(const Location& location);
    void markCopy(const Location& location);
    void markSilentPop();
    /// Moves the top below `count - 1` others.
    void markRotation(const Location& location, uint32_t count);
    /// Notes that CPython begins with more instructions for the newest one, which matters for what is copied.
    void addWeight(uint32_t count) { instructions.back().extra = uint8_t(count < 8 ? count : 8); }
    void markPolling() { instructions.back().polls = true; }
    /// A jump that CPython finds out later never to be taken: until then its target is reached twice.
    void foldedJump(Label target);
    /// One that CPython finds out later always to be taken: until then what comes next is reached as well.
    void decidedJump(const Location& location, Label target, Label otherwise);
    /// Puts back what LoadFastAndClear saved: the variable may be unbound again.
    void restoreLocal(const Location& location, Register local, Register from);

    // ---- registers ----
    Register makeTemporary() { return makeTemporaries(1); }
    Register makeTemporaries(uint32_t count) {
        Register first = TemporaryRegisters + nextTemporary;
        nextTemporary += count;
        if (nextTemporary > temporaryCount)
            temporaryCount = nextTemporary;
        return first;
    }
    uint32_t temporaryMark() const { return nextTemporary; }
    void releaseTemporaries(uint32_t mark) { nextTemporary = mark; }

    // ---- exception handlers: instructions emitted while one is current fault to it ----
    using Handler = int32_t;
    static constexpr Handler NoHandler = -1;
    Handler makeHandler(Label target, Register exception) {
        handlers.push({target, exception});
        return int32_t(handlers.size() - 1);
    }
    /// Makes `handler` current (emitting the edge that keeps it reachable) and gives back the one before.
    Handler enterHandler(Handler handler);
    Handler currentHandler() const { return current; }
    void setHandler(Handler handler) { current = handler; }

    // ---- bound variables ----
    /// Reading a local that may be unbound: a check, unless it surely is bound here.
    void checkBound(const Location& location, Register local);
    void noteBound(Register local);
    void noteUnbound(Register local);

    /// Moves the instructions emitted since `start` to `place`.
    void moveToFront(size_t place, size_t start);
    size_t position() const { return instructions.size(); }

    struct Names {
        uint32_t variableCount; ///< local variables, parameters first
        uint32_t parameterCount;
        const uint32_t* localRegister; ///< of every local variable: its final register
        const uint32_t* cellRegister;  ///< of every cell and free variable: its final register
        uint32_t namedCount;
        bool endsWithHandler = false; ///< CPython's code has a handler at its end that has no place in the source
    };
    struct Assembled {
        Sequence<uint16_t> units;
        Sequence<HandlerEntry> handlers;
        Sequence<PositionEntry> positions;
        Sequence<Constant> constants;
        uint32_t registerCount;
        uint32_t cacheCount;
        bool tooManyRegisters;
    };
    Assembled assemble(const Names& names, Arena& result);

    ConstantPool& pool() { return constants; }

    // Beside the opcodes that are encoded.
    static constexpr uint16_t PseudoMark = uint16_t(Opcode::Count);
    static constexpr uint16_t PseudoHandler = uint16_t(Opcode::Count) + 1;
    static constexpr uint16_t PseudoFolded = uint16_t(Opcode::Count) + 2;

    enum class Shown : uint8_t { Always, Line, Load, Store, Swap, Pop, Copy };

    struct Instruction {
        uint16_t opcode;
        uint8_t operandCount;
        Shown shown; ///< Load, Store: of the local variable that is the first operand; Swap: that says how deep
        bool silent; ///< shows no source range
        bool dead;
        bool polls;    ///< a jump at which CPython looks for signals; it threads and copies only those
        bool decided;  ///< a jump that CPython has a condition for while it copies short exits
        uint8_t extra; ///< instructions that CPython has beside this one at first
        Handler handler;
        Location location;
        uint32_t operands[7];
    };

    /// Of what may have been unbound: the third operand, which is not encoded, tells.
    static bool isRestoring(const Instruction& instruction) {
        return instruction.opcode == uint16_t(Opcode::Move) && instruction.operandCount == 3;
    }

private:
    friend class Assembler;
    friend class blocks::Graph;

    struct HandlerRecord {
        Label target;
        Register exception;
    };

    static bool isLineMark(const Instruction& instruction) {
        return instruction.opcode == PseudoMark && instruction.shown == Shown::Line;
    }
    Instruction& append(const Location& location, uint16_t opcode);
    void showStore();

    Arena* arena;
    ArenaVector<Instruction> instructions;
    ArenaVector<uint32_t> labels; ///< the index of the instruction it stands before
    size_t newestLabel = 0;       ///< the same of the one placed last
    ArenaVector<HandlerRecord> handlers;
    ConstantPool constants;
    Handler current = NoHandler;
    uint32_t nextTemporary = 0;
    uint32_t temporaryCount = 0;
    /// Locals known bound in straight-line code since the last label: the epoch in which each was seen bound.
    uint32_t epoch = 1;
    uint32_t* boundEpoch = nullptr;
    uint32_t boundRoom = 0;
    bool anyChecks = false;
    bool anyStackWork = false;
    bool anyFolded = false;
};

} // namespace pyc::frontend
