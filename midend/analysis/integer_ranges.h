// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Between which bounds the machine integers of a typed form lie.
#pragma once

#include "midend/dialect/py.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Dominance.h"
#include "llvm/ADT/DenseMap.h"

#include <cstdint>
#include <optional>

namespace pyc::midend {

struct IntegerRange {
    int64_t least = INT64_MIN, greatest = INT64_MAX;

    bool isFull() const { return least == INT64_MIN && greatest == INT64_MAX; }
    friend bool operator==(const IntegerRange&, const IntegerRange&) = default;
};

// What an operation of the language gives on operands within `left` and `right`: where it fits i64 in every case, else
// nothing.
std::optional<IntegerRange> rangeOf(IntArithKind kind, IntegerRange left, IntegerRange right);

// The bound of a strip that counts up, as it is first written, is careful of overflow: stop where nothing is left, else
// the counter and a strip more where more than that is left, else stop.
struct StripBound {
    mlir::Value from, length, stop;
};
std::optional<StripBound> stripBound(mlir::arith::SelectOp bound);

// Over the control flow graph, from below: what a value carried around a loop becomes is joined until nothing changes,
// a bound that goes on changing is given up. Comparisons that were decided on the way to a block narrow what is known
// there.
class IntegerRanges {
public:
    // No list or tuple has more than `mostItems` items.
    IntegerRanges(FuncOp function, mlir::DominanceInfo& dominance, int64_t mostItems);
    // Of `value` wherever it is seen in `block`.
    IntegerRange at(mlir::Value value, mlir::Block* block) const;
    // `value` is about to be replaced by what is the same number.
    void replaced(mlir::Value value, mlir::Value same) { ranges[same] = ranges.lookup(value); }

private:
    // A comparison known in a block and those it dominates.
    struct Decided {
        mlir::arith::CmpIOp comparison;
        bool holds = false;
    };
    std::optional<IntegerRange> everywhere(mlir::Value value) const;
    std::optional<IntegerRange> computed(mlir::Operation& operation) const;
    bool join(mlir::Value value, IntegerRange range);
    bool joinArguments(mlir::Block& block);
    void narrow(IntegerRange& range, mlir::Value value, const Decided& decided) const;

    int64_t mostItems;
    llvm::DenseMap<mlir::Value, IntegerRange> ranges; // a value that is not here has not been reached
    llvm::DenseMap<mlir::Value, unsigned> changes;
    llvm::DenseMap<mlir::Block*, llvm::SmallVector<Decided, 4>> decided;
};

} // namespace pyc::midend
