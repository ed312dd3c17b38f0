// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Emits Python objects as constant-initialised data: constants as values, names, code objects and the storage of
// modules, laid out as runtime/object/layouts.h says.
#pragma once

#include "codegen/emit/static_data.h"

#include "llvm/ADT/MapVector.h"

namespace pyc::codegen {

class StaticObjects {
public:
    StaticObjects(llvm::Module& module, StaticData& data);

    // The word of a constant as an i64, or null when it can only be made at run time (a frozenset hashes with the
    // process's seed): then it is read from the code object's constants, which the runtime completes before the code
    // first runs.
    llvm::Constant* value(const frontend::Constant& constant);
    // A String object as a pointer; equal texts share one.
    llvm::Constant* string(llvm::StringRef wtf8);
    llvm::Constant* string(const frontend::Text& text) { return string(llvm::StringRef(text.data, text.size)); }
    // The Code object, made once, which the interpreter runs.
    llvm::GlobalVariable* code(const frontend::CodeData& code);
    llvm::Constant* codeData(const frontend::CodeData& code) { return data.codeData(code); }
    // The word of one of its constants, or null when only the runtime can make them.
    llvm::Constant* constantOf(const frontend::CodeData& code, unsigned index);
    // What compiled code has instead, and whether it drops local variables that only others would look at.
    void setCompiled(const frontend::CodeData& code, llvm::Constant* entry, llvm::Constant* home, bool forgetsLocals);
    // All without an entry get the interpreter's, so that the linker sees who needs it.
    void interpretOthers(llvm::FunctionType* type);

    // A module's storage: slots in the order of `names`. `pyc.module.<name>`, its slots `pyc.slots.<name>` (array of
    // i64), its assumption cells `pyc.unchanged.<name>` (array of i8, 1 at first). The runtime finds its ModuleData by
    // name.
    struct ModuleStorage {
        llvm::GlobalVariable* object;
        llvm::GlobalVariable* slots;
        llvm::GlobalVariable* unchanged;
    };
    ModuleStorage module(llvm::StringRef name, llvm::ArrayRef<std::string> slotNames);

    // A variable of the runtime by its symbol, e.g. "pyc_StringShape".
    llvm::Constant* runtimeSymbol(llvm::StringRef symbol);

private:
    llvm::GlobalVariable* object(llvm::ArrayRef<llvm::Constant*> fields, const llvm::Twine& name, bool holdsReferences);
    llvm::Constant* word(llvm::Constant* pointer);
    llvm::Constant* integer(uint64_t value, llvm::Type* type);
    llvm::Constant* stringArray(const frontend::Text* texts, uint32_t count);
    void setField(llvm::GlobalVariable* object, size_t field, llvm::Constant* value);

    llvm::Module& irModule;
    StaticData& data;
    llvm::LLVMContext& context;
    llvm::Type* pointer;
    llvm::Type* int8;
    llvm::Type* int16;
    llvm::Type* int32;
    llvm::Type* int64;
    llvm::Constant* null;
    llvm::StringMap<llvm::Constant*> strings;
    struct StaticCode {
        llvm::GlobalVariable* object = nullptr;
        std::vector<llvm::Constant*> constants; // none when the runtime makes them
    };
    llvm::DenseMap<const frontend::CodeData*, StaticCode> codes;
};

} // namespace pyc::codegen
