// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// libFuzzer: code whose bytes or units were damaged is refused, or it is code like any other.
//
// An input is a count, that many changes of three bytes (place, place, value), and a program. The program is compiled,
// and the changes are made to what is written of it or, when the count's top bit is set, to the units of its
// instructions. A program that does not compile is taken for written code itself.
#include "frontend/bytecode/verifier.h"
#include "frontend/bytecode/compile.h"
#include "frontend/bytecode/disassembler.h"
#include "frontend/bytecode/serialise.h"
#include "test/fuzz/receiver.h"

using namespace pyc::frontend;

namespace {

void examine(const CodeData& code, Arena& arena) {
    VerifyFailure failure;
    if (!verify(code, &failure)) {
        require(failure.reason && failure.code);
        return;
    }
    StringBuilder out(arena);
    disassemble(code, out);
    for (uint32_t index = 0; index < code.constantCount; ++index)
        if (code.constants[index].kind == ConstantKind::Code)
            Liveness(*code.constants[index].code, arena).before(0);
    Liveness live(code, arena);
    for (uint32_t offset = 0, asked = 0; offset < code.unitCount && asked < 64; ++asked) {
        live.after(offset);
        offset += opcodeInfo[code.units[offset]].units;
    }
    Sequence<uint8_t> bytes = serialise(code, arena);
    require(deserialise(bytes.items, bytes.count, arena) != nullptr);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    if (!size)
        return 0;
    size_t changes = data[0] & 0x7F;
    if (size < 1 + 3 * changes)
        return 0;
    AstContext context;
    Outcome outcome;
    const uint8_t* source = data + 1 + 3 * changes;
    size_t sourceSize = size - 1 - 3 * changes;
    const CodeData* code = nullptr;
    if (ast::ModNode* module = parse({reinterpret_cast<const char*>(source), sourceSize}, {}, context, outcome.sink))
        code = compile(module, "fuzz.py", {}, context, context.arena, outcome.sink);
    if (!code) {
        if (const CodeData* read = deserialise(source, sourceSize, context.arena))
            examine(*read, context.arena);
        return 0;
    }
    auto damage = [&](auto* items, size_t count) {
        for (size_t index = 0; index < changes && count; ++index) {
            const uint8_t* change = data + 1 + 3 * index;
            items[(change[0] | size_t(change[1]) << 8) % count] = change[2];
        }
    };
    if (data[0] & 0x80) {
        CodeData damaged = *code;
        uint16_t* units = context.arena.makeArray<uint16_t>(code->unitCount);
        memcpy(units, code->units, code->unitCount * sizeof(uint16_t));
        damage(units, code->unitCount);
        damaged.units = units;
        examine(damaged, context.arena);
        return 0;
    }
    Sequence<uint8_t> bytes = serialise(*code, context.arena);
    damage(bytes.items, bytes.count);
    if (const CodeData* read = deserialise(bytes.items, bytes.count, context.arena))
        examine(*read, context.arena);
    return 0;
}
