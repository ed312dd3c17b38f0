// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Emits the constant side of a program: code objects in neutral form, names, and the table of modules.
// Static Python objects (constants as values) are in static_objects.h.
#pragma once

#include "frontend/bytecode/code.h"
#include "runtime/abi/program.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/IR/Module.h"

#include <string>
#include <vector>

namespace pyc::codegen {

// One module of the program as the emitter needs it.
struct ModuleEmission {
    std::string name;
    std::string fileName;
    const frontend::CodeData* code = nullptr;
    llvm::Constant* codeObject = nullptr; // static Code object or null
    llvm::Constant* body = nullptr;       // native body or null
    llvm::Constant* storage = nullptr;    // static Module or null
    std::string source;                   // with --embed-source
    bool embedSource = false;
    runtime::ModuleKind kind = runtime::ModuleKind::Plain;
};

class StaticData {
public:
    explicit StaticData(llvm::Module& module);

    // The CodeData of one code object and, through its constants, of every one below it. Made once for each.
    llvm::Constant* codeData(const frontend::CodeData& code);
    // The text's bytes followed by a zero byte; equal texts share storage.
    llvm::Constant* bytes(llvm::StringRef text);
    // An initializer of fields as C lays them out. Words of eight bytes that are addresses (a Value, a union) are
    // written as the conversion to i64 on every target.
    llvm::Constant* structure(llvm::ArrayRef<llvm::Constant*> fields);
    // The same of elements of one type, each a multiple of its alignment long.
    llvm::Constant* elements(llvm::ArrayRef<llvm::Constant*> values);
    // A constant of its own that holds them; null for none.
    llvm::Constant* array(llvm::ArrayRef<llvm::Constant*> values, const char* name);
    void programData(llvm::ArrayRef<ModuleEmission> modules, unsigned mainModule, uint32_t flags,
                     llvm::ArrayRef<std::string> nativeModules);

private:
    llvm::Constant* text(const frontend::Text& value);
    llvm::Constant* texts(const frontend::Text* values, uint32_t count);
    llvm::Constant* constant(const frontend::Constant& value);
    llvm::Constant* constants(const frontend::Constant* values, uint32_t count);
    llvm::Constant* word32(uint64_t value);
    llvm::GlobalVariable* privateConstant(llvm::Constant* initializer, const char* name);
    llvm::Constant* wideAddress(llvm::Constant* word);

    llvm::Module& module;
    llvm::LLVMContext& context;
    llvm::Type* pointer;
    llvm::Type* int8;
    llvm::Type* int16;
    llvm::Type* int32;
    llvm::Type* int64;
    llvm::StructType* textType;
    llvm::StructType* positionType;
    llvm::StructType* handlerType;
    llvm::StringMap<llvm::Constant*> pooledBytes;
    llvm::DenseMap<const frontend::CodeData*, llvm::Constant*> codes;
};

} // namespace pyc::codegen
