// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Where each operand of each instruction stands, computed from the opcode table's operand letters.
#pragma once

#include "frontend/bytecode/code.h"

#include <string_view>

namespace pyc::runtime {

using frontend::Opcode;

namespace operands {

constexpr std::string_view letters[] = {
#define PYC_OPCODE(name, operands, effects) operands,
#include "frontend/bytecode/opcodes.def"
};

constexpr size_t unitsOf(char letter) {
    return letter == 'C' || letter == 'N' || letter == 'J' || letter == 'K' ? 2 : 1;
}

constexpr size_t length(Opcode opcode) {
    size_t units = 1;
    for (char letter : letters[size_t(opcode)])
        units += unitsOf(letter);
    return units;
}

void thisInstructionHasNoSuchOperand(); // not constant: ends compilation

// The unit of the operand that is number `occurrence` (from 0) among those with one of the letters `wanted`.
consteval size_t find(Opcode opcode, std::string_view wanted, size_t occurrence) {
    size_t unit = 1;
    for (char letter : letters[size_t(opcode)]) {
        if (wanted.find(letter) != std::string_view::npos && occurrence-- == 0)
            return unit;
        unit += unitsOf(letter);
    }
    thisInstructionHasNoSuchOperand();
    return 0;
}

// The unit of register operand number `index`, which must be of one of the kinds expected there.
consteval size_t findRegister(Opcode opcode, std::string_view expected, size_t index) {
    size_t unit = 1;
    for (char letter : letters[size_t(opcode)]) {
        if (std::string_view("WRXOBD").find(letter) != std::string_view::npos && index-- == 0) {
            if (expected.find(letter) == std::string_view::npos)
                thisInstructionHasNoSuchOperand();
            return unit;
        }
        unit += unitsOf(letter);
    }
    thisInstructionHasNoSuchOperand();
    return 0;
}

inline uint32_t wide(const uint16_t* unit) {
    uint32_t result;
    __builtin_memcpy(&result, unit, sizeof result);
    return result;
}

} // namespace operands

} // namespace pyc::runtime
