// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Guards of a loop are made once, in front of it: they leave through the state of the loop's header as its first
// iteration meets it, which is earlier than where they stood and therefore as good. With them go the loads of what
// nothing in the loop can change. A poll may run anything, but rarely does: where it has, everything that was moved out
// of its loops is looked at again, and the function is left if something is not as it was.
#include "midend/transforms/hoister.h"

#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/OperationSupport.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "llvm/ADT/PostOrderIterator.h"

namespace pyc::midend {

using mlir::Block;
using mlir::Operation;
using mlir::Value;

namespace {

std::optional<Looks> looksOf(Operation& operation) {
    if (llvm::isa<UnboxIntOp, CheckIndexOp>(operation))
        return Looks::Nowhere;
    if (auto load = llvm::dyn_cast<BlockLoadOp>(operation))
        return isTagged(load.getType()) ? std::optional(Looks::AtItems) : std::nullopt;
    if (auto guard = llvm::dyn_cast<GuardTypeOp>(operation))
        return llvm::isa<PyInstanceType, PyFunctionType>(guard.getType()) ? Looks::AtShapes : Looks::Nowhere;
    if (llvm::isa<AssumeOp, LoadGlobalSlotOp, GuardNativeOp>(operation))
        return Looks::AtNames;
    if (llvm::isa<ListBlockOp, BlockLengthOp, ListLengthOp>(operation))
        return Looks::AtLists;
    if (llvm::isa<GuardShapeOp>(operation))
        return Looks::AtShapes;
    if (llvm::isa<LoadSlotOp>(operation))
        return Looks::AtSlots;
    bool pure = mlir::isPure(&operation) && !operation.hasTrait<mlir::OpTrait::IsTerminator>() &&
                !llvm::isa<FrameStateOp, RecipeOp>(operation);
    return pure ? std::optional(Looks::Nowhere) : std::nullopt;
}

bool runsPython(Operation& operation) {
    if (!llvm::isa<RaisingOpInterface>(operation) || llvm::isa<CheckBoundOp, ListPushOp, ListAppendOp>(operation))
        return false;
    auto build = llvm::dyn_cast<BuildOp>(operation);
    return !build || (build.getKind() != BuildKind::List && build.getKind() != BuildKind::Tuple);
}

// Null where a poll cannot be left, and for other operations.
Value stateOfPoll(Operation& operation) {
    if (auto poll = llvm::dyn_cast<PollOp>(operation))
        return poll.getFailed() ? Value() : poll.getState();
    if (auto poll = llvm::dyn_cast<CountedPollOp>(operation))
        return poll.getFailed() ? Value() : poll.getState();
    return {};
}

} // namespace

// ---- in front of a loop ----

Block* Hoister::makePreheader(mlir::CFGLoop* loop) {
    Block* header = loop->getHeader();
    auto* preheader = new Block();
    preheader->insertBefore(header);
    for (mlir::BlockArgument argument : header->getArguments())
        preheader->addArgument(argument.getType(), argument.getLoc());
    llvm::SmallVector<Block*> predecessors(header->getPredecessors());
    for (Block* before : predecessors) {
        if (loop->contains(before))
            continue;
        Operation* terminator = before->getTerminator();
        for (unsigned index = 0; index < terminator->getNumSuccessors(); ++index)
            if (terminator->getSuccessor(index) == header)
                terminator->setSuccessor(preheader, index);
    }
    mlir::OpBuilder builder = mlir::OpBuilder::atBlockEnd(preheader);
    mlir::cf::BranchOp::create(builder, header->getParent()->getLoc(), header, preheader->getArguments());
    return preheader;
}

// The first state of the header, in terms of what enters it.
Value Hoister::entryState(Block* header, Block* preheader) {
    FrameStateOp state;
    for (Operation& operation : *header) {
        if ((state = llvm::dyn_cast<FrameStateOp>(operation)))
            break;
        if (!mlir::isPure(&operation))
            return {};
    }
    if (!state)
        return {};
    mlir::IRMapping entering;
    for (auto [inside, before] : llvm::zip(header->getArguments(), preheader->getArguments()))
        entering.map(inside, before);
    mlir::OpBuilder builder(preheader->getTerminator());
    for (Operation& operation : *header) {
        builder.clone(operation, entering);
        if (&operation == state)
            break;
    }
    return entering.lookup(state.getState());
}

// ---- lists ----

// A list made here that is reachable through nothing but this function's own values and other such lists.
bool Hoister::isApart(Value list) {
    list = withoutCasts(list);
    auto build = list.getDefiningOp<BuildOp>();
    if (!build || build.getKind() != BuildKind::List)
        return false;
    auto [known, added] = apart.try_emplace(list, true); // one that holds itself is no less apart
    if (!added)
        return known->second;
    llvm::SmallVector<Value> names{list};
    bool result = true;
    while (result && !names.empty())
        for (mlir::OpOperand& use : names.pop_back_val().getUses()) {
            Operation* user = use.getOwner();
            if (llvm::isa<CastOp>(user))
                names.push_back(user->getResult(0));
            else if (auto push = llvm::dyn_cast<ListPushOp>(user))
                result &= use.getOperandNumber() == 0 || isApart(push.getList());
            else
                result &= llvm::isa<FrameStateOp, RecipeOp, ListBlockOp, ListLengthOp, ReturnOp>(user);
        }
    if (!result)
        apart.clear(); // others may have been judged by the assumption made first
    return apart[list] = result;
}

// Where a list was found: the list it is an item of, and so on outwards.
Value origin(Value list) {
    while (true) {
        list = withoutCasts(list);
        if (auto guard = list.getDefiningOp<GuardTypeOp>())
            list = guard.getValue();
        else if (auto item = list.getDefiningOp<BlockLoadOp>()) {
            auto block = item.getBlock().getDefiningOp<ListBlockOp>();
            if (!block)
                return list;
            list = block.getList();
        } else {
            return list;
        }
    }
}

bool Hoister::mayBeSameList(Value one, Value other) {
    one = withoutCasts(one);
    other = withoutCasts(other);
    if (one == other)
        return true;
    // What comes from outside is no list apart.
    auto isOutside = [&](Value list) {
        Value from = origin(list);
        auto argument = llvm::dyn_cast<mlir::BlockArgument>(from);
        return (argument && argument.getOwner()->isEntryBlock()) || from.getDefiningOp<LoadGlobalSlotOp>() ||
               from.getDefiningOp<LoadSlotOp>();
    };
    bool differ = (isApart(one) && (isOutside(other) || other.getDefiningOp<BuildOp>())) ||
                  (isApart(other) && (isOutside(one) || one.getDefiningOp<BuildOp>()));
    return !differ;
}

bool Hoister::isChanged(Operation& operation, Looks looks, const Loop& loop) {
    if (looks == Looks::Nowhere)
        return false;
    if (loop.python)
        return true;
    switch (looks) {
    case Looks::AtShapes: return loop.shapes;
    case Looks::AtSlots: return loop.slots;
    case Looks::AtLists: {
        Value list = operation.getOperand(0);
        if (auto length = llvm::dyn_cast<BlockLengthOp>(operation)) {
            auto block = length.getBlock().getDefiningOp<ListBlockOp>();
            if (!block)
                return !loop.pushed.empty();
            list = block.getList();
        }
        return llvm::any_of(loop.pushed, [&](Operation* push) { return mayBeSameList(push->getOperand(0), list); });
    }
    case Looks::AtItems: {
        auto block = operation.getOperand(0).getDefiningOp<ListBlockOp>();
        return llvm::any_of(loop.stored, [&](Operation* store) {
            auto other = store->getOperand(0).getDefiningOp<ListBlockOp>();
            return !block || !other || mayBeSameList(block.getList(), other.getList());
        });
    }
    case Looks::Nowhere:
    case Looks::AtNames: return false;
    }
    __builtin_unreachable();
}

// ---- moving ----

void Hoister::move(Operation* operation, const Loop& loop, Block* where) {
    if (llvm::isa<ExitingOpInterface>(operation))
        operation->setOperand(operation->getNumOperands() - 1, loop.state);
    // The same may stand there already.
    bool moves = true;
    for (Operation& there : llvm::reverse(*where)) {
        if (!mlir::OperationEquivalence::isEquivalentTo(&there, operation, mlir::OperationEquivalence::IgnoreLocations))
            continue;
        operation->replaceAllUsesWith(there.getResults());
        for (auto& [poll, moved] : movedBefore)
            llvm::erase(moved, operation);
        operation->erase();
        operation = &there;
        moves = false;
        break;
    }
    if (moves && where->mightHaveTerminator())
        operation->moveBefore(where->getTerminator());
    else if (moves)
        operation->moveBefore(where, where->end());
    for (Operation* poll : loop.polls)
        if (llvm::SmallVector<Operation*>& moved = movedBefore[poll]; !llvm::is_contained(moved, operation))
            moved.push_back(operation);
}

void Hoister::summarise(mlir::CFGLoop* cfgLoop, Loop& loop) {
    for (Block* block : cfgLoop->getBlocks())
        for (Operation& operation : *block) {
            if (stateOfPoll(operation)) {
                loop.polls.push_back(&operation);
                continue;
            }
            loop.python |= runsPython(operation);
            loop.shapes |= llvm::isa<AddSlotOp>(operation);
            loop.slots |= llvm::isa<AddSlotOp, StoreSlotOp>(operation);
            if (llvm::isa<ListPushOp, ListAppendOp>(operation))
                loop.pushed.push_back(&operation);
            if (auto store = llvm::dyn_cast<BlockStoreOp>(operation); store && isTagged(store.getValue().getType()))
                loop.stored.push_back(store);
        }
}

// Where a header whose decision can be made in front of it goes on into its loop, or null.
static Block* bodyOf(Block* header) {
    auto branch = llvm::dyn_cast<mlir::cf::CondBranchOp>(header->getTerminator());
    if (!branch || branch.getTrueDest() == branch.getFalseDest() ||
        branch.getTrueDest()->getSinglePredecessor() != header)
        return nullptr;
    bool pure =
        llvm::all_of(header->without_terminator(), [](Operation& operation) { return mlir::isPure(&operation); });
    return pure ? branch.getTrueDest() : nullptr;
}

void Hoister::visit(mlir::CFGLoop* cfgLoop) {
    for (mlir::CFGLoop* inner : cfgLoop->getSubLoops())
        visit(inner);
    Block* header = cfgLoop->getHeader();
    Loop& loop = summaries[header];
    loop.preheader = preheaders.lookup(header);
    summarise(cfgLoop, loop);
    loop.state = entryState(header, loop.preheader);
    llvm::SmallVector<Block*> latches;
    cfgLoop->getLoopLatches(latches);
    Block* body = bodyOf(header);
    // In the order of execution, so that what others need goes first.
    llvm::ReversePostOrderTraversal<mlir::Region*> order(&function.getBody());
    for (Block* block : order) {
        if (loops->getLoopFor(block) != cfgLoop)
            continue;
        // What only some iterations do is not expected of all.
        if (!llvm::any_of(latches, [&](Block* latch) { return dominance->dominates(block, latch); }))
            continue;
        bool inBody = body && dominance->dominates(body, block);
        for (Operation& operation : llvm::make_early_inc_range(*block)) {
            std::optional<Looks> looks = looksOf(operation);
            if (!looks || operation.getNumResults() > 1 || isChanged(operation, *looks, loop))
                continue;
            bool leaves = llvm::isa<ExitingOpInterface>(operation);
            if (leaves && !loop.state)
                continue;
            auto operands = operation.getOperands().drop_back(leaves);
            if (llvm::any_of(operands, [&](Value value) { return cfgLoop->contains(value.getParentBlock()); }))
                continue;
            // Which items there are is often known only if the loop runs at all.
            bool afterEntering = llvm::isa<CheckIndexOp, BlockLoadOp>(operation) ||
                                 (loop.entering && llvm::any_of(operands, [&](Value value) {
                                      return value.getParentBlock() == loop.entering;
                                  }));
            if (!afterEntering) {
                move(&operation, loop, loop.preheader);
            } else if (inBody && llvm::isa<mlir::cf::BranchOp>(loop.preheader->getTerminator())) {
                if (!loop.entering)
                    loop.entering = new Block();
                move(&operation, loop, loop.entering);
            }
        }
    }
    if (loop.entering)
        finishEntering(cfgLoop, loop);
}

// Puts what must not be tested before a first iteration is certain between the preheader and the loop.
void Hoister::finishEntering(mlir::CFGLoop* cfgLoop, Loop& loop) {
    Block* header = cfgLoop->getHeader();
    auto jump = llvm::cast<mlir::cf::BranchOp>(loop.preheader->getTerminator());
    mlir::Location location = jump.getLoc();
    auto* joining = new Block();
    joining->insertBefore(header);
    loop.entering->insertBefore(joining);
    mlir::OpBuilder builder(jump);
    llvm::SmallVector<Value> made, instead;
    for (Operation& operation : *loop.entering)
        for (Value result : operation.getResults()) {
            Value seen = joining->addArgument(result.getType(), location);
            result.replaceUsesWithIf(seen,
                                     [&](mlir::OpOperand& use) { return use.getOwner()->getBlock() != loop.entering; });
            joined[result] = seen;
            made.push_back(result);
            instead.push_back(mlir::ub::PoisonOp::create(builder, location, result.getType()));
        }
    // Whether the loop's body runs, as its header will find.
    mlir::IRMapping entering;
    for (auto [inside, before] : llvm::zip(header->getArguments(), loop.preheader->getArguments()))
        entering.map(inside, before);
    for (Operation& operation : header->without_terminator())
        if (!llvm::isa<FrameStateOp, RecipeOp>(operation))
            builder.clone(operation, entering);
    auto condition = llvm::cast<mlir::cf::CondBranchOp>(header->getTerminator()).getCondition();
    mlir::cf::CondBranchOp::create(builder, location, entering.lookupOrDefault(condition), loop.entering,
                                   mlir::ValueRange(), joining, instead);
    builder.setInsertionPointToEnd(loop.entering);
    mlir::cf::BranchOp::create(builder, location, joining, made);
    jump->moveBefore(joining, joining->end());
    if (mlir::CFGLoop* outer = cfgLoop->getParentLoop())
        for (Block* block : {loop.entering, joining})
            outer->addBasicBlockToLoop(block, *loops);
    dominance->invalidate(&function.getBody());
}

// ---- polls ----

// At the poll: where something waited, what was moved out of its loops is done again and compared.
void Hoister::lookAgain(Operation* poll, llvm::ArrayRef<Operation*> moved) {
    mlir::OpBuilder builder(poll);
    mlir::Location location = poll->getLoc();
    Value state = stateOfPoll(*poll);
    auto counted = llvm::dyn_cast<CountedPollOp>(poll);
    Value due = PollDueOp::create(builder, location, builder.getI1Type(), counted ? counted.getCounter() : Value());
    Block* before = poll->getBlock();
    Block* after = before->splitBlock(poll);
    auto* looking = new Block();
    looking->insertBefore(after);
    builder.setInsertionPointToEnd(before);
    mlir::cf::CondBranchOp::create(builder, location, due, looking, mlir::ValueRange(), after, mlir::ValueRange());
    builder.setInsertionPointToEnd(looking);
    PollNowOp::create(builder, location, mlir::TypeRange(), mlir::ValueRange());
    for (Operation* operation : moved) {
        std::optional<Looks> looks = looksOf(*operation);
        if (*looks == Looks::Nowhere)
            continue;
        Operation* again = builder.clone(*operation);
        again->setLoc(location);
        for (mlir::OpOperand& operand : again->getOpOperands())
            if (Value seen = joined.lookup(operand.get()))
                operand.set(seen);
        if (llvm::isa<ExitingOpInterface>(again))
            again->setOperand(again->getNumOperands() - 1, state);
        for (auto [now, then] : llvm::zip(again->getResults(), operation->getResults())) {
            Value seen = joined.lookup(then);
            if (!llvm::isa<GuardTypeOp>(operation))
                RequireSameOp::create(builder, location, now, seen ? seen : then, state);
        }
    }
    for (Value rows : rowsBefore.lookup(poll))
        ForgetRowsOp::create(builder, location, rows);
    mlir::cf::BranchOp::create(builder, location, after);
    poll->erase();
}

void Hoister::run() {
    if (function.getBody().hasOneBlock())
        return;
    {
        mlir::DominanceInfo original(function);
        mlir::CFGLoopInfo found(original.getDomTree(&function.getBody()));
        for (mlir::CFGLoop* loop : found.getLoopsInPreorder())
            preheaders[loop->getHeader()] = makePreheader(loop);
    }
    if (preheaders.empty())
        return;
    dominance.emplace(function);
    loops.emplace(dominance->getDomTree(&function.getBody()));
    for (mlir::CFGLoop* loop : *loops)
        visit(loop);
    rememberRows();
    for (auto& [poll, moved] : movedBefore)
        if (!moved.empty())
            lookAgain(poll, moved);
    // The other polls keep no state alive.
    function.walk([](Operation* operation) {
        if (auto poll = llvm::dyn_cast<PollOp>(operation))
            poll.getStateMutable().clear();
        if (auto poll = llvm::dyn_cast<CountedPollOp>(operation))
            poll.getStateMutable().clear();
    });
}

void hoist(FuncOp function) { Hoister(function).run(); }

} // namespace pyc::midend
