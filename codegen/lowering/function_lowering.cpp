// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The skeleton of a function: blocks and phis, its frame, its one error exit, and what every family uses.
#include "codegen/lowering/function_lowering.h"

#include "midend/analysis/frame_place.h"
#include "runtime/abi/native_generator.h"

#include "mlir/IR/RegionGraphTraits.h"
#include "llvm/ADT/PostOrderIterator.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/IR/MDBuilder.h"

namespace pyc::codegen {

using namespace midend;
using runtime::Frame;

// Straight code of a module or class body gains nothing from being fast.
static bool runsOnce(FuncOp function) {
    if (!ProgramLowering::takesNames(function))
        return false;
    return !function
                .walk([](mlir::Operation* operation) {
                    return llvm::isa<PollOp, CountedPollOp>(operation) ? mlir::WalkResult::interrupt()
                                                                       : mlir::WalkResult::advance();
                })
                .wasInterrupted();
}

FunctionLowering::FunctionLowering(ProgramLowering& program, FuncOp source, llvm::Function* function)
    : program(program), source(source), function(function), builder(program.context),
      code(program.program.codes[source.getCode()]), resultType(source.getFunctionType().getResult(0)),
      inlinesFastPaths(program.options.inlineFastPaths && !program.hasTypedForm(source) && !runsOnce(source)) {}

void FunctionLowering::placeFrame() {
    FramePlace place = midend::placeFrame(source);
    frameBlock = place.block;
    framedBlocks = std::move(place.framed);
}

bool FunctionLowering::framePushedIn(mlir::Block* block) const { return framedBlocks.contains(block); }

// How many words calls of this function need side by side.
static unsigned bufferWords(FuncOp function) {
    unsigned words = 2;
    function.walk([&](mlir::Operation* operation) {
        words = std::max({words, operation->getNumOperands() + 2, operation->getNumResults() + 1});
    });
    return words;
}

void FunctionLowering::prepareBuffers() {
    auto words = [&](unsigned count, const char* text) {
        return builder.CreateAlloca(llvm::ArrayType::get(program.i64, count), nullptr, text);
    };
    if (frameBlock) {
        frame = builder.CreateAlloca(llvm::ArrayType::get(program.i64, sizeof(Frame) / 8), nullptr, "frame");
        buffer = words(bufferWords(source), "words");
    }
    prepareExits();
    if (program.program.keepsLocals(*code.data) && frameBlock && code.data->namedCount)
        localsFile = words(code.data->registerCount, "locals");
}

void FunctionLowering::prepareExits() {
    bool leaves = false;
    source.walk([&](mlir::Operation* operation) { leaves |= llvm::isa<ExitingOpInterface, SideExitOp>(operation); });
    if (leaves)
        exitRegisters = builder.CreateAlloca(llvm::ArrayType::get(program.i64, std::max(code.data->registerCount, 1u)),
                                             nullptr, "registers");
}

void FunctionLowering::pushFrame() {
    // WebAssembly's back end knows no stack pointer. It is below the frame, and a little lower is never wrong: the
    // limit may be where a function was that the caller called before.
    llvm::Value* top = program.hasWidePointers()
                           ? builder.CreateIntrinsic(llvm::Intrinsic::stackaddress, {program.pointer}, {})
                           : frame;
    llvm::Value* stackPointer = builder.CreatePtrToInt(top, program.size);
    if (!program.hasWidePointers())
        stackPointer = builder.CreateSub(stackPointer, program.sizeWord(1024));
    llvm::Value* limit = builder.CreateLoad(program.size, field(thread(), at(Field::Thread_stackLimit)), "limit");
    llvm::BasicBlock* over = newBlock("overflow");
    llvm::BasicBlock* refused = newBlock("refused");
    llvm::BasicBlock* enter = newBlock("enter");
    builder.CreateCondBr(builder.CreateICmpULE(stackPointer, limit), over, enter, unlikelyWeights());
    builder.SetInsertPoint(over);
    builder.CreateCondBr(callEntry("pyc_stack_overflow", {}), enter, refused);
    builder.SetInsertPoint(refused);
    returnError();
    builder.SetInsertPoint(enter);

    llvm::Align alignment = program.module.getDataLayout().getPointerABIAlignment(0);
    auto store = [&](llvm::Value* value, uint64_t offset) {
        builder.CreateAlignedStore(value, field(frame, offset), alignment);
    };
    llvm::Value* latest = field(thread(), at(Field::Thread_frame));
    store(builder.CreateLoad(program.pointer, latest), at(Field::Frame_previous));
    store(functionPointer, at(Field::Frame_function));
    store(program.codeObject(source.getCode()), at(Field::Frame_code));
    // All else is zero, the kind of a frame included.
    static_assert(unsigned(runtime::FrameKind::Native) == 0 && offsetof(Frame, position) > offsetof(Frame, code) &&
                  offsetof(Frame, generator) + sizeof(void*) == sizeof(Frame));
    builder.CreateMemSet(field(frame, at(Field::Frame_position)), llvm::ConstantInt::get(program.i8, 0),
                         at(Field::Frame_generator) + program.pointerBytes() - at(Field::Frame_position), alignment);
    if (localsFile) {
        builder.CreateMemSet(localsFile, llvm::ConstantInt::get(program.i8, 0), code.data->registerCount * 8,
                             llvm::Align(8));
        store(localsFile, at(Field::Frame_registers));
    }
    if (namesValue)
        store(namesValue, at(Field::Frame_names));
    builder.CreateStore(frame, latest);
}

void FunctionLowering::popFrame() {
    llvm::Value* object = builder.CreateLoad(program.pointer, field(frame, at(Field::Frame_object)));
    llvm::BasicBlock* kept = newBlock("kept");
    llvm::BasicBlock* plain = newBlock("unlinked");
    llvm::BasicBlock* done = newBlock("popped");
    builder.CreateCondBr(builder.CreateIsNull(object), plain, kept,
                         llvm::MDBuilder(program.context).createLikelyBranchWeights());
    builder.SetInsertPoint(kept);
    callEntry("pyc_pop_frame", {frame});
    builder.CreateBr(done);
    builder.SetInsertPoint(plain);
    builder.CreateStore(builder.CreateLoad(program.pointer, field(frame, at(Field::Frame_previous))),
                        field(thread(), at(Field::Thread_frame)));
    builder.CreateBr(done);
    builder.SetInsertPoint(done);
}

void FunctionLowering::run() {
    llvm::BasicBlock* entry = newBlock("entry");
    builder.SetInsertPoint(entry);
    if (program.debugInfo) {
        subprogram = program.debugInfo->subprogram(source.getCode(), function->getName());
        function->setSubprogram(subprogram);
        setLocation(source.getLoc());
    }
    auto argument = function->arg_begin();
    threadPointer = argument++;
    threadPointer->setName("thread");
    functionPointer = argument++;
    functionPointer->setName("function");
    if (ProgramLowering::takesNames(source))
        namesValue = argument++;
    for (mlir::BlockArgument parameter : source.getBody().getArguments())
        set(parameter, argument++);
    if (ProgramLowering::isCoroutine(source.getKind())) {
        errorExit = newBlock("error");
        buffer = builder.CreateAlloca(llvm::ArrayType::get(program.i64, bufferWords(source)), nullptr, "words");
        prepareExits();
        beginCoroutine();
    } else {
        placeFrame();
        prepareBuffers();
        if (frameBlock)
            errorExit = newBlock("error");
    }
    llvm::BasicBlock* first = builder.GetInsertBlock();

    llvm::ReversePostOrderTraversal<mlir::Block*> order(&source.getBody().front());
    for (mlir::Block* block : order) {
        blocks[block] = block->isEntryBlock() ? first : newBlock("");
        if (block->isEntryBlock())
            continue;
        builder.SetInsertPoint(blocks[block]);
        for (mlir::BlockArgument blockArgument : block->getArguments())
            set(blockArgument, builder.CreatePHI(program.wordType(blockArgument.getType()), 2));
    }
    for (mlir::Block* block : order)
        lowerBlock(*block);
    emitExits();
    emitErrorExit();
    if (isGenerator())
        endCoroutine();
}

void FunctionLowering::lowerBlock(mlir::Block& block) {
    currentBlock = &block;
    builder.SetInsertPoint(blocks[&block]);
    if (frameBlock == &block) {
        setLocation(source.getLoc());
        pushFrame();
    }
    for (mlir::Operation& operation : block) {
        setLocation(operation.getLoc());
        notePosition(&operation);
        lowerOperation(&operation);
    }
}

void FunctionLowering::setLocation(mlir::Location location) {
    if (!subprogram)
        return;
    std::optional<Position> position = positionOf(location);
    unsigned line = position && position->source ? position->source.getLine() : subprogram->getLine();
    unsigned column = position && position->source ? position->source.getColumn() : 0;
    builder.SetCurrentDebugLocation(program.debugInfo->location(subprogram, line, column));
}

void FunctionLowering::notePosition(mlir::Operation* operation) {
    // Polls and appends note it where they have something to do.
    if (needsFrame(*operation) &&
        !llvm::isa<FailOp, PublishLocalsOp, TakeExceptionOp, PollOp, CountedPollOp, ListPushOp>(operation))
        storePosition(operation);
}

void FunctionLowering::storePosition(mlir::Operation* operation) {
    std::optional<Position> position = frame ? positionOf(operation->getLoc()) : std::nullopt;
    if (position)
        program.touching(Memory::Frame,
                         builder.CreateStore(program.word32(position->pc), field(frame, at(Field::Frame_position))));
}

void FunctionLowering::lower(PublishLocalsOp op) {
    if (!localsFile)
        return;
    auto state = op.getState().getDefiningOp<FrameStateOp>();
    llvm::SmallVector<Word> words(code.data->namedCount, program.word(0));
    for (auto [reg, value] : llvm::zip(state.getRegisters(), state.getValues()))
        if (uint32_t(reg) < code.data->namedCount)
            words[size_t(reg)] = box(stateValue(value), value.getType());
    for (auto [index, value] : llvm::enumerate(words))
        builder.CreateStore(value, field(localsFile, index * 8));
}

void FunctionLowering::returnWord(Word result) {
    if (ProgramLowering::returnsFlag(resultType)) {
        if (resultType.isInteger(1))
            result = builder.CreateZExt(result, program.i64);
        Word pair = llvm::PoisonValue::get(function->getReturnType());
        pair = builder.CreateInsertValue(pair, result, 0);
        result = builder.CreateInsertValue(pair, program.word32(ResultFine), 1);
    }
    builder.CreateRet(result);
}

void FunctionLowering::returnError() {
    if (!ProgramLowering::returnsFlag(resultType)) {
        builder.CreateRet(program.word(0));
        return;
    }
    Word pair = llvm::Constant::getNullValue(function->getReturnType());
    builder.CreateRet(builder.CreateInsertValue(pair, program.word32(ResultError), 1));
}

void FunctionLowering::leaveFailed() {
    if (isGenerator()) { // who resumed it pops the frame
        builder.CreateBr(suspended);
        return;
    }
    popFrame();
    returnError();
}

void FunctionLowering::emitErrorExit() {
    if (!errorExit)
        return;
    setLocation(source.getLoc());
    if (errorExit->use_empty()) {
        errorExit->eraseFromParent();
    } else {
        builder.SetInsertPoint(errorExit);
        callEntry("pyc_add_traceback", {frame});
        if (reraiseExit)
            builder.CreateBr(reraiseExit);
        else
            leaveFailed();
    }
    if (reraiseExit) {
        builder.SetInsertPoint(reraiseExit);
        leaveFailed();
    }
}

// ---- helpers ----

FunctionLowering::Word FunctionLowering::get(mlir::Value value) {
    Word word = values.lookup(value);
    if (!word)
        llvm::report_fatal_error("a value is used before it was lowered");
    return word;
}

llvm::MDNode* FunctionLowering::unlikelyWeights() {
    return llvm::MDBuilder(program.context).createUnlikelyBranchWeights();
}

FunctionLowering::Word FunctionLowering::callEntry(llvm::StringRef name, llvm::ArrayRef<Word> arguments) {
    return builder.CreateCall(program.entry(name), arguments);
}

FunctionLowering::Word FunctionLowering::isError(EntryType type, Word result) {
    switch (type) {
    case EntryType::Bool: return builder.CreateNot(result);
    case EntryType::Int32:
    case EntryType::Int64: return builder.CreateICmpSLT(result, llvm::Constant::getNullValue(result->getType()));
    case EntryType::Void: return builder.getFalse();
    default: return builder.CreateICmpEQ(result, llvm::Constant::getNullValue(result->getType()));
    }
}

FunctionLowering::Word FunctionLowering::callChecked(mlir::Operation* operation, llvm::StringRef name,
                                                     llvm::ArrayRef<Word> arguments) {
    const EntryPoint& entry = entryPoint(name);
    Word result = callEntry(name, arguments);
    failIf(operation, entry.mayRaise ? isError(entry.result, result) : builder.getFalse());
    return result;
}

void FunctionLowering::failIf(mlir::Operation* operation, Word failed) {
    auto raising = llvm::dyn_cast<RaisingOpInterface>(operation);
    if (mlir::Value result = raising ? raising.failedResult() : mlir::Value()) {
        set(result, failed);
        return;
    }
    if (auto* constant = llvm::dyn_cast<llvm::ConstantInt>(failed); constant && constant->isZero())
        return;
    llvm::BasicBlock* fine = newBlock("");
    if (raising || isGenerator() || (frame && framePushedIn(currentBlock))) {
        builder.CreateCondBr(failed, errorExit, fine, unlikelyWeights());
    } else { // memory ran out in what fails for no other reason, and this is no frame's business
        llvm::BasicBlock* exhausted = newBlock("exhausted");
        builder.CreateCondBr(failed, exhausted, fine, unlikelyWeights());
        builder.SetInsertPoint(exhausted);
        returnError();
    }
    builder.SetInsertPoint(fine);
}

FunctionLowering::Word FunctionLowering::globals() {
    return builder.CreateLoad(program.pointer, field(functionPointer, at(Field::Function_globals)));
}

FunctionLowering::Word FunctionLowering::thread() {
    return isGenerator() ? builder.CreateLoad(program.pointer, field(frame, at(Field::NativeGeneratorFrame_thread)))
                         : threadPointer;
}

FunctionLowering::Word FunctionLowering::namesWord() { return namesValue ? namesValue : program.word(0); }

FunctionLowering::Word FunctionLowering::isObject(Word value) {
    return builder.CreateICmpEQ(builder.CreateAnd(value, program.word(3)), program.word(0));
}

FunctionLowering::Word FunctionLowering::shapeOf(Word object) {
    return program.touching(Memory::Shape, loadPointer(pointerOf(object), "shape"));
}

FunctionLowering::Word FunctionLowering::hasShape(Word value, llvm::StringRef shapeSymbol) {
    llvm::BasicBlock* start = builder.GetInsertBlock();
    llvm::BasicBlock* look = newBlock("object");
    llvm::BasicBlock* done = newBlock("");
    builder.CreateCondBr(isObject(value), look, done);
    builder.SetInsertPoint(look);
    Word same = builder.CreateICmpEQ(shapeOf(value), program.runtimeSymbol(shapeSymbol));
    builder.CreateBr(done);
    builder.SetInsertPoint(done);
    return phi({{builder.getFalse(), start}, {same, look}});
}

llvm::LoadInst* FunctionLowering::loadWord(Word address) {
    llvm::LoadInst* load = builder.CreateLoad(program.i64, address);
    load->setAtomic(llvm::AtomicOrdering::Unordered);
    load->setAlignment(llvm::Align(8));
    return load;
}

llvm::LoadInst* FunctionLowering::loadPointer(Word address, const llvm::Twine& name) {
    llvm::LoadInst* load = builder.CreateLoad(program.pointer, address, name);
    load->setAtomic(llvm::AtomicOrdering::Unordered);
    return load;
}

llvm::StoreInst* FunctionLowering::storeWord(Word value, Word address) {
    llvm::StoreInst* store = builder.CreateStore(value, address);
    store->setAtomic(llvm::AtomicOrdering::Release);
    store->setAlignment(program.module.getDataLayout().getABITypeAlign(value->getType()));
    return store;
}

FunctionLowering::Word FunctionLowering::items(mlir::ValueRange operands, unsigned from) {
    for (auto [index, operand] : llvm::enumerate(operands))
        builder.CreateStore(get(operand), field(buffer, (from + index) * 8));
    return buffer;
}

FunctionLowering::Word FunctionLowering::phi(llvm::ArrayRef<std::pair<Word, llvm::BasicBlock*>> incoming) {
    llvm::PHINode* node = builder.CreatePHI(incoming.front().first->getType(), unsigned(incoming.size()));
    for (auto [value, block] : incoming)
        node->addIncoming(value, block);
    return node;
}

void FunctionLowering::branchTo(mlir::Block* target, mlir::ValueRange arguments) {
    auto phis = blocks[target]->phis().begin();
    for (mlir::Value argument : arguments)
        (phis++)->addIncoming(get(argument), builder.GetInsertBlock());
    builder.CreateBr(blocks[target]);
}

void FunctionLowering::lowerOperation(mlir::Operation* operation) {
    bool known = llvm::TypeSwitch<mlir::Operation*, bool>(operation)
                     .Case<
#define GET_OP_LIST
#include "midend/dialect/py_ops.cpp.inc"
                         >([&](auto op) {
                         lower(op);
                         return true;
                     })
                     .Default([&](mlir::Operation* other) { return lowerStandard(other); });
    if (!known)
        llvm::report_fatal_error("no lowering of " + operation->getName().getStringRef());
}

} // namespace pyc::codegen
