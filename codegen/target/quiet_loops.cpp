// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The outermost loops that call nothing but to poll, in two versions. The loads that see whether something waits stay
// where they were, unused: they tell which loops are the program's.
#include "codegen/target/quiet_loops.h"

#include "codegen/target/loop_functions.h"

#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/MDBuilder.h"
#include "llvm/Transforms/Utils/Cloning.h"
#include "llvm/Transforms/Utils/LoopSimplify.h"
#include "llvm/Transforms/Utils/LoopUtils.h"

namespace pyc::codegen {

namespace {

bool isPoll(const llvm::Value* value) {
    auto* load = llvm::dyn_cast<llvm::LoadInst>(value);
    return load && load->hasMetadata(PollMetadata);
}

// What a condition is while nothing waits, if that decides it.
std::optional<bool> whileQuiet(const llvm::Value* condition, unsigned depth = 0) {
    constexpr unsigned MostDepth = 4;
    if (auto* constant = llvm::dyn_cast<llvm::ConstantInt>(condition))
        return constant->isOne();
    if (depth == MostDepth)
        return {};
    if (auto* comparison = llvm::dyn_cast<llvm::ICmpInst>(condition)) {
        if (!isPoll(comparison->getOperand(0)) || !comparison->isEquality())
            return {};
        return comparison->getPredicate() == llvm::ICmpInst::ICMP_NE;
    }
    auto* operation = llvm::dyn_cast<llvm::Instruction>(condition);
    if (!operation)
        return {};
    bool isBoth = operation->getOpcode() == llvm::Instruction::And,
         isEither = operation->getOpcode() == llvm::Instruction::Or;
    std::optional<bool> result;
    if (isBoth || isEither) {
        for (const llvm::Value* operand : operation->operand_values())
            if (whileQuiet(operand, depth + 1) == isEither)
                return isEither;
    } else if (auto* phi = llvm::dyn_cast<llvm::PHINode>(operation)) {
        for (const llvm::Value* incoming : phi->incoming_values()) {
            std::optional<bool> known = whileQuiet(incoming, depth + 1);
            if (!known || (result && result != known))
                return {};
            result = known;
        }
    } else if (auto* select = llvm::dyn_cast<llvm::SelectInst>(operation)) {
        std::optional<bool> known = whileQuiet(select->getTrueValue(), depth + 1);
        if (known && known == whileQuiet(select->getFalseValue(), depth + 1))
            return known;
    }
    return result;
}

bool calls(const llvm::Instruction& instruction) {
    return llvm::isa<llvm::CallBase>(instruction) && !llvm::isa<llvm::IntrinsicInst>(instruction);
}

// The first poll of a loop that calls nothing while nothing waits; null otherwise.
llvm::LoadInst* pollOfQuietLoop(const llvm::Loop& loop) {
    constexpr size_t MostInstructions = 2000; // there will be as many again
    llvm::LoadInst* poll = nullptr;
    size_t size = 0;
    llvm::SmallVector<llvm::BasicBlock*> open{loop.getHeader()};
    llvm::SmallPtrSet<llvm::BasicBlock*, 32> seen{loop.getHeader()};
    while (!open.empty()) {
        llvm::BasicBlock* block = open.pop_back_val();
        size += block->size();
        for (llvm::Instruction& instruction : *block) {
            if (calls(instruction) || instruction.getType()->isTokenTy())
                return nullptr;
            if (isPoll(&instruction) && !poll)
                poll = llvm::cast<llvm::LoadInst>(&instruction);
        }
        auto* branch = llvm::dyn_cast<llvm::BranchInst>(block->getTerminator());
        std::optional<bool> taken =
            branch && branch->isConditional() ? whileQuiet(branch->getCondition()) : std::nullopt;
        for (llvm::BasicBlock* next : llvm::successors(block))
            if (loop.contains(next) && (!taken || next == branch->getSuccessor(*taken ? 0 : 1)) &&
                seen.insert(next).second)
                open.push_back(next);
    }
    return size <= MostInstructions ? poll : nullptr;
}

// The header of the copy, or null.
llvm::BasicBlock* makeQuiet(llvm::Function& function, llvm::Loop& loop, llvm::LoadInst& poll,
                            llvm::DominatorTree& dominators, llvm::LoopInfo& loops) {
    llvm::simplifyLoop(&loop, &dominators, &loops, nullptr, nullptr, nullptr, false);
    bool moved = false;
    if (!loop.isLoopSimplifyForm() ||
        !loop.makeLoopInvariant(poll.getPointerOperand(), moved, loop.getLoopPreheader()->getTerminator()))
        return nullptr;
    llvm::formLCSSARecursively(loop, dominators, &loops, nullptr);
    llvm::SmallVector<llvm::BasicBlock*> exits, copies;
    loop.getUniqueExitBlocks(exits);
    llvm::ValueToValueMapTy copyOf;
    for (llvm::BasicBlock* block : loop.blocks()) {
        llvm::BasicBlock* copy = llvm::CloneBasicBlock(block, copyOf, ".polling", &function);
        copyOf[block] = copy;
        copies.push_back(copy);
    }
    llvm::remapInstructionsInBlocks(copies, copyOf);
    for (llvm::BasicBlock* exit : exits)
        for (llvm::PHINode& phi : exit->phis())
            for (unsigned edge = 0, edges = phi.getNumIncomingValues(); edge < edges; ++edge) {
                llvm::Value* value = phi.getIncomingValue(edge);
                llvm::Value* copied = copyOf.lookup(value);
                phi.addIncoming(copied ? copied : value,
                                llvm::cast<llvm::BasicBlock>(copyOf.lookup(phi.getIncomingBlock(edge))));
            }
    llvm::Instruction* entry = loop.getLoopPreheader()->getTerminator();
    llvm::IRBuilder<> builder(entry);
    auto* limit = llvm::cast<llvm::LoadInst>(poll.clone());
    limit->setMetadata(PollMetadata, nullptr);
    builder.Insert(limit);
    auto* polling = llvm::cast<llvm::BasicBlock>(copyOf.lookup(loop.getHeader()));
    builder.CreateCondBr(builder.CreateICmpEQ(limit, llvm::Constant::getAllOnesValue(limit->getType())), polling,
                         loop.getHeader(), llvm::MDBuilder(function.getContext()).createUnlikelyBranchWeights());
    entry->eraseFromParent();
    for (llvm::BasicBlock* block : loop.blocks())
        for (llvm::Instruction& instruction : *block)
            if (auto* comparison = llvm::dyn_cast<llvm::ICmpInst>(&instruction))
                if (std::optional<bool> known = whileQuiet(comparison))
                    comparison->replaceAllUsesWith(llvm::ConstantInt::getBool(function.getContext(), *known));
    return polling;
}

// Makes one loop quiet and remembers which were looked at.
bool step(llvm::Function& function, llvm::SmallPtrSetImpl<llvm::BasicBlock*>& done) {
    llvm::DominatorTree dominators(function);
    llvm::LoopInfo loops(dominators);
    for (llvm::Loop* loop : loops.getLoopsInPreorder()) {
        bool isInside = false;
        for (llvm::Loop* outer = loop->getParentLoop(); outer; outer = outer->getParentLoop())
            isInside |= done.contains(outer->getHeader());
        if (isInside || done.contains(loop->getHeader()))
            continue;
        if (llvm::LoadInst* poll = pollOfQuietLoop(*loop)) {
            done.insert(loop->getHeader());
            done.insert(makeQuiet(function, *loop, *poll, dominators, loops));
            return true;
        }
    }
    return false;
}

} // namespace

llvm::PreservedAnalyses QuietLoopsPass::run(llvm::Function& function, llvm::FunctionAnalysisManager&) {
    llvm::SmallPtrSet<llvm::BasicBlock*, 8> done;
    while (step(function, done))
        ;
    return done.empty() ? llvm::PreservedAnalyses::all() : llvm::PreservedAnalyses::none();
}

} // namespace pyc::codegen
