// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The nearest block that dominates all that needs a frame.
#include "midend/analysis/frame_place.h"

#include "mlir/IR/Dominance.h"

namespace pyc::midend {

bool needsFrame(mlir::Operation& operation) {
    return llvm::isa<FailOp, PublishLocalsOp, TakeExceptionOp, RaiseCurrentOp, StartGeneratorOp, RaisingOpInterface>(
        operation);
}

FramePlace placeFrame(FuncOp function) {
    mlir::Region& body = function.getBody();
    mlir::DominanceInfo dominance(function);
    mlir::Block* place = nullptr;
    for (mlir::Block& block : body)
        if (llvm::any_of(block, needsFrame) && dominance.isReachableFromEntry(&block))
            place = place ? dominance.findNearestCommonDominator(place, &block) : &block;
    if (!place)
        return {};
    // Blocks that follow the place; it must dominate them all and not be among them.
    llvm::SmallVector<mlir::Block*> work = {place};
    llvm::DenseSet<mlir::Block*> following;
    bool sound = true;
    while (!work.empty()) {
        mlir::Block* block = work.pop_back_val();
        for (mlir::Block* successor : block->getSuccessors()) {
            sound &= successor != place && dominance.dominates(place, successor);
            if (following.insert(successor).second)
                work.push_back(successor);
        }
    }
    FramePlace result{sound ? place : &body.front(), {}};
    result.framed.insert(result.block);
    if (sound)
        result.framed.insert(following.begin(), following.end());
    else
        for (mlir::Block& block : body)
            result.framed.insert(&block);
    return result;
}

} // namespace pyc::midend
