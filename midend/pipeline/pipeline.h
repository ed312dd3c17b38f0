// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The midend as one call: what happens to an imported program before it is lowered.
#pragma once

#include "midend/dialect/py.h"
#include "midend/import/program.h"

namespace pyc::midend {

// Loads every dialect the midend uses.
void prepareContext(mlir::MLIRContext& context);

// What of the machine decides how loops are written.
struct LoopOptions {
    unsigned listsInNestedStrips = ~0u;
    int64_t mostItems = int64_t(1) << 56; // of a list or a tuple: each takes eight bytes of what has an address
};

// Inference, typed forms, clean-up. False: an internal error, which was reported.
bool optimise(mlir::ModuleOp module, const Program& program, const LoopOptions& loops = {});

} // namespace pyc::midend
