// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Spares tests that bounds of numbers prove, and makes the bounds of loops prove them.
#include "midend/transforms/index_bounds.h"

#include "midend/analysis/integer_ranges.h"

#include "mlir/Analysis/CFGLoopInfo.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "llvm/ADT/MapVector.h"

namespace pyc::midend {

namespace arith = mlir::arith;
using mlir::Block;
using mlir::Operation;
using mlir::Value;

namespace {

// Arithmetic whose result certainly fits leaves nowhere; division of what is not negative is the processor's.
void simplify(IntArithOp operation, IntegerRanges& ranges) {
    Block* block = operation->getBlock();
    IntegerRange left = ranges.at(operation.getLeft(), block), right = ranges.at(operation.getRight(), block);
    if (!rangeOf(operation.getKind(), left, right))
        return;
    mlir::OpBuilder builder(operation);
    mlir::Location location = operation.getLoc();
    constexpr auto Fits = arith::IntegerOverflowFlags::nsw;
    Value result;
    switch (operation.getKind()) {
    case IntArithKind::Add:
        result = arith::AddIOp::create(builder, location, operation.getLeft(), operation.getRight(), Fits);
        break;
    case IntArithKind::Subtract:
        result = arith::SubIOp::create(builder, location, operation.getLeft(), operation.getRight(), Fits);
        break;
    case IntArithKind::Multiply:
        result = arith::MulIOp::create(builder, location, operation.getLeft(), operation.getRight(), Fits);
        break;
    case IntArithKind::FloorDivide:
        if (right.least > 0)
            result = arith::DivUIOp::create(builder, location, operation.getLeft(), operation.getRight());
        break;
    case IntArithKind::Modulo:
        if (left.least >= 0 && right.least > 0)
            result = arith::RemUIOp::create(builder, location, operation.getLeft(), operation.getRight());
        break;
    case IntArithKind::RightShift:
        if (right.least >= 0 && right.greatest < 64)
            result = arith::ShRSIOp::create(builder, location, operation.getLeft(), operation.getRight());
        break;
    case IntArithKind::LeftShift:
        if (right.least >= 0 && right.greatest < 63)
            result = arith::ShLIOp::create(builder, location, operation.getLeft(), operation.getRight());
        break;
    case IntArithKind::Power: break;
    }
    if (!result)
        return;
    ranges.replaced(operation, result);
    operation.replaceAllUsesWith(result);
    operation.erase();
}

// A counted loop in strips whose bound can be made smaller.
struct StripLoop {
    mlir::CFGLoop* loop;
    Block* header;
    mlir::BlockArgument counter, bound;
    Value state;                          // at the header
    llvm::SmallVector<Block*> latches;    // go on with the strip
    llvm::SmallVector<Block*> beginnings; // set a strip's bound, outside the loop or in it
};

Value given(Block* before, mlir::BlockArgument argument) {
    return llvm::cast<mlir::cf::BranchOp>(before->getTerminator()).getDestOperands()[argument.getArgNumber()];
}

std::optional<StripLoop> stripLoop(mlir::CFGLoop* loop) {
    StripLoop found{loop, loop->getHeader(), {}, {}, {}, {}, {}};
    auto branch = llvm::dyn_cast<mlir::cf::CondBranchOp>(found.header->getTerminator());
    auto comparison = branch ? branch.getCondition().getDefiningOp<arith::CmpIOp>() : arith::CmpIOp();
    if (!comparison || !comparison->hasAttr(StripComparison) ||
        comparison.getPredicate() != arith::CmpIPredicate::slt || !loop->contains(branch.getTrueDest()))
        return std::nullopt;
    found.counter = llvm::dyn_cast<mlir::BlockArgument>(comparison.getLhs());
    found.bound = llvm::dyn_cast<mlir::BlockArgument>(comparison.getRhs());
    if (!found.counter || !found.bound || found.counter.getOwner() != found.header ||
        found.bound.getOwner() != found.header)
        return std::nullopt;
    auto states = found.header->getOps<FrameStateOp>();
    if (states.empty())
        return std::nullopt;
    found.state = (*states.begin()).getState();
    for (Block* before : found.header->getPredecessors()) {
        if (!llvm::isa<mlir::cf::BranchOp>(before->getTerminator()))
            return std::nullopt;
        if (given(before, found.bound) == found.bound) {
            found.latches.push_back(before);
            continue;
        }
        // Between strips the header's state is the loop's.
        if (loop->contains(before))
            for (mlir::BlockArgument argument : found.header->getArguments())
                if (argument != found.bound && given(before, argument) != argument)
                    return std::nullopt;
        found.beginnings.push_back(before);
    }
    return found;
}

// `index` as the counter and a constant, which may be added without overflow where the index is one.
std::optional<int64_t> distance(Value index, Value counter) {
    if (index == counter)
        return 0;
    Operation* sum = index.getDefiningOp();
    auto checked = llvm::dyn_cast_or_null<IntArithOp>(sum);
    bool adds = llvm::isa_and_present<arith::AddIOp>(sum) || (checked && checked.getKind() == IntArithKind::Add);
    bool subtracts =
        llvm::isa_and_present<arith::SubIOp>(sum) || (checked && checked.getKind() == IntArithKind::Subtract);
    if (!adds && !subtracts)
        return std::nullopt;
    Value left = sum->getOperand(0), right = sum->getOperand(1);
    if (adds && right == counter)
        std::swap(left, right);
    auto constant = right.getDefiningOp<arith::ConstantOp>();
    if (left != counter || !constant)
        return std::nullopt;
    int64_t amount = llvm::cast<mlir::IntegerAttr>(constant.getValue()).getInt();
    constexpr int64_t Far = int64_t(1) << 32;
    if (amount > Far || amount < -Far)
        return std::nullopt;
    return adds ? amount : -amount;
}

// A test made in every iteration that the counter is below a length ends the strip instead. Where that is where the
// test would have failed, the loop is left between strips, and the generic form raises what is to be raised.
void boundStrips(const StripLoop& strips, const IntegerRanges& ranges, mlir::DominanceInfo& dominance) {
    llvm::MapVector<std::pair<Value, int64_t>, llvm::SmallVector<CheckIndexOp>>
        checks; // by length and distance from the counter
    llvm::SmallDenseSet<std::pair<Value, int64_t>> always;
    for (Block* block : strips.loop->getBlocks())
        for (auto check : block->getOps<CheckIndexOp>()) {
            std::optional<int64_t> amount = distance(check.getIndex(), strips.counter);
            if (!amount || strips.loop->contains(check.getLength().getParentBlock()) ||
                ranges.at(check.getIndex(), block).least < 0)
                continue;
            checks[{check.getLength(), *amount}].push_back(check);
            if (llvm::all_of(strips.latches, [&](Block* latch) { return dominance.dominates(block, latch); }))
                always.insert({check.getLength(), *amount});
        }
    if (always.empty())
        return;
    for (Block* before : strips.beginnings) {
        auto jump = llvm::cast<mlir::cf::BranchOp>(before->getTerminator());
        mlir::OpBuilder builder(jump);
        mlir::Location location = jump.getLoc();
        // The least of what does not change comes first, so that it is found once for loops around this one as well.
        Value end;
        for (auto& [key, spared] : checks) {
            if (!always.contains(key))
                continue;
            auto [length, amount] = key;
            if (amount != 0)
                length = arith::SubIOp::create(builder, location, length,
                                               arith::ConstantIntOp::create(builder, location, amount, 64),
                                               arith::IntegerOverflowFlags::nsw);
            end = end ? arith::MinSIOp::create(builder, location, end, length).getResult() : length;
        }
        if (strips.loop->contains(before)) {
            Value beyond = arith::CmpIOp::create(builder, location, arith::CmpIPredicate::sge, strips.counter, end);
            Value number = arith::ExtUIOp::create(builder, location, builder.getI64Type(), beyond);
            RequireZeroOp::create(builder, location, number, strips.state);
        }
        mlir::OpOperand& bound = jump.getDestOperandsMutable()[strips.bound.getArgNumber()];
        bound.set(arith::MinSIOp::create(builder, location, end, bound.get()));
    }
    for (auto& [key, spared] : checks) {
        if (!always.contains(key))
            continue;
        for (CheckIndexOp check : spared) {
            check.replaceAllUsesWith(check.getIndex());
            check.erase();
        }
    }
}

} // namespace

void boundIndices(FuncOp function) {
    mlir::DominanceInfo dominance(function);
    if (!function.getBody().hasOneBlock()) {
        IntegerRanges ranges(function, dominance);
        mlir::CFGLoopInfo loops(dominance.getDomTree(&function.getBody()));
        for (mlir::CFGLoop* loop : loops.getLoopsInPreorder())
            if (std::optional<StripLoop> found = stripLoop(loop))
                boundStrips(*found, ranges, dominance);
    }
    IntegerRanges ranges(function, dominance);
    auto fromStart = [&](auto operation) {
        if (ranges.at(operation.getIndex(), operation->getBlock()).least >= 0)
            operation.setFromStart(true);
    };
    function.walk([&](Operation* operation) {
        if (auto arithmetic = llvm::dyn_cast<IntArithOp>(operation))
            simplify(arithmetic, ranges);
        else if (auto check = llvm::dyn_cast<CheckIndexOp>(operation))
            fromStart(check);
        else if (auto item = llvm::dyn_cast<ListGetOp>(operation))
            fromStart(item);
        else if (auto item = llvm::dyn_cast<TupleGetOp>(operation))
            fromStart(item);
    });
}

} // namespace pyc::midend
