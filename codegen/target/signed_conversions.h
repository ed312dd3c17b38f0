// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// For WebAssembly, whose engines make several instructions of a conversion of an unsigned number to a float and one of
// that of a signed one. LLVM prefers the former wherever a number is known not to be negative.
#pragma once

#include "llvm/IR/PassManager.h"

namespace pyc::codegen {

struct SignedConversionsPass : llvm::PassInfoMixin<SignedConversionsPass> {
    llvm::PreservedAnalyses run(llvm::Function& function, llvm::FunctionAnalysisManager& analyses);
};

} // namespace pyc::codegen
