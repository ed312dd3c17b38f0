// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The verifier: structure first, then what every path knows of every register.
#include "frontend/bytecode/verifier.h"
#include "frontend/bytecode/control_flow.h"
#include "frontend/bytecode/instruction.h"

namespace pyc::frontend {

namespace {

/// What is known is kept for every register at every block; nobody's program needs half a gigabyte for that.
constexpr uint64_t MaximumKnowledge = 1u << 24;
/// Constants may nest; deeper than this is nobody's program.
constexpr int MaximumNesting = 200;

class Verifier {
public:
    Verifier(const CodeData& code, Arena& arena, VerifyFailure& failure, uint64_t& steps)
        : code(code), arena(arena), failure(failure), steps(steps) {}

    bool run(int depth) {
        return header() && constantsFine(code.constants, code.constantCount, depth) && structure() && tables() &&
               flow();
    }

private:
    bool fail(const char* reason, uint32_t offset = 0) {
        failure = {reason, &code, offset};
        return false;
    }

    // ---- counts and constants ----
    bool header() {
        if (code.registerCount >= AbsentRegister || code.namedCount > code.registerCount ||
            code.variableCount > code.namedCount)
            return fail("register counts do not fit");
        uint64_t parameters = uint64_t(code.argumentCount) + code.keywordOnlyCount + bool(code.flags & CodeVarArgs) +
                              bool(code.flags & CodeVarKeywords);
        if (parameters > code.variableCount || code.positionalOnlyCount > code.argumentCount)
            return fail("more parameters than variables");
        if (code.freeCount > code.namedCount - code.variableCount)
            return fail("more free variables than registers");
        if (!code.unitCount || !code.units)
            return fail("no instructions");
        return true;
    }

    bool constantsFine(const Constant* constants, uint32_t count, int depth) {
        for (uint32_t index = 0; index < count; ++index) {
            const Constant& constant = constants[index];
            switch (constant.kind) {
            case ConstantKind::Tuple:
            case ConstantKind::FrozenSet:
            case ConstantKind::Slice:
                if (depth >= MaximumNesting)
                    return fail("constants are nested too deeply");
                if (constant.kind == ConstantKind::Slice && constant.count != 3)
                    return fail("a slice has three parts");
                if (!constantsFine(constant.items, constant.count, depth + 1))
                    return false;
                break;
            case ConstantKind::Code: {
                if (depth >= MaximumNesting)
                    return fail("code is nested too deeply");
                Arena inner;
                if (!Verifier(*constant.code, inner, failure, steps).run(depth + 1))
                    return false;
                break;
            }
            default:
                if (constant.kind > ConstantKind::Code)
                    return fail("unknown kind of constant");
                break;
            }
        }
        return true;
    }

    // ---- every instruction by itself ----
    bool structure() {
        starts = arena.makeArray<uint8_t>(code.unitCount + 1);
        memset(starts, 0, code.unitCount + 1);
        bool ended = false;
        for (uint32_t offset = 0; offset < code.unitCount;) {
            Decoded instruction;
            if (!decode(code, offset, instruction))
                return fail("not a whole instruction", offset);
            starts[offset] = 1;
            if (!operandsFine(instruction))
                return false;
            ended = opcodeInfo[size_t(instruction.opcode)].effects & OpcodeTerminator;
            offset += instruction.units;
        }
        if (!ended)
            return fail("the last instruction runs off the end", code.unitCount);
        for (uint32_t offset = 0; offset < code.unitCount;) {
            Decoded instruction;
            decode(code, offset, instruction);
            int jump = jumpOperandOf(instruction.opcode);
            if (jump >= 0 && (instruction.operands[jump] >= code.unitCount || !starts[instruction.operands[jump]]))
                return fail("a jump that meets no instruction", offset);
            offset += instruction.units;
        }
        return true;
    }

