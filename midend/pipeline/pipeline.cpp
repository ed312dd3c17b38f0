// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The order of the midend's passes.
#include "midend/pipeline/pipeline.h"

#include "midend/infer/inference.h"
#include "midend/transforms/specialise.h"

#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Transforms/Passes.h"

namespace pyc::midend {

void prepareContext(mlir::MLIRContext& context) {
    context.loadDialect<PyDialect, mlir::arith::ArithDialect, mlir::cf::ControlFlowDialect, mlir::math::MathDialect>();
}

bool optimise(mlir::ModuleOp module, const Program& program) {
    Inference inference(module, program);
    inference.run();
    specialise(module, program, inference);
    mlir::PassManager passes(module.getContext());
    passes.enableVerifier(false);
    passes.addPass(mlir::createCanonicalizerPass());
    passes.addPass(mlir::createCSEPass());
    return mlir::succeeded(passes.run(module));
}

} // namespace pyc::midend
