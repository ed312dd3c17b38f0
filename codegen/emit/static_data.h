// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Emits the constant side of a program: code objects in neutral form, names, and the table of modules.
// Static Python objects (constants as values) are in static_objects.h.
#pragma once

#include "frontend/bytecode/code.h"

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
    bool isPackage = false;
};

class StaticData {
public:
    explicit StaticData(llvm::Module& module);

    // The CodeData of one code object and, through its constants, of every one below it. Made once for each.
    llvm::Constant* codeData(const frontend::CodeData& code);
    // The text's bytes followed by a zero byte; equal texts share storage.
    llvm::Constant* bytes(llvm::StringRef text);
    void programData(llvm::ArrayRef<ModuleEmission> modules, unsigned mainModule, uint32_t flags,
                     llvm::ArrayRef<std::string> nativeModules);

private:
    llvm::Constant* text(const frontend::Text& value);
    llvm::Constant* texts(const frontend::Text* values, uint32_t count);
    llvm::Constant* constant(const frontend::Constant& value);
    llvm::Constant* constants(const frontend::Constant* values, uint32_t count);
    llvm::Constant* word32(uint64_t value);
    llvm::Constant* privateConstant(llvm::Constant* initializer, const char* name);
    llvm::Constant* array(llvm::Type* elementType, llvm::ArrayRef<llvm::Constant*> elements, const char* name);
    llvm::Constant* payload(llvm::Constant* value);

    llvm::Module& module;
    llvm::LLVMContext& context;
    llvm::Type* pointer;
    llvm::Type* int8;
    llvm::Type* int16;
    llvm::Type* int32;
    llvm::Type* int64;
    llvm::StructType* textType;
    llvm::StructType* constantType;
    llvm::StructType* positionType;
    llvm::StructType* handlerType;
    llvm::StringMap<llvm::Constant*> pooledBytes;
    llvm::DenseMap<const frontend::CodeData*, llvm::Constant*> codes;
};

} // namespace pyc::codegen
