// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the lowering of all functions of a program shares: types, symbols, slots of globals.
#pragma once

#include "codegen/lowering/debug_info.h"
#include "codegen/lowering/entry_point.h"
#include "codegen/lowering/lower.h"
#include "codegen/target/fields.h"

#include "runtime/object/layouts.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/IR/IRBuilder.h"

#include <map>
#include <optional>

namespace pyc::codegen {

// Kinds of memory that never overlap: a store of one kind leaves loads of the others alone.
enum class Memory : unsigned {
    ListData,
    ListHeader,
    ListBlock,
    Shape,
    Global,
    Slot,
    Assumption,
    Row,
    FreeList,
    Frame,
    Count
};

// Of the flag beside an unboxed result.
enum ResultFlag : uint32_t { ResultFine, ResultError, ResultBoxed };

class ProgramLowering {
public:
    ProgramLowering(mlir::ModuleOp source, const midend::Program& program, llvm::Module& module, StaticObjects& statics,
                    const LoweringOptions& options);

    std::vector<LoweredModule> run();

    struct Body {
        midend::FuncOp function;
        llvm::Function* direct = nullptr;        // null: this kind is left to the interpreter
        llvm::SmallVector<midend::FuncOp> typed; // typed forms of a generic function
        llvm::Constant* loops = nullptr;         // of a generic function, where its exits come back
    };
    Body* bodyOf(llvm::StringRef symbol);
    bool hasTypedForm(midend::FuncOp function) {
        Body* body = bodyOf(function.getSymName());
        return body && !body->typed.empty();
    }

    // ---- the direct entry of a function: T (thread, function object, names of a module or class body, parameters…)
    // ----
    static bool takesNames(midend::FuncOp function) {
        return function.getKind() == midend::FunctionKind::Module ||
               function.getKind() == midend::FunctionKind::ClassBody;
    }
    static bool isCoroutine(midend::FunctionKind kind) {
        return kind == midend::FunctionKind::Generator || kind == midend::FunctionKind::Coroutine ||
               kind == midend::FunctionKind::AsyncGenerator;
    }
    // Results other than !py.any come beside a flag.
    static bool returnsFlag(mlir::Type result) { return !llvm::isa<midend::PyAnyType>(result); }
    llvm::Type* wordType(mlir::Type type);
    llvm::FunctionType* directType(midend::FuncOp function);

    llvm::Function* entry(llvm::StringRef name) { return declareEntryPoint(module, entryPoint(name)); }
    llvm::Constant* runtimeSymbol(llvm::StringRef name) { return statics.runtimeSymbol(name); }
    llvm::Constant* runtimeWord(llvm::StringRef name) {
        return llvm::ConstantExpr::getPtrToInt(runtimeSymbol(name), i64);
    }
    llvm::Constant* codeObject(unsigned code) { return statics.code(*program.codes[code].data); }
    // Null when only the runtime can make it.
    llvm::Constant* constantWord(unsigned code, unsigned index);
    llvm::GlobalVariable* newCache();
    llvm::GlobalVariable* threadVariable();
    llvm::GlobalVariable* exitCounter(llvm::StringRef symbol);
    // Where code leaves for the interpreter at a code offset, with these registers.
    llvm::Constant* exitSite(uint32_t position, const std::map<uint32_t, runtime::ExitForm>& live);

    // Families of classes, by name. The first ones have a bit in the shapes of their instances; each has a byte that
    // says that no class of it was patched.
    unsigned family(llvm::StringRef name) { return families.try_emplace(name, families.size()).first->second; }
    llvm::GlobalVariable* familyCell();

    // Words that the runtime fills: the class a class statement made, and shapes its instances were seen to have.
    llvm::GlobalVariable* classCell(llvm::StringRef name);
    llvm::GlobalVariable* shapeCell(llvm::StringRef name);
    llvm::GlobalVariable* nativeCell(llvm::StringRef name);
    // Where the function first made from a code object is noted, if anybody wants to know.
    llvm::GlobalVariable* madeFunctionCell(unsigned code, bool wanted);
    static std::string builtinType(llvm::StringRef name);

    struct GlobalSlot {
        llvm::Constant* module;
        llvm::Constant* address;
        llvm::Constant* unchanged;
        unsigned index;
    };
    GlobalSlot globalSlot(unsigned module, llvm::StringRef name);
    // The builtin's own slot, used while no global of that name is bound.
    GlobalSlot builtinSlot(llvm::StringRef name) { return globalSlot(unsigned(program.modules.size()), name); }
    llvm::GlobalVariable* allocationLists();
    std::optional<unsigned> moduleNamed(llvm::StringRef name) const;

    // Marks a load or store with the kind of memory it touches.
    template <typename Access>
    Access* touching(Memory memory, Access* access) {
        access->setMetadata(llvm::LLVMContext::MD_tbaa, memoryTag(memory));
        return access;
    }

    llvm::Constant* word(uint64_t bits) { return llvm::ConstantInt::get(i64, bits); }
    llvm::Constant* word32(uint64_t bits) { return llvm::ConstantInt::get(i32, bits); }
    // An address as a number, and what C calls size_t.
    llvm::Constant* sizeWord(uint64_t bits) { return llvm::ConstantInt::get(size, bits); }
    bool hasWidePointers() const { return size == i64; }
    uint64_t pointerBytes() const { return hasWidePointers() ? 8 : 4; }
    uint64_t at(Field field) const {
        const FieldPlace& place = fieldPlaces[unsigned(field)];
        return hasWidePointers() ? place.wide : place.narrow;
    }
    llvm::FunctionType* genericType() { // runtime::GenericEntry
        return llvm::FunctionType::get(i64, {i64, pointer, size, pointer}, false);
    }

    mlir::ModuleOp source;
    const midend::Program& program;
    llvm::Module& module;
    StaticObjects& statics;
    LoweringOptions options;
    std::unique_ptr<DebugInfo> debugInfo; // null without -g
    llvm::LLVMContext& context;
    llvm::Type *i1, *i8, *i32, *i64, *f64, *size, *pointer, *voidType;

private:
    llvm::MDNode* memoryTag(Memory memory);
    llvm::MDNode* memoryTags[unsigned(Memory::Count)] = {};

    void emitClassExpectations();
    llvm::Constant* constantTable(llvm::ArrayRef<llvm::Constant*> rows, const char* name);
    // Without a name, and one with its like.
    llvm::Constant* privateConstant(llvm::Constant* value);
    void collectGlobals();
    llvm::Function* genericEntry(Body& body);
    llvm::Constant* loopEntries(Body& continuation);
    void routeToTyped(llvm::IRBuilder<>& builder, Body& body, llvm::Value* threadPointer, llvm::Value* callee,
                      llvm::ArrayRef<llvm::Value*> words);

    std::vector<llvm::StringMap<unsigned>> slotIndices; // by module
    std::vector<StaticObjects::ModuleStorage> storages;
    std::map<std::string, Body, std::less<>> bodies;
    llvm::GlobalVariable* thread = nullptr;
    llvm::StringMap<unsigned> families;
};

} // namespace pyc::codegen
