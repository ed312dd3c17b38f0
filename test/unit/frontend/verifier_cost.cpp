// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The verifier and liveness look at code a few times, however it was crafted: what they look at is counted, not timed.
#include "frontend/bytecode/verifier.h"

#include <cstdio>
#include <initializer_list>

using namespace pyc::frontend;

namespace {

bool good = true;

class Code {
public:
    explicit Code(Arena& arena) : arena(arena), units(arena), handlers(arena) {}

    uint32_t place() const { return uint32_t(units.size()); }
    void emit(Opcode opcode, std::initializer_list<uint32_t> operands = {}) {
        units.push(uint16_t(opcode));
        for (uint32_t operand : operands)
            units.push(uint16_t(operand));
        ++instructions;
    }
    /// A jump operand takes two units.
    void emitJump(Opcode opcode, std::initializer_list<uint32_t> registers, uint32_t target) {
        emit(opcode, registers);
        units.push(uint16_t(target));
        units.push(uint16_t(target >> 16));
    }
    void handle(uint32_t start, uint32_t end, uint32_t handler) { handlers.push({start, end, handler, 1}); }

    /// Register 0 is a parameter, 1 holds exceptions, then come variables.
    void check(const char* what, uint32_t variables, uint32_t bound) {
        CodeData data{};
        data.units = units.data();
        data.unitCount = uint32_t(units.size());
        data.argumentCount = 1;
        data.variableCount = data.namedCount = data.registerCount = 2 + variables;
        data.handlers = handlers.data();
        data.handlerCount = uint32_t(handlers.size());
        VerifyFailure failure;
        uint64_t steps = 0;
        if (!verify(data, &failure, &steps)) {
            printf("%s: refused at %u: %s\n", what, failure.offset, failure.reason);
            good = false;
            return;
        }
        report(what, "verifier", steps, bound);
        Liveness live(data, arena);
        report(what, "liveness", live.steps(), bound);
        uint64_t before = live.steps();
        for (uint32_t offset = 0; offset < data.unitCount; offset += opcodeInfo[units[offset]].units)
            live.after(offset);
        report(what, "questions", live.steps() - before, 40);
    }

private:
    void report(const char* what, const char* who, uint64_t steps, uint32_t bound) {
        if (steps <= uint64_t(bound) * instructions)
            return;
        printf("%s: %s took %llu steps for %u instructions\n", what, who, (unsigned long long)steps, instructions);
        good = false;
    }

    Arena& arena;
    ArenaVector<uint16_t> units;
    ArenaVector<HandlerEntry> handlers;
    uint32_t instructions = 0;
};

constexpr uint32_t Many = 5000;

/// As many handlers as instructions, each around all of them.
void overlappingHandlers() {
    Arena arena;
    Code code(arena);
    for (uint32_t index = 0; index < Many * 10; ++index)
        code.emit(Opcode::CheckBound, {0});
    uint32_t end = code.place();
    code.emit(Opcode::Return, {0});
    uint32_t handler = code.place();
    code.emit(Opcode::Return, {1});
    for (uint32_t index = 0; index < Many * 10; ++index)
        code.handle(index * 2 < end ? 0 : 2, end, handler);
    code.check("overlapping handlers", 0, 4);
}

/// Each block jumps to the one before it.
void backwards() {
    Arena arena;
    Code code(arena);
    code.emitJump(Opcode::Jump, {}, 4 + Many * 6);
    code.emit(Opcode::Nop);
    for (uint32_t index = 0; index < Many; ++index) {
        uint32_t here = code.place();
        code.emit(Opcode::CheckBound, {0});
        code.emit(Opcode::Nop);
        if (index)
            code.emitJump(Opcode::Jump, {}, here - 6);
        else
            code.emit(Opcode::Return, {0}), code.emit(Opcode::Nop);
    }
    code.emitJump(Opcode::Jump, {}, code.place() - 6);
    code.check("backwards", 0, 4);
}

/// A loop with many ways back, each of which unbinds a variable of its own.
void manyWaysBack() {
    Arena arena;
    Code code(arena);
    for (uint32_t index = 0; index < Many; ++index)
        code.emit(Opcode::LoadSmallInt, {2 + index, 1});
    uint32_t head = code.place();
    for (uint32_t index = 0; index < Many; ++index) {
        uint32_t next = code.place() + 4 + 2 + 3;
        code.emitJump(Opcode::JumpIfTrue, {0}, next);
        code.emit(Opcode::Clear, {2 + index});
        code.emitJump(Opcode::LoopBack, {}, head);
    }
    code.emit(Opcode::Return, {0});
    code.check("many ways back", Many, 6);
}

/// Blocks reached by a short and by a long way, where more is known on one of them.
void shortCuts() {
    Arena arena;
    Code code(arena);
    for (uint32_t index = 0; index < Many; ++index) {
        uint32_t next = code.place() + 4 + 3 + 2;
        code.emitJump(Opcode::JumpIfTrue, {0}, next);
        code.emit(Opcode::LoadSmallInt, {2 + index, 1});
        code.emit(Opcode::Clear, {2 + index});
    }
    code.emit(Opcode::Return, {0});
    code.check("short cuts", Many, 4);
}

} // namespace

int main() {
    overlappingHandlers();
    backwards();
    manyWaysBack();
    shortCuts();
    return good ? 0 : 1;
}
