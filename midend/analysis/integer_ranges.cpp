// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Bounds of machine integers, by data flow from operands to results.
#include "midend/analysis/integer_ranges.h"

#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "llvm/ADT/PostOrderIterator.h"
#include "llvm/ADT/TypeSwitch.h"

#include <algorithm>

namespace pyc::midend {

namespace arith = mlir::arith;
using mlir::Block;
using mlir::Operation;
using mlir::Value;

namespace {

using Wide = __int128;

std::optional<IntegerRange> fitting(Wide least, Wide greatest) {
    if (least < INT64_MIN || greatest > INT64_MAX)
        return std::nullopt;
    return IntegerRange{int64_t(least), int64_t(greatest)};
}

// For what leaves, or is known not to happen, where the result does not fit.
IntegerRange clamped(Wide least, Wide greatest) {
    auto clamp = [](Wide bound) { return int64_t(std::clamp<Wide>(bound, INT64_MIN, INT64_MAX)); };
    return {clamp(least), clamp(greatest)};
}

std::pair<Wide, Wide> product(IntegerRange left, IntegerRange right) {
    Wide corners[] = {Wide(left.least) * right.least, Wide(left.least) * right.greatest,
                      Wide(left.greatest) * right.least, Wide(left.greatest) * right.greatest};
    return {*std::min_element(corners, corners + 4), *std::max_element(corners, corners + 4)};
}

// The bounds before it is asked whether they fit; nothing for what is not followed.
std::optional<std::pair<Wide, Wide>> bounds(IntArithKind kind, IntegerRange left, IntegerRange right) {
    switch (kind) {
    case IntArithKind::Add: return std::pair(Wide(left.least) + right.least, Wide(left.greatest) + right.greatest);
    case IntArithKind::Subtract: return std::pair(Wide(left.least) - right.greatest, Wide(left.greatest) - right.least);
    case IntArithKind::Multiply: return product(left, right);
    case IntArithKind::FloorDivide:
        if (left.least >= 0 && right.least > 0)
            return std::pair(Wide(left.least / right.greatest), Wide(left.greatest / right.least));
        return std::nullopt;
    case IntArithKind::Modulo:
        // Zero leaves; else the result has the divisor's sign.
        if (right.least >= 0)
            return std::pair(Wide(0), left.least >= 0 ? std::min(Wide(left.greatest), Wide(right.greatest) - 1)
                                                      : Wide(right.greatest) - 1);
        return std::nullopt;
    case IntArithKind::RightShift:
        if (left.least >= 0)
            return std::pair(Wide(0), Wide(left.greatest >> std::clamp<int64_t>(right.least, 0, 63)));
        return std::nullopt;
    case IntArithKind::LeftShift:
        if (left.least >= 0 && right.least >= 0 && right.greatest < 63)
            return std::pair(Wide(left.least) << right.least, Wide(left.greatest) << right.greatest);
        if (left.least >= 0)
            return std::pair(Wide(0), Wide(INT64_MAX));
        return std::nullopt;
    case IntArithKind::Power:
        if (left.least >= 0)
            return std::pair(Wide(0), Wide(INT64_MAX));
        return std::nullopt;
    }
    __builtin_unreachable();
}

IntegerRange hull(IntegerRange one, IntegerRange other) {
    return {std::min(one.least, other.least), std::max(one.greatest, other.greatest)};
}

} // namespace

std::optional<IntegerRange> rangeOf(IntArithKind kind, IntegerRange left, IntegerRange right) {
    auto found = bounds(kind, left, right);
    return found ? fitting(found->first, found->second) : std::nullopt;
}

std::optional<StripBound> stripBound(arith::SelectOp bound) {
    Value stop = bound.getTrueValue();
    auto ended = bound.getCondition().getDefiningOp<arith::CmpIOp>();
    auto strip = bound.getFalseValue().getDefiningOp<arith::SelectOp>();
    auto more = strip ? strip.getCondition().getDefiningOp<arith::CmpIOp>() : arith::CmpIOp();
    auto end = strip ? strip.getTrueValue().getDefiningOp<arith::AddIOp>() : arith::AddIOp();
    auto left = more ? more.getLhs().getDefiningOp<arith::SubIOp>() : arith::SubIOp();
    if (!ended || !end || !left || strip.getFalseValue() != stop)
        return std::nullopt;
    Value from = end.getLhs(), length = end.getRhs();
    bool asWritten = ended.getPredicate() == arith::CmpIPredicate::sge && ended.getLhs() == from &&
                     ended.getRhs() == stop && more.getPredicate() == arith::CmpIPredicate::ugt &&
                     more.getRhs() == length && left.getLhs() == stop && left.getRhs() == from;
    return asWritten ? std::optional(StripBound{from, length, stop}) : std::nullopt;
}

std::optional<IntegerRange> IntegerRanges::everywhere(Value value) const {
    auto found = ranges.find(value);
    return found == ranges.end() ? std::nullopt : std::optional(found->second);
}

void IntegerRanges::narrow(IntegerRange& range, Value value, const Decided& decided) const {
    arith::CmpIOp comparison = decided.comparison;
    bool isLeft = comparison.getLhs() == value;
    if (!isLeft && comparison.getRhs() != value)
        return;
    std::optional<IntegerRange> other = everywhere(isLeft ? comparison.getRhs() : comparison.getLhs());
    if (!other)
        return;
    using arith::CmpIPredicate;
    CmpIPredicate predicate =
        decided.holds ? comparison.getPredicate() : arith::invertPredicate(comparison.getPredicate());
    auto below = [&](bool strictly) {
        if (!strictly || other->greatest > INT64_MIN)
            range.greatest = std::min(range.greatest, other->greatest - strictly);
    };
    auto above = [&](bool strictly) {
        if (!strictly || other->least < INT64_MAX)
            range.least = std::max(range.least, other->least + strictly);
    };
    switch (predicate) {
    case CmpIPredicate::eq: below(false), above(false); break;
    case CmpIPredicate::slt: isLeft ? below(true) : above(true); break;
    case CmpIPredicate::sle: isLeft ? below(false) : above(false); break;
    case CmpIPredicate::sgt: isLeft ? above(true) : below(true); break;
    case CmpIPredicate::sge: isLeft ? above(false) : below(false); break;
    default: break;
    }
    // A place that cannot be reached; anything is true there.
    if (range.least > range.greatest)
        range = {range.greatest, range.greatest};
}

IntegerRange IntegerRanges::at(Value value, Block* block) const {
    IntegerRange range = everywhere(value).value_or(IntegerRange());
    if (auto found = decided.find(block); found != decided.end())
        for (const Decided& one : found->second)
            narrow(range, value, one);
    return range;
}

// Nothing where an operand has not been reached yet.
std::optional<IntegerRange> IntegerRanges::computed(Operation& operation) const {
    Block* block = operation.getBlock();
    for (Value operand : operation.getOperands())
        if (operand.getType().isInteger(64) && !ranges.contains(operand))
            return std::nullopt;
    auto operand = [&](unsigned index) { return at(operation.getOperand(index), block); };
    auto wrapping = [&](IntArithKind kind, arith::IntegerOverflowFlags flags) {
        auto [least, greatest] = *bounds(kind, operand(0), operand(1));
        if (bitEnumContainsAll(flags, arith::IntegerOverflowFlags::nsw))
            return clamped(least, greatest);
        return fitting(least, greatest).value_or(IntegerRange());
    };
    return llvm::TypeSwitch<Operation*, IntegerRange>(&operation)
        .Case([&](arith::ConstantOp op) {
            auto integer = llvm::dyn_cast<mlir::IntegerAttr>(op.getValue());
            return integer && integer.getType().isInteger(64) ? IntegerRange{integer.getInt(), integer.getInt()}
                                                              : IntegerRange();
        })
        .Case([&](IntArithOp op) {
            auto found = bounds(op.getKind(), operand(0), operand(1));
            IntegerRange range = found ? clamped(found->first, found->second) : IntegerRange();
            if (op.getKind() == IntArithKind::Multiply && op.getLeft() == op.getRight())
                range.least = std::max<int64_t>(range.least, 0);
            return range;
        })
        .Case([&](arith::AddIOp op) { return wrapping(IntArithKind::Add, op.getOverflowFlags()); })
        .Case([&](arith::SubIOp op) { return wrapping(IntArithKind::Subtract, op.getOverflowFlags()); })
        .Case([&](arith::MulIOp op) { return wrapping(IntArithKind::Multiply, op.getOverflowFlags()); })
        .Case([&](arith::AndIOp) {
            IntegerRange left = operand(0), right = operand(1);
            if (left.least < 0 && right.least < 0)
                return IntegerRange();
            int64_t greatest = left.least < 0    ? right.greatest
                               : right.least < 0 ? left.greatest
                                                 : std::min(left.greatest, right.greatest);
            return IntegerRange{0, greatest};
        })
        .Case<arith::OrIOp, arith::XOrIOp>([&](Operation*) {
            IntegerRange left = operand(0), right = operand(1);
            if (left.least < 0 || right.least < 0)
                return IntegerRange();
            uint64_t most = uint64_t(left.greatest) | uint64_t(right.greatest);
            return IntegerRange{0, most ? int64_t(~uint64_t(0) >> __builtin_clzll(most)) : 0};
        })
        .Case([&](arith::SelectOp op) {
            if (std::optional<StripBound> strip = stripBound(op); strip && at(strip->length, block).least >= 0) {
                IntegerRange stop = at(strip->stop, block);
                return IntegerRange{std::min(at(strip->from, block).least, stop.least), stop.greatest};
            }
            return op.getType().isInteger(64) ? hull(operand(1), operand(2)) : IntegerRange();
        })
        .Case([&](arith::MinSIOp) {
            IntegerRange left = operand(0), right = operand(1);
            return IntegerRange{std::min(left.least, right.least), std::min(left.greatest, right.greatest)};
        })
        .Case(
            [&](arith::ExtUIOp op) { return op.getIn().getType().isInteger(1) ? IntegerRange{0, 1} : IntegerRange(); })
        .Case([&](CheckIndexOp) { return IntegerRange{0, std::max<int64_t>(operand(1).greatest - 1, 0)}; })
        .Case<BlockLengthOp, ListLengthOp, TupleLengthOp>([&](Operation*) { return IntegerRange{0, mostItems}; })
        // In the room of an item are eight characters.
        .Case([&](StrLengthOp) { return IntegerRange{0, 8 * mostItems}; })
        .Default(IntegerRange());
}

bool IntegerRanges::join(Value value, IntegerRange range) {
    auto [known, added] = ranges.try_emplace(value, range);
    if (added)
        return true;
    IntegerRange joined = hull(known->second, range);
    if (joined == known->second)
        return false;
    // Bounds that go on moving go to the end at once.
    constexpr unsigned Patience = 3;
    if (++changes[value] > Patience) {
        if (joined.least < known->second.least)
            joined.least = INT64_MIN;
        if (joined.greatest > known->second.greatest)
            joined.greatest = INT64_MAX;
    }
    ranges[value] = joined;
    return true;
}

bool IntegerRanges::joinArguments(Block& block) {
    bool changed = false;
    for (mlir::BlockArgument argument : block.getArguments()) {
        if (!argument.getType().isInteger(64))
            continue;
        if (block.isEntryBlock()) {
            changed |= join(argument, {});
            continue;
        }
        for (auto before = block.pred_begin(); before != block.pred_end(); ++before) {
            auto branch = llvm::dyn_cast<mlir::BranchOpInterface>((*before)->getTerminator());
            Value given =
                branch ? branch.getSuccessorOperands(before.getSuccessorIndex())[argument.getArgNumber()] : Value();
            if (!given)
                changed |= join(argument, {});
            else if (ranges.contains(given))
                changed |= join(argument, at(given, *before));
        }
    }
    return changed;
}

IntegerRanges::IntegerRanges(FuncOp function, mlir::DominanceInfo& dominance, int64_t mostItems)
    : mostItems(mostItems) {
    llvm::ReversePostOrderTraversal<mlir::Region*> order(&function.getBody());
    for (Block* block : order) {
        // The nearest decisions are enough, and keep this linear.
        constexpr size_t Remembered = 16;
        llvm::SmallVector<Decided, 4> here;
        if (mlir::DominanceInfoNode* node = block->isEntryBlock() ? nullptr : dominance.getNode(block);
            node && node->getIDom())
            here = decided[node->getIDom()->getBlock()];
        if (here.size() == Remembered)
            here.erase(here.begin());
        Block* before = block->getSinglePredecessor();
        auto branch =
            before ? llvm::dyn_cast<mlir::cf::CondBranchOp>(before->getTerminator()) : mlir::cf::CondBranchOp();
        auto comparison = branch && branch.getTrueDest() != branch.getFalseDest()
                              ? branch.getCondition().getDefiningOp<arith::CmpIOp>()
                              : arith::CmpIOp();
        if (comparison && comparison.getLhs().getType().isInteger(64))
            here.push_back({comparison, branch.getTrueDest() == block});
        decided[block] = std::move(here);
    }
    bool changed = true;
    while (changed) {
        changed = false;
        for (Block* block : order) {
            changed |= joinArguments(*block);
            for (Operation& operation : *block) {
                if (operation.getNumResults() == 0)
                    continue;
                std::optional<IntegerRange> range;
                for (Value result : operation.getResults())
                    if (result.getType().isInteger(64)) {
                        if (operation.getNumResults() > 1)
                            range = IntegerRange();
                        else if (!range)
                            range = computed(operation);
                        if (range)
                            changed |= join(result, *range);
                    }
            }
        }
    }
}

} // namespace pyc::midend
