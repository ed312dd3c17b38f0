// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Where a function's frame is pushed.
#pragma once

#include "midend/dialect/py.h"

#include "llvm/ADT/DenseSet.h"

namespace pyc::midend {

struct FramePlace {
    mlir::Block* block = nullptr;        // at its start; null: no frame is needed
    llvm::DenseSet<mlir::Block*> framed; // it and the blocks behind
};

// The frame is pushed where all that needs it is dominated, so that the leaf path of a recursive function goes without;
// but never in a loop, and only where no path that has one meets a path that has none.
FramePlace placeFrame(FuncOp function);

// Whether a frame must have been pushed where this runs.
bool needsFrame(mlir::Operation& operation);

} // namespace pyc::midend
