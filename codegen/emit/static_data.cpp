// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mirrors the plain structs of frontend/bytecode/code.h and runtime/abi/program.h field by field; LLVM lays them out as
// C does.
#include "codegen/emit/static_data.h"

#include "runtime/abi/program.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/GlobalVariable.h"
#include "llvm/Support/ErrorHandling.h"

#include <bit>

namespace pyc::codegen {

using namespace frontend;

StaticData::StaticData(llvm::Module& module)
    : module(module), context(module.getContext()), pointer(llvm::PointerType::getUnqual(context)),
      int8(llvm::Type::getInt8Ty(context)), int16(llvm::Type::getInt16Ty(context)),
      int32(llvm::Type::getInt32Ty(context)), int64(llvm::Type::getInt64Ty(context)) {
    textType = llvm::StructType::get(context, {pointer, int32});
    positionType = llvm::StructType::get(context, {int32, int32, int32, int32, int32});
    handlerType = llvm::StructType::get(context, {int32, int32, int32, int16});
}

llvm::Constant* StaticData::word32(uint64_t value) { return llvm::ConstantInt::get(int32, value); }

llvm::GlobalVariable* StaticData::privateConstant(llvm::Constant* initializer, const char* name) {
    auto* global = new llvm::GlobalVariable(module, initializer->getType(), true, llvm::GlobalValue::PrivateLinkage,
                                            initializer, name);
    global->setUnnamedAddr(llvm::GlobalValue::UnnamedAddr::Global);
    return global;
}

// The address in a word that is wider than addresses are, else null.
llvm::Constant* StaticData::wideAddress(llvm::Constant* word) {
    auto* expression = llvm::dyn_cast<llvm::ConstantExpr>(word);
    if (!expression || expression->getOpcode() != llvm::Instruction::PtrToInt || word->getType() != int64 ||
        module.getDataLayout().getPointerSize() == 8)
        return nullptr;
    return expression->getOperand(0);
}

// An address has no form as a wider integer before the program is linked: it stands beside zeros.
llvm::Constant* StaticData::structure(llvm::ArrayRef<llvm::Constant*> fields) {
    const llvm::DataLayout& layout = module.getDataLayout();
    std::vector<llvm::Constant*> parts;
    uint64_t offset = 0;
    for (llvm::Constant* field : fields) {
        llvm::Constant* address = wideAddress(field);
        uint64_t start = llvm::alignTo(offset, layout.getABITypeAlign(field->getType()));
        if (!address) {
            parts.push_back(field);
        } else {
            if (offset < start)
                parts.push_back(llvm::ConstantAggregateZero::get(llvm::ArrayType::get(int8, start - offset)));
            parts.insert(parts.end(), {address, word32(0)});
        }
        offset = start + layout.getTypeAllocSize(field->getType());
    }
    return llvm::ConstantStruct::getAnon(context, parts);
}

llvm::Constant* StaticData::elements(llvm::ArrayRef<llvm::Constant*> values) {
    llvm::Type* type = values.front()->getType();
    if (llvm::all_of(values, [&](llvm::Constant* value) { return value->getType() == type && !wideAddress(value); }))
        return llvm::ConstantArray::get(llvm::ArrayType::get(type, values.size()), values);
    return structure(values);
}

llvm::Constant* StaticData::array(llvm::ArrayRef<llvm::Constant*> values, const char* name) {
    if (values.empty())
        return llvm::ConstantPointerNull::get(llvm::cast<llvm::PointerType>(pointer));
    llvm::GlobalVariable* global = privateConstant(elements(values), name);
    // An address beside zeros is aligned as an address; the word it stands for is not.
    if (llvm::any_of(values, [&](llvm::Constant* value) { return wideAddress(value); }))
        global->setAlignment(module.getDataLayout().getABITypeAlign(int64));
    return global;
}

llvm::Constant* StaticData::bytes(llvm::StringRef text) {
    llvm::Constant*& pooled = pooledBytes[text];
    if (!pooled)
        pooled = privateConstant(llvm::ConstantDataArray::getString(context, text, true), "pyc.text");
    return pooled;
}

llvm::Constant* StaticData::text(const Text& value) {
    return llvm::ConstantStruct::get(textType, {bytes(llvm::StringRef(value.data, value.size)), word32(value.size)});
}

llvm::Constant* StaticData::texts(const Text* values, uint32_t count) {
    std::vector<llvm::Constant*> rows;
    for (uint32_t index = 0; index < count; ++index)
        rows.push_back(text(values[index]));
    return array(rows, "pyc.names");
}

llvm::Constant* StaticData::constant(const Constant& value) {
    llvm::Constant* content = llvm::ConstantInt::get(int64, 0);
    switch (value.kind) {
    case ConstantKind::None:
    case ConstantKind::True:
    case ConstantKind::False:
    case ConstantKind::Ellipsis: break;
    case ConstantKind::Int: content = llvm::ConstantInt::get(int64, uint64_t(value.integer)); break;
    case ConstantKind::BigInt: {
        std::vector<uint64_t> limbs(value.limbs, value.limbs + value.count);
        content = privateConstant(llvm::ConstantDataArray::get(context, limbs), "pyc.limbs");
        break;
    }
    case ConstantKind::Float:
    case ConstantKind::Complex: content = llvm::ConstantInt::get(int64, std::bit_cast<uint64_t>(value.real)); break;
    case ConstantKind::String:
    case ConstantKind::Bytes: content = bytes(llvm::StringRef(value.bytes, value.count)); break;
    case ConstantKind::Tuple:
    case ConstantKind::FrozenSet:
    case ConstantKind::Slice: content = constants(value.items, value.count); break;
    case ConstantKind::Code: content = codeData(*value.code); break;
    }
    bool hasImaginary = value.kind == ConstantKind::Complex;
    if (content->getType()->isPointerTy())
        content = llvm::ConstantExpr::getPtrToInt(content, int64);
    return structure(
        {llvm::ConstantInt::get(int8, uint64_t(value.kind)), llvm::ConstantInt::get(int8, value.negative),
         word32(value.count), content,
         llvm::ConstantFP::get(llvm::Type::getDoubleTy(context), llvm::APFloat(hasImaginary ? value.imaginary : 0.0))});
}

llvm::Constant* StaticData::constants(const Constant* values, uint32_t count) {
    std::vector<llvm::Constant*> rows;
    for (uint32_t index = 0; index < count; ++index)
        rows.push_back(constant(values[index]));
    return array(rows, "pyc.constants");
}

llvm::Constant* StaticData::codeData(const CodeData& code) {
    if (llvm::Constant* known = codes.lookup(&code))
        return known;

    llvm::ArrayRef<uint16_t> units(code.units, code.unitCount);
    std::vector<llvm::Constant*> handlers, positions;
    for (const HandlerEntry& entry : llvm::ArrayRef(code.handlers, code.handlerCount))
        handlers.push_back(
            llvm::ConstantStruct::get(handlerType, {word32(entry.start), word32(entry.end), word32(entry.handler),
                                                    llvm::ConstantInt::get(int16, entry.exceptionRegister)}));
    for (const PositionEntry& entry : llvm::ArrayRef(code.positions, code.positionCount))
        positions.push_back(llvm::ConstantStruct::get(
            positionType,
            {word32(entry.start), word32(uint32_t(entry.range.line)), word32(uint32_t(entry.range.endLine)),
             word32(uint32_t(entry.range.column)), word32(uint32_t(entry.range.endColumn))}));

    llvm::Constant* fields[] = {
        text(code.name),
        text(code.qualifiedName),
        text(code.fileName),
        privateConstant(llvm::ConstantDataArray::get(context, units), "pyc.units"),
        word32(code.unitCount),
        word32(code.flags),
        word32(code.argumentCount),
        word32(code.positionalOnlyCount),
        word32(code.keywordOnlyCount),
        word32(code.variableCount),
        word32(code.cellCount),
        word32(code.freeCount),
        word32(code.namedCount),
        word32(code.registerCount),
        word32(code.cacheCount),
        word32(code.firstLine),
        texts(code.variableNames, code.variableCount),
        texts(code.cellNames, code.cellCount),
        texts(code.freeNames, code.freeCount),
        texts(code.registerNames, code.namedCount),
        texts(code.names, code.nameCount),
        word32(code.nameCount),
        word32(code.constantCount),
        constants(code.constants, code.constantCount),
        array(handlers, "pyc.handlers"),
        array(positions, "pyc.positions"),
        word32(code.handlerCount),
        word32(code.positionCount),
    };
    llvm::Constant* initializer = llvm::ConstantStruct::getAnon(context, fields);
    if (module.getDataLayout().getPointerSize() == sizeof(void*) &&
        module.getDataLayout().getTypeAllocSize(initializer->getType()) != sizeof(CodeData))
        llvm::report_fatal_error("the emitted code object does not mirror CodeData");
    auto* global =
        new llvm::GlobalVariable(module, initializer->getType(), true, llvm::GlobalValue::InternalLinkage, initializer,
                                 "pyc.code." + llvm::StringRef(code.qualifiedName.data, code.qualifiedName.size));
    codes[&code] = global;
    return global;
}

void StaticData::programData(llvm::ArrayRef<ModuleEmission> modules, unsigned mainModule, uint32_t flags,
                             llvm::ArrayRef<std::string> nativeModules) {
    llvm::Constant* null = llvm::ConstantPointerNull::get(llvm::cast<llvm::PointerType>(pointer));
    auto orNull = [&](llvm::Constant* value) { return value ? value : null; };
    std::vector<llvm::Constant*> rows;
    for (const ModuleEmission& row : modules) {
        llvm::Constant* fields[] = {
            bytes(row.name),
            bytes(row.fileName),
            codeData(*row.code),
            orNull(row.codeObject),
            orNull(row.body),
            orNull(row.storage),
            row.embedSource ? bytes(row.source) : null,
            llvm::ConstantInt::get(int64, row.embedSource ? row.source.size() : 0),
            llvm::ConstantInt::get(int8, uint8_t(row.kind)),
        };
        rows.push_back(llvm::ConstantStruct::getAnon(context, fields));
    }
    llvm::Constant* table = array(rows, "pyc.modules");
    std::vector<llvm::Constant*> natives;
    for (const std::string& name : nativeModules) {
        std::string symbol = "pyc_native_module_" + llvm::join(llvm::split(name, '.'), "__");
        natives.push_back(
            new llvm::GlobalVariable(module, int8, true, llvm::GlobalValue::ExternalLinkage, nullptr, symbol));
    }
    llvm::Constant* fields[] = {table,
                                word32(rows.size()),
                                word32(mainModule),
                                word32(flags),
                                array(natives, "pyc.natives"),
                                word32(natives.size()),
                                orNull(module.getNamedGlobal("pyc.module.builtins"))};
    llvm::Constant* initializer = llvm::ConstantStruct::getAnon(context, fields);
    static_assert(sizeof(runtime::ProgramData) == 48 && sizeof(runtime::ModuleData) == 72,
                  "programData() mirrors these");
    new llvm::GlobalVariable(module, initializer->getType(), true, llvm::GlobalValue::ExternalLinkage, initializer,
                             "pyc_program");
}

} // namespace pyc::codegen
