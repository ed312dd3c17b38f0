// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Code objects as readable text: a header, then a line per instruction with its operands by name.
#include "frontend/bytecode/disassembler.h"
#include "frontend/ast/dump.h"
#include "frontend/bytecode/instruction.h"

namespace pyc::frontend {

namespace {

std::string_view viewOf(const Text& text) { return {text.data, text.size}; }

constexpr const char* commonConstantNames[] = {
    "AssertionError", "NotImplementedError", "tuple", "all", "any", "list", "set"};
constexpr const char* specialMethodNames[] = {"__enter__", "__exit__", "__aenter__", "__aexit__"};
constexpr const char* functionAttributeNames[] = {"defaults", "kwdefaults", "annotations",
                                                  "closure",  "annotate",   "type_params"};
constexpr const char* intrinsicNames[] = {"print",
                                          "stop_iteration_to_runtime",
                                          "TypeVar",
                                          "TypeVarTuple",
                                          "ParamSpec",
                                          "subscript_generic",
                                          "type_alias",
                                          "TypeVar_with_bound",
                                          "TypeVar_with_constraints",
                                          "set_type_param_default",
                                          "set_function_type_params"};

template <size_t Count>
void addNamed(StringBuilder& out, const char* const (&names)[Count], uint32_t value) {
    if (value < Count)
        out.add(names[value]);
    else
        out.addInteger(value);
}

class Disassembler {
public:
    Disassembler(const CodeData& code, StringBuilder& out, const DisassemblyOptions& options)
        : code(code), out(out), options(options) {}

    void run() {
        header();
        uint32_t position = 0;
        for (uint32_t offset = 0; offset < code.unitCount;) {
            Decoded instruction;
            if (!decode(code, offset, instruction)) {
                pad(offset);
                out.add("  <not an instruction>\n");
                break;
            }
            while (position + 1 < code.positionCount && code.positions[position + 1].start <= offset)
                ++position;
            line(instruction, position < code.positionCount ? &code.positions[position].range : nullptr);
            offset += instruction.units;
        }
        for (uint32_t index = 0; index < code.handlerCount; ++index) {
            const HandlerEntry& entry = code.handlers[index];
            out.add("  handler ").addInteger(entry.start).add("..").addInteger(entry.end).add(" -> ");
            out.addInteger(entry.handler).add(" in ");
            registerName(entry.exceptionRegister);
            out.add('\n');
        }
    }

private:
    void names(const char* title, const Text* list, uint32_t count) {
        if (!count)
            return;
        out.add("  ").add(title);
        for (uint32_t index = 0; index < count; ++index)
            out.add(index ? ", " : " ").add(viewOf(list[index]));
        out.add('\n');
    }

    void header() {
        out.add("code ").add(viewOf(code.qualifiedName)).add(" line ").addInteger(code.firstLine);
        out.add(" registers ").addInteger(code.registerCount).add(" flags 0x").addHexadecimal(code.flags, 8).add('\n');
        if (code.argumentCount || code.keywordOnlyCount) {
            out.add("  arguments ").addInteger(code.argumentCount);
            out.add(" positional-only ").addInteger(code.positionalOnlyCount);
            out.add(" keyword-only ").addInteger(code.keywordOnlyCount).add('\n');
        }
        names("variables", code.variableNames, code.variableCount);
        names("cells", code.cellNames, code.cellCount);
        names("free", code.freeNames, code.freeCount);
        for (uint32_t index = 0; index < code.constantCount; ++index) {
            out.add("  constant ").addInteger(index).add(' ');
            appendConstant(code.constants[index], out);
            out.add('\n');
        }
    }

    void pad(uint32_t offset) {
        for (uint32_t width = 10000; width > 1 && offset < width; width /= 10)
            out.add(' ');
        out.addInteger(offset);
    }

    void registerName(uint32_t reg) {
        if (reg == AbsentRegister) {
            out.add('-');
            return;
        }
        if (reg < code.namedCount) {
            bool cell = reg >= code.variableCount;
            out.add(cell ? "&" : "").add(viewOf(code.registerNames[reg]));
            return;
        }
        out.add('%').addInteger(reg - code.namedCount);
    }