    bool operandsFine(const Decoded& instruction) {
        uint32_t offset = instruction.offset;
        const char* letters = opcodeInfo[size_t(instruction.opcode)].operands;
        for (uint32_t index = 0; letters[index]; ++index) {
            uint32_t value = instruction.operands[index];
            if (letters[index] == 'C' && value >= code.constantCount)
                return fail("no such constant", offset);
            if (letters[index] == 'N' && value >= code.nameCount)
                return fail("no such name", offset);
            if (letters[index] == 'K' && value >= code.cacheCount)
                return fail("no such cache", offset);
        }
        bool inBounds = true;
        forEachRegister(instruction, [&](char, uint32_t first, uint32_t count) {
            inBounds = inBounds && count <= code.registerCount && first <= code.registerCount - count;
        });
        if (!inBounds)
            return fail("no such register", offset);
        const uint32_t* operands = instruction.operands;
        auto immediate = [&](bool fine) { return fine || fail("an immediate operand is out of range", offset); };
        switch (instruction.opcode) {
        case Opcode::LoadCommonConstant: return immediate(operands[1] <= uint32_t(CommonConstant::Set));
        case Opcode::LoadMethod:
        case Opcode::LoadSuperMethod:
        case Opcode::MatchExceptionGroup: return immediate(operands[1] == 2);
        case Opcode::LoadSpecialMethod:
            return immediate(operands[1] == 2 && operands[3] <= uint32_t(SpecialMethod::AsyncExit));
        case Opcode::WithExceptStart: return immediate(operands[2] == 2);
        case Opcode::Call: return immediate(operands[2] >= 1);
        case Opcode::CallMethod: return immediate(operands[2] >= 2);
        case Opcode::CallKeywords:
        case Opcode::CallMethodKeywords: {
            const Constant& names = code.constants[operands[3]];
            uint32_t fixed = instruction.opcode == Opcode::CallKeywords ? 1 : 2;
            if (names.kind != ConstantKind::Tuple || operands[2] < fixed || names.count > operands[2] - fixed)
                return fail("keyword names do not fit the arguments", offset);
            for (uint32_t index = 0; index < names.count; ++index)
                if (names.items[index].kind != ConstantKind::String)
                    return fail("keyword names are strings", offset);
            return true;
        }
        case Opcode::MakeFunction:
            return code.constants[operands[1]].kind == ConstantKind::Code || fail("a function needs code", offset);
        case Opcode::BuildDict: return immediate(operands[2] % 2 == 0);
        case Opcode::ConvertValue: return immediate(operands[2] >= 1 && operands[2] <= 3);
        case Opcode::BuildInterpolation: return immediate(operands[3] <= 3);
        case Opcode::SetFunctionAttribute: return immediate(operands[1] <= uint32_t(FunctionAttribute::TypeParameters));
        case Opcode::GetAwaitable: return immediate(operands[2] <= 2);
        case Opcode::Intrinsic1:
        case Opcode::Intrinsic2: return immediate(operands[1] <= uint32_t(Intrinsic::SetFunctionTypeParams));
        case Opcode::LoadSuperAttr: return immediate(operands[5] <= 1);
        case Opcode::CheckBound:
        case Opcode::LoadCell:
        case Opcode::StoreCell:
        case Opcode::DeleteCell:
        case Opcode::LoadClassCell:
        case Opcode::LoadFromMappingOrCell: {
            // Their messages name the variable.
            uint32_t reg = instruction.opcode == Opcode::LoadCell || instruction.opcode == Opcode::LoadClassCell
                               ? operands[1]
                           : instruction.opcode == Opcode::LoadFromMappingOrCell ? operands[2]
                                                                                 : operands[0];
            return reg < code.namedCount || fail("a variable's operation on a temporary", offset);
        }
        default: return true;
        }
    }

    bool tables() {
        for (uint32_t index = 0; index < code.handlerCount; ++index) {
            const HandlerEntry& entry = code.handlers[index];
            if (entry.start >= entry.end || entry.end > code.unitCount || entry.handler >= code.unitCount ||
                !starts[entry.start] || !starts[entry.handler] || (entry.end < code.unitCount && !starts[entry.end]))
                return fail("a handler's range is not made of instructions", entry.start);
            if (entry.exceptionRegister >= code.registerCount)
                return fail("no such register for an exception", entry.start);
        }
        for (uint32_t index = 0; index < code.positionCount; ++index) {
            uint32_t start = code.positions[index].start;
            if (start > code.unitCount || (index && start < code.positions[index - 1].start))
                return fail("positions are not in order", start);
        }
        return true;
    }

