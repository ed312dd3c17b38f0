// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Generators and coroutines as LLVM's switched-resume coroutines, whose frame is a block of the collector.
#include "codegen/lowering/function_lowering.h"

#include "runtime/abi/native_generator.h"

namespace pyc::codegen {

using namespace midend;
using runtime::Generator;
using runtime::NativeGeneratorFrame;
using runtime::ResumeCommand;

// The first call makes the generator object at once and returns it at StartGenerator.
void FunctionLowering::beginCoroutine() {
    function->addFnAttr(llvm::Attribute::PresplitCoroutine);
    llvm::Value* null = llvm::ConstantPointerNull::get(llvm::cast<llvm::PointerType>(program.pointer));
    generatorWord = builder.CreateAlloca(program.i64, nullptr, "generator");
    builder.CreateStore(program.word(0), generatorWord);
    suspended = newBlock("suspended");
    llvm::BasicBlock* refused = newBlock("refused");
    llvm::BasicBlock* allocated = newBlock("allocated");
    llvm::BasicBlock* made = newBlock("made");

    llvm::Value* identifier =
        builder.CreateIntrinsic(llvm::Intrinsic::coro_id, {}, {program.word32(16), null, null, null});
    llvm::Value* size = builder.CreateIntrinsic(llvm::Intrinsic::coro_size, {program.i64}, {});
    llvm::Value* memory = callEntry("pyc_allocate_coroutine", {size});
    builder.CreateCondBr(builder.CreateIsNull(memory), refused, allocated, unlikelyWeights());
    builder.SetInsertPoint(refused);
    builder.CreateRet(program.word(0));
    builder.SetInsertPoint(allocated);
    coroutine = builder.CreateIntrinsic(llvm::Intrinsic::coro_begin, {}, {identifier, memory});
    llvm::Value* generator =
        callEntry("pyc_native_generator", {functionPointer, program.codeObject(source.getCode()), coroutine});
    builder.CreateCondBr(builder.CreateICmpEQ(generator, program.word(0)), suspended, made, unlikelyWeights());
    builder.SetInsertPoint(made);
    frame = builder.CreateLoad(program.pointer, field(pointerOf(generator), at(Field::Generator_frame)), "frame");
    builder.CreateStore(threadPointer, field(frame, at(Field::NativeGeneratorFrame_thread)));
    if (program.program.keepsLocals(*code.data) && code.data->namedCount) {
        localsFile = callEntry("pyc_allocate", {program.word(code.data->registerCount * 8)});
        llvm::BasicBlock* kept = newBlock("kept");
        builder.CreateCondBr(builder.CreateIsNull(localsFile), suspended, kept, unlikelyWeights());
        builder.SetInsertPoint(kept);
        builder.CreateStore(localsFile, field(frame, at(Field::Frame_registers)));
    }
    builder.CreateStore(generator, generatorWord);
}

void FunctionLowering::endCoroutine() {
    builder.SetInsertPoint(suspended);
    llvm::Value* none = llvm::ConstantTokenNone::get(program.context);
    builder.CreateIntrinsic(llvm::Intrinsic::coro_end, {}, {coroutine, builder.getFalse(), none});
    builder.CreateRet(builder.CreateLoad(program.i64, generatorWord));
}

// Control comes back here when the generator is resumed.
void FunctionLowering::suspend() {
    llvm::Value* none = llvm::ConstantTokenNone::get(program.context);
    llvm::Value* state = builder.CreateIntrinsic(llvm::Intrinsic::coro_suspend, {}, {none, builder.getFalse()});
    llvm::BasicBlock* resumed = newBlock("resumed");
    llvm::SwitchInst* choice = builder.CreateSwitch(state, suspended, 2);
    choice->addCase(builder.getInt8(0), resumed);
    choice->addCase(builder.getInt8(1), suspended); // nobody destroys it: the collector does
    builder.SetInsertPoint(resumed);
}

FunctionLowering::Word FunctionLowering::resumedWith(mlir::Operation* operation) {
    Word sent = builder.CreateLoad(program.i64, field(frame, at(Field::NativeGeneratorFrame_sent)));
    Word command = builder.CreateLoad(program.i32, field(frame, at(Field::NativeGeneratorFrame_command)));
    static_assert(ResumeCommand::Throw > ResumeCommand::Send && ResumeCommand::Close > ResumeCommand::Throw);
    Word raises = builder.CreateICmpUGE(command, program.word32(uint64_t(ResumeCommand::Throw)));
    llvm::BasicBlock* thrown = newBlock("thrown");
    llvm::BasicBlock* done = newBlock("");
    builder.CreateCondBr(raises, thrown, done, unlikelyWeights());
    builder.SetInsertPoint(thrown);
    callEntry("pyc_throw_here", {sent});
    builder.CreateBr(done);
    builder.SetInsertPoint(done);
    failIf(operation, raises);
    return sent;
}

void FunctionLowering::lower(StartGeneratorOp op) {
    suspend();
    resumedWith(op);
}

void FunctionLowering::lower(YieldOp op) {
    builder.CreateStore(get(op.getValue()), field(frame, at(Field::NativeGeneratorFrame_yielded)));
    suspend();
    set(op.getResult(), resumedWith(op));
}

// What it delegates to is visible as gi_yieldfrom between suspensions.
void FunctionLowering::lower(SendOp op) {
    Word receiver = get(op.getReceiver());
    Word state = callEntry(op.getThrows() ? "pyc_throw_into" : "pyc_send", {receiver, get(op.getValue()), buffer});
    Word result = builder.CreateLoad(program.i64, buffer);
    Word finished = builder.CreateICmpEQ(state, program.word32(0));
    failIf(op, builder.CreateICmpSLT(state, program.word32(0)));
    Word generator = builder.CreateLoad(program.pointer, field(frame, at(Field::Frame_generator)));
    storeWord(builder.CreateSelect(finished, program.word(0), receiver),
              field(generator, at(Field::Generator_delegate)));
    set(op.getResult(), result);
    set(op.getFinished(), finished);
}

} // namespace pyc::codegen
