// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions get their new type, their returns set the flag if there is something to say, and calls look for the mark.
// Jump threading then leads the way that matters around the flag, which is a constant there.
//
// The flag in memory is zero but between the return that sets it and the caller that takes it. So a result may well
// look like the mark: its flag is zero.
#include "codegen/target/result_flags.h"

#include "codegen/target/result_pairs.h"
#include "codegen/target/visible_words.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/MDBuilder.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/InstCombine/InstCombine.h"
#include "llvm/Transforms/Scalar/CorrelatedValuePropagation.h"
#include "llvm/Transforms/Scalar/JumpThreading.h"
#include "llvm/Transforms/Scalar/SimplifyCFG.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"

namespace pyc::codegen {

namespace {

bool returnsPair(const llvm::Function& function) {
    return !function.isDeclaration() && function.hasLocalLinkage() && isPair(function.getReturnType()) &&
           llvm::all_of(function.uses(), [&](const llvm::Use& use) {
               auto* call = llvm::dyn_cast<llvm::CallInst>(use.getUser());
               return call && call->isCallee(&use) && !call->isMustTailCall() &&
                      call->getFunctionType() == function.getFunctionType();
           });
}

// An integer that the engine compares with at no cost, and any number that is none.
llvm::Constant* markOf(llvm::Type* type) {
    return type->isDoubleTy() ? llvm::ConstantFP::getNaN(type) : llvm::ConstantInt::getSigned(type, INT32_MIN);
}

class Conversion {
public:
    explicit Conversion(llvm::Module& module) : module(module) {
        for (llvm::Function& function : module)
            if (returnsPair(function))
                old.insert(&function);
    }

    // The functions that look different now.
    llvm::ArrayRef<llvm::Function*> run() {
        if (old.empty())
            return {};
        auto makeCell = [&](llvm::Type* type, const char* name) {
            return new llvm::GlobalVariable(module, type, false, llvm::GlobalValue::InternalLinkage,
                                            llvm::Constant::getNullValue(type), name);
        };
        flagCell = makeCell(llvm::Type::getInt32Ty(module.getContext()), "pyc.result.flag");
        wordCell = makeCell(llvm::Type::getInt64Ty(module.getContext()), "pyc.result.word");
        llvm::SmallSetVector<llvm::Function*, 16> callers;
        for (llvm::Function* function : old) {
            for (llvm::User* user : function->users())
                callers.insert(llvm::cast<llvm::CallInst>(user)->getFunction());
            splitReturns(*function);
        }
        for (llvm::Function* function : old)
            takePhisApart(*function);
        for (llvm::Function* caller : callers)
            if (!old.contains(caller)) {
                takePhisApart(*caller);
                changed.push_back(caller);
            }
        for (llvm::Function* function : old)
            changed.push_back(withNewType(*function));
        for (llvm::Function* function : old) {
            for (llvm::User* user : llvm::make_early_inc_range(function->users()))
                convertCall(*llvm::cast<llvm::CallInst>(user), *newOf.lookup(function));
            function->eraseFromParent();
        }
        for (auto [function, made] : newOf)
            convertReturns(*made);
        weaken();
        return changed;
    }

private:
    // A return that many ways lead to, each with a pair of its own, becomes one for each pair.
    void splitReturns(llvm::Function& function) {
        std::vector<llvm::PHINode*> merged;
        for (llvm::BasicBlock& block : function)
            if (auto* exit = llvm::dyn_cast<llvm::ReturnInst>(block.getTerminator()))
                if (auto* phi = llvm::dyn_cast<llvm::PHINode>(exit->getReturnValue());
                    phi && phi == &block.front() && phi->hasOneUse() && phi->getNextNode() == exit)
                    merged.push_back(phi);
        for (llvm::PHINode* phi : merged) {
            llvm::BasicBlock* block = phi->getParent();
            llvm::SmallSetVector<llvm::BasicBlock*, 8> before(llvm::pred_begin(block), llvm::pred_end(block));
            llvm::SmallDenseMap<llvm::Value*, llvm::BasicBlock*> returning;
            for (llvm::BasicBlock* from : before) {
                llvm::Value* pair = phi->getIncomingValueForBlock(from);
                llvm::BasicBlock*& own = returning[pair];
                if (!own) {
                    own = llvm::BasicBlock::Create(module.getContext(), "return", &function, block);
                    auto* exit = llvm::ReturnInst::Create(module.getContext(), pair, own);
                    exit->setDebugLoc(block->getTerminator()->getDebugLoc());
                }
                from->getTerminator()->replaceSuccessorWith(block, own);
            }
            llvm::DeleteDeadBlock(block);
        }
    }

