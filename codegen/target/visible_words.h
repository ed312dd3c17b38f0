// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Makes live words visible to the collector on WebAssembly, whose locals and operand stack no program can look at:
// before a call that may collect, every word that may hold a reference and is needed afterwards is stored to the
// function's frame in memory. Runs last, over compiled programs and (as a plugin of clang) over everything in the pack.
#pragma once

#include "llvm/IR/PassManager.h"

namespace pyc::codegen {

class VisibleWordsPass : public llvm::PassInfoMixin<VisibleWordsPass> {
public:
    llvm::PreservedAnalyses run(llvm::Function& function, llvm::FunctionAnalysisManager& analyses);
    static bool isRequired() { return true; }
};

} // namespace pyc::codegen
