// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Makes the typed form of every function: `<symbol>.typed` beside the generic one, with unboxed parameters, values and
// results where inference expects them, and guards where an expectation becomes a fact.
#pragma once

#include "midend/infer/inference.h"

namespace pyc::midend {

void specialise(mlir::ModuleOp module, const Program& program, Inference& inference);

} // namespace pyc::midend
