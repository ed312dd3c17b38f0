// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The table of runtime entry points as the code generator reads it: C types taken from the rows' own text.
#pragma once

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/IR/Module.h"

namespace pyc::codegen {

enum class EntryType : uint8_t {
    Void,
    Value,
    Items,   // const Value*
    Results, // Value*
    Name,    // String*
    Globals, // Dict*
    Thread,
    Frame,
    Function,
    Code,
    Cache,
    Pointer, // any other
    Int32,
    UInt32,
    Int64,
    Float64,
    Bool,
};

struct EntryPoint {
    llvm::StringRef name;
    EntryType result;
    llvm::SmallVector<EntryType, 4> parameters;
    bool mayRaise, mayRunPython;
};

// Ends the compiler when there is no such row: the importer and the table are ours.
const EntryPoint& entryPoint(llvm::StringRef name);
llvm::Function* declareEntryPoint(llvm::Module& module, const EntryPoint& entry);
llvm::Type* typeOfEntry(EntryType type, llvm::LLVMContext& context);

} // namespace pyc::codegen
