// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The blocks that run with a frame move; what they use of the others are their parameters.
#include "midend/transforms/split_leaf_path.h"

#include "midend/analysis/frame_place.h"

#include "mlir/IR/RegionGraphTraits.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/PostOrderIterator.h"
#include "llvm/ADT/SetVector.h"

namespace pyc::midend {

using mlir::Block;
using mlir::Operation;
using mlir::Value;

// Short, without loops, and with a way to return.
static bool isLeafPath(FuncOp function, const FramePlace& place) {
    constexpr unsigned MostOperations = 24;
    unsigned operations = 0;
    bool returns = false;
    llvm::DenseSet<Block*> before;
    llvm::ReversePostOrderTraversal<mlir::Region*> order(&function.getBody());
    for (Block* block : order) {
        if (place.framed.contains(block))
            continue;
        before.insert(block);
        for (Operation& operation : *block)
            operations += !llvm::isa<FrameStateOp, RecipeOp, ConstantOp, mlir::arith::ConstantOp>(operation);
        Operation* terminator = block->getTerminator();
        returns |= llvm::isa<ReturnOp>(terminator);
        if (!llvm::isa<ReturnOp, SideExitOp, mlir::cf::BranchOp, mlir::cf::CondBranchOp>(terminator) ||
            llvm::any_of(terminator->getSuccessors(), [&](Block* next) { return before.contains(next); }))
            return false;
    }
    return returns && operations <= MostOperations;
}

// What costs nothing is made again where it is needed.
static bool isRemade(Value value) {
    Operation* definition = value.getDefiningOp();
    return definition && llvm::isa<FrameStateOp, RecipeOp, ConstantOp, mlir::arith::ConstantOp>(definition);
}

namespace {

class Splitter {
public:
    Splitter(FuncOp function, FramePlace place) : function(function), place(std::move(place)) {}
    void run();

private:
    void need(Value value);

    FuncOp function;
    FramePlace place;
    llvm::SetVector<Value> parameters;  // of the rest, beside those of its first block
    llvm::SetVector<Operation*> remade; // in the order they are needed in
    bool possible = true;
};

void Splitter::need(Value value) {
    if (place.framed.contains(value.getParentBlock()))
        return;
    if (!isRemade(value)) {
        possible &= isTagged(value.getType()) || isUnboxed(value.getType());
        parameters.insert(value);
        return;
    }
    for (Value operand : value.getDefiningOp()->getOperands())
        need(operand);
    remade.insert(value.getDefiningOp());
}

void Splitter::run() {
    for (Block& block : function.getBody())
        if (place.framed.contains(&block))
            for (Operation& operation : block)
                for (Value operand : operation.getOperands())
                    need(operand);
    if (!possible)
        return;
    Block* first = place.block;
    mlir::OpBuilder builder(function.getContext());
    builder.setInsertionPointAfter(function);
    llvm::SmallVector<mlir::Type> types(first->getArgumentTypes());
    for (Value parameter : parameters)
        types.push_back(parameter.getType());
    std::string name = function.getSymName().str() + ".framed";
    FuncOp rest =
        FuncOp::create(builder, function.getLoc(), name, builder.getFunctionType(types, function.getResultTypes()),
                       function.getCode(), function.getKind());
    rest.setGenericAttr(function.getGenericAttr());
    rest.setRestOfAttr(mlir::FlatSymbolRefAttr::get(function.getSymNameAttr()));

    // Edges to the rest end here.
    llvm::SmallVector<Value> passed(parameters.begin(), parameters.end());
    llvm::SmallVector<Block*> predecessors(first->getPredecessors());
    auto continueIn = [&](mlir::ValueRange operands, mlir::Location location) {
        llvm::SmallVector<Value> all(operands);
        all.append(passed);
        ContinueInOp::create(builder, location, all, name);
    };
    for (Block* block : llvm::SetVector<Block*>(predecessors.begin(), predecessors.end())) {
        Operation* terminator = block->getTerminator();
        if (auto branch = llvm::dyn_cast<mlir::cf::BranchOp>(terminator)) {
            builder.setInsertionPoint(branch);
            continueIn(branch.getDestOperands(), branch.getLoc());
            branch.erase();
            continue;
        }
        auto branch = llvm::cast<mlir::cf::CondBranchOp>(terminator);
        auto target = [&](Block* target, mlir::OperandRange operands, llvm::SmallVector<Value>& carried) {
            if (target != first) {
                carried.assign(operands.begin(), operands.end());
                return target;
            }
            auto* leaving = new Block();
            leaving->insertAfter(block);
            builder.setInsertionPointToEnd(leaving);
            continueIn(operands, branch.getLoc());
            return leaving;
        };
        llvm::SmallVector<Value> whenTrue, whenFalse;
        Block* trueTarget = target(branch.getTrueDest(), branch.getTrueDestOperands(), whenTrue);
        Block* falseTarget = target(branch.getFalseDest(), branch.getFalseDestOperands(), whenFalse);
        builder.setInsertionPoint(branch);
        mlir::cf::CondBranchOp::create(builder, branch.getLoc(), branch.getCondition(), trueTarget, whenTrue,
                                       falseTarget, whenFalse);
        branch.erase();
    }

    llvm::SmallVector<Block*> moved;
    for (Block& block : function.getBody())
        if (&block != first && place.framed.contains(&block))
            moved.push_back(&block);
    first->moveBefore(&rest.getBody(), rest.getBody().end());
    for (Block* block : moved)
        block->moveBefore(&rest.getBody(), rest.getBody().end());
    auto inRest = [&](mlir::OpOperand& use) { return use.getOwner()->getParentRegion() == &rest.getBody(); };
    builder.setInsertionPointToStart(first);
    for (Operation* operation : remade) {
        Operation* made = builder.clone(*operation);
        operation->getResult(0).replaceUsesWithIf(made->getResult(0), inRest);
    }
    for (Value parameter : parameters)
        parameter.replaceUsesWithIf(first->addArgument(parameter.getType(), parameter.getLoc()), inRest);
}

} // namespace

void splitLeafPath(FuncOp function) {
    if (!function.getGeneric() || function.getRestOf() || function.getKind() != FunctionKind::Function)
        return;
    FramePlace place = placeFrame(function);
    if (place.block && !place.block->isEntryBlock() && isLeafPath(function, place))
        Splitter(function, std::move(place)).run();
}

} // namespace pyc::midend
