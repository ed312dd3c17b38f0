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

struct Edge {
    Block* from;
    unsigned number;

    mlir::SuccessorOperands operands() const {
        return llvm::cast<mlir::BranchOpInterface>(from->getTerminator()).getSuccessorOperands(number);
    }
    Value given(mlir::BlockArgument argument) const { return operands()[argument.getArgNumber()]; }
};

// A counted loop that runs in strips.
struct StripLoop {
    mlir::CFGLoop* loop;
    Block* header;
    arith::CmpIOp comparison;
    mlir::BlockArgument counter, bound;
    llvm::SmallVector<Edge> latches;    // go on with the strip
    llvm::SmallVector<Edge> beginnings; // set a strip's bound, outside the loop or in it
};

std::optional<StripLoop> stripLoop(mlir::CFGLoop* loop) {
    StripLoop found{loop, loop->getHeader(), {}, {}, {}, {}, {}};
    auto branch = llvm::dyn_cast<mlir::cf::CondBranchOp>(found.header->getTerminator());
    found.comparison = branch ? branch.getCondition().getDefiningOp<arith::CmpIOp>() : arith::CmpIOp();
    if (!found.comparison || !found.comparison->hasAttr(StripComparison) || !loop->contains(branch.getTrueDest()))
        return std::nullopt;
    found.counter = llvm::dyn_cast<mlir::BlockArgument>(found.comparison.getLhs());
    found.bound = llvm::dyn_cast<mlir::BlockArgument>(found.comparison.getRhs());
    if (!found.counter || !found.bound || found.counter.getOwner() != found.header ||
        found.bound.getOwner() != found.header)
        return std::nullopt;
    for (auto before = found.header->pred_begin(); before != found.header->pred_end(); ++before) {
        Edge edge{*before, unsigned(before.getSuccessorIndex())};
        if (!llvm::isa<mlir::BranchOpInterface>(edge.from->getTerminator()))
            return std::nullopt;
        if (edge.given(found.bound) == found.bound) {
            found.latches.push_back(edge);
            continue;
        }
        // Between strips the header's state is the loop's.
        if (loop->contains(edge.from))
            for (mlir::BlockArgument argument : found.header->getArguments())
                if (argument != found.bound && edge.given(argument) != argument)
                    return std::nullopt;
        found.beginnings.push_back(edge);
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
    auto states = strips.header->getOps<FrameStateOp>();
    auto jumps = [](const Edge& edge) { return llvm::isa<mlir::cf::BranchOp>(edge.from->getTerminator()); };
    arith::CmpIOp comparison = strips.comparison;
    if (comparison.getPredicate() != arith::CmpIPredicate::slt || states.empty() ||
        !llvm::all_of(strips.beginnings, jumps))
        return;
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
            if (llvm::all_of(strips.latches, [&](const Edge& latch) { return dominance.dominates(block, latch.from); }))
                always.insert({check.getLength(), *amount});
        }
    if (always.empty())
        return;
    for (const Edge& beginning : strips.beginnings) {
        Operation* jump = beginning.from->getTerminator();
        mlir::OpBuilder builder(jump);
        mlir::Location location = jump->getLoc();
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
        if (strips.loop->contains(beginning.from)) {
            Value beyond = arith::CmpIOp::create(builder, location, arith::CmpIPredicate::sge, strips.counter, end);
            Value number = arith::ExtUIOp::create(builder, location, builder.getI64Type(), beyond);
            RequireZeroOp::create(builder, location, number, (*states.begin()).getState());
        }
        mlir::OpOperand& bound = jump->getOpOperand(strips.bound.getArgNumber());
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

// Where the sum of counter and strip fits, the bound is the lesser of that and stop.
void simplifyBound(arith::SelectOp bound, const IntegerRanges& ranges) {
    std::optional<StripBound> strip = stripBound(bound);
    Block* block = bound->getBlock();
    if (!strip || ranges.at(strip->length, block).least < 0 ||
        !rangeOf(IntArithKind::Add, ranges.at(strip->from, block), ranges.at(strip->length, block)))
        return;
    mlir::OpBuilder builder(bound);
    Value sum =
        arith::AddIOp::create(builder, bound.getLoc(), strip->from, strip->length, arith::IntegerOverflowFlags::nsw);
    bound.replaceAllUsesWith(arith::MinSIOp::create(builder, bound.getLoc(), strip->stop, sum).getResult());
    bound.erase();
}

// Blocks that were found in front of the loop.
unsigned listsIn(const mlir::CFGLoop& loop) {
    llvm::SmallPtrSet<Value, 8> lists;
    auto add = [&](Value list) {
        if (!loop.contains(list.getParentBlock()))
            lists.insert(list);
    };
    for (Block* block : loop.getBlocks()) {
        for (auto load : block->getOps<BlockLoadOp>())
            add(load.getBlock());
        for (auto store : block->getOps<BlockStoreOp>())
            add(store.getBlock());
    }
    return lists.size();
}

// What a short function is inlined for knows more of its numbers than it does.
void noteBounds(CallDirectOp call, const IntegerRanges& ranges) {
    llvm::SmallVector<int64_t> bounds;
    bool known = false;
    for (Value argument : call.getArguments()) {
        IntegerRange range = argument.getType().isInteger(64) ? ranges.at(argument, call->getBlock()) : IntegerRange();
        known |= !range.isFull();
        bounds.append({range.least, range.greatest});
    }
    if (known)
        call.setBounds(bounds);
}

} // namespace

void boundIndices(FuncOp function, int64_t mostItems) {
    mlir::DominanceInfo dominance(function);
    if (!function.getBody().hasOneBlock()) {
        IntegerRanges ranges(function, dominance, mostItems);
        mlir::CFGLoopInfo loops(dominance.getDomTree(&function.getBody()));
        for (mlir::CFGLoop* loop : loops.getLoopsInPreorder())
            if (std::optional<StripLoop> found = stripLoop(loop))
                boundStrips(*found, ranges, dominance);
    }
    IntegerRanges ranges(function, dominance, mostItems);
    auto fromStart = [&](auto operation) {
        if (ranges.at(operation.getIndex(), operation->getBlock()).least >= 0)
            operation.setFromStart(true);
    };
    function.walk([&](Operation* operation) {
        if (auto arithmetic = llvm::dyn_cast<IntArithOp>(operation))
            simplify(arithmetic, ranges);
        else if (auto select = llvm::dyn_cast<arith::SelectOp>(operation))
            simplifyBound(select, ranges);
        else if (auto check = llvm::dyn_cast<CheckIndexOp>(operation))
            fromStart(check);
        else if (auto item = llvm::dyn_cast<ListGetOp>(operation))
            fromStart(item);
        else if (auto item = llvm::dyn_cast<TupleGetOp>(operation))
            fromStart(item);
        else if (auto call = llvm::dyn_cast<CallDirectOp>(operation))
            noteBounds(call, ranges);
    });
}

void nestStrips(FuncOp function, unsigned mostLists) {
    if (function.getBody().hasOneBlock())
        return;
    llvm::SmallVector<StripLoop> found;
    {
        mlir::DominanceInfo dominance(function);
        mlir::CFGLoopInfo loops(dominance.getDomTree(&function.getBody()));
        for (mlir::CFGLoop* loop : loops.getLoopsInPreorder())
            if (std::optional<StripLoop> strips = stripLoop(loop); strips && listsIn(*loop) <= mostLists)
                found.push_back(std::move(*strips));
    }
    for (StripLoop& strips : found) {
        if (strips.latches.empty() || strips.beginnings.size() < 2)
            continue;
        auto* outer = new Block();
        outer->insertBefore(strips.header);
        for (mlir::BlockArgument argument : strips.header->getArguments())
            outer->addArgument(argument.getType(), argument.getLoc());
        for (const Edge& beginning : strips.beginnings)
            beginning.from->getTerminator()->setSuccessor(outer, beginning.number);
        mlir::OpBuilder builder = mlir::OpBuilder::atBlockEnd(outer);
        mlir::cf::BranchOp::create(builder, function.getLoc(), strips.header, outer->getArguments());
    }
}

} // namespace pyc::midend
