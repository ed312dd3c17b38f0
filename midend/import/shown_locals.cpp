// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Looks for names. One that is put together while the program runs is not found: the runtime refuses to show such
// locals then.
#include "midend/import/shown_locals.h"

#include "frontend/bytecode/instruction.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"

namespace pyc::midend {

using frontend::CodeData;
using frontend::Constant;
using frontend::ConstantKind;
using frontend::Decoded;
using frontend::Opcode;

static constexpr llvm::StringLiteral framesShownBy[] = {"f_locals", "_getframe", "currentframe", "gi_frame",
                                                        "cr_frame", "ag_frame",  "tb_frame",     "settrace"};
static constexpr llvm::StringLiteral readersOfCaller[] = {"locals", "vars", "dir", "eval", "exec"};
static constexpr llvm::StringLiteral builtinsNames[] = {"builtins", "__builtins__", "f_builtins"};
static constexpr llvm::StringLiteral takingNames[] = {"getattr", "attrgetter", "methodcaller", "__dict__", "vars"};

static bool readsCaller(llvm::StringRef name) { return llvm::is_contained(readersOfCaller, name); }

bool namesLocals(const CodeData& code) {
    unsigned supers = 0, superLoads = 0;
    for (uint32_t i = 0; i < code.nameCount; ++i) {
        llvm::StringRef name = toString(code.names[i]);
        if (readsCaller(name) || name == "_getframe" || name == "currentframe")
            return true;
        supers += name == "super";
    }
    if (!supers)
        return false;
    // The instructions for super().name need no frame; other calls do.
    Decoded instruction;
    for (uint32_t offset = 0; decode(code, offset, instruction); offset += instruction.units) {
        if (instruction.opcode == Opcode::LoadGlobal)
            superLoads += toString(code.names[instruction.operands[1]]) == "super";
        else if (instruction.opcode == Opcode::LoadSuperAttr || instruction.opcode == Opcode::LoadSuperMethod)
            --superLoads;
    }
    return superLoads != 0;
}

// What is evaluated or looked up may be written in a string.
template <typename Judge>
static bool anyString(llvm::ArrayRef<Constant> constants, const Judge& judge) {
    return llvm::any_of(constants, [&](const Constant& constant) {
        switch (constant.kind) {
        case ConstantKind::String: return bool(judge(llvm::StringRef(constant.bytes, constant.count)));
        case ConstantKind::Tuple:
        case ConstantKind::FrozenSet:
        case ConstantKind::Slice: return anyString(llvm::ArrayRef(constant.items, constant.count), judge);
        default: return false;
        }
    });
}

static bool mentions(const Decoded& instruction, uint32_t reg) {
    bool found = false;
    forEachRegister(instruction,
                    [&](char, uint32_t first, uint32_t count) { found |= first <= reg && reg < first + count; });
    return found;
}

// Whether what the instruction at `offset` loads is called by this code and used in no other way.
static bool onlyCalls(const CodeData& code, const Decoded& load) {
    uint32_t callee = load.operands[0];
    Decoded next;
    for (uint32_t offset = load.offset + load.units; decode(code, offset, next); offset += next.units) {
        if (!mentions(next, callee) || (next.opcode == Opcode::DictMerge && next.operands[2] == callee))
            continue;
        switch (next.opcode) {
        case Opcode::Call:
        case Opcode::CallKeywords:
        case Opcode::CallUnpacked: return next.operands[1] == callee;
        default: return false;
        }
    }
    return true;
}

void ShownLocals::collectAssigned(const CodeData& code) {
    Decoded instruction;
    for (uint32_t offset = 0; decode(code, offset, instruction); offset += instruction.units)
        if (instruction.opcode == Opcode::StoreName || instruction.opcode == Opcode::StoreGlobal)
            if (llvm::StringRef name = toString(code.names[instruction.operands[0]]); readsCaller(name))
                assigned.insert(name);
    for (const Constant& constant : llvm::ArrayRef(code.constants, code.constantCount))
        if (constant.kind == ConstantKind::Code)
            collectAssigned(*constant.code);
}

void ShownLocals::walk(const CodeData& code) {
    bool namesModule = false, takesNames = false;
    for (uint32_t i = 0; i < code.nameCount; ++i) {
        llvm::StringRef name = toString(code.names[i]);
        shown |= llvm::is_contained(framesShownBy, name);
        namesModule |= llvm::is_contained(builtinsNames, name);
        takesNames |= llvm::is_contained(takingNames, name);
    }
    namesBuiltins |= namesModule;
    llvm::ArrayRef constants(code.constants, code.constantCount);
    shown |= anyString(constants, [](llvm::StringRef text) {
        return llvm::any_of(framesShownBy, [&](llvm::StringRef name) { return text.contains(name); });
    });
    handsOnAttributes |= (takesNames || namesModule) && anyString(constants, readsCaller);
    Decoded instruction;
    for (uint32_t offset = 0; decode(code, offset, instruction); offset += instruction.units) {
        switch (instruction.opcode) {
        case Opcode::LoadGlobal:
        case Opcode::LoadName: {
            llvm::StringRef name = toString(code.names[instruction.operands[1]]);
            shown |= readsCaller(name) && !assigned.contains(name) && !onlyCalls(code, instruction);
            break;
        }
        case Opcode::LoadFromMappingOrGlobal: {
            llvm::StringRef name = toString(code.names[instruction.operands[2]]);
            shown |= readsCaller(name) && !assigned.contains(name);
            break;
        }
        case Opcode::LoadAttr:
        case Opcode::ImportFrom: handsOnAttributes |= readsCaller(toString(code.names[instruction.operands[2]])); break;
        default: break;
        }
    }
    for (const Constant& constant : constants)
        if (constant.kind == ConstantKind::Code)
            walk(*constant.code);
}

void ShownLocals::addModule(const CodeData& body) {
    assigned.clear();
    collectAssigned(body);
    walk(body);
}

} // namespace pyc::midend
