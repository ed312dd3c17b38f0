// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Side exits: cold blocks that rebuild the interpreter's registers from a frame state and return what it returns.
#include "codegen/lowering/function_lowering.h"

#include "runtime/thread/thread.h"

#include "llvm/IR/MDBuilder.h"

#include <bit>

namespace pyc::codegen {

using namespace midend;
using runtime::ExitForm;

llvm::BasicBlock* FunctionLowering::exitBlock(mlir::Value state) {
    // A state may stand before the place where the frame is pushed, and its exit behind.
    llvm::BasicBlock*& block = exits[{state, unsigned(frame && framePushedIn(currentBlock))}];
    if (!block)
        block = newBlock("leave");
    return block;
}

void FunctionLowering::leaveUnless(Word condition, mlir::Value state) {
    llvm::BasicBlock* stay = newBlock("");
    builder.CreateCondBr(condition, stay, exitBlock(state),
                         llvm::MDBuilder(program.context).createLikelyBranchWeights());
    builder.SetInsertPoint(stay);
}

FunctionLowering::Word FunctionLowering::stateValue(mlir::Value value) {
    if (auto recipe = value.getDefiningOp<RecipeOp>()) {
        const EntryPoint& entry = entryPoint(recipe.getEntry());
        return callEntry(entry.name, entryArguments(entry, recipe.getArguments(),
                                                    recipe.getImmediates().value_or(mlir::ArrayAttr())));
    }
    if (auto dispatched = value.getDefiningOp<DispatchedFunctionOp>()) {
        Word chosen = nullptr;
        for (auto [number, callee] : llvm::enumerate(dispatched.getCallees())) {
            Word made = madeFunction(llvm::cast<mlir::FlatSymbolRefAttr>(callee).getValue());
            Word here = builder.CreateICmpEQ(get(dispatched.getIndex()), program.word(number));
            chosen = chosen ? builder.CreateSelect(here, made, chosen) : made;
        }
        return chosen;
    }
    return get(value);
}

// How the runtime is to read what an exit left in a register.
static ExitForm exitForm(mlir::Type type) {
    return type.isInteger(64)  ? ExitForm::Integer
           : type.isF64()      ? ExitForm::Float
           : type.isInteger(1) ? ExitForm::Boolean
                               : ExitForm::Value;
}

llvm::Constant* ProgramLowering::exitSite(uint32_t position, const std::map<uint32_t, ExitForm>& live) {
    static_assert(sizeof(runtime::ExitSite) == 8 && sizeof(runtime::ExitRegister) == 4 &&
                      std::endian::native == std::endian::little,
                  "every target is, too");
    llvm::SmallVector<uint32_t> words = {position, uint32_t(live.size())};
    for (auto [index, form] : live)
        words.push_back(index | uint32_t(form) << 16);
    return privateConstant(llvm::ConstantDataArray::get(context, words));
}

// At the insertion point, which it ends.
void FunctionLowering::leave(FrameStateOp state, Word after, bool framed) {
    if (isGenerator()) // the coroutine's frame need not have room for them
        builder.CreateLifetimeStart(exitRegisters);
    std::map<uint32_t, ExitForm> live;
    auto store = [&](uint32_t reg, Word word, ExitForm form) {
        live[reg] = form;
        if (form == ExitForm::Boolean)
            word = builder.CreateZExt(word, program.i64);
        builder.CreateStore(word, field(exitRegisters, uint64_t(reg) * 8));
    };
    for (auto [reg, value] : llvm::zip(state.getRegisters(), state.getValues()))
        store(reg, stateValue(value), exitForm(value.getType()));
    if (after && int32_t(state.getDestination()) >= 0)
        store(state.getDestination(), after, ExitForm::Value);
    ExitTail& tail = exitTails[framed];
    if (!tail.block) {
        tail.block = newBlock("exit");
        tail.site = llvm::PHINode::Create(program.pointer, 4, "site", tail.block);
    }
    tail.site->addIncoming(program.exitSite(after ? state.getNext() : state.getPc(), live), builder.GetInsertBlock());
    builder.CreateBr(tail.block);
}

// What all exits have in common, once for those with and once for those without a frame.
void FunctionLowering::emitExitTail(bool framed) {
    ExitTail& tail = exitTails[framed];
    if (!tail.block)
        return;
    setLocation(source.getLoc());
    builder.SetInsertPoint(tail.block);
    Word owned = program.word(0);
    if (framed) {
        owned = builder.CreatePtrToInt(builder.CreateLoad(program.pointer, field(frame, at(Field::Frame_generator))),
                                       program.i64);
        popFrame();
    }
    if (llvm::GlobalVariable* counter =
            source.getGeneric() ? program.exitCounter(source.getRestOf().value_or(source.getSymName())) : nullptr) {
        Word count = builder.CreateLoad(program.i32, counter);
        builder.CreateStore(builder.CreateAdd(count, program.word32(1)), counter);
    }
    if (isGenerator()) {
        callEntry("pyc_generator_exit", {frame, tail.site, exitRegisters});
        builder.CreateLifetimeEnd(exitRegisters);
        builder.CreateBr(suspended);
        return;
    }
    llvm::Constant* loops = nullptr;
    if (std::optional<llvm::StringRef> generic = source.getGeneric())
        loops = program.bodyOf(*generic)->loops;
    if (!loops)
        loops = llvm::ConstantPointerNull::get(llvm::cast<llvm::PointerType>(program.pointer));
    Word result = callEntry("pyc_side_exit", {functionPointer, program.codeObject(source.getCode()), tail.site,
                                              exitRegisters, namesWord(), loops, owned});
    if (!ProgramLowering::returnsFlag(resultType)) {
        builder.CreateRet(result);
        return;
    }
    // What came back may be of the kind that callers expect after all.
    llvm::BasicBlock* failed = newBlock("failed");
    llvm::BasicBlock* returned = newBlock("returned");
    llvm::BasicBlock* expected = newBlock("expected");
    llvm::BasicBlock* other = newBlock("other");
    builder.CreateCondBr(builder.CreateICmpEQ(result, program.word(0)), failed, returned);
    builder.SetInsertPoint(failed);
    returnError();
    builder.SetInsertPoint(returned);
    Word fits = resultType.isInteger(64) ? isSmallInt(result)
                : resultType.isF64()     ? isImmediateFloat(result)
                : resultType.isInteger(1)
                    ? builder.CreateOr(builder.CreateICmpEQ(result, program.runtimeWord("pyc_True")),
                                       builder.CreateICmpEQ(result, program.runtimeWord("pyc_False")))
                    : isExactly(result, resultType);
    builder.CreateCondBr(fits, expected, other);
    builder.SetInsertPoint(expected);
    returnWord(resultType.isInteger(64)  ? builder.CreateAShr(result, program.word(1))
               : resultType.isF64()      ? decodeImmediateFloat(result)
               : resultType.isInteger(1) ? builder.CreateICmpEQ(result, program.runtimeWord("pyc_True"))
                                         : result);
    builder.SetInsertPoint(other);
    Word payload = resultType.isF64() ? builder.CreateBitCast(result, program.f64) : result;
    Word pair = builder.CreateInsertValue(llvm::PoisonValue::get(function->getReturnType()), payload, 0);
    builder.CreateRet(builder.CreateInsertValue(pair, program.word32(ResultBoxed), 1));
}

void FunctionLowering::emitExits() {
    for (auto& [key, block] : exits) {
        auto [state, framed] = key;
        builder.SetInsertPoint(block);
        setLocation(state.getLoc());
        leave(state.getDefiningOp<FrameStateOp>(), nullptr, framed);
    }
    emitExitTail(false);
    emitExitTail(true);
}

// ---- between generic entry and typed form ----

FunctionLowering::FunctionLowering(ProgramLowering& program, FuncOp source, llvm::Function* function,
                                   llvm::IRBuilder<>& position)
    : FunctionLowering(program, source, function) {
    builder.SetInsertPoint(position.GetInsertBlock(), position.GetInsertPoint());
    builder.SetCurrentDebugLocation(position.getCurrentDebugLocation());
}

FunctionLowering::Word FunctionLowering::adaptArgument(Word given, mlir::Type type, llvm::BasicBlock* otherwise) {
    auto test = [&](Word condition) {
        llvm::BasicBlock* next = newBlock("");
        builder.CreateCondBr(condition, next, otherwise);
        builder.SetInsertPoint(next);
    };
    if (type.isInteger(64)) {
        test(isSmallInt(given));
        return builder.CreateAShr(given, program.word(1));
    }
    if (type.isF64()) {
        test(isUnboxableFloat(given));
        return unboxFloat(given);
    }
    if (type.isInteger(1)) {
        test(isExactly(given, PyBoolType::get(type.getContext())));
        return builder.CreateICmpEQ(given, program.runtimeWord("pyc_True"));
    }
    test(isExactly(given, type));
    return given;
}

void FunctionLowering::returnBoxed(Word result) {
    if (!ProgramLowering::returnsFlag(resultType)) {
        builder.CreateRet(result);
        return;
    }
    Word payload = builder.CreateExtractValue(result, 0);
    Word flag = builder.CreateExtractValue(result, 1);
    llvm::BasicBlock* fine = newBlock("fine");
    llvm::BasicBlock* other = newBlock("other");
    builder.CreateCondBr(builder.CreateICmpEQ(flag, program.word32(ResultFine)), fine, other);
    builder.SetInsertPoint(other);
    Word boxedWord = payload->getType()->isDoubleTy() ? builder.CreateBitCast(payload, program.i64) : payload;
    builder.CreateRet(
        builder.CreateSelect(builder.CreateICmpEQ(flag, program.word32(ResultBoxed)), boxedWord, program.word(0)));
    builder.SetInsertPoint(fine);
    builder.CreateRet(box(resultType.isInteger(1) ? builder.CreateTrunc(payload, program.i1) : payload, resultType));
}

void FunctionLowering::lower(SideExitOp op) { builder.CreateBr(exitBlock(op.getState())); }

} // namespace pyc::codegen