    // Of a pair's attributes only what this project says about numbers holds for its first half.
    llvm::AttributeList ofResult(llvm::AttributeList given, unsigned parameters) const {
        llvm::LLVMContext& context = module.getContext();
        llvm::AttrBuilder result(context);
        if (given.hasRetAttr(NumberAttribute))
            result.addAttribute(NumberAttribute);
        llvm::SmallVector<llvm::AttributeSet> ofParameters;
        for (unsigned number = 0; number < parameters; ++number)
            ofParameters.push_back(given.getParamAttrs(number));
        return llvm::AttributeList::get(context, given.getFnAttrs(), llvm::AttributeSet::get(context, result),
                                        ofParameters);
    }

    llvm::Function* withNewType(llvm::Function& function) {
        auto* type = llvm::FunctionType::get(function.getReturnType()->getStructElementType(0),
                                             function.getFunctionType()->params(), false);
        llvm::Function* made = llvm::Function::Create(type, function.getLinkage(), function.getAddressSpace());
        made->copyAttributesFrom(&function);
        made->setAttributes(ofResult(function.getAttributes(), unsigned(function.arg_size())));
        made->copyMetadata(&function, 0);
        function.setSubprogram(nullptr);
        module.getFunctionList().insert(function.getIterator(), made);
        made->takeName(&function);
        made->splice(made->begin(), &function);
        for (auto [from, to] : llvm::zip(function.args(), made->args())) {
            from.replaceAllUsesWith(&to);
            to.takeName(&from);
        }
        newOf[&function] = made;
        return made;
    }

    void convertCall(llvm::CallInst& call, llvm::Function& made) {
        llvm::IRBuilder<> builder(&call);
        llvm::CallInst* result = builder.CreateCall(&made, llvm::SmallVector<llvm::Value*>(call.args()));
        result->setCallingConv(call.getCallingConv());
        result->setTailCallKind(call.getTailCallKind());
        result->setAttributes(ofResult(call.getAttributes(), unsigned(call.arg_size())));
        result->setDebugLoc(call.getDebugLoc());
        if (passesOn(call)) { // and leaves the flag where it is
            auto* exit = llvm::cast<llvm::ReturnInst>(*call.user_begin());
            builder.SetInsertPoint(exit);
            builder.CreateRet(result);
            exit->eraseFromParent();
            call.eraseFromParent();
            return;
        }
        llvm::Value* marked = result->getType()->isDoubleTy() ? builder.CreateFCmpUNO(result, result)
                                                              : builder.CreateICmpEQ(result, markOf(result->getType()));
        llvm::BasicBlock *start = call.getParent(), *rest = start->splitBasicBlock(&call);
        auto newBlock = [&](const char* name) {
            return llvm::BasicBlock::Create(module.getContext(), name, start->getParent(), rest);
        };
        llvm::BasicBlock *look = newBlock("look"), *take = newBlock("take");
        start->getTerminator()->eraseFromParent();
        builder.SetInsertPoint(start);
        builder.CreateCondBr(marked, look, rest, llvm::MDBuilder(module.getContext()).createUnlikelyBranchWeights());
        builder.SetInsertPoint(look);
        llvm::Value* flag = builder.CreateLoad(builder.getInt32Ty(), flagCell);
        builder.CreateCondBr(builder.CreateICmpEQ(flag, builder.getInt32(0)), rest, take);
        builder.SetInsertPoint(take);
        builder.CreateStore(builder.getInt32(0), flagCell);
        llvm::Value* word =
            builder.CreateBitCast(builder.CreateLoad(builder.getInt64Ty(), wordCell), result->getType());
        builder.CreateBr(rest);
        builder.SetInsertPoint(&call);
        auto merge = [&](llvm::Value* usual, llvm::Value* seldom) {
            llvm::PHINode* phi = builder.CreatePHI(usual->getType(), 3);
            phi->addIncoming(usual, start);
            phi->addIncoming(usual, look);
            phi->addIncoming(seldom, take);
            return phi;
        };
        llvm::Value* either = merge(result, word);
        replacePair(call, {either, merge(builder.getInt32(0), flag)});
    }

