// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Liveness of single values over blocks, places in the frame shared by values that never live in the same block, and
// stores before calls where no earlier store of the same value is certain.
#include "codegen/target/visible_words.h"

#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"

namespace pyc::codegen {

namespace {

// Pointers, the words values are passed in, and what is made of them.
bool mayHoldReference(llvm::Type* type) {
    if (type->isPointerTy() || type->isIntegerTy(64))
        return true;
    if (auto* vector = llvm::dyn_cast<llvm::VectorType>(type))
        return mayHoldReference(vector->getElementType());
    if (auto* structure = llvm::dyn_cast<llvm::StructType>(type))
        return llvm::any_of(structure->elements(), mayHoldReference);
    if (auto* array = llvm::dyn_cast<llvm::ArrayType>(type))
        return mayHoldReference(array->getElementType());
    return false;
}

// An address, perhaps.
bool isWidened(const llvm::Value* value) {
    return llvm::isa<llvm::ZExtInst, llvm::PtrToIntInst, llvm::ConstantExpr>(value);
}

// Addresses have half the bits, so that what was computed as a signed number of 64 is none; nor is an odd one.
bool isNumber(const llvm::Value& value, unsigned depth = 0) {
    constexpr unsigned MostDepth = 4;
    if (llvm::isa<llvm::ConstantInt, llvm::ZExtInst, llvm::SExtInst, llvm::FPToSIInst>(value))
        return !llvm::isa<llvm::ZExtInst>(value) || !value.getType()->isIntegerTy(64) ||
               llvm::cast<llvm::Instruction>(value).getOperand(0)->getType()->getIntegerBitWidth() < 32;
    if (auto* argument = llvm::dyn_cast<llvm::Argument>(&value))
        return argument->hasAttribute(llvm::Attribute::Range) ||
               argument->getParent()->getAttributes().hasParamAttr(argument->getArgNo(), NumberAttribute);
    if (auto* call = llvm::dyn_cast<llvm::CallBase>(&value))
        return value.getType()->isIntegerTy() && call->getCalledFunction() &&
               call->getCalledFunction()->getAttributes().hasRetAttr(NumberAttribute);
    if (auto* phi = llvm::dyn_cast<llvm::PHINode>(&value))
        return depth < MostDepth && llvm::all_of(
                                        phi->incoming_values(),
                                        [&](const llvm::Use& incoming) {
                                            return incoming.get() == phi || isNumber(*incoming.get(), depth + 1);
                                        });
    auto* operation = llvm::dyn_cast<llvm::BinaryOperator>(&value);
    if (!operation)
        return false;
    switch (operation->getOpcode()) {
    case llvm::Instruction::Add:
    case llvm::Instruction::Sub:
    case llvm::Instruction::Mul:
    case llvm::Instruction::Shl:
        return operation->hasNoSignedWrap() && !isWidened(operation->getOperand(0)) &&
               !isWidened(operation->getOperand(1));
    case llvm::Instruction::AShr:
    case llvm::Instruction::SDiv:
    case llvm::Instruction::SRem: return true;
    case llvm::Instruction::Or: {
        auto* bits = llvm::dyn_cast<llvm::ConstantInt>(operation->getOperand(1));
        return bits && bits->getValue()[0];
    }
    default: return false;
    }
}

} // namespace

bool holdsReference(const llvm::Value& value) {
    if (!mayHoldReference(value.getType()) && !llvm::isa<llvm::PtrToIntInst>(value))
        return false;
    if (!value.getType()->isPointerTy())
        return !isNumber(value);
    // A place in the frame itself is no reference, nor is one in what the collector never frees.
    const llvm::Value* object = llvm::getUnderlyingObject(&value);
    if (auto* argument = llvm::dyn_cast<llvm::Argument>(object))
        return !argument->getParent()->getAttributes().hasParamAttr(argument->getArgNo(), LastingAttribute);
    return !llvm::isa<llvm::AllocaInst, llvm::GlobalValue>(object);
}

bool mayCollect(const llvm::Instruction& instruction) {
    auto* call = llvm::dyn_cast<llvm::CallBase>(&instruction);
    return call && !llvm::isa<llvm::IntrinsicInst>(call) && !call->isInlineAsm() && !call->onlyReadsMemory() &&
           !call->hasFnAttr(NeverCollectsAttribute);
}

namespace {

class Frame {
public:
    Frame(llvm::Function& function, llvm::DominatorTree& dominators) : function(function), dominators(dominators) {}

    bool run() {
        if (!numberValues())
            return false;
        solve();
        collectCalls();
        if (needed.any()) {
            assignPlaces();
            store();
        }
        return reserve() || needed.any();
    }

private:
    struct Call {
        llvm::Instruction* instruction;
        llvm::BitVector live; // values needed afterwards
    };

    void number(llvm::Value& value) {
        if (!value.use_empty())
            numbers[&value] = unsigned(values.size()), values.push_back(&value);
    }

