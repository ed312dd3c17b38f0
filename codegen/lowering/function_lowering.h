// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lowers one py.func into its direct entry. The methods are in a file per family of operations.
#pragma once

#include "codegen/lowering/program_lowering.h"

#include "llvm/ADT/DenseMap.h"

// Objects inherit singly and without virtual functions, so their layout is that of C structs, which the warning cannot
// know.
#pragma clang diagnostic ignored "-Winvalid-offsetof"

namespace pyc::codegen {

class FunctionLowering {
public:
    FunctionLowering(ProgramLowering& program, midend::FuncOp source, llvm::Function* function);
    void run();

    // For the generic entry: an argument as a typed form takes it, or a branch to `otherwise`; the typed form's result
    // as a tagged word.
    using Word = llvm::Value*;
    FunctionLowering(ProgramLowering& program, midend::FuncOp source, llvm::Function* function,
                     llvm::IRBuilder<>& position);
    Word adaptArgument(Word given, mlir::Type type, llvm::BasicBlock* otherwise);
    void returnBoxed(Word result);
    llvm::BasicBlock* insertBlock() { return builder.GetInsertBlock(); }

private:
    // ---- skeleton (function_lowering.cpp) ----
    void prepareBuffers();
    void prepareExits();
    void placeFrame();
    void pushFrame();
    void popFrame();
    bool framePushedIn(mlir::Block* block) const;
    void lowerBlock(mlir::Block& block);
    void lowerOperation(mlir::Operation* operation);
    void lower(midend::FuncOp) {}
    void branchTo(mlir::Block* target, mlir::ValueRange arguments);
    void notePosition(mlir::Operation* operation);
    void storePosition(mlir::Operation* operation);
    void setLocation(mlir::Location location);
    void returnWord(Word result);
    void returnError();
    void emitErrorExit();
    void leaveFailed();

    // ---- leaving (exits.cpp) ----
    // The block that leaves through the state, before its instruction; `after`: with the instruction's result, a tagged
    // word.
    llvm::BasicBlock* exitBlock(mlir::Value state);
    void leave(midend::FrameStateOp state, Word after, bool framed);
    Word stateValue(mlir::Value value);
    void emitExitTail(bool framed);
    void leaveUnless(Word condition, mlir::Value state);
    void emitExits();

    // ---- helpers ----
    llvm::BasicBlock* newBlock(const llvm::Twine& name) {
        return llvm::BasicBlock::Create(program.context, name, function);
    }
    Word get(mlir::Value value);
    void set(mlir::Value value, Word word) { values[value] = word; }
    Word callEntry(llvm::StringRef name, llvm::ArrayRef<Word> arguments);
    Word isError(EntryType type, Word result);
    // Calls an entry for an operation; leaves or sets its `failed` result when it failed.
    Word callChecked(mlir::Operation* operation, llvm::StringRef name, llvm::ArrayRef<Word> arguments);
    void failIf(mlir::Operation* operation, Word failed);
    Word name(llvm::StringRef text) { return program.statics.string(text); }
    Word globals();
    Word cache() { return program.newCache(); }
    Word shapeOf(Word object);
    Word isObject(Word value);
    Word hasShape(Word value, llvm::StringRef shapeSymbol); // of any word but an empty one
    Word pointerOf(Word value) { return builder.CreateIntToPtr(value, program.pointer); }
    uint64_t at(Field field) const { return program.at(field); }
    Word field(Word object, uint64_t offset) { return builder.CreateConstInBoundsGEP1_64(program.i8, object, offset); }
    llvm::LoadInst* loadWord(Word address);                             // of a tagged word in shared memory
    llvm::LoadInst* loadPointer(Word address, const llvm::Twine& name); // likewise
    llvm::StoreInst* storeWord(Word value, Word address);
    Word items(mlir::ValueRange operands, unsigned from = 0);
    Word namesWord();
    Word thread(); // a generator's may be another after each suspension
    Word noneWord() { return program.runtimeWord("pyc_None"); }
    Word boolWord(Word flag) {
        return builder.CreateSelect(flag, program.runtimeWord("pyc_True"), program.runtimeWord("pyc_False"));
    }
    Word phi(llvm::ArrayRef<std::pair<Word, llvm::BasicBlock*>> incoming);
    llvm::MDNode* unlikelyWeights();

