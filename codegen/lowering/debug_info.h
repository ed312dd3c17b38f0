// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// DWARF: a compile unit per Python module, a subprogram per function, Python's lines.
#pragma once

#include "midend/import/program.h"

#include "llvm/IR/DIBuilder.h"
#include "llvm/IR/Module.h"

#include <vector>

namespace pyc::codegen {

class DebugInfo {
public:
    DebugInfo(llvm::Module& module, const midend::Program& program);
    llvm::DISubprogram* subprogram(unsigned code, llvm::StringRef symbol);
    llvm::DebugLoc location(llvm::DISubprogram* scope, unsigned line, unsigned column);
    void finish();

private:
    llvm::Module& module;
    const midend::Program& program;
    std::vector<std::unique_ptr<llvm::DIBuilder>> builders; // by module: a builder makes one unit
    std::vector<llvm::DIFile*> files;
    llvm::DISubroutineType* type = nullptr;
};

} // namespace pyc::codegen
