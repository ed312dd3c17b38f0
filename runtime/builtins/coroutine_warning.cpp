// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The warning about a coroutine that nobody awaited. It comes when the object is collected; where the call's result was
// dropped at once, it names the place of the call, as if the object had died there.
#include "runtime/builtins/generator.h"
#include "runtime/builtins/type.h"
#include "runtime/builtins/warnings.h"

#include "frontend/bytecode/code.h"

namespace pyc::runtime {

using frontend::CodeData;
using frontend::Opcode;

namespace {

enum class Use { None, Read, Written };

// What the instruction does to a register.
Use useOf(const uint16_t* instruction, uint16_t reg) {
    const frontend::OpcodeInfo& info = frontend::opcodeInfo[*instruction];
    const uint16_t* operand = instruction + 1;
    Use use = Use::None;
    for (const char* letter = info.operands; *letter; ++letter) {
        switch (*letter) {
        case 'R':
        case 'X':
        case 'O':
            if (*operand == reg)
                return Use::Read;
            break;
        case 'B':
            if (operand[0] <= reg && reg < operand[0] + operand[1])
                return Use::Read;
            break;
        case 'W':
            if (*operand == reg)
                use = Use::Written;
            break;
        case 'D':
            if (operand[0] <= reg && reg < operand[0] + operand[1])
                use = Use::Written;
            break;
        default: break;
        }
        operand += *letter == 'C' || *letter == 'N' || *letter == 'J' || *letter == 'K' ? 2 : 1;
    }
    return use;
}

// Whether the result of the call that made it is never looked at.
bool wasDropped(const Generator* generator) {
    if (!generator->madeBy)
        return false;
    const CodeData* data = generator->madeBy->data;
    uint32_t unit = generator->madeAt;
    switch (Opcode(data->units[unit])) {
    case Opcode::Call:
    case Opcode::CallKeywords:
    case Opcode::CallMethod:
    case Opcode::CallMethodKeywords:
    case Opcode::CallUnpacked: break;
    default: return false;
    }
    uint16_t result = data->units[unit + 1];
    if (result < data->namedCount)
        return false;
    for (;;) {
        unit += frontend::opcodeInfo[data->units[unit]].units;
        if (unit >= data->unitCount)
            return false;
        const frontend::OpcodeInfo& info = frontend::opcodeInfo[data->units[unit]];
        if (Use use = useOf(data->units + unit, result); use != Use::None)
            return use == Use::Written;
        if (info.effects & frontend::OpcodeTerminator || info.jump >= 0)
            return info.jump < 0;
    }
}

bool warnAbout(Generator* coroutine) {
    String* text = PYC_TRY(formatText("coroutine '%U' was never awaited", coroutine->qualifiedName));
    if (!wasDropped(coroutine))
        return warnWith(RuntimeWarningType, Value(text), 1, nullptr, Value(coroutine));
    PYC_TRY(readyCode(coroutine->madeBy));
    int32_t line = positionOf(coroutine->madeBy->data, coroutine->madeAt).line;
    return warnExplicit(RuntimeWarningType, Value(text), coroutine->madeBy->fileName, line, nullptr, Value(), nullptr,
                        Value(coroutine));
}

} // namespace

void warnNeverAwaited(Generator* coroutine) {
    ExceptionObject* pending = takeError();
    if (!warnAbout(coroutine))
        reportUnraisable("Exception ignored while finalizing coroutine ", Value(coroutine));
    if (pending)
        restoreError(pending);
}

} // namespace pyc::runtime
