// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// For WebAssembly, where a second result goes through memory: functions that return an unboxed result beside a flag
// return the result alone. One unlikely value stands for "look at the flag", which is in memory then.
#pragma once

#include "llvm/IR/PassManager.h"

namespace pyc::codegen {

// Behind the inliner, which sees no difference between a result and the mark otherwise.
struct ResultFlagsPass : llvm::PassInfoMixin<ResultFlagsPass> {
    llvm::PreservedAnalyses run(llvm::Module& module, llvm::ModuleAnalysisManager& analyses);
};

} // namespace pyc::codegen