    void line(const Decoded& instruction, const SourceRange* range) {
        pad(instruction.offset);
        const OpcodeInfo& info = opcodeInfo[size_t(instruction.opcode)];
        out.add("  ").add(info.name);
        size_t start = out.size();
        bool first = true;
        for (uint32_t index = 0; info.operands[index]; ++index) {
            uint32_t value = instruction.operands[index];
            if (info.operands[index] == 'K')
                continue;
            out.add(first ? " " : ", ");
            first = false;
            operand(instruction, index, value);
        }
        if (options.positions && range) {
            size_t length = out.size() - start;
            out.addRepeated(' ', length < 44 ? 44 - length : 1);
            out.add("; ");
            if (range->line < 0)
                out.add('-');
            else
                out.addInteger(range->line)
                    .add(':')
                    .addInteger(range->column)
                    .add('-')
                    .addInteger(range->endLine)
                    .add(':')
                    .addInteger(range->endColumn);
        }
        out.add('\n');
    }

    void operand(const Decoded& instruction, uint32_t index, uint32_t value) {
        switch (opcodeInfo[size_t(instruction.opcode)].operands[index]) {
        case 'n':
            switch (instruction.opcode) {
            case Opcode::LoadCommonConstant: addNamed(out, commonConstantNames, value); return;
            case Opcode::LoadSpecialMethod:
                if (index == 3)
                    addNamed(out, specialMethodNames, value);
                else
                    out.addInteger(value);
                return;
            case Opcode::SetFunctionAttribute: addNamed(out, functionAttributeNames, value); return;
            case Opcode::Intrinsic1:
            case Opcode::Intrinsic2: addNamed(out, intrinsicNames, value); return;
            default: out.addInteger(value); return;
            }
        case 'i': out.addInteger(int16_t(value)); return;
        case 'C':
            if (value < code.constantCount)
                appendConstant(code.constants[value], out);
            else
                out.add("<no constant>");
            return;
        case 'N':
            if (value < code.nameCount)
                out.add('\'').add(viewOf(code.names[value])).add('\'');
            else
                out.add("<no name>");
            return;
        case 'J': out.add("-> ").addInteger(value); return;
        default: registerName(value); return;
        }
    }

    const CodeData& code;
    StringBuilder& out;
    const DisassemblyOptions& options;
};

} // namespace

void appendConstant(const Constant& constant, StringBuilder& out) {
    switch (constant.kind) {
    case ConstantKind::None: out.add("None"); return;
    case ConstantKind::True: out.add("True"); return;
    case ConstantKind::False: out.add("False"); return;
    case ConstantKind::Ellipsis: out.add("Ellipsis"); return;
    case ConstantKind::Int: out.addInteger(constant.integer); return;
    case ConstantKind::BigInt:
        out.add(constant.negative ? "-0x" : "0x");
        for (uint32_t index = constant.count; index-- > 0;)
            out.addHexadecimal(constant.limbs[index], 16);
        return;
    case ConstantKind::Float: ast::appendRepr(ast::ConstantValue::makeFloat(constant.real), out); return;
    case ConstantKind::Complex:
        ast::appendRepr(ast::ConstantValue::makeComplex(constant.real, constant.imaginary), out);
        return;
    case ConstantKind::String:
        ast::appendRepr(ast::ConstantValue::makeText(ast::ConstantKind::Str, {constant.bytes, constant.count}), out);
        return;
    case ConstantKind::Bytes:
        ast::appendRepr(ast::ConstantValue::makeText(ast::ConstantKind::Bytes, {constant.bytes, constant.count}), out);
        return;
    case ConstantKind::Tuple:
    case ConstantKind::FrozenSet:
    case ConstantKind::Slice:
        out.add(constant.kind == ConstantKind::Tuple   ? "("
                : constant.kind == ConstantKind::Slice ? "slice("
                                                       : "frozenset({");
        for (uint32_t index = 0; index < constant.count; ++index) {
            if (index)
                out.add(", ");
            appendConstant(constant.items[index], out);
        }
        if (constant.kind == ConstantKind::Tuple && constant.count == 1)
            out.add(',');
        out.add(constant.kind == ConstantKind::FrozenSet ? "})" : ")");
        return;
    case ConstantKind::Code: out.add("<code ").add(viewOf(constant.code->qualifiedName)).add('>'); return;
    }
}

void disassemble(const CodeData& code, StringBuilder& out, const DisassemblyOptions& options) {
    Disassembler(code, out, options).run();
    if (!options.nested)
        return;
    for (uint32_t index = 0; index < code.constantCount; ++index) {
        if (code.constants[index].kind != ConstantKind::Code)
            continue;
        out.add('\n');
        disassemble(*code.constants[index].code, out, options);
    }
}

} // namespace pyc::frontend
