// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Bytecode into the `py` dialect: a generic py.func for every code object of a program.
#pragma once

#include "midend/dialect/py.h"
#include "midend/import/program.h"

namespace pyc::midend {

struct ImportOptions {
    bool frameStates = true; // what inference needs; without it nothing can be specialised
};

// The context must have the dialect, arith and cf loaded.
mlir::OwningOpRef<mlir::ModuleOp> importProgram(const Program& program, mlir::MLIRContext& context,
                                                const ImportOptions& options = {});

// The form of a function that starts at the head of any of its loops, or null where it has none; at the builder's
// insertion point.
FuncOp importContinuation(const Program& program, FuncOp generic, mlir::OpBuilder& builder);

} // namespace pyc::midend
