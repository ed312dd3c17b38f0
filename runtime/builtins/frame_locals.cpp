// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Locals of a call, from its registers.
#include "runtime/builtins/frame_locals.h"
#include "runtime/object/operations.h"

namespace pyc::runtime {

namespace {

bool isCellVariable(const frontend::CodeData* data, uint32_t index) {
    if (index >= data->variableCount)
        return true;
    const frontend::Text& name = data->variableNames[index];
    for (uint32_t i = 0; i < data->cellCount; ++i)
        if (data->cellNames[i].size == name.size && std::equal(name.data, name.data + name.size, data->cellNames[i].data))
            return true;
    return false;
}

} // namespace

Value localsOfFrame(Frame* frame) {
    if (frame->names)
        return frame->names;
    if (!frame->registers)
        return raiseNotImplementedError("locals() of a compiled function");
    PYC_TRY(readyCode(frame->code));
    const frontend::CodeData* data = frame->code->data;
    Dict* locals = PYC_TRY(newDict());
    for (uint32_t i = 0; i < data->namedCount; ++i) {
        Value value = frame->registers[i];
        // A captured parameter's register holds its cell once the function's first instructions have made it.
        if (value && isCellVariable(data, i) && isExactly(value, CellType))
            value = as<Cell>(value)->value;
        if (value)
            PYC_TRY(dictSetString(locals, frame->code->variables[i], value));
    }
    return Value(locals);
}

} // namespace pyc::runtime
