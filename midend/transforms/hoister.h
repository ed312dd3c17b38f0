// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the parts of hoisting share about one function.
#pragma once

#include "midend/transforms/hoist.h"

#include "mlir/Analysis/CFGLoopInfo.h"
#include "mlir/IR/Dominance.h"
#include "llvm/ADT/MapVector.h"

namespace pyc::midend {

inline mlir::Value withoutCasts(mlir::Value value) {
    while (auto cast = value.getDefiningOp<CastOp>())
        value = cast.getValue();
    return value;
}

// What in memory an operation looks at. Python that runs may change all of it.
enum class Looks { Nowhere, AtNames, AtLists, AtItems, AtShapes, AtSlots };

class Hoister {
public:
    explicit Hoister(FuncOp function) : function(function) {}
    void run();

private:
    struct Loop {
        mlir::Block* preheader = nullptr;
        mlir::Block* entering = nullptr; // runs only if the body does; null: nothing is there
        mlir::Value state;               // to leave through in front of the loop; null: only what cannot leave is moved
        bool python = false, shapes = false, slots = false;
        llvm::SmallVector<mlir::Operation*> pushed; // to lists whose block may be replaced: operand 0
        llvm::SmallVector<mlir::Operation*> stored; // to blocks of tagged words: operand 0
        llvm::SmallVector<mlir::Operation*> polls;
    };
    void summarise(mlir::CFGLoop* loop, Loop& summary);
    mlir::Block* makePreheader(mlir::CFGLoop* loop);
    mlir::Value entryState(mlir::Block* header, mlir::Block* preheader);
    void visit(mlir::CFGLoop* loop);
    void finishEntering(mlir::CFGLoop* cfgLoop, Loop& loop);
    bool isChanged(mlir::Operation& operation, Looks looks, const Loop& loop);
    bool isApart(mlir::Value list);
    bool mayBeSameList(mlir::Value one, mlir::Value other);
    void move(mlir::Operation* operation, const Loop& loop, mlir::Block* where);
    void lookAgain(mlir::Operation* poll, llvm::ArrayRef<mlir::Operation*> moved);

    // ---- rows (remember_rows.cpp) ----
    void rememberRows();
    bool rememberRow(BlockLoadOp item);
    bool changesRows(const Loop& loop, mlir::Value outer);

    FuncOp function;
    llvm::DenseMap<mlir::Block*, mlir::Block*> preheaders;                              // by header
    llvm::DenseMap<mlir::Block*, Loop> summaries;                                       // by header
    llvm::MapVector<mlir::Operation*, llvm::SmallVector<mlir::Operation*>> movedBefore; // by poll
    llvm::DenseMap<mlir::Operation*, llvm::SmallVector<mlir::Value>> rowsBefore;        // by poll
    std::optional<mlir::DominanceInfo> dominance;
    std::optional<mlir::CFGLoopInfo> loops;
    llvm::DenseMap<mlir::Value, bool> apart;
    llvm::DenseMap<mlir::Value, mlir::Value> joined; // what an entering block makes, as the loop sees it
};

} // namespace pyc::midend
