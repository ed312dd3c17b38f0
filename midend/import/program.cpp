// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Numbers the code objects of a program.
#include "midend/import/program.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"

namespace pyc::midend {

using frontend::CodeData;
using frontend::Constant;
using frontend::ConstantKind;

bool namesLocals(const CodeData& code) {
    unsigned supers = 0, superLoads = 0;
    for (uint32_t i = 0; i < code.nameCount; ++i) {
        llvm::StringRef name = toString(code.names[i]);
        if (llvm::is_contained({"locals", "vars", "dir", "eval", "exec", "_getframe", "currentframe"}, name))
            return true;
        supers += name == "super";
    }
    if (!supers)
        return false;
    // The instructions for super().name need no frame; other calls do.
    for (uint32_t offset = 0; offset < code.unitCount;) {
        auto opcode = frontend::Opcode(code.units[offset]);
        if (opcode == frontend::Opcode::LoadGlobal &&
            toString(code.names[code.units[offset + 2] | uint32_t(code.units[offset + 3]) << 16]) == "super")
            ++superLoads;
        else if (opcode == frontend::Opcode::LoadSuperAttr || opcode == frontend::Opcode::LoadSuperMethod)
            --superLoads;
        offset += frontend::opcodeInfo[size_t(opcode)].units;
    }
    return superLoads != 0;
}

constexpr llvm::StringLiteral framesShownBy[] = {"f_locals", "_getframe", "currentframe", "gi_frame",
                                                 "cr_frame", "ag_frame",  "tb_frame",     "settrace"};

// What is evaluated or looked up may be written in a string.
static bool namesFrames(const Constant& constant) {
    switch (constant.kind) {
    case ConstantKind::String:
        return llvm::any_of(framesShownBy, [&](llvm::StringRef name) {
            return llvm::StringRef(constant.bytes, constant.count).contains(name);
        });
    case ConstantKind::Tuple:
    case ConstantKind::FrozenSet:
    case ConstantKind::Slice: return llvm::any_of(llvm::ArrayRef(constant.items, constant.count), namesFrames);
    default: return false;
    }
}

static void addCode(Program& program, const CodeData* data, unsigned module, int parent, llvm::StringSet<>& taken) {
    std::string base = program.modules[module].name + ":" + toString(data->qualifiedName).str();
    std::string symbol = base;
    for (unsigned i = 2; !taken.insert(symbol).second; ++i)
        symbol = base + "#" + std::to_string(i);
    for (uint32_t i = 0; i < data->nameCount; ++i)
        program.observesFrames |= llvm::is_contained(framesShownBy, toString(data->names[i]));
    program.observesFrames |= llvm::any_of(llvm::ArrayRef(data->constants, data->constantCount), namesFrames);
    unsigned number = unsigned(program.codes.size());
    program.numberOf[data] = number;
    program.codes.push_back({data, module, parent, std::move(symbol)});
    for (uint32_t i = 0; i < data->constantCount; ++i)
        if (data->constants[i].kind == ConstantKind::Code)
            addCode(program, data->constants[i].code, module, int(number), taken);
}

void Program::addModule(llvm::StringRef name, llvm::StringRef fileName, const CodeData* code) {
    modules.push_back({name.str(), fileName.str(), code, unsigned(codes.size())});
    llvm::StringSet<> taken;
    addCode(*this, code, unsigned(modules.size() - 1), -1, taken);
}

} // namespace pyc::midend
