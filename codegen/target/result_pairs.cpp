// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How merged pairs come apart: a phi for each half, and halves of what comes in found where they were put together.
#include "codegen/target/result_pairs.h"

#include "llvm/IR/Constants.h"
#include "llvm/IR/IRBuilder.h"

namespace pyc::codegen {

bool isPair(llvm::Type* type) {
    auto* structure = llvm::dyn_cast<llvm::StructType>(type);
    return structure && structure->getNumElements() == 2 && structure->getElementType(1)->isIntegerTy(32) &&
           (structure->getElementType(0)->isIntegerTy(64) || structure->getElementType(0)->isDoubleTy());
}

Parts partsOf(llvm::Value* pair, llvm::Instruction* before, const KnownParts& known) {
    if (auto found = known.find(pair); found != known.end())
        return found->second;
    if (auto* constant = llvm::dyn_cast<llvm::Constant>(pair))
        return {constant->getAggregateElement(0u), constant->getAggregateElement(1u)};
    if (auto* insertion = llvm::dyn_cast<llvm::InsertValueInst>(pair)) {
        Parts made = partsOf(insertion->getAggregateOperand(), before, known);
        (insertion->getIndices()[0] == 0 ? made.result : made.flag) = insertion->getInsertedValueOperand();
        return made;
    }
    llvm::IRBuilder<> builder(before);
    return {builder.CreateExtractValue(pair, 0), builder.CreateExtractValue(pair, 1)};
}

void replacePair(llvm::Instruction& pair, Parts with) {
    for (llvm::User* user : llvm::make_early_inc_range(pair.users()))
        if (auto* extraction = llvm::dyn_cast<llvm::ExtractValueInst>(user)) {
            extraction->replaceAllUsesWith(extraction->getIndices()[0] == 0 ? with.result : with.flag);
            extraction->eraseFromParent();
        }
    if (!pair.use_empty()) {
        bool isPhi = llvm::isa<llvm::PHINode>(pair);
        llvm::IRBuilder<> builder(isPhi ? &*pair.getParent()->getFirstInsertionPt() : &pair);
        llvm::Value* made = builder.CreateInsertValue(llvm::PoisonValue::get(pair.getType()), with.result, 0);
        pair.replaceAllUsesWith(builder.CreateInsertValue(made, with.flag, 1));
    }
    pair.eraseFromParent();
}

bool takePhisApart(llvm::Function& function) {
    llvm::SmallVector<llvm::PHINode*> phis;
    for (llvm::BasicBlock& block : function)
        for (llvm::PHINode& phi : block.phis())
            if (isPair(phi.getType()) &&
                !llvm::all_of(phi.users(), [](llvm::User* user) { return llvm::isa<llvm::ReturnInst>(user); }))
                phis.push_back(&phi);
    KnownParts parts;
    for (llvm::PHINode* phi : phis) {
        llvm::IRBuilder<> builder(phi);
        auto part = [&](unsigned index) {
            return builder.CreatePHI(phi->getType()->getStructElementType(index), phi->getNumIncomingValues());
        };
        llvm::Value* result = part(0);
        parts[phi] = {result, part(1)};
    }
    for (llvm::PHINode* phi : phis) {
        Parts made = parts.lookup(phi);
        for (unsigned edge = 0; edge < phi->getNumIncomingValues(); ++edge) {
            llvm::BasicBlock* from = phi->getIncomingBlock(edge);
            auto* result = llvm::cast<llvm::PHINode>(made.result);
            // Two edges from one block bring the same.
            if (int same = result->getBasicBlockIndex(from); same >= 0) {
                result->addIncoming(result->getIncomingValue(unsigned(same)), from);
                auto* flag = llvm::cast<llvm::PHINode>(made.flag);
                flag->addIncoming(flag->getIncomingValue(unsigned(same)), from);
                continue;
            }
            Parts incoming = partsOf(phi->getIncomingValue(edge), from->getTerminator(), parts);
            result->addIncoming(incoming.result, from);
            llvm::cast<llvm::PHINode>(made.flag)->addIncoming(incoming.flag, from);
        }
    }
    for (llvm::PHINode* phi : phis)
        replacePair(*phi, parts.lookup(phi));
    return !phis.empty();
}

llvm::PreservedAnalyses ResultPairsPass::run(llvm::Function& function, llvm::FunctionAnalysisManager&) {
    if (!takePhisApart(function))
        return llvm::PreservedAnalyses::all();
    llvm::PreservedAnalyses preserved;
    preserved.preserveSet<llvm::CFGAnalyses>();
    return preserved;
}

} // namespace pyc::codegen
