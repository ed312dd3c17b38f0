// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A list is its place's own if no use of it, or of its block, hands the reference on. The next execution of the place
// ends the life of what the one before made: every use is dominated by the place, and none goes through a block's
// parameter.
#include "midend/transforms/reuse_lists.h"

#include "mlir/Analysis/CFGLoopInfo.h"
#include "mlir/IR/Dominance.h"

namespace pyc::midend {

using mlir::Operation;
using mlir::OpOperand;
using mlir::Value;

static bool servesExits(Value value) {
    return llvm::all_of(value.getUsers(), [](Operation* user) { return llvm::isa<FrameStateOp>(user); });
}

static bool staysHere(Value value) {
    return llvm::all_of(value.getUses(), [&](OpOperand& use) {
        bool first = use.getOperandNumber() == 0;
        Operation* user = use.getOwner();
        if (llvm::isa<GuardTypeOp, CastOp>(user))
            return staysHere(user->getResult(0));
        if (auto block = llvm::dyn_cast<ListBlockOp>(user))
            return staysHere(block.getBlock());
        if (llvm::isa<RecipeOp>(user))
            return servesExits(user->getResult(0));
        if (auto state = llvm::dyn_cast<FrameStateOp>(user))
            return llvm::none_of(state->getUsers(), [](Operation* use) { return llvm::isa<PublishLocalsOp>(use); });
        if (llvm::isa<BlockLengthOp, BlockLoadOp, ListLengthOp, ListGetOp, IsTypeOp, RequireSameOp>(user))
            return true;
        // In these the list is what is worked on; as an item, it would be handed on.
        if (llvm::isa<BlockStoreOp, ListPushOp>(user))
            return first;
        if (auto slice = llvm::dyn_cast<LoadItemOp>(user))
            return first && slice.isSliceOfList();
        return false;
    });
}

void reuseLists(FuncOp function) {
    llvm::SmallVector<LoadItemOp> slices;
    function.walk([&](LoadItemOp operation) {
        if (operation.isSliceOfList() && staysHere(operation.getResult()))
            slices.push_back(operation);
    });
    if (slices.empty() || function.getBody().hasOneBlock())
        return;
    mlir::DominanceInfo dominance(function);
    mlir::CFGLoopInfo loops(dominance.getDomTree(&function.getBody()));
    for (LoadItemOp slice : slices)
        if (loops.getLoopFor(slice->getBlock()))
            slice.setReuses(true);
}

} // namespace pyc::midend