    // False: it calls nothing that matters.
    bool numberValues() {
        for (llvm::Argument& argument : function.args())
            number(argument);
        bool calls = false;
        for (llvm::Instruction& instruction : llvm::instructions(function)) {
            number(instruction);
            calls |= mayCollect(instruction);
        }
        tracked.resize(unsigned(values.size()));
        for (unsigned value = 0; value < values.size(); ++value)
            if (holdsReference(*values[value]))
                tracked.set(value);
        return calls;
    }

    void use(const llvm::Instruction& instruction, llvm::BitVector& live) const {
        for (const llvm::Use& operand : instruction.operands())
            if (auto found = numbers.find(operand.get()); found != numbers.end())
                live.set(found->second);
    }

    // What is live at a block's end: what its successors need at their start, and what their phis take from it.
    llvm::BitVector liveAtEnd(const llvm::BasicBlock& block) const {
        llvm::BitVector live(unsigned(values.size()));
        for (const llvm::BasicBlock* next : llvm::successors(&block)) {
            if (auto found = liveAtStart.find(next); found != liveAtStart.end())
                live |= found->second;
            for (const llvm::PHINode& phi : next->phis())
                if (auto found = numbers.find(phi.getIncomingValueForBlock(&block)); found != numbers.end())
                    live.set(found->second);
        }
        return live;
    }

    template <class AtCall>
    llvm::BitVector walkBack(llvm::BasicBlock& block, AtCall atCall) {
        llvm::BitVector live = liveAtEnd(block);
        for (llvm::Instruction& instruction : llvm::reverse(block)) {
            if (auto found = numbers.find(&instruction); found != numbers.end())
                live.reset(found->second);
            if (llvm::isa<llvm::PHINode>(instruction))
                continue;
            if (mayCollect(instruction))
                atCall(instruction, live);
            use(instruction, live);
        }
        return live;
    }

    void solve() {
        std::vector<llvm::BasicBlock*> blocks;
        for (llvm::BasicBlock& block : function)
            blocks.push_back(&block);
        for (bool changed = true; changed;) {
            changed = false;
            for (llvm::BasicBlock* block : llvm::reverse(blocks)) {
                llvm::BitVector live = walkBack(*block, [](llvm::Instruction&, const llvm::BitVector&) {});
                llvm::BitVector& known = liveAtStart[block];
                if (known.size() != live.size() || known != live)
                    known = std::move(live), changed = true;
            }
        }
    }

    void collectCalls() {
        needed.resize(unsigned(values.size()));
        for (llvm::BasicBlock& block : function) {
            if (!dominators.isReachableFromEntry(&block))
                continue;
            mostLive = std::max({mostLive, liveAtStart[&block].count(), liveAtEnd(block).count()});
            walkBack(block, [&](llvm::Instruction& call, llvm::BitVector live) {
                mostLive = std::max(mostLive, live.count());
                live &= tracked;
                // A tail call that must be one leaves no frame.
                if (live.none() || llvm::cast<llvm::CallBase>(call).isMustTailCall())
                    return;
                needed |= live;
                calls.push_back({&call, live});
            });
        }
    }

    // The blocks a value lives in, by number.
    std::vector<llvm::BitVector> homes() {
        llvm::DenseMap<const llvm::BasicBlock*, unsigned> order;
        for (llvm::BasicBlock& block : function)
            order[&block] = unsigned(order.size());
        std::vector<llvm::BitVector> result(values.size());
        for (unsigned value : needed.set_bits()) {
            result[value].resize(unsigned(order.size()));
            auto* instruction = llvm::dyn_cast<llvm::Instruction>(values[value]);
            result[value].set(order[instruction ? instruction->getParent() : &function.getEntryBlock()]);
        }
        for (llvm::BasicBlock& block : function) {
            for (const llvm::BitVector& live : {liveAtStart[&block], liveAtEnd(block)})
                for (unsigned value : live.set_bits())
                    if (needed.test(value))
                        result[value].set(order[&block]);
        }
        return result;
    }

    // Values that share no block share a place, so that large functions have small frames.
    void assignPlaces() {
        struct Place {
            llvm::AllocaInst* slot;
            llvm::Type* type;
            llvm::BitVector taken;
        };
        std::vector<llvm::BitVector> blocks = homes();
        std::vector<Place> all;
        llvm::IRBuilder<> builder(&function.getEntryBlock(), function.getEntryBlock().begin());
        places.resize(values.size());
        for (unsigned value : needed.set_bits()) {
            llvm::Type* type = values[value]->getType();
            auto free = llvm::find_if(
                all, [&](const Place& place) { return place.type == type && !place.taken.anyCommon(blocks[value]); });
            if (free == all.end()) {
                all.push_back({builder.CreateAlloca(type, nullptr, "visible"), type, blocks[value]});
                free = std::prev(all.end());
            } else {
                free->taken |= blocks[value];
            }
            places[value] = free->slot;
        }
    }

