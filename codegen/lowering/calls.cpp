// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Calls, generic and direct; polls; returning and failing.
#include "codegen/lowering/function_lowering.h"

#include "codegen/target/loop_functions.h"
#include "runtime/thread/thread.h"

#include "llvm/IR/MDBuilder.h"

namespace pyc::codegen {

using namespace midend;

// `count` arguments in memory. A function object's entry is called at once, everything else by the runtime.
FunctionLowering::Word FunctionLowering::callCallable(mlir::Operation* operation, Word callable, Word arguments,
                                                      Word count, mlir::DenseI32ArrayAttr keywords) {
    Word names = llvm::ConstantPointerNull::get(llvm::cast<llvm::PointerType>(program.pointer));
    if (keywords)
        names = builder.CreateIntToPtr(constantOf(unsigned(keywords[0]), unsigned(keywords[1])), program.pointer);
    auto slowCall = [&] {
        return keywords ? callEntry("pyc_call_keywords", {callable, arguments, count, names})
                        : callEntry("pyc_call", {callable, arguments, count});
    };
    if (!inlinesFastPaths) {
        Word result = slowCall();
        failIf(operation, builder.CreateICmpEQ(result, program.word(0)));
        return result;
    }
    llvm::BasicBlock* fast = newBlock("function");
    llvm::BasicBlock* slow = newBlock("callable");
    llvm::BasicBlock* done = newBlock("");
    builder.CreateCondBr(hasShape(callable, "pyc_FunctionShape"), fast, slow);
    builder.SetInsertPoint(fast);
    Word positional = count;
    if (keywords) {
        const frontend::CodeData& owner = *program.program.codes[unsigned(keywords[0])].data;
        positional = builder.CreateSub(count, program.word(owner.constants[keywords[1]].count));
    }
    Word entry = builder.CreateLoad(program.pointer, field(pointerOf(callable), at(Field::Function_entry)));
    Word quick = builder.CreateCall(program.genericType(), entry,
                                    {callable, arguments, builder.CreateZExtOrTrunc(positional, program.size), names});
    builder.CreateBr(done);
    builder.SetInsertPoint(slow);
    Word called = slowCall();
    builder.CreateBr(done);
    builder.SetInsertPoint(done);
    Word result = phi({{quick, fast}, {called, slow}});
    failIf(operation, builder.CreateICmpEQ(result, program.word(0)));
    return result;
}

void FunctionLowering::lower(CallOp op) {
    Word arguments = items(op.getArguments());
    set(op.getResult(), callCallable(op, get(op.getCallable()), arguments, program.word(op.getArguments().size()),
                                     op.getKeywordsAttr()));
}

// The receiver stands before the arguments; without one the call begins a word later.
void FunctionLowering::lower(CallMethodOp op) {
    Word receiver = get(op.getReceiver());
    Word block = items(op.getArguments(), 1);
    builder.CreateStore(receiver, block);
    Word bound = builder.CreateICmpNE(receiver, program.word(0));
    Word arguments = builder.CreateSelect(bound, block, field(block, 8));
    Word count = builder.CreateAdd(program.word(op.getArguments().size()), builder.CreateZExt(bound, program.i64));
    set(op.getResult(), callCallable(op, get(op.getCallable()), arguments, count, op.getKeywordsAttr()));
}

void FunctionLowering::lower(CallUnpackedOp op) {
    set(op.getResult(),
        callChecked(op, "pyc_call_unpacked", {get(op.getCallable()), get(op.getArguments()), get(op.getKeywords())}));
}

// Elsewhere a processor says at no cost whether a result fitted.
void FunctionLowering::assumeBounds(llvm::ArrayRef<Word> arguments, llvm::ArrayRef<int64_t> bounds) {
    if (program.hasWidePointers())
        return;
    for (auto [number, argument] : llvm::enumerate(arguments)) {
        int64_t least = bounds[2 * number], greatest = bounds[2 * number + 1];
        if (llvm::isa<llvm::Constant>(argument))
            continue;
        if (least > INT64_MIN)
            builder.CreateAssumption(builder.CreateICmpSGE(argument, program.word(uint64_t(least))));
        if (greatest < INT64_MAX)
            builder.CreateAssumption(builder.CreateICmpSLE(argument, program.word(uint64_t(greatest))));
    }
}

void FunctionLowering::lower(CallDirectOp op) {
    ProgramLowering::Body* callee = program.bodyOf(op.getCallee());
    if (!callee || !callee->direct)
        llvm::report_fatal_error("no direct entry of " + op.getCallee());
    llvm::SmallVector<Word> arguments = {thread(), pointerOf(get(op.getCallable()))};
    for (mlir::Value argument : op.getArguments())
        arguments.push_back(get(argument));
    if (op.getBounds() && callee->direct->hasFnAttribute(llvm::Attribute::AlwaysInline))
        assumeBounds(llvm::ArrayRef(arguments).drop_front(2), *op.getBounds());
    llvm::CallInst* call = builder.CreateCall(callee->direct, arguments);
    call->setCallingConv(callee->direct->getCallingConv());
    if (!ProgramLowering::returnsFlag(op.getResult().getType())) {
        failIf(op, builder.CreateICmpEQ(call, program.word(0)));
        set(op.getResult(), call);
        return;
    }
    Word payload = builder.CreateExtractValue(call, 0);
    Word flag = builder.CreateExtractValue(call, 1);
    if (op.getFailed()) {
        failIf(op, builder.CreateICmpEQ(flag, program.word32(ResultError)));
        llvm::BasicBlock* fine = newBlock("");
        llvm::BasicBlock* boxed = newBlock("boxed");
        builder.CreateCondBr(builder.CreateICmpEQ(flag, program.word32(ResultBoxed)), boxed, fine, unlikelyWeights());
        builder.SetInsertPoint(boxed);
        leave(op.getState().getDefiningOp<FrameStateOp>(),
              payload->getType()->isDoubleTy() ? builder.CreateBitCast(payload, program.i64) : payload,
              framePushedIn(currentBlock));
        builder.SetInsertPoint(fine);
    } else {
        // One test on the way that matters.
        llvm::BasicBlock* fine = newBlock("");
        llvm::BasicBlock* other = newBlock("other");
        llvm::BasicBlock* boxed = newBlock("boxed");
        builder.CreateCondBr(builder.CreateICmpEQ(flag, program.word32(ResultFine)), fine, other,
                             llvm::MDBuilder(program.context).createLikelyBranchWeights());
        builder.SetInsertPoint(other);
        builder.CreateCondBr(builder.CreateICmpEQ(flag, program.word32(ResultError)), errorExit, boxed);
        builder.SetInsertPoint(boxed);
        leave(op.getState().getDefiningOp<FrameStateOp>(),
              payload->getType()->isDoubleTy() ? builder.CreateBitCast(payload, program.i64) : payload,
              framePushedIn(currentBlock));
        builder.SetInsertPoint(fine);
    }
    set(op.getResult(), op.getResult().getType().isInteger(1) ? builder.CreateTrunc(payload, program.i1) : payload);
}

// ---- polls ----

void FunctionLowering::pollIf(mlir::Operation* operation, Word condition) {
    llvm::BasicBlock* start = builder.GetInsertBlock();
    llvm::BasicBlock* waiting = newBlock("poll");
    llvm::BasicBlock* done = newBlock("");
    builder.CreateCondBr(condition, waiting, done, unlikelyWeights());
    builder.SetInsertPoint(waiting);
    storePosition(operation);
    Word failed = builder.CreateNot(callEntry("pyc_poll", {}));
    builder.CreateBr(done);
    builder.SetInsertPoint(done);
    failIf(operation, phi({{builder.getFalse(), start}, {failed, waiting}}));
}

FunctionLowering::Word FunctionLowering::eventPending() {
    llvm::LoadInst* limit = builder.CreateLoad(program.size, field(thread(), at(Field::Thread_stackLimit)), "limit");
    limit->setAtomic(llvm::AtomicOrdering::Monotonic);
    limit->setMetadata(PollMetadata, llvm::MDNode::get(program.context, {}));
    return builder.CreateICmpEQ(limit, llvm::Constant::getAllOnesValue(program.size));
}

void FunctionLowering::lower(PollOp op) { pollIf(op, eventPending()); }

// Counting decides first, so that most iterations load nothing.
void FunctionLowering::lower(PollDueOp op) {
    if (!op.getCounter()) {
        set(op, eventPending());
        return;
    }
    llvm::BasicBlock* start = builder.GetInsertBlock();
    llvm::BasicBlock* look = newBlock("look");
    llvm::BasicBlock* done = newBlock("");
    Word turn = builder.CreateICmpEQ(builder.CreateAnd(get(op.getCounter()), program.word(1023)), program.word(0));
    builder.CreateCondBr(turn, look, done, unlikelyWeights());
    builder.SetInsertPoint(look);
    Word pending = eventPending();
    builder.CreateBr(done);
    builder.SetInsertPoint(done);
    set(op, phi({{builder.getFalse(), start}, {pending, look}}));
}

void FunctionLowering::lower(PollNowOp op) { failIf(op, builder.CreateNot(callEntry("pyc_poll", {}))); }

void FunctionLowering::lower(CountedPollOp op) {
    llvm::BasicBlock* start = builder.GetInsertBlock();
    llvm::BasicBlock* look = newBlock("look");
    llvm::BasicBlock* waiting = newBlock("poll");
    llvm::BasicBlock* done = newBlock("");
    Word due = builder.CreateICmpEQ(builder.CreateAnd(get(op.getCounter()), program.word(1023)), program.word(0));
    builder.CreateCondBr(due, look, done, unlikelyWeights());
    builder.SetInsertPoint(look);
    builder.CreateCondBr(eventPending(), waiting, done, unlikelyWeights());
    builder.SetInsertPoint(waiting);
    storePosition(op);
    Word failed = builder.CreateNot(callEntry("pyc_poll", {}));
    builder.CreateBr(done);
    builder.SetInsertPoint(done);
    failIf(op, phi({{builder.getFalse(), start}, {builder.getFalse(), look}, {failed, waiting}}));
}

// ---- exceptions, leaving ----

void FunctionLowering::lower(TakeExceptionOp op) {
    set(op, callEntry(op.getReraised() ? "pyc_catch_again" : "pyc_catch", {frame}));
}

void FunctionLowering::lower(RaiseCurrentOp op) {
    Word handled = builder.CreateLoad(program.pointer, field(thread(), at(Field::Thread_handled)));
    callEntry("pyc_raise_current", {});
    set(op, builder.CreateIsNotNull(handled));
}

void FunctionLowering::lower(ReturnOp op) {
    Word result = get(op.getValue());
    if (isGenerator()) {
        Word generator = builder.CreateLoad(program.pointer, field(frame, at(Field::Frame_generator)));
        storeWord(result, field(generator, at(Field::Generator_returned)));
        builder.CreateBr(suspended);
        return;
    }
    if (frame && framePushedIn(currentBlock))
        popFrame();
    returnWord(result);
}

void FunctionLowering::lower(ContinueInOp op) {
    llvm::Function* rest = program.bodyOf(op.getCallee())->direct;
    llvm::SmallVector<Word> arguments = {thread(), functionPointer};
    for (mlir::Value argument : op.getArguments())
        arguments.push_back(get(argument));
    llvm::CallInst* call = builder.CreateCall(rest, arguments);
    call->setCallingConv(rest->getCallingConv());
    call->setTailCall();
    builder.CreateRet(call);
}

void FunctionLowering::lower(FailOp op) {
    if (!op.getReraised()) {
        builder.CreateBr(errorExit);
        return;
    }
    if (!reraiseExit)
        reraiseExit = newBlock("reraise");
    builder.CreateBr(reraiseExit);
}

void FunctionLowering::lower(UnreachableOp) { builder.CreateUnreachable(); }

} // namespace pyc::codegen
