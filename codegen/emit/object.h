// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From an LLVM module to machine code: the optimisation pipeline and the writers of objects and assembly.
#pragma once

#include "codegen/target/target.h"

#include "llvm/IR/Module.h"
#include "llvm/Support/raw_ostream.h"

namespace pyc::codegen {

// Triple and data layout; done before constants are made.
void prepareModule(llvm::Module& module, llvm::TargetMachine& machine);

void optimize(llvm::Module& module, llvm::TargetMachine& machine, OptimizationLevel level);

enum class OutputKind { Object, Assembly };
// False when the target cannot write this kind.
bool writeModule(llvm::Module& module, llvm::TargetMachine& machine, OutputKind kind, llvm::raw_pwrite_stream& output);

} // namespace pyc::codegen