    void store() {
        // Callers before what they dominate: a store that dominates a call still holds there, as the value cannot have
        // been made anew in between without passing the store again.
        dominators.updateDFSNumbers();
        llvm::sort(calls, [&](const Call& left, const Call& right) {
            llvm::BasicBlock *a = left.instruction->getParent(), *b = right.instruction->getParent();
            if (a == b)
                return left.instruction->comesBefore(right.instruction);
            return dominators.getNode(a)->getDFSNumIn() < dominators.getNode(b)->getDFSNumIn();
        });
        std::vector<llvm::SmallVector<llvm::Instruction*, 2>> before(values.size());
        for (const Call& call : calls)
            for (unsigned value : call.live.set_bits())
                if (llvm::none_of(before[value], [&](llvm::Instruction* earlier) {
                        return dominators.dominates(earlier, call.instruction);
                    }))
                    before[value].push_back(call.instruction);
        for (unsigned value : needed.set_bits()) {
            // One store for all calls where size counts.
            if (before[value].size() > 1 && function.hasMinSize())
                if (std::optional<llvm::BasicBlock::iterator> made = afterDefinition(*values[value]))
                    before[value].assign(1, &**made);
            // Volatile: nothing reads it, as far as the compiler can see.
            for (llvm::Instruction* place : before[value])
                llvm::IRBuilder<>(place).CreateStore(values[value], places[value], true);
        }
    }

    std::optional<llvm::BasicBlock::iterator> afterDefinition(llvm::Value& value) {
        if (auto* instruction = llvm::dyn_cast<llvm::Instruction>(&value))
            return instruction->getInsertionPointAfterDef();
        return function.getEntryBlock().getFirstNonPHIOrDbgOrAlloca();
    }

    // The engine keeps frames of its own, with a place for every local; this one is made as large as that at least, so
    // that the depth of this stack, which programs can see, says how much of the other is used.
    bool reserve() {
        constexpr uint64_t Fixed = 64, Place = 8;
        uint64_t wanted = Fixed + Place * mostLive, have = 0;
        // Those that are alive at different times share their room.
        uint64_t largestShared = 0;
        const llvm::DataLayout& layout = function.getDataLayout();
        for (llvm::Instruction& instruction : function.getEntryBlock()) {
            auto* slot = llvm::dyn_cast<llvm::AllocaInst>(&instruction);
            if (!slot || !slot->isStaticAlloca())
                continue;
            std::optional<llvm::TypeSize> allocated = slot->getAllocationSize(layout);
            if (!allocated)
                continue;
            uint64_t size = allocated->getFixedValue();
            bool shared = llvm::any_of(slot->users(), llvm::IsaPred<llvm::LifetimeIntrinsic>);
            if (shared)
                largestShared = std::max(largestShared, size);
            else
                have += size;
        }
        have += largestShared;
        if (have >= wanted)
            return false;
        llvm::IRBuilder<> builder(&function.getEntryBlock(), function.getEntryBlock().begin());
        builder.CreateAlloca(llvm::ArrayType::get(builder.getInt8Ty(), wanted - have), nullptr, "engine");
        return true;
    }

    llvm::Function& function;
    llvm::DominatorTree& dominators;
    unsigned mostLive = 0;
    llvm::BitVector tracked;
    std::vector<llvm::Value*> values;
    llvm::DenseMap<const llvm::Value*, unsigned> numbers;
    llvm::DenseMap<const llvm::BasicBlock*, llvm::BitVector> liveAtStart;
    std::vector<Call> calls;
    llvm::BitVector needed;
    std::vector<llvm::AllocaInst*> places;
};

} // namespace

llvm::PreservedAnalyses VisibleWordsPass::run(llvm::Function& function, llvm::FunctionAnalysisManager& analyses) {
    if (!Frame(function, analyses.getResult<llvm::DominatorTreeAnalysis>(function)).run())
        return llvm::PreservedAnalyses::all();
    llvm::PreservedAnalyses preserved;
    preserved.preserveSet<llvm::CFGAnalyses>();
    return preserved;
}

llvm::PreservedAnalyses NeverCollectsPass::run(llvm::Module& module, llvm::ModuleAnalysisManager&) {
    // The collector does it without calling anything.
    if (llvm::Function* collect = module.getFunction("GC_gcollect"); collect && !collect->isDeclaration())
        return llvm::PreservedAnalyses::all();
    // Callees come first: functions that call each other in turn are not among them, so that each keeps a frame that
    // tells how deep the stack is.
    std::vector<llvm::Function*> candidates;
    for (llvm::Function& function : module)
        if (!function.isDeclaration() && !function.isInterposable())
            candidates.push_back(&function);
    for (size_t before = 0; before != candidates.size();) {
        before = candidates.size();
        llvm::erase_if(candidates, [](llvm::Function* function) {
            if (llvm::any_of(llvm::instructions(*function), mayCollect))
                return false;
            function->addFnAttr(NeverCollectsAttribute);
            return true;
        });
    }
    return llvm::PreservedAnalyses::all();
}

} // namespace pyc::codegen
