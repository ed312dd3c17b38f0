// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reading one encoded instruction.
#pragma once

#include "frontend/bytecode/code.h"

namespace pyc::frontend {

struct Decoded {
    Opcode opcode;
    uint32_t offset;
    uint32_t units;
    uint32_t operands[7]; ///< by the letters of the table
};

/// False when there is no whole instruction at `offset`.
inline bool decode(const CodeData& code, uint32_t offset, Decoded& out) {
    if (offset >= code.unitCount || code.units[offset] >= uint16_t(Opcode::Count))
        return false;
    const OpcodeInfo& info = opcodeInfo[code.units[offset]];
    if (info.units > code.unitCount - offset)
        return false;
    out.opcode = Opcode(code.units[offset]);
    out.offset = offset;
    out.units = info.units;
    const uint16_t* cursor = code.units + offset + 1;
    for (uint32_t index = 0; info.operands[index]; ++index) {
        switch (info.operands[index]) {
        case 'C':
        case 'N':
        case 'J':
        case 'K':
            out.operands[index] = cursor[0] | uint32_t(cursor[1]) << 16;
            cursor += 2;
            break;
        default: out.operands[index] = *cursor++; break;
        }
    }
    return true;
}

/// Calls visit(letter, first, count) for every register operand and block: letter is W, R, X, or B and D with their
/// counts applied; absent operands are left out.
template <typename Visit>
void forEachRegister(const Decoded& instruction, Visit&& visit) {
    const char* letters = opcodeInfo[size_t(instruction.opcode)].operands;
    for (uint32_t index = 0; letters[index]; ++index) {
        uint32_t value = instruction.operands[index];
        switch (letters[index]) {
        case 'W':
        case 'R':
        case 'X': visit(letters[index], value, 1u); break;
        case 'O':
            if (value != AbsentRegister)
                visit('R', value, 1u);
            break;
        case 'B': visit('B', value, instruction.operands[index + 1]); break;
        case 'D':
            // Two counts are those before and after a starred target, which has a register of its own.
            if (letters[index + 2] == 'n')
                visit('D', value, instruction.operands[index + 1] + instruction.operands[index + 2] + 1);
            else
                visit('D', value, instruction.operands[index + 1]);
            break;
        default: break;
        }
    }
}

/// The operand that is a jump target, or -1.
inline int jumpOperandOf(Opcode opcode) { return opcodeInfo[size_t(opcode)].jump; }

} // namespace pyc::frontend