    // ---- numbers (numbers.cpp) ----
    Word boxInt(Word value);
    Word boxFloat(Word value);
    Word box(Word value, mlir::Type type);
    Word unboxFloat(Word value); // of an exact float
    Word decodeImmediateFloat(Word value);
    Word isSmallInt(Word value);
    Word isImmediateFloat(Word value);
    Word isExactly(Word value, mlir::Type type);
    Word isUnboxableFloat(Word value);
    Word multiply(Word left, Word right);
    Word binaryFast(midend::BinaryKind kind, Word left, Word right, llvm::BasicBlock* slow);
    Word truth(mlir::Operation* operation, Word value, mlir::Type type);

    void lower(midend::BinaryOp);
    void lower(midend::CompareOp);
    void lower(midend::UnaryOp);
    void lower(midend::TruthOp);
    void lower(midend::IsOp);
    void lower(midend::BoxOp);
    void lower(midend::UnboxFloatOp);
    void lower(midend::UnboxBoolOp);
    void lower(midend::UnboxIntOp);
    void lower(midend::IntArithOp);
    void lower(midend::IntDivideOp);
    void lower(midend::FloatArithOp);
    void lower(midend::FloatToIntOp);
    bool lowerStandard(mlir::Operation* operation); // arith, math, cf

    // ---- values, names, guards (values.cpp) ----
    void lower(midend::ConstantOp);
    void lower(midend::UnboundOp);
    void lower(midend::IsBoundOp);
    void lower(midend::CheckBoundOp);
    void lower(midend::CastOp);
    void lower(midend::FreeVariableOp);
    void lower(midend::LoadLocalsOp);
    void lower(midend::FrameStateOp) {}
    void lower(midend::PublishLocalsOp);
    Word constantOf(unsigned codeNumber, unsigned index);
    void lower(midend::RecipeOp) {} // made where a state needs it
    void lower(midend::RequireZeroOp);
    void lower(midend::RequireSameOp);
    void lower(midend::GuardNativeOp);
    void lower(midend::SideExitOp);
    void lower(midend::IsTypeOp);
    void lower(midend::GuardTypeOp);
    void lower(midend::AssumeOp);
    void lower(midend::MakeCellOp);
    void lower(midend::LoadCellOp);
    void lower(midend::StoreCellOp);
    void lower(midend::DeleteCellOp);
    void lower(midend::LoadGlobalOp);
    void lower(midend::LoadGlobalSlotOp);
    void lower(midend::StoreGlobalOp);
    void lower(midend::DeleteGlobalOp);
    void lower(midend::LoadNameOp);
    void lower(midend::StoreNameOp);
    void lower(midend::DeleteNameOp);

    // ---- objects (objects.cpp) ----
    void lower(midend::LoadAttrOp);
    void lower(midend::StoreAttrOp);
    void lower(midend::DeleteAttrOp);
    void lower(midend::LoadMethodOp);
    void lower(midend::LoadSuperAttrOp);
    void lower(midend::LoadSuperMethodOp);
    void lower(midend::LoadItemOp);
    void lower(midend::StoreItemOp);
    void lower(midend::DeleteItemOp);
    void lower(midend::ContainsOp);
    void lower(midend::LengthOp);
    void lower(midend::GetIterOp);
    void lower(midend::ForIterOp);
    void lower(midend::UnpackOp);
    void lower(midend::BuildOp);
    void lower(midend::ListAppendOp);
    void lower(midend::MakeFunctionOp);
    Word madeFunction(llvm::StringRef callee);
    void lower(midend::MadeFunctionOp);
    void lower(midend::RuntimeOp);
    llvm::SmallVector<Word> entryArguments(const EntryPoint& entry, mlir::ValueRange operands,
                                           mlir::ArrayAttr immediates);
    Word cacheEntryFor(Word object, Word cache, llvm::BasicBlock* slow);
    Word cacheKind(Word entry);
    Word cachedSlot(Word entry, Word object);
    void lowerPair(mlir::Operation* operation, llvm::StringRef entry, llvm::ArrayRef<Word> arguments);

    // ---- calls and control (calls.cpp) ----
    Word callCallable(mlir::Operation* operation, Word callable, Word arguments, Word count,
                      mlir::DenseI32ArrayAttr keywords);
    void lower(midend::CallOp);
    void lower(midend::CallMethodOp);
    void lower(midend::CallUnpackedOp);
    void assumeBounds(llvm::ArrayRef<Word> arguments, llvm::ArrayRef<int64_t> bounds);
    void lower(midend::CallDirectOp);
    void lower(midend::PollOp);
    void lower(midend::CountedPollOp);
    void lower(midend::PollDueOp);
    void lower(midend::PollNowOp);
    void lower(midend::TakeExceptionOp);
    void lower(midend::RaiseCurrentOp);
    void lower(midend::ReturnOp);
    void lower(midend::ContinueInOp);
    void lower(midend::FailOp);
    void lower(midend::UnreachableOp);
    Word eventPending();
    void pollIf(mlir::Operation* operation, Word condition);