    // ---- every path ----
    /// What is certain of the registers at one place, as three sets of bits.
    struct State {
        uint64_t* initialised; ///< holds something, perhaps the mark of an unbound variable
        uint64_t* bound;       ///< holds a value
        uint64_t* cell;        ///< holds a cell
    };

    static bool test(const uint64_t* words, uint32_t reg) { return words[reg / 64] >> (reg % 64) & 1; }
    static void set(uint64_t* words, uint32_t reg) { words[reg / 64] |= uint64_t(1) << (reg % 64); }
    static void clear(uint64_t* words, uint32_t reg) { words[reg / 64] &= ~(uint64_t(1) << (reg % 64)); }
    static void assign(uint64_t* words, uint32_t reg, bool value) { value ? set(words, reg) : clear(words, reg); }

    State makeState() {
        uint64_t* words = arena.makeArray<uint64_t>(size_t(wordCount) * 3);
        return {words, words + wordCount, words + 2 * size_t(wordCount)};
    }

    /// Merges `state` into what is known at `offset`.
    void flowTo(uint32_t offset) {
        uint32_t block = blocks->blockOf(offset);
        State& known = entries[block];
        size_t words = size_t(wordCount) * 3;
        bool changed = false;
        if (!visited[block]) {
            visited[block] = 1;
            known = makeState();
            memcpy(known.initialised, state.initialised, words * sizeof(uint64_t));
            changed = true;
        } else {
            for (size_t word = 0; word < words; ++word) {
                uint64_t merged = known.initialised[word] & state.initialised[word];
                changed |= merged != known.initialised[word];
                known.initialised[word] = merged;
            }
        }
        if (changed)
            queue->add(rank[block]);
    }

    void write(uint32_t reg, bool bound, bool cell) {
        set(state.initialised, reg);
        assign(state.bound, reg, bound);
        assign(state.cell, reg, cell);
    }

    bool readsFine(const Decoded& instruction) {
        bool fine = true;
        uint32_t offset = instruction.offset;
        const uint32_t* operands = instruction.operands;
        auto needInitialised = [&](uint32_t reg) {
            return test(state.initialised, reg) || fail("a register is read before it is written", offset);
        };
        auto needBound = [&](uint32_t reg) {
            return test(state.bound, reg) || fail("a register that may be unbound is read", offset);
        };
        auto needCell = [&](uint32_t reg) {
            return test(state.cell, reg) || fail("a register that may hold no cell is used as one", offset);
        };
        switch (instruction.opcode) {
        case Opcode::Move: return needInitialised(operands[1]);
        case Opcode::CheckBound: return needInitialised(operands[0]);
        case Opcode::MakeCell: return needInitialised(operands[0]);
        case Opcode::LoadFastAndClear: return needInitialised(operands[1]);
        case Opcode::LoadCell:
        case Opcode::LoadClassCell: return needCell(operands[1]);
        case Opcode::StoreCell: return needCell(operands[0]) && needBound(operands[1]);
        case Opcode::DeleteCell: return needCell(operands[0]);
        case Opcode::LoadFromMappingOrCell: return needBound(operands[1]) && needCell(operands[2]);
        default: break;
        }
        bool method = instruction.opcode == Opcode::CallMethod || instruction.opcode == Opcode::CallMethodKeywords ||
                      instruction.opcode == Opcode::WithExceptStart;
        forEachRegister(instruction, [&](char letter, uint32_t first, uint32_t count) {
            if (letter != 'R' && letter != 'X' && letter != 'B')
                return;
            for (uint32_t index = 0; index < count && fine; ++index)
                fine =
                    method && letter == 'B' && index == 1 ? needInitialised(first + index) : needBound(first + index);
        });
        return fine;
    }

    void applyWrites(const Decoded& instruction) {
        const uint32_t* operands = instruction.operands;
        switch (instruction.opcode) {
        case Opcode::Move: write(operands[0], test(state.bound, operands[1]), test(state.cell, operands[1])); return;
        case Opcode::LoadFastAndClear:
            write(operands[0], test(state.bound, operands[1]), test(state.cell, operands[1]));
            write(operands[1], false, false);
            return;
        case Opcode::Clear: write(operands[0], false, false); return;
        case Opcode::CheckBound: set(state.bound, operands[0]); return;
        case Opcode::MakeCell: write(operands[0], true, true); return;
        case Opcode::LoadMethod:
        case Opcode::LoadSuperMethod:
        case Opcode::LoadSpecialMethod:
            write(operands[0], true, false);
            write(operands[0] + 1, false, false);
            return;
        default: break;
        }
        forEachRegister(instruction, [&](char letter, uint32_t first, uint32_t count) {
            if (letter == 'W' || letter == 'X' || letter == 'D')
                for (uint32_t index = 0; index < count; ++index)
                    write(first + index, true, false);
        });
    }

