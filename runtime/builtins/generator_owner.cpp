// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Generators that only a loop or a call holds are closed where that leaves them: `for x in walk(): break` runs the
// finally blocks of walk() at once, although nothing counts references.
//
// The proof is where the generator was made: by the loop's own instruction, which called an __iter__ that is a
// generator function, or by the very call whose result, in a temporary register, is the operand of the next
// instruction. Nobody else can have seen it.
#include "runtime/builtins/generator.h"

#include "frontend/bytecode/code.h"
#include "runtime/abi/entry_points.h"

namespace pyc::runtime {

using frontend::CodeData;
using frontend::Opcode;

namespace {

uint32_t after(const CodeData* data, uint32_t unit) { return unit + frontend::opcodeInfo[data->units[unit]].units; }

// What goes on at `unit` of the code that called for the generator: whether only this instruction can have it.
bool isTemporaryAt(const Generator* generator, const Frame* frame) {
    if (stateOf(generator) != GeneratorState::Created || !frame || generator->madeBy != frame->code)
        return false;
    const CodeData* data = frame->code->data;
    uint32_t made = generator->madeAt;
    auto loops = [&](const uint16_t* user) {
        // The iterator of a generator expression goes elsewhere.
        const uint16_t* loop = data->units + after(data, frame->position);
        return Opcode(*user) == Opcode::GetIter && Opcode(*loop) == Opcode::ForIter && loop[2] == user[1];
    };
    // __iter__ is a generator function.
    if (made == frame->position && loops(data->units + made))
        return true;
    switch (Opcode(data->units[made])) {
    case Opcode::Call:
    case Opcode::CallKeywords:
    case Opcode::CallMethod:
    case Opcode::CallMethodKeywords:
    case Opcode::CallUnpacked: break;
    default: return false;
    }
    uint16_t result = data->units[made + 1];
    uint32_t unit = after(data, made);
    while (Opcode(data->units[unit]) == Opcode::LoadConst || Opcode(data->units[unit]) == Opcode::LoadSmallInt)
        unit = after(data, unit);
    if (result < data->namedCount || unit != frame->position)
        return false;
    const uint16_t* user = data->units + unit;
    if (Opcode(*user) == Opcode::Call)
        return user[2] <= result && result < user[2] + user[3];
    return loops(user) && user[2] == result;
}

bool isGenerator(Value value) { return value.isObject() && shapeOf(value.object()) == &GeneratorShape; }

// Of a generator's frame, the generators its loops own hang at the generator; of others, at the frame.
Generator** ownedBy(Frame* frame) {
    Generator* self = generatorOf(frame);
    return self ? &self->owned : &frame->generator;
}

} // namespace

Value pyc_get_iter(Value iterable) {
    Value iterator = PYC_TRY(iterate(iterable));
    if (!isGenerator(iterator)) [[likely]]
        return iterator;
    auto* generator = as<Generator>(iterator);
    Frame* frame = currentThread()->frame;
    if (!isTemporaryAt(generator, frame))
        return iterator;
    Generator** owned = ownedBy(frame);
    while (*owned && stateOf(*owned) == GeneratorState::Finished)
        *owned = (*owned)->nextOwned;
    generator->flags |= GeneratorOwned;
    generator->nextOwned = *owned;
    *owned = generator;
    return iterator;
}

void pyc_close_iterator(Value iterator) {
    if (isGenerator(iterator) && as<Generator>(iterator)->flags & GeneratorOwned)
        abandonGenerator(as<Generator>(iterator));
}

bool isTemporaryArgument(Value iterable) {
    return isGenerator(iterable) && isTemporaryAt(as<Generator>(iterable), currentThread()->frame);
}

void closeOwned(Frame* frame, const frontend::HandlerEntry* handler) {
    Generator** link = ownedBy(frame);
    while (Generator* generator = *link) {
        const frontend::HandlerEntry* around =
            handler ? frontend::handlerOf(generator->madeBy->data, generator->madeAt) : nullptr;
        if (handler && !(around && around->handler == handler->handler)) {
            link = &generator->nextOwned;
            continue;
        }
        *link = generator->nextOwned;
        abandonGenerator(generator);
    }
}

} // namespace pyc::runtime