    bool passesOn(const llvm::CallInst& call) const {
        auto* exit = call.hasOneUse() ? llvm::dyn_cast<llvm::ReturnInst>(*call.user_begin()) : nullptr;
        return exit && isPair(call.getType()) && !isPair(call.getFunction()->getReturnType());
    }

    void convertReturns(llvm::Function& function) {
        llvm::SmallVector<llvm::ReturnInst*> exits;
        for (llvm::BasicBlock& block : function)
            if (auto* exit = llvm::dyn_cast<llvm::ReturnInst>(block.getTerminator());
                exit && isPair(exit->getReturnValue()->getType()))
                exits.push_back(exit);
        for (llvm::ReturnInst* exit : exits) {
            Parts parts = partsOf(exit->getReturnValue(), exit);
            auto* known = llvm::dyn_cast<llvm::ConstantInt>(parts.flag);
            llvm::IRBuilder<> builder(exit);
            if (!known)
                builder.SetInsertPoint(llvm::SplitBlockAndInsertIfThen(
                    builder.CreateICmpNE(parts.flag, builder.getInt32(0)), exit, true,
                    llvm::MDBuilder(module.getContext()).createUnlikelyBranchWeights()));
            if (!known || !known->isZero()) {
                builder.CreateStore(parts.flag, flagCell);
                builder.CreateStore(builder.CreateBitCast(parts.result, builder.getInt64Ty()), wordCell);
                builder.CreateRet(markOf(function.getReturnType()));
            }
            if (!known) {
                builder.GetInsertBlock()->getTerminator()->eraseFromParent();
                builder.SetInsertPoint(exit);
            }
            if (!known || known->isZero())
                builder.CreateRet(parts.result);
            exit->eraseFromParent();
        }
    }

    // What only read memory writes the flag now, but still does not collect.
    void weaken() {
        llvm::SmallSetVector<llvm::Function*, 16> work;
        for (auto [function, made] : newOf)
            work.insert(made);
        for (unsigned next = 0; next < work.size(); ++next) {
            llvm::Function* function = work[next];
            if (!function->hasFnAttribute(llvm::Attribute::Memory))
                continue;
            if (function->onlyReadsMemory())
                function->addFnAttr(NeverCollectsAttribute);
            function->removeFnAttr(llvm::Attribute::Memory);
            for (llvm::User* user : function->users())
                if (auto* call = llvm::dyn_cast<llvm::CallBase>(user)) {
                    call->removeFnAttr(llvm::Attribute::Memory);
                    work.insert(call->getFunction());
                }
        }
    }

    llvm::Module& module;
    llvm::SmallSetVector<llvm::Function*, 16> old;
    llvm::MapVector<llvm::Function*, llvm::Function*> newOf;
    std::vector<llvm::Function*> changed;
    llvm::GlobalVariable *flagCell = nullptr, *wordCell = nullptr;
};

} // namespace

llvm::PreservedAnalyses ResultFlagsPass::run(llvm::Module& module, llvm::ModuleAnalysisManager& analyses) {
    llvm::SmallVector<llvm::Function*> changed(Conversion(module).run());
    if (changed.empty())
        return llvm::PreservedAnalyses::all();
    auto& functions = analyses.getResult<llvm::FunctionAnalysisManagerModuleProxy>(module).getManager();
    functions.clear(); // some are gone
    llvm::FunctionPassManager cleaning;
    cleaning.addPass(llvm::JumpThreadingPass());
    cleaning.addPass(llvm::CorrelatedValuePropagationPass());
    cleaning.addPass(llvm::InstCombinePass());
    cleaning.addPass(llvm::SimplifyCFGPass());
    for (llvm::Function* function : changed)
        cleaning.run(*function, functions);
    functions.clear();
    return llvm::PreservedAnalyses::none();
}

} // namespace pyc::codegen
