// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From the builder's list to encoded units: jumps are threaded, what cannot run is dropped, code reached only through
// handlers goes last, checks of variables that surely are bound disappear.
#include "frontend/bytecode/code_builder.h"

namespace pyc::frontend {

namespace {

constexpr bool isJump(uint16_t opcode) { return opcode == uint16_t(Opcode::Jump); }

} // namespace

class Assembler {
    using Instruction = CodeBuilder::Instruction;
    using Handler = CodeBuilder::Handler;

public:
    Assembler(CodeBuilder& builder, const CodeBuilder::Names& names, Arena& result)
        : builder(builder), names(names), result(result), arena(*builder.arena), source(builder.instructions),
          code(arena), targetOf(arena) {}

    CodeBuilder::Assembled run() {
        resolveTargets();
        threadJumps();
        findReachable();
        orderCode();
        removeRedundantJumps();
        if (builder.anyChecks)
            removeChecks();
        findTargets();
        removeLineMarks();
        joinLocalUses();
        resolveLocations();
        return encode();
    }

private:
    static constexpr uint32_t None = ~0u;

    static const OpcodeInfo& info(const Instruction& instruction) { return opcodeInfo[instruction.opcode]; }
    static bool isPseudo(const Instruction& instruction) { return instruction.opcode >= uint16_t(Opcode::Count); }
    static bool is(const Instruction& instruction, Opcode opcode) { return instruction.opcode == uint16_t(opcode); }
    static bool isTerminator(const Instruction& instruction) {
        return !isPseudo(instruction) && info(instruction).effects & OpcodeTerminator;
    }
    /// The operand that is a jump target, or -1.
    static int jumpOperand(const Instruction& instruction) {
        switch (Opcode(instruction.opcode)) {
        case Opcode::Jump:
        case Opcode::LoopBack: return 0;
        case Opcode::JumpIfTrue:
        case Opcode::JumpIfFalse:
        case Opcode::JumpIfNone:
        case Opcode::JumpIfNotNone: return 1;
        case Opcode::ForIter: return 2;
        case Opcode::Send:
        case Opcode::ThrowInto: return 3;
        default: return instruction.opcode == CodeBuilder::PseudoHandler ? 0 : -1;
        }
    }
    uint32_t& jumpTarget(Instruction& instruction) { return instruction.operands[jumpOperand(instruction)]; }

    // From here on jump operands are instruction indices.
    void resolveTargets() {
        for (Instruction& instruction : source) {
            int operand = jumpOperand(instruction);
            if (operand >= 0)
                instruction.operands[operand] = builder.labels[instruction.operands[operand]];
        }
    }

    void threadJumps() {
        for (Instruction& instruction : source) {
            int operand = jumpOperand(instruction);
            if (operand < 0 || isPseudo(instruction) || is(instruction, Opcode::LoopBack) || is(instruction, Opcode::ForIter) ||
                is(instruction, Opcode::Send) || is(instruction, Opcode::ThrowInto))
                continue;
            uint32_t& target = instruction.operands[operand];
            for (int hops = 0; hops < 64 && target < source.size(); ++hops) {
                const Instruction& next = source[target];
                if (is(next, Opcode::Jump) && next.operands[0] != target) {
                    target = next.operands[0];
                    continue;
                }
                // A value that was tested keeps its truth: `a and b or c` asks each operand once.
                bool onTrue = is(instruction, Opcode::JumpIfTrue);
                if ((onTrue || is(instruction, Opcode::JumpIfFalse)) &&
                    (is(next, Opcode::JumpIfTrue) || is(next, Opcode::JumpIfFalse)) &&
                    next.operands[0] == instruction.operands[0] && next.operands[1] != target) {
                    target = is(next, Opcode::JumpIfTrue) == onTrue ? next.operands[1] : target + 1;
                    continue;
                }
                break;
            }
        }
    }

    void reach(uint8_t* marks, bool throughHandlers) {
        ArenaVector<uint32_t> pending(arena);
        auto visit = [&](uint32_t index) {
            if (index < source.size() && !marks[index]) {
                marks[index] = 1;
                pending.push(index);
            }
        };
        visit(0);
        while (!pending.empty()) {
            uint32_t index = pending.pop();
            for (;;) {
                Instruction& instruction = source[index];
                int operand = jumpOperand(instruction);
                if (operand >= 0 && (throughHandlers || instruction.opcode != CodeBuilder::PseudoHandler))
                    visit(instruction.operands[operand]);
                if (isTerminator(instruction) || index + 1 >= source.size() || marks[index + 1])
                    break;
                marks[++index] = 1;
            }
        }
    }

