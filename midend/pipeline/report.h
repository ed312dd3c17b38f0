// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What became of each function: how many of its operations are typed, guarded or generic, and why those in loops are
// generic.
#pragma once

#include "midend/dialect/py.h"
#include "midend/import/program.h"

#include "llvm/Support/raw_ostream.h"

namespace pyc::midend {

void writeReport(mlir::ModuleOp module, const Program& program, llvm::raw_ostream& out);

} // namespace pyc::midend
