// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The order of the midend's passes.
#include "midend/pipeline/pipeline.h"

#include "midend/import/import.h"
#include "midend/infer/inference.h"
#include "midend/transforms/hoist.h"
#include "midend/transforms/index_bounds.h"
#include "midend/transforms/reuse_lists.h"
#include "midend/transforms/specialise.h"
#include "midend/transforms/split_leaf_path.h"

#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Transforms/Passes.h"

namespace pyc::midend {

void prepareContext(mlir::MLIRContext& context) {
    context.loadDialect<PyDialect, mlir::arith::ArithDialect, mlir::cf::ControlFlowDialect, mlir::math::MathDialect,
                        mlir::ub::UBDialect>();
}

// A call of it is not suspended.
static bool runsThrough(FuncOp function) {
    return function.getKind() == FunctionKind::Function || function.getKind() == FunctionKind::Module;
}

// Only typed forms have exits. A generator that left goes on in the interpreter, which then owns its frame.
static void addContinuations(mlir::ModuleOp module, const Program& program) {
    llvm::SmallVector<FuncOp> left;
    for (FuncOp function : module.getOps<FuncOp>())
        if (function.getGeneric() && runsThrough(function))
            left.push_back(function);
    llvm::DenseSet<mlir::Attribute> done;
    for (FuncOp typed : left) {
        if (!done.insert(typed.getGenericAttr()).second)
            continue;
        mlir::OpBuilder builder(module.getContext());
        builder.setInsertionPointToEnd(module.getBody());
        importContinuation(program, module.lookupSymbol<FuncOp>(typed.getGenericAttr().getAttr()), builder);
    }
}

bool optimise(mlir::ModuleOp module, const Program& program, const LoopOptions& loops) {
    Inference inference(module, program);
    inference.run();
    specialise(module, program, inference);
    addContinuations(module, program);
    for (FuncOp function : module.getOps<FuncOp>())
        if (function.getGeneric()) {
            hoist(function);
            boundIndices(function, loops.mostItems);
        }
    mlir::PassManager passes(module.getContext());
    passes.enableVerifier(false);
    passes.addPass(mlir::createCanonicalizerPass());
    passes.addPass(mlir::createCSEPass());
    if (mlir::failed(passes.run(module)))
        return false;
    for (FuncOp function : llvm::make_early_inc_range(module.getOps<FuncOp>())) {
        if (runsThrough(function) && !program.keepsLocals(*program.codes[function.getCode()].data))
            reuseLists(function);
        nestStrips(function, loops.listsInNestedStrips);
        splitLeafPath(function);
    }
    return true;
}

} // namespace pyc::midend