    void findReachable() {
        live = arena.makeArray<uint8_t>(source.size() + 1);
        warm = arena.makeArray<uint8_t>(source.size() + 1);
        memset(live, 0, source.size() + 1);
        memset(warm, 0, source.size() + 1);
        reach(live, true);
        reach(warm, false);
    }

    // Afterwards `code` holds what remains, and jump operands are indices into it.
    void orderCode() {
        uint32_t* moved = arena.makeArray<uint32_t>(source.size() + 1);
        memset(static_cast<void*>(moved), 0xFF, (source.size() + 1) * sizeof(uint32_t));
        code.reserve(source.size());
        for (int cold = 0; cold < 2; ++cold) {
            for (uint32_t index = 0; index < source.size(); ++index) {
                if (!live[index] || bool(warm[index]) == bool(cold))
                    continue;
                moved[index] = uint32_t(code.size());
                code.push(source[index]);
                if (cold && !isTerminator(source[index]) && index + 1 < source.size() && warm[index + 1]) {
                    Instruction jump = source[index];
                    jump.opcode = uint16_t(Opcode::Jump);
                    jump.operandCount = 1;
                    jump.operands[0] = index + 1;
                    jump.location = NoLocation;
                    code.push(jump);
                }
            }
        }
        for (Instruction& instruction : code) {
            int operand = jumpOperand(instruction);
            if (operand >= 0)
                instruction.operands[operand] = moved[instruction.operands[operand]];
        }
        handlerTarget = arena.makeArray<uint32_t>(builder.handlers.size());
        for (size_t index = 0; index < builder.handlers.size(); ++index) {
            uint32_t target = builder.labels[builder.handlers[index].target];
            handlerTarget[index] = target == None ? None : moved[target];
        }
    }

    bool isDropped(const Instruction& instruction) const { return instruction.dead || isPseudo(instruction); }

    void removeRedundantJumps() {
        for (uint32_t index = 0; index < code.size(); ++index) {
            Instruction& instruction = code[index];
            if (!isJump(instruction.opcode) || instruction.operands[0] <= index)
                continue;
            uint32_t next = index + 1;
            while (next < code.size() && next < instruction.operands[0] && isDropped(code[next]))
                ++next;
            if (next == instruction.operands[0])
                instruction.dead = true;
        }
    }

    // ---- variables that are surely bound ----
    struct Block {
        uint32_t start, end;
        uint64_t* unbound; ///< locals that may be unbound at its start
        bool queued;
    };

