// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Pairs of an unboxed result and its flag, as functions return them, are looked at in halves: no pass of LLVM follows
// one that is merged as a whole, and what is known of a flag is lost.
#pragma once

#include "llvm/ADT/DenseMap.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/PassManager.h"

namespace pyc::codegen {

struct Parts {
    llvm::Value *result, *flag;
};
using KnownParts = llvm::DenseMap<llvm::Value*, Parts>;

// A result of 64 bits and its flag.
bool isPair(llvm::Type* type);
// What is not apart yet is taken apart in front of the instruction.
Parts partsOf(llvm::Value* pair, llvm::Instruction* before, const KnownParts& known = KnownParts());
void replacePair(llvm::Instruction& pair, Parts with);

// Two phis for each of a pair, except for one that is only returned.
bool takePhisApart(llvm::Function& function);

// Wherever the inliner may have left one.
struct ResultPairsPass : llvm::PassInfoMixin<ResultPairsPass> {
    llvm::PreservedAnalyses run(llvm::Function& function, llvm::FunctionAnalysisManager& analyses);
};

} // namespace pyc::codegen
