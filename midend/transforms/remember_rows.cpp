// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A loop that goes down a column of a list of lists looks at each row again in every iteration of the loop around it.
// What it found of a row is remembered from one time to the next, if nothing in between can change the rows. Rows are
// looked at when the program does so for the first time, so nothing is tested that would not have been.
#include "midend/transforms/hoister.h"

#include "mlir/IR/Matchers.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

namespace pyc::midend {

using mlir::Block;
using mlir::Operation;
using mlir::Value;

// The counter of a loop over a range: what starts and ends it.
static std::optional<std::pair<Value, Value>> rangeOf(Value counter, Block* header, Block* preheader) {
    auto argument = llvm::dyn_cast<mlir::BlockArgument>(counter);
    if (!argument || argument.getOwner() != header)
        return {};
    for (RecipeOp recipe : header->getOps<RecipeOp>()) {
        if (recipe.getEntry() != "pyc_make_range_iterator" || recipe.getArguments()[0] != counter)
            continue;
        llvm::APInt step;
        Block* before = preheader->getSinglePredecessor();
        auto branch =
            before ? llvm::dyn_cast<mlir::BranchOpInterface>(before->getTerminator()) : mlir::BranchOpInterface();
        if (!mlir::matchPattern(recipe.getArguments()[2], mlir::m_ConstantInt(&step)) || !step.isOne() || !branch)
            return {};
        for (unsigned index = 0; index < branch->getNumSuccessors(); ++index)
            if (branch->getSuccessor(index) == preheader)
                return std::pair(branch.getSuccessorOperands(index)[argument.getArgNumber()], recipe.getArguments()[1]);
    }
    return {};
}

// Whether a row of this list, or which rows it has, may be something else afterwards.
bool Hoister::changesRows(const Loop& loop, Value row) {
    if (loop.python)
        return true;
    if (llvm::any_of(loop.pushed, [&](Operation* push) { return mayBeSameList(push->getOperand(0), row); }))
        return true;
    return llvm::any_of(loop.stored, [&](Operation* store) {
        auto block = store->getOperand(0).getDefiningOp<ListBlockOp>();
        return !block || mayBeSameList(block.getList(), row);
    });
}

static bool mayStandBetween(Operation& operation) {
    return mlir::isPure(&operation) ||
           llvm::isa<FrameStateOp, AssumeOp, LoadGlobalSlotOp, GuardTypeOp, UnboxIntOp, IntArithOp, BlockLengthOp,
                     CheckIndexOp, BlockLoadOp, ListLengthOp>(operation);
}

bool Hoister::rememberRow(BlockLoadOp item) {
    mlir::CFGLoop* inner = loops->getLoopFor(item->getBlock());
    auto outer = item.getBlock().getDefiningOp<ListBlockOp>();
    auto check = item.getIndex().getDefiningOp<CheckIndexOp>();
    if (!inner || !inner->getParentLoop() || !outer || !check || !item->hasOneUse())
        return false;
    auto row = llvm::dyn_cast<GuardTypeOp>(*item->user_begin());
    if (!row || !llvm::isa<PyListType>(row.getType()))
        return false;
    // The row serves its items alone.
    llvm::SmallVector<ListBlockOp> blocks;
    for (Operation* user : row->getUsers())
        if (auto block = llvm::dyn_cast<ListBlockOp>(user))
            blocks.push_back(block);
        else if (!llvm::isa<FrameStateOp>(user))
            return false;
    if (blocks.size() != 1 || blocks.front()->getBlock() != item->getBlock())
        return false;
    for (Operation* between = item->getNextNode(); between != blocks.front(); between = between->getNextNode())
        if (!between || !mayStandBetween(*between))
            return false;
    BlockLengthOp length;
    for (Operation* user : blocks.front()->getUsers())
        if (auto found = llvm::dyn_cast<BlockLengthOp>(user)) {
            if (length)
                return false;
            length = found;
        }
    auto range = rangeOf(check.getIndex(), inner->getHeader(), preheaders.lookup(inner->getHeader()));
    if (!length || !range)
        return false;

    // The outermost loop around that all this stays the same in.
    auto outside = [&](mlir::CFGLoop* loop) {
        return llvm::none_of(llvm::ArrayRef<Value>{item.getBlock(), check.getLength(), range->first, range->second},
                             [&](Value value) { return loop->contains(value.getParentBlock()); });
    };
    mlir::CFGLoop* repeated = nullptr;
    for (mlir::CFGLoop* loop = inner->getParentLoop();
         loop && outside(loop) && !changesRows(summaries.find(loop->getHeader())->second, row.getResult());
         loop = loop->getParentLoop())
        repeated = loop;
    if (!repeated)
        return false;
    const Loop& loop = summaries.find(repeated->getHeader())->second;
    mlir::OpBuilder builder(loop.preheader->getTerminator());
    Value rows =
        RowsOp::create(builder, item.getLoc(), PyRowsType::get(builder.getContext()), range->first, range->second);
    for (Operation* poll : loop.polls) {
        movedBefore[poll];
        rowsBefore[poll].push_back(rows);
    }
    builder.setInsertionPoint(item);
    auto found = RowOp::create(builder, item.getLoc(), blocks.front().getType(), builder.getI64Type(), rows,
                               range->first, check.getIndex(), item.getBlock(), check.getLength(), check.getState());
    // States need the row itself.
    Value again = RecipeOp::create(builder, row.getLoc(), row.getType(), builder.getStringAttr("pyc_list_item"),
                                   mlir::ValueRange{outer.getList(), check.getIndex()}, mlir::ArrayAttr());
    blocks.front().replaceAllUsesWith(found.getBlock());
    length.replaceAllUsesWith(found.getBlockLength());
    row.replaceAllUsesWith(again);
    length.erase();
    blocks.front().erase();
    row.erase();
    item.erase();
    if (check->use_empty())
        check.erase();
    return true;
}

void Hoister::rememberRows() {
    llvm::SmallVector<BlockLoadOp> items;
    function.walk([&](BlockLoadOp item) { items.push_back(item); });
    for (BlockLoadOp item : items)
        rememberRow(item);
}

} // namespace pyc::midend
