// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Makes the typed form of every function: `<symbol>.typed` beside the generic one, with unboxed parameters, values and results where
// inference expects them, and guards where an expectation becomes a fact.
#pragma once

#include "midend/infer/inference.h"

namespace pyc::midend {

// The classes whose instances compiled code lays out itself: slots in the order their attributes are first stored.
struct ClassLayout {
    std::string name;                     // "module:Class", the body's symbol
    unsigned code = 0;                    // the body's code object
    struct Slot {
        std::string name;
        mlir::Type representation;        // i64, f64 or !py.any
    };
    std::vector<Slot> slots;
};

void specialise(mlir::ModuleOp module, const Program& program, Inference& inference);

} // namespace pyc::midend
