// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// pyc-opt: runs passes over textual `py` IR, for tests.
#include "midend/dialect/py.h"

#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Tools/mlir-opt/MlirOptMain.h"
#include "mlir/Transforms/Passes.h"

int main(int argc, char** argv) {
    mlir::DialectRegistry registry;
    registry.insert<pyc::midend::PyDialect, mlir::arith::ArithDialect, mlir::cf::ControlFlowDialect,
                    mlir::math::MathDialect>();
    mlir::registerCanonicalizerPass();
    mlir::registerCSEPass();
    mlir::registerSymbolDCEPass();
    return mlir::failed(mlir::MlirOptMain(argc, argv, "pyc-native's optimiser\n", registry));
}
