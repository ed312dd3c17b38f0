// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From blocks to what a code object holds: units, the exception table, positions and the constants that are used.
#include "frontend/bytecode/blocks.h"

namespace pyc::frontend {

namespace {

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

struct FormTable {
    uint32_t of[size_t(Opcode::Count)];
};

constexpr FormTable formTable = [] {
    FormTable made{};
#define PYC_OPCODE(name, operands, effects) made.of[size_t(Opcode::name)] = formsOf(operands);
#include "frontend/bytecode/opcodes.def"
    return made;
}();

} // namespace

using namespace blocks;

class Assembler {
public:
    Assembler(CodeBuilder& builder, const Graph& graph, Arena& result)
        : builder(builder), graph(graph), names(graph.names), result(result), units(graph.arena), targets(graph.arena),
          constantUses(graph.arena) {}

    CodeBuilder::Assembled encode() {
        ArenaVector<PositionEntry> positions(graph.arena);
        ArenaVector<HandlerEntry> handlers(graph.arena);
        uint32_t caches = 0;
        uint32_t runStart = 0;
        Handler runHandler = CodeBuilder::NoHandler;
        bool runRaises = false;
        auto closeRun = [&] {
            if (runHandler >= 0 && runRaises && units.size() > runStart)
                handlers.push({runStart, uint32_t(units.size()), uint32_t(runHandler), 0});
        };
        for (Block* block = graph.entry; block; block = block->next) {
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
            entry.exceptionRegister = finalRegister(builder.handlers[entry.handler].exception);
            entry.handler = graph.handlerBlock[entry.handler]->offset;
        }
        for (uint32_t place : targets)
            setWide(place, graph.blocks[wideAt(place)]->offset);
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

private:
    static constexpr size_t LongestInstruction = 16; ///< units, at most

    uint16_t finalRegister(Register reg) {
        uint32_t number = registerNumber(names, reg);
        tooManyRegisters |= number >= AbsentRegister && reg != NoRegister;
        return uint16_t(number);
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
        uint32_t forms = formTable.of[instruction.opcode];
        for (uint32_t operand = 0; forms; ++operand, forms >>= 4) {
            uint32_t value = operand < instruction.operandCount ? instruction.operands[operand] : 0;
            uint32_t place = uint32_t(units.size() + (cursor - start));
            switch (Form(forms & 15)) {
            case Form::Register: *cursor++ = finalRegister(value); break;
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
    const Graph& graph;
    const CodeBuilder::Names& names;
    Arena& result;
    ArenaVector<uint16_t> units;
    ArenaVector<uint32_t> targets;      ///< where in the units
    ArenaVector<uint32_t> constantUses; ///< where in the units
    bool tooManyRegisters = false;
};

CodeBuilder::Assembled CodeBuilder::assemble(const Names& names, Arena& result) {
    Graph graph(*this, names);
    inlineShortExits(graph);
    dropUnreachable(graph);
    resolvePlaces(graph);
    if (anyFolded)
        dropFoldedJumps(graph);
    threadJumps(graph);
    if (anyStackWork)
        reorderStackWork(graph);
    dropUnreachable(graph);
    removeNoOperations(graph);
    if (anyChecks)
        removeChecks(graph);
    joinLocalUses(graph);
    moveColdCode(graph);
    removeNoOperations(graph);
    resolvePlaces(graph);
    return Assembler(*this, graph, result).encode();
}

} // namespace pyc::frontend
