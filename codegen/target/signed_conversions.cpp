// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Behind everything that would turn them back.
#include "codegen/target/signed_conversions.h"

#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"

namespace pyc::codegen {

llvm::PreservedAnalyses SignedConversionsPass::run(llvm::Function& function, llvm::FunctionAnalysisManager&) {
    bool changed = false;
    for (llvm::Instruction& instruction : llvm::make_early_inc_range(llvm::instructions(function))) {
        auto* conversion = llvm::dyn_cast<llvm::UIToFPInst>(&instruction);
        if (!conversion || !conversion->hasNonNeg())
            continue;
        llvm::IRBuilder<> builder(conversion);
        conversion->replaceAllUsesWith(builder.CreateSIToFP(conversion->getOperand(0), conversion->getType()));
        conversion->eraseFromParent();
        changed = true;
    }
    if (!changed)
        return llvm::PreservedAnalyses::all();
    llvm::PreservedAnalyses preserved;
    preserved.preserveSet<llvm::CFGAnalyses>();
    return preserved;
}

} // namespace pyc::codegen
