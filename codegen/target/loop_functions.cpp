// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which loops: those directly inside an outermost one, with all that is in them, since a call should be worth it; and
// where an outermost loop contains none, the strips it counts in.
#include "codegen/target/loop_functions.h"

#include "codegen/target/visible_words.h"

#include "llvm/Analysis/LoopInfo.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"
#include "llvm/Transforms/Utils/CodeExtractor.h"

#include "llvm/Transforms/Utils/LoopSimplify.h"
#include "llvm/Transforms/Utils/LoopUtils.h"

namespace pyc::codegen {

namespace {

// Loops as the program has them, each with what it was split into.
class Choice {
public:
    explicit Choice(llvm::Function& function) : dominators(function), loops(dominators) {
        unsigned poll = function.getContext().getMDKindID(PollMetadata);
        for (llvm::BasicBlock& block : function)
            if (llvm::Loop* loop = loops.getLoopFor(&block);
                loop && llvm::any_of(block, [&](llvm::Instruction& i) { return i.hasMetadata(poll); }))
                polled.insert(loop);
    }

    // Headers of those that become functions.
    std::vector<llvm::BasicBlock*> headers() {
        for (llvm::Loop* loop : loops)
            visit(*loop, 0);
        return std::move(chosen);
    }

private:
    void visit(llvm::Loop& loop, unsigned depth) {
        bool isOwn = polled.contains(&loop);
        depth += isOwn;
        for (llvm::Loop* inner : loop)
            visit(*inner, depth);
        if (depth > 0 && depth <= 2 && isWorthACall(loop, isOwn, depth))
            chosen.push_back(loop.getHeader());
    }

    bool isWorthACall(const llvm::Loop& loop, bool isOwn, unsigned depth) const {
        if (!containsPolled(loop))
            return isOwn ? depth == 2 : depth == 1 && isOwnWithoutOthers(*loop.getParentLoop());
        return isStrip(loop) ||
               (depth == 2 && isOwn && llvm::none_of(loop, [&](llvm::Loop* inner) { return isStrip(*inner); }));
    }

    bool isOwnWithoutOthers(const llvm::Loop& loop) const { return polled.contains(&loop) && !containsPolled(loop); }

    bool isStrip(const llvm::Loop& loop) const { return !polled.contains(&loop) && containsPolled(loop); }

    bool containsPolled(const llvm::Loop& loop) const {
        return llvm::any_of(loop, [&](llvm::Loop* inner) { return polled.contains(inner) || containsPolled(*inner); });
    }

    llvm::DominatorTree dominators;
    llvm::LoopInfo loops;
    llvm::SmallPtrSet<const llvm::Loop*, 8> polled;
    std::vector<llvm::BasicBlock*> chosen;
};

// What the loop computed is read where it is used, not all of it after every turn.
void sinkReloads(llvm::Function& function, llvm::CallInst& call) {
    llvm::DominatorTree dominators(function);
    llvm::BasicBlock* block = call.getParent();
    std::vector<llvm::LoadInst*> reloads;
    for (llvm::Instruction& instruction : llvm::make_range(std::next(call.getIterator()), block->end()))
        if (auto* load = llvm::dyn_cast<llvm::LoadInst>(&instruction))
            reloads.push_back(load);
    for (llvm::LoadInst* load : reloads) {
        for (llvm::BasicBlock* next : llvm::successors(block)) {
            bool onlyHere = next->getSinglePredecessor() && llvm::all_of(load->uses(), [&](const llvm::Use& use) {
                                return dominators.dominates(llvm::BasicBlockEdge(block, next), use);
                            });
            if (!onlyHere)
                continue;
            auto* address = llvm::dyn_cast<llvm::GetElementPtrInst>(load->getPointerOperand());
            load->moveBefore(next->getFirstInsertionPt());
            if (address && address->getParent() == block && address->hasOneUse())
                address->moveBefore(load->getIterator());
            break;
        }
    }
}

// Numbers and what is never freed are still that as parameters, and a loop without calls collects nothing.
void describe(llvm::Function& made, llvm::CallInst& call) {
    if (llvm::none_of(llvm::instructions(made), mayCollect))
        made.addFnAttr(NeverCollectsAttribute);
    for (llvm::Argument& argument : made.args()) {
        llvm::Value* given = call.getArgOperand(argument.getArgNo());
        llvm::StringRef known = given->getType()->isPointerTy() ? LastingAttribute : NumberAttribute;
        if (!holdsReference(*given))
            made.addParamAttr(argument.getArgNo(), llvm::Attribute::get(made.getContext(), known));
    }
}

void makeFunction(llvm::Function& function, llvm::BasicBlock* header) {
    llvm::DominatorTree dominators(function);
    llvm::LoopInfo loops(dominators);
    llvm::Loop* loop = loops.getLoopFor(header);
    if (!loop || loop->getHeader() != header)
        return;
    llvm::simplifyLoop(loop, &dominators, &loops, nullptr, nullptr, nullptr, false);
    if (loop->getHeader() != header || !loop->isLoopSimplifyForm())
        return;
    llvm::formLCSSARecursively(*loop, dominators, &loops, nullptr);
    // The values that leave are merged inside, so that each is stored once, at the end.
    llvm::SmallVector<llvm::BasicBlock*, 8> exits;
    loop->getUniqueExitBlocks(exits);
    std::vector<llvm::BasicBlock*> region(loop->block_begin(), loop->block_end());
    for (llvm::BasicBlock* exit : exits) {
        if (exit->phis().empty())
            continue;
        llvm::SplitBlock(exit, exit->getFirstNonPHIIt(), &dominators, &loops);
        region.push_back(exit);
    }
    llvm::CodeExtractor extractor(region, &dominators, true, nullptr, nullptr, nullptr, false, false, nullptr, "loop");
    if (!extractor.isEligible())
        return;
    llvm::SetVector<llvm::Value*> inputs, outputs, none;
    extractor.findInputsOutputs(inputs, outputs, none);
    for (llvm::Value* input : inputs)
        extractor.excludeArgFromAggregate(input);
    llvm::CodeExtractorAnalysisCache cache(function);
    llvm::Function* made = extractor.extractCodeRegion(cache);
    if (!made)
        return;
    auto& call = *llvm::cast<llvm::CallInst>(made->user_back());
    describe(*made, call);
    sinkReloads(function, call);
}

// Those of loops that nothing can interrupt are only marks.
void eraseIdlePolls(llvm::Function& function) {
    unsigned poll = function.getContext().getMDKindID(PollMetadata);
    for (llvm::BasicBlock& block : function)
        for (llvm::Instruction& instruction : llvm::make_early_inc_range(block))
            if (instruction.use_empty() && instruction.hasMetadata(poll))
                instruction.eraseFromParent();
}

} // namespace

llvm::PreservedAnalyses LoopFunctionsPass::run(llvm::Module& module, llvm::ModuleAnalysisManager&) {
    std::vector<llvm::Function*> functions;
    for (llvm::Function& function : module)
        if (!function.isDeclaration())
            functions.push_back(&function);
    bool changed = false;
    for (llvm::Function* function : functions) {
        std::vector<llvm::BasicBlock*> headers = Choice(*function).headers();
        eraseIdlePolls(*function);
        for (llvm::BasicBlock* header : headers)
            makeFunction(*function, header), changed = true;
    }
    return changed ? llvm::PreservedAnalyses::none() : llvm::PreservedAnalyses::all();
}

} // namespace pyc::codegen