    bool flow() {
        wordCount = (code.registerCount + 63) / 64;
        if (!wordCount)
            wordCount = 1;
        ControlFlow flow(code, arena);
        if (uint64_t(flow.blockCount()) * wordCount > MaximumKnowledge)
            return fail("too many registers for so many jumps");
        BlockQueue waiting(flow.blockCount(), arena);
        blocks = &flow;
        queue = &waiting;
        entries = arena.makeArray<State>(flow.blockCount());
        visited = arena.makeArray<uint8_t>(flow.blockCount());
        memset(visited, 0, flow.blockCount());
        rank = arena.makeArray<uint32_t>(flow.blockCount());
        for (uint32_t place = 0; place < flow.blockCount(); ++place)
            rank[flow.order()[place]] = place;

        state = makeState();
        size_t words = size_t(wordCount) * 3;
        memset(state.initialised, 0, words * sizeof(uint64_t));
        for (uint32_t reg = 0; reg < code.namedCount; ++reg)
            set(state.initialised, reg);
        uint32_t parameters = code.argumentCount + code.keywordOnlyCount + bool(code.flags & CodeVarArgs) +
                              bool(code.flags & CodeVarKeywords);
        for (uint32_t reg = 0; reg < parameters; ++reg)
            set(state.bound, reg);
        for (uint32_t reg = code.namedCount - code.freeCount; reg < code.namedCount; ++reg) {
            set(state.bound, reg);
            set(state.cell, reg);
        }
        flowTo(0);
        for (uint32_t place; queue->take(place);) {
            uint32_t block = flow.order()[place];
            memcpy(state.initialised, entries[block].initialised, words * sizeof(uint64_t));
            uint32_t end = flow.block(block).end;
            bool falls = true;
            for (uint32_t offset = flow.block(block).start; offset < end;) {
                Decoded instruction;
                decode(code, offset, instruction);
                ++steps;
                uint8_t effects = opcodeInfo[size_t(instruction.opcode)].effects;
                if (!readsFine(instruction))
                    return false;
                if (effects & OpcodeMayRaise && flow.handlerOf(offset) != ControlFlow::None)
                    flowToHandler(code.handlers[flow.handlerOf(offset)]);
                int jump = jumpOperandOf(instruction.opcode);
                if (instruction.opcode == Opcode::ForIter)
                    flowTo(instruction.operands[jump]);
                applyWrites(instruction);
                if (jump >= 0 && instruction.opcode != Opcode::ForIter)
                    flowTo(instruction.operands[jump]);
                falls = !(effects & OpcodeTerminator);
                offset += instruction.units;
            }
            if (falls)
                flowTo(end);
        }
        return true;
    }

    void flowToHandler(const HandlerEntry& entry) {
        uint32_t reg = entry.exceptionRegister;
        bool initialised = test(state.initialised, reg), bound = test(state.bound, reg), cell = test(state.cell, reg);
        write(reg, true, false);
        flowTo(entry.handler);
        assign(state.initialised, reg, initialised);
        assign(state.bound, reg, bound);
        assign(state.cell, reg, cell);
    }

    const CodeData& code;
    Arena& arena;
    VerifyFailure& failure;
    uint64_t& steps;
    uint8_t* starts = nullptr;
    const ControlFlow* blocks = nullptr;
    BlockQueue* queue = nullptr;
    uint32_t* rank = nullptr; ///< of blocks: their place in the order
    State* entries = nullptr;
    uint8_t* visited = nullptr;
    State state{};
    uint32_t wordCount = 0;
};

} // namespace

bool verify(const CodeData& code, VerifyFailure* failure, uint64_t* steps) {
    VerifyFailure ignored;
    uint64_t uncounted = 0;
    Arena arena;
    return Verifier(code, arena, failure ? *failure : ignored, steps ? *steps : uncounted).run(0);
}

} // namespace pyc::frontend
