// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Where neither signals nor other threads interrupt a program, nothing can begin to wait while a loop runs that calls
// nothing: such loops look once, before they begin. If something waits then, a copy runs that polls.
#pragma once

#include "llvm/IR/PassManager.h"

namespace pyc::codegen {

struct QuietLoopsPass : llvm::PassInfoMixin<QuietLoopsPass> {
    llvm::PreservedAnalyses run(llvm::Function& function, llvm::FunctionAnalysisManager& analyses);
};

} // namespace pyc::codegen
