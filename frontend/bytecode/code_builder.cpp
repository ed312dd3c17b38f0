// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Emission: instructions into the builder's list.
#include "frontend/bytecode/code_builder.h"

namespace pyc::frontend {

CodeBuilder::Instruction& CodeBuilder::append(const Location& location, uint16_t opcode) {
    Instruction& instruction = instructions.extend();
    instruction.opcode = opcode;
    instruction.operandCount = 0;
    instruction.polls = false;
    instruction.extra = 0;
    instruction.shown = Shown::Always;
    instruction.silent = instruction.dead = instruction.decided = false;
    instruction.handler = current;
    instruction.location = location;
    return instruction;
}

void CodeBuilder::emit(const Location& location, Opcode opcode, std::initializer_list<uint32_t> operands) {
    Instruction& instruction = append(location, uint16_t(opcode));
    for (uint32_t operand : operands)
        instruction.operands[instruction.operandCount++] = operand;
}

void CodeBuilder::mark(const Location& location) { append(location, PseudoMark); }

void CodeBuilder::markLine(const Location& location) {
    // Where a statement with a handler has just begun on the line, CPython drops the no-op before that of the
    // statement.
    size_t size = instructions.size();
    if (size >= 2 && instructions[size - 1].opcode == PseudoHandler && isLineMark(instructions[size - 2]) &&
        location.line >= 0 && instructions[size - 2].location.line == location.line)
        return;
    append(location, PseudoMark).shown = Shown::Line;
}

void CodeBuilder::copy(Register into, Register from) {
    emit(NoLocation, Opcode::Move, {into, from});
    instructions.back().silent = true;
}

void CodeBuilder::markLoad(const Location& location, Register local) {
    Instruction& instruction = append(location, PseudoMark);
    instruction.shown = Shown::Load;
    instruction.operands[instruction.operandCount++] = local;
}

/// Makes a store of the newest instruction. Storing to the same variable just before is only dropping a value then.
void CodeBuilder::showStore() {
    size_t size = instructions.size();
    Instruction& store = instructions[size - 1];
    store.shown = Shown::Store;
    if (size < 2 || newestLabel == size - 1)
        return;
    Instruction& before = instructions[size - 2];
    if (before.shown == Shown::Store && !isRestoring(before) && before.operands[0] == store.operands[0] &&
        before.location.line == store.location.line) {
        before.shown = Shown::Pop;
        before.opcode = PseudoMark; // no exchange of stores may bring it behind the other
        before.operandCount = 0;
    }
}

void CodeBuilder::markStore(const Location& location, Register local) {
    Instruction& instruction = append(location, PseudoMark);
    instruction.operands[instruction.operandCount++] = local;
    showStore();
}

void CodeBuilder::moveToLocal(const Location& location, Register local, Register from) {
    emit(location, Opcode::Move, {local, from});
    showStore();
}

void CodeBuilder::markSwap(const Location& location, uint32_t depth) {
    Instruction& instruction = append(location, PseudoMark);
    instruction.shown = Shown::Swap;
    instruction.operands[instruction.operandCount++] = depth;
    anyStackWork = true;
}

void CodeBuilder::markPop(const Location& location) { append(location, PseudoMark).shown = Shown::Pop; }

void CodeBuilder::markSilentPop() {
    markPop(NoLocation);
    instructions.back().silent = true;
}

void CodeBuilder::markCopy(const Location& location) {
    append(location, PseudoMark).shown = Shown::Copy;
    anyStackWork = true;
}

void CodeBuilder::markRotation(const Location& location, uint32_t count) {
    constexpr uint32_t Most = 64;
    if (count > Most)
        mark(location); // so many stay in any order
    for (; count > 1 && count <= Most; --count)
        markSwap(location, count);
}

void CodeBuilder::foldedJump(Label target) {
    Instruction& edge = append(NoLocation, PseudoFolded);
    edge.extra = 2;
    edge.operands[edge.operandCount++] = target;
    anyFolded = true;
}

void CodeBuilder::decidedJump(const Location& location, Label target, Label otherwise) {
    foldedJump(otherwise);
    emit(location, Opcode::Jump, {target});
    instructions.back().decided = true;
}

void CodeBuilder::restoreLocal(const Location& location, Register local, Register from) {
    emit(location, Opcode::Move, {local, from, 1});
    instructions.back().shown = Shown::Store;
}

void CodeBuilder::place(Label label) {
    newestLabel = instructions.size();
    labels[label] = uint32_t(newestLabel);
    ++epoch;
}

CodeBuilder::Handler CodeBuilder::enterHandler(Handler handler) {
    Handler before = current;
    bool marked = !instructions.empty() && isLineMark(instructions.back()); // which stands for it already
    Instruction& edge = append(NoLocation, PseudoHandler);
    edge.extra = !marked;
    edge.operands[edge.operandCount++] = handlers[handler].target;
    current = handler;
    return before;
}

void CodeBuilder::checkBound(const Location& location, Register local) {
    if (local < boundRoom && boundEpoch[local] == epoch)
        return;
    emit(location, Opcode::CheckBound, {local});
    anyChecks = true;
    noteBound(local);
}

void CodeBuilder::noteBound(Register local) {
    if (local >= boundRoom) {
        uint32_t room = boundRoom ? boundRoom * 2 : 32;
        while (room <= local)
            room *= 2;
        uint32_t* larger = arena->makeArray<uint32_t>(room);
        memset(larger, 0, room * sizeof(uint32_t));
        if (boundRoom)
            memcpy(larger, boundEpoch, boundRoom * sizeof(uint32_t));
        boundEpoch = larger;
        boundRoom = room;
    }
    boundEpoch[local] = epoch;
}

void CodeBuilder::noteUnbound(Register local) {
    if (local < boundRoom)
        boundEpoch[local] = 0;
}

void CodeBuilder::moveToFront(size_t place, size_t start) {
    size_t count = instructions.size() - start;
    Instruction* moved = arena->makeArray<Instruction>(count);
    memcpy(static_cast<void*>(moved), &instructions[start], count * sizeof(Instruction));
    memmove(static_cast<void*>(&instructions[place + count]), &instructions[place],
            (start - place) * sizeof(Instruction));
    memcpy(static_cast<void*>(&instructions[place]), moved, count * sizeof(Instruction));
    // A label right where the moved instructions began belongs to what came before them: it is at the end now.
    for (uint32_t& position : labels)
        if (position != ~0u && position >= place)
            position = position <= start ? position + uint32_t(count) : uint32_t(place + (position - start));
}

} // namespace pyc::frontend