    /// Calls set(local) and clear(local) for what an instruction does to locals' boundness.
    template <typename Bind, typename Unbind>
    void boundEffects(const Instruction& instruction, Bind&& bind, Unbind&& unbind) {
        if (isPseudo(instruction))
            return;
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
                if (instruction.operandCount == 3)
                    unbind(instruction.operands[0]);
                else
                    bind(instruction.operands[0]);
            }
            return;
        case Opcode::CheckBound:
            bind(instruction.operands[0]);
            return;
        default: break;
        }
        if (info(instruction).operands[0] == 'W' && isLocal(instruction.operands[0]))
            bind(instruction.operands[0]);
    }

    void removeChecks() {
        uint32_t words = (names.variableCount + 63) / 64;
        if (!words)
            return;
        uint32_t* blockOf = arena.makeArray<uint32_t>(code.size() + 1);
        memset(static_cast<void*>(blockOf), 0, (code.size() + 1) * sizeof(uint32_t));
        blockOf[0] = 1;
        for (uint32_t index = 0; index < code.size(); ++index) {
            int operand = jumpOperand(code[index]);
            if (operand >= 0) {
                blockOf[code[index].operands[operand]] = 1;
                blockOf[index + 1] = 1;
            }
            if (isTerminator(code[index]) || (index + 1 < code.size() && code[index].handler != code[index + 1].handler))
                blockOf[index + 1] = 1;
        }
        ArenaVector<Block> blocks(arena);
        for (uint32_t index = 0; index < code.size(); ++index) {
            if (blockOf[index]) {
                uint64_t* unbound = arena.makeArray<uint64_t>(words);
                memset(unbound, 0, words * sizeof(uint64_t));
                blocks.push({index, index, unbound, false});
            }
            blockOf[index] = uint32_t(blocks.size() - 1);
            blocks.back().end = index + 1;
        }
        ArenaVector<uint32_t> pending(arena);
        uint64_t* state = arena.makeArray<uint64_t>(words);
        auto flow = [&](uint32_t index, bool always) {
            if (index >= code.size())
                return;
            Block& block = blocks[blockOf[index]];
            bool changed = always;
            for (uint32_t word = 0; word < words; ++word) {
                uint64_t merged = block.unbound[word] | state[word];
                changed |= merged != block.unbound[word];
                block.unbound[word] = merged;
            }
            if (changed && !block.queued) {
                block.queued = true;
                pending.push(blockOf[index]);
            }
        };
        for (uint32_t word = 0; word < words; ++word)
            state[word] = 0;
        for (uint32_t local = names.parameterCount; local < names.variableCount; ++local)
            state[local / 64] |= uint64_t(1) << (local % 64);
        flow(0, true);
        uint8_t* visited = arena.makeArray<uint8_t>(blocks.size());
        memset(visited, 0, blocks.size());
        auto walk = [&](Block& block, auto&& onCheck) {
            memcpy(state, block.unbound, words * sizeof(uint64_t));
            Handler handler = code[block.start].handler;
            uint32_t handlerStart = handler >= 0 ? handlerTarget[handler] : None;
            auto flowTo = [&](uint32_t index) {
                bool first = index < code.size() && !visited[blockOf[index]];
                if (first)
                    visited[blockOf[index]] = 1;
                flow(index, first);
            };
            if (handlerStart != None)
                flowTo(handlerStart);
            for (uint32_t index = block.start; index < block.end; ++index) {
                Instruction& instruction = code[index];
                if (instruction.dead)
                    continue;
                int operand = jumpOperand(instruction);
                if (operand >= 0)
                    flowTo(instruction.operands[operand]); // before what a ForIter writes
                if (is(instruction, Opcode::CheckBound))
                    onCheck(instruction, bool(state[instruction.operands[0] / 64] >> (instruction.operands[0] % 64) & 1));
                bool unbound = false;
                boundEffects(
                    instruction, [&](uint32_t local) { state[local / 64] &= ~(uint64_t(1) << (local % 64)); },
                    [&](uint32_t local) {
                        state[local / 64] |= uint64_t(1) << (local % 64);
                        unbound = true;
                    });
                if (unbound && handlerStart != None)
                    flowTo(handlerStart);
            }
            const Instruction& last = code[block.end - 1];
            if (block.end < code.size() && (last.dead || !isTerminator(last)))
                flowTo(block.end);
        };
        visited[0] = 1;
        while (!pending.empty()) {
            Block& block = blocks[pending.pop()];
            block.queued = false;
            walk(block, [](Instruction&, bool) {});
        }
        for (Block& block : blocks) {
            walk(block, [](Instruction& check, bool needed) { check.dead = !needed; });
            pending.clear();
        }
    }

    // ---- positions ----
    void findTargets() {
        isTarget = arena.makeArray<uint8_t>(code.size() + 1);
        memset(isTarget, 0, code.size() + 1);
        for (const Instruction& instruction : code) {
            int operand = jumpOperand(instruction);
            if (!instruction.dead && operand >= 0)
                isTarget[instruction.operands[operand]] = 1;
        }
    }
    bool isHidden(const Instruction& instruction) const {
        return instruction.dead || instruction.silent || instruction.opcode == CodeBuilder::PseudoHandler;
    }
    bool endsBlock(const Instruction& instruction) const {
        return !instruction.dead && (isTerminator(instruction) || (jumpOperand(instruction) >= 0 && !isPseudo(instruction)));
    }

    /// CPython's no-ops go when an instruction beside them has their line; one without a line takes it over.
    void removeLineMarks() {
        int32_t previousLine = -1;
        for (uint32_t index = 0; index < code.size(); ++index) {
            Instruction& instruction = code[index];
            if (isTarget[index])
                previousLine = -1;
            if (isHidden(instruction))
                continue;
            int32_t line = instruction.location.line;
            if (instruction.shown == CodeBuilder::Shown::Line) {
                bool redundant = line < 0 || line == previousLine;
                bool sameBlock = true;
                for (uint32_t next = index + 1; next < code.size() && !redundant; ++next) {
                    sameBlock = sameBlock && !isTarget[next];
                    if (isHidden(code[next]))
                        continue;
                    int32_t nextLine = code[next].location.line;
                    if (!sameBlock && code[next].shown == CodeBuilder::Shown::Line && nextLine < 0)
                        continue;
                    redundant = nextLine == line;
                    if (sameBlock && nextLine < 0) {
                        code[next].location = instruction.location;
                        redundant = true;
                    }
                    break;
                }
                if (redundant) {
                    instruction.dead = true;
                    continue;
                }
            }
            previousLine = endsBlock(instruction) ? -1 : line;
        }
    }

    /// Two neighbouring loads or stores of local variables are one instruction to CPython, with the first's place.
    void joinLocalUses() {
        Instruction* first = nullptr;
        for (uint32_t index = 0; index < code.size(); ++index) {
            Instruction& instruction = code[index];
            if (isTarget[index])
                first = nullptr;
            if (instruction.dead || instruction.silent || instruction.opcode == CodeBuilder::PseudoHandler)
                continue;
            if (instruction.shown == CodeBuilder::Shown::Always || instruction.shown == CodeBuilder::Shown::Line) {
                // A check that stayed keeps the load before it apart.
                first = nullptr;
                continue;
            }
            bool small = registerNumber(instruction.local) < 16;
            bool pairs = first && small && !(first->shown == CodeBuilder::Shown::Load && instruction.shown == CodeBuilder::Shown::Store);
            if (pairs && !isChecked(index) &&
                (first->location.line < 0 || instruction.location.line < 0 || first->location.line == instruction.location.line)) {
                instruction.location = first->location;
                first = nullptr;
                continue;
            }
            first = small && !isChecked(index) ? &instruction : nullptr;
        }
    }
    bool isChecked(uint32_t index) const {
        return index + 1 < code.size() && is(code[index + 1], Opcode::CheckBound) && !code[index + 1].dead;
    }

    /// An instruction without a place of its own has that of the one before it, where there is exactly one.
    void resolveLocations() {
        uint32_t* predecessors = arena.makeArray<uint32_t>(code.size() + 1);
        memset(static_cast<void*>(predecessors), 0, (code.size() + 1) * sizeof(uint32_t));
        uint32_t* jumpSource = arena.makeArray<uint32_t>(code.size() + 1);
        bool falls = true;
        for (uint32_t index = 0; index < code.size(); ++index) {
            if (falls)
                ++predecessors[index];
            if (code[index].dead)
                continue;
            int operand = jumpOperand(code[index]);
            if (operand >= 0) {
                uint32_t target = code[index].operands[operand];
                // Handlers have no place but their own.
                predecessors[target] += code[index].opcode == CodeBuilder::PseudoHandler ? 2 : 1;
                jumpSource[target] = index;
            }
            falls = !isTerminator(code[index]);
        }
        Location previous = NoLocation;
        falls = true;
        for (uint32_t index = 0; index < code.size(); ++index) {
            Instruction& instruction = code[index];
            if (!falls || predecessors[index] != 1) {
                bool one = !falls && predecessors[index] == 1 && jumpSource[index] < index;
                previous = one ? code[jumpSource[index]].location : NoLocation;
            }
            if (!instruction.dead)
                falls = !isTerminator(instruction);
            else
                falls = true;
            if (instruction.dead || instruction.silent || instruction.opcode == CodeBuilder::PseudoHandler)
                continue;
            if (instruction.location.line < 0 && instruction.location.endLine < 0)
                instruction.location = previous;
            else
                previous = instruction.location;
        }
    }

    // ---- encoding ----
    uint16_t registerNumber(Register reg) {
        uint32_t number = reg;
        if (reg == NoRegister)
            return AbsentRegister;
        if (isTemporary(reg))
            number = names.namedCount + (reg - TemporaryRegisters);
        else if (reg >= CellRegisters)
            number = names.cellRegister[reg - CellRegisters];
        else
            number = names.localRegister[reg];
        if (number >= AbsentRegister)
            tooManyRegisters = true;
        else if (number >= registerCount)
            registerCount = number + 1;
        return uint16_t(number);
    }

    CodeBuilder::Assembled encode() {
        uint32_t* offsets = arena.makeArray<uint32_t>(code.size() + 1);
        uint32_t offset = 0;
        for (uint32_t index = 0; index < code.size(); ++index) {
            offsets[index] = offset;
            if (isDropped(code[index]))
                continue;
            offset += info(code[index]).units;
            const char* letters = info(code[index]).operands;
            for (uint32_t operand = 0; letters[operand]; ++operand)
                if (letters[operand] == 'C')
                    builder.constants.use(code[index].operands[operand]);
        }
        offsets[code.size()] = offset;
        Sequence<Constant> constants = builder.constants.finish(result);
        registerCount = names.namedCount;
        uint16_t* units = result.makeArray<uint16_t>(offset);
        uint32_t cursor = 0, caches = 0;
        auto wide = [&](uint32_t value) {
            units[cursor++] = uint16_t(value);
            units[cursor++] = uint16_t(value >> 16);
        };
        ArenaVector<PositionEntry> positions(result);
        ArenaVector<HandlerEntry> handlers(result);
        uint32_t runStart = 0;
        Handler runHandler = CodeBuilder::NoHandler;
        bool runRaises = false;
        auto closeRun = [&] {
            if (runHandler >= 0 && runRaises && cursor > runStart)
                handlers.push({runStart, cursor, offsets[handlerTarget[runHandler]],
                               registerNumber(builder.handlers[runHandler].exception)});
        };
        for (const Instruction& instruction : code) {
            if (instruction.dead || instruction.opcode == CodeBuilder::PseudoHandler)
                continue;
            // Entries of no length are kept: co_positions shows them.
            if (positions.empty() || (!instruction.silent && !sameRange(positions.back().range, instruction.location)))
                positions.push({cursor, instruction.location});
            if (isPseudo(instruction))
                continue;
            if (instruction.handler != runHandler) {
                closeRun();
                runStart = cursor;
                runHandler = instruction.handler;
                runRaises = false;
            }
            const OpcodeInfo& opcode = info(instruction);
            runRaises |= bool(opcode.effects & OpcodeMayRaise);
            units[cursor++] = instruction.opcode;
            for (uint32_t operand = 0; opcode.operands[operand]; ++operand) {
                uint32_t value = operand < instruction.operandCount ? instruction.operands[operand] : 0;
                switch (opcode.operands[operand]) {
                case 'W':
                case 'R':
                case 'X':
                case 'O':
                case 'B':
                case 'D': units[cursor++] = registerNumber(value); break;
                case 'n':
                case 'i':
                    if (value > 0xFFFF && int32_t(value) >= 0)
                        tooManyRegisters = true;
                    units[cursor++] = uint16_t(value);
                    break;
                case 'C': wide(builder.constants.indexOf(value)); break;
                case 'N': wide(value); break;
                case 'J': wide(offsets[value]); break;
                case 'K': wide(caches++); break;
                }
            }
        }
        closeRun();
        uint32_t temporaries = names.namedCount + builder.temporaryCount;
        if (temporaries >= AbsentRegister)
            tooManyRegisters = true;
        return {{units, offset},   handlers.sequence(), positions.sequence(), constants,
                registerCount < temporaries ? temporaries : registerCount, caches, tooManyRegisters};
    }

    static bool sameRange(const SourceRange& left, const SourceRange& right) {
        return left.line == right.line && left.endLine == right.endLine && left.column == right.column &&
               left.endColumn == right.endColumn;
    }

    CodeBuilder& builder;
    const CodeBuilder::Names& names;
    Arena& result;
    Arena& arena;
    ArenaVector<Instruction>& source;
    ArenaVector<Instruction> code;
    ArenaVector<uint32_t> targetOf;
    uint8_t* live = nullptr;
    uint8_t* warm = nullptr;
    uint8_t* isTarget = nullptr;
    uint32_t* handlerTarget = nullptr;
    uint32_t registerCount = 0;
    bool tooManyRegisters = false;
};

CodeBuilder::Assembled CodeBuilder::assemble(const Names& names, Arena& result) {
    return Assembler(*this, names, result).run();
}

} // namespace pyc::frontend
