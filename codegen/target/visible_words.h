// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Makes live words visible to the collector on WebAssembly, whose locals and operand stack no program can look at:
// before a call that may collect, every word that may hold a reference and is needed afterwards is stored to the
// function's frame in memory. Frames are made large enough to tell how deep the engine's own stack is. Runs last, over
// compiled programs and (as a plugin of clang) over everything in the pack.
#pragma once

#include "llvm/IR/Instruction.h"
#include "llvm/IR/PassManager.h"
#include "llvm/IR/Value.h"

namespace pyc::codegen {

// Of a parameter or a result: a number that no address looks like; of a parameter: an object that the collector never
// frees.
inline constexpr llvm::StringLiteral NumberAttribute = "pyc-number", LastingAttribute = "pyc-lasting";

// Of a function: it calls nothing that collects.
inline constexpr llvm::StringLiteral NeverCollectsAttribute = "pyc-never-collects";

// Whether it may, as far as can be seen, and the collector may free what it refers to.
bool holdsReference(const llvm::Value& value);

bool mayCollect(const llvm::Instruction& instruction);

class VisibleWordsPass : public llvm::PassInfoMixin<VisibleWordsPass> {
public:
    llvm::PreservedAnalyses run(llvm::Function& function, llvm::FunctionAnalysisManager& analyses);
    static bool isRequired() { return true; }
};

// Marks functions that call nothing but others of that kind, so that callers in the same module store nothing for them.
class NeverCollectsPass : public llvm::PassInfoMixin<NeverCollectsPass> {
public:
    llvm::PreservedAnalyses run(llvm::Module& module, llvm::ModuleAnalysisManager& analyses);
    static bool isRequired() { return true; }
};

} // namespace pyc::codegen
