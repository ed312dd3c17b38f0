// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reads the rows of runtime/abi/entry_points.def and declares them in LLVM.
#include "codegen/lowering/entry_point.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/ErrorHandling.h"

namespace pyc::codegen {

namespace {

enum Effects { None, MayRaise, MayRunPython };

struct Row {
    const char* name;
    const char* result;
    const char* parameters;
    Effects effects;
};

constexpr Row rows[] = {
#define ENTRY(name, result, parameters, effects) {#name, #result, #parameters, effects},
#include "runtime/abi/entry_points.def"
};

// `text` is a type, followed by a name in a parameter.
EntryType parseType(llvm::StringRef text) {
    text = text.trim();
    if (text.contains("(*"))
        return EntryType::Pointer;
    if (text.contains('*')) {
        llvm::StringRef pointee = text.take_until([](char c) { return c == '*'; }).trim();
        return llvm::StringSwitch<EntryType>(pointee)
            .Case("const Value", EntryType::Items)
            .Case("Value", EntryType::Results)
            .Case("String", EntryType::Name)
            .Case("Dict", EntryType::Globals)
            .Case("Thread", EntryType::Thread)
            .Case("Frame", EntryType::Frame)
            .Case("Function", EntryType::Function)
            .Case("Code", EntryType::Code)
            .Case("InlineCache", EntryType::Cache)
            .Default(EntryType::Pointer);
    }
    llvm::StringRef word = text.take_until([](char c) { return c == ' '; });
    return llvm::StringSwitch<EntryType>(word)
        .Case("void", EntryType::Void)
        .Case("Value", EntryType::Value)
        .Case("Int32", EntryType::Int32)
        .Case("UInt32", EntryType::UInt32)
        .Case("Int64", EntryType::Int64)
        .Case("Float64", EntryType::Float64)
        .Case("Bool", EntryType::Bool)
        .Default(EntryType::Pointer);
}

EntryPoint parseRow(const Row& row) {
    EntryPoint entry{row.name, parseType(row.result), {}, row.effects != None, row.effects == MayRunPython};
    llvm::StringRef text(row.parameters);
    text = text.drop_front().drop_back();
    int depth = 0;
    size_t start = 0;
    for (size_t i = 0; i <= text.size(); ++i) {
        char c = i < text.size() ? text[i] : ',';
        depth += (c == '(') - (c == ')');
        if (c == ',' && depth == 0) {
            if (!text.slice(start, i).trim().empty())
                entry.parameters.push_back(parseType(text.slice(start, i)));
            start = i + 1;
        }
    }
    return entry;
}

} // namespace

const EntryPoint& entryPoint(llvm::StringRef name) {
    static const llvm::StringMap<EntryPoint> table = [] {
        llvm::StringMap<EntryPoint> result;
        for (const Row& row : rows)
            result[row.name] = parseRow(row);
        return result;
    }();
    auto found = table.find(name);
    if (found == table.end())
        llvm::report_fatal_error("no runtime entry point " + name);
    return found->second;
}

llvm::Type* typeOfEntry(EntryType type, llvm::LLVMContext& context) {
    switch (type) {
    case EntryType::Void: return llvm::Type::getVoidTy(context);
    case EntryType::Value:
    case EntryType::Int64: return llvm::Type::getInt64Ty(context);
    case EntryType::Int32:
    case EntryType::UInt32: return llvm::Type::getInt32Ty(context);
    case EntryType::Float64: return llvm::Type::getDoubleTy(context);
    case EntryType::Bool: return llvm::Type::getInt1Ty(context);
    default: return llvm::PointerType::getUnqual(context);
    }
}

llvm::Function* declareEntryPoint(llvm::Module& module, const EntryPoint& entry) {
    if (llvm::Function* known = module.getFunction(entry.name))
        return known;
    llvm::LLVMContext& context = module.getContext();
    llvm::SmallVector<llvm::Type*> parameters;
    for (EntryType type : entry.parameters)
        parameters.push_back(typeOfEntry(type, context));
    auto* type = llvm::FunctionType::get(typeOfEntry(entry.result, context), parameters, false);
    llvm::Function* function = llvm::Function::Create(type, llvm::GlobalValue::ExternalLinkage, entry.name, module);
    function->addFnAttr(llvm::Attribute::NoUnwind);
    if (entry.result == EntryType::Bool)
        function->addRetAttr(llvm::Attribute::ZExt);
    return function;
}

} // namespace pyc::codegen