    // ---- generators (generators.cpp) ----
    void lower(midend::StartGeneratorOp);
    void lower(midend::YieldOp);
    void lower(midend::SendOp);
    void beginCoroutine();
    void endCoroutine();
    void suspend();
    Word resumedWith(mlir::Operation* operation); // what was sent; raises what was thrown
    bool isGenerator() const { return coroutine != nullptr; }
    llvm::Value* coroutine = nullptr;      // handle
    llvm::Value* generatorWord = nullptr;  // what the first call returns
    llvm::BasicBlock* suspended = nullptr; // where control goes back to who resumed

    // ---- typed access (typed.cpp) ----
    Word listField(Word block, uint64_t offset); // of its header
    Word listBlock(Word list);
    Word checkedIndex(Word index, Word length, bool fromStart, mlir::Value state);
    Word elementAddress(Word block, Word index);
    Word slotAddress(Word object, uint32_t index, bool overflow);
    Word isOfShape(Word shape, Word families, llvm::StringRef name);
    Word familiesOf(Word shape);
    Word shapeOfInstance(mlir::Value object, mlir::Value state);
    void lower(midend::GuardShapeOp);
    void lower(midend::DispatchOp);
    void lower(midend::DispatchedFunctionOp) {} // made where a state needs it
    void storeSlot(mlir::Value value, Word address);
    Word allocate(uint64_t bytes, Word shape, mlir::Value state);
    void lower(midend::LoadSlotOp);
    void lower(midend::StoreSlotOp);
    void lower(midend::AddSlotOp);
    void lower(midend::NewInstanceOp);
    void lower(midend::ListLengthOp);
    void lower(midend::ListGetOp);
    void lower(midend::ListBlockOp);
    Word checkedBlock(Word list, mlir::Type element, mlir::Value state);
    void lower(midend::RowsOp);
    void lower(midend::ForgetRowsOp);
    void lower(midend::RowOp);
    void lower(midend::BlockLengthOp);
    void lower(midend::CheckIndexOp);
    void lower(midend::BlockLoadOp);
    void lower(midend::BlockStoreOp);
    void lower(midend::ListPushOp);
    void lower(midend::TupleGetOp);
    void lower(midend::TupleLengthOp);
    void lower(midend::TupleItemOp);
    void lower(midend::StrLengthOp);
    void lower(midend::DictGetOp);

    ProgramLowering& program;
    midend::FuncOp source;
    llvm::Function* function;
    llvm::DISubprogram* subprogram = nullptr;
    llvm::IRBuilder<> builder;
    const midend::ProgramCode& code;
    mlir::Type resultType;
    bool inlinesFastPaths; // a generic form beside a typed one is for the cold rest, and stays small

    llvm::DenseMap<mlir::Value, llvm::Value*> values;
    llvm::DenseMap<mlir::Block*, llvm::BasicBlock*> blocks;
    llvm::DenseMap<mlir::Value, llvm::Value*> rowMasks; // of what py.rows made
    llvm::Value* threadPointer = nullptr;
    llvm::Value* functionPointer = nullptr;
    llvm::Value* namesValue = nullptr;
    llvm::Value* frame = nullptr;       // on the stack; a generator's in its own block
    llvm::AllocaInst* buffer = nullptr; // arguments of calls, results in memory
    llvm::Value* localsFile = nullptr;  // registers of a function that names its locals
    Word exitRegisters = nullptr;
    llvm::BasicBlock* errorExit = nullptr;
    llvm::BasicBlock* reraiseExit = nullptr;
    mlir::Block* frameBlock = nullptr; // where the frame is pushed; null: no frame
    llvm::DenseSet<mlir::Block*> framedBlocks;
    llvm::MapVector<std::pair<mlir::Value, unsigned>, llvm::BasicBlock*>
        exits; // by state and whether the frame is pushed
    struct ExitTail {
        llvm::BasicBlock* block = nullptr;
        llvm::PHINode* site = nullptr;
    };
    ExitTail exitTails[2]; // without and with a frame
    mlir::Block* currentBlock = nullptr;
};

} // namespace pyc::codegen
