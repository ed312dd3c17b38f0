// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A large program's machine code is made in parts, on all processors at once.
#pragma once

#include "codegen/target/target.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/Module.h"

#include <functional>

namespace pyc::codegen {

// Machines are not shared between threads. May be called by several at a time.
using MachineFactory = std::function<std::unique_ptr<llvm::TargetMachine>()>;

// Optimises a module and writes its object, or an archive of several when the module is
// large. What is written depends on the module alone, not on how many processors there are.
void writeInParts(llvm::Module& module, const MachineFactory& makeMachine, OptimizationLevel level,
                  llvm::SmallVectorImpl<char>& object);

} // namespace pyc::codegen
