// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Makes functions of loops for engines that replace quick code by good code only where a function is entered. A loop
// that is entered again and again becomes a function of its own, so that it runs well after its first few turns however
// rarely the function around it is called.
#pragma once

#include "llvm/IR/PassManager.h"

namespace pyc::codegen {

// Of the load that sees whether something waits. Loops without it are parts of the one around them: a strip of its
// turns, or what LLVM made of them.
inline constexpr llvm::StringLiteral PollMetadata = "pyc.poll";

struct LoopFunctionsPass : llvm::PassInfoMixin<LoopFunctionsPass> {
    llvm::PreservedAnalyses run(llvm::Module& module, llvm::ModuleAnalysisManager& analyses);
};

} // namespace pyc::codegen
