// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is known of every opcode, generated from the one table.
#include "frontend/bytecode/code.h"

namespace pyc::frontend {

namespace {

constexpr uint8_t None = OpcodeNone;
constexpr uint8_t MayRaise = OpcodeMayRaise;
constexpr uint8_t MayRunPython = OpcodeMayRunPython;
constexpr uint8_t ExitPoint = OpcodeExitPoint;
constexpr uint8_t Terminator = OpcodeTerminator;
constexpr uint8_t JumpOnly = OpcodeJumpOnly;

constexpr uint8_t unitsOf(const char* operands) {
    uint8_t units = 1;
    for (; *operands; ++operands)
        units += *operands == 'C' || *operands == 'N' || *operands == 'J' || *operands == 'K' ? 2 : 1;
    return units;
}

/// The operand with a letter that no row has twice, or -1.
constexpr int8_t operandOf(const char* operands, char letter) {
    for (int8_t index = 0; operands[index]; ++index)
        if (operands[index] == letter)
            return index;
    return -1;
}

} // namespace

constinit const OpcodeInfo opcodeInfo[size_t(Opcode::Count)] = {
#define PYC_OPCODE(name, operands, effects)                                                                            \
    {#name, operands, uint8_t(effects), unitsOf(operands), operandOf(operands, 'J'), operandOf(operands, 'C')},
#include "frontend/bytecode/opcodes.def"
};

} // namespace pyc::frontend
