// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Numbers: boxing and unboxing, operators with their inline paths for small integers, and arithmetic on unboxed values.
#include "codegen/lowering/function_lowering.h"

#include "runtime/object/value.h"

#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/IR/MDBuilder.h"

namespace pyc::codegen {

using namespace midend;
using TaggedWord = runtime::Value;

// ---- tags ----

FunctionLowering::Word FunctionLowering::isSmallInt(Word value) { return builder.CreateTrunc(value, program.i1); }

FunctionLowering::Word FunctionLowering::isImmediateFloat(Word value) {
    return builder.CreateICmpEQ(builder.CreateAnd(value, program.word(3)), program.word(2));
}

FunctionLowering::Word FunctionLowering::boxInt(Word value) {
    Word doubled = builder.CreateBinaryIntrinsic(llvm::Intrinsic::sadd_with_overflow, value, value);
    Word small = builder.CreateOr(builder.CreateExtractValue(doubled, 0), program.word(1));
    if (auto* known = llvm::dyn_cast<llvm::ConstantInt>(value);
        known && TaggedWord::fitsSmallInt(known->getSExtValue()))
        return small;
    llvm::BasicBlock* start = builder.GetInsertBlock();
    llvm::BasicBlock* big = newBlock("big");
    llvm::BasicBlock* done = newBlock("");
    builder.CreateCondBr(builder.CreateExtractValue(doubled, 1), big, done, unlikelyWeights());
    builder.SetInsertPoint(big);
    Word object = callEntry("pyc_box_int", {value});
    builder.CreateBr(done);
    builder.SetInsertPoint(done);
    return phi({{small, start}, {object, big}});
}

// As Value::immediateOrEmpty, and a box where that is empty; zero shares the slow path.
FunctionLowering::Word FunctionLowering::boxFloat(Word value) {
    Word raw = builder.CreateBitCast(value, program.i64);
    Word rotated = builder.CreateIntrinsic(llvm::Intrinsic::fshl, {program.i64}, {raw, raw, program.word(3)});
    Word immediate = builder.CreateOr(builder.CreateAnd(rotated, program.word(~uint64_t(3))), program.word(2));
    Word top = builder.CreateAnd(
        builder.CreateLShr(builder.CreateAdd(raw, program.word(uint64_t(1) << 60)), program.word(61)), program.word(3));
    Word fits = builder.CreateAnd(builder.CreateICmpEQ(top, program.word(2)),
                                  builder.CreateICmpNE(raw, program.word(0x3000000000000000)));
    llvm::BasicBlock* start = builder.GetInsertBlock();
    llvm::BasicBlock* rare = newBlock("rare");
    llvm::BasicBlock* heap = newBlock("heap");
    llvm::BasicBlock* done = newBlock("");
    builder.CreateCondBr(fits, done, rare, llvm::MDBuilder(program.context).createLikelyBranchWeights());
    builder.SetInsertPoint(rare);
    builder.CreateCondBr(builder.CreateICmpEQ(raw, program.word(0)), done, heap);
    builder.SetInsertPoint(heap);
    Word object = callEntry("pyc_box_float", {value});
    builder.CreateBr(done);
    builder.SetInsertPoint(done);
    return phi({{immediate, start}, {program.word(TaggedWord::ZeroFloat), rare}, {object, heap}});
}

FunctionLowering::Word FunctionLowering::box(Word value, mlir::Type type) {
    if (type.isInteger(64))
        return boxInt(value);
    if (type.isF64())
        return boxFloat(value);
    if (type.isInteger(1))
        return boolWord(value);
    return value;
}

FunctionLowering::Word FunctionLowering::decodeImmediateFloat(Word value) {
    Word bits = builder.CreateSub(value, builder.CreateLShr(value, program.word(63)));
    Word raw = builder.CreateIntrinsic(llvm::Intrinsic::fshr, {program.i64}, {bits, bits, program.word(3)});
    raw = builder.CreateSelect(builder.CreateICmpEQ(value, program.word(TaggedWord::ZeroFloat)), program.word(0), raw);
    return builder.CreateBitCast(raw, program.f64);
}

FunctionLowering::Word FunctionLowering::unboxFloat(Word value) {
    llvm::BasicBlock* immediate = newBlock("immediate");
    llvm::BasicBlock* boxed = newBlock("boxed");
    llvm::BasicBlock* done = newBlock("");
    builder.CreateCondBr(isImmediateFloat(value), immediate, boxed,
                         llvm::MDBuilder(program.context).createLikelyBranchWeights());
    builder.SetInsertPoint(immediate);
    Word decoded = decodeImmediateFloat(value);
    builder.CreateBr(done);
    builder.SetInsertPoint(boxed);
    Word loaded = builder.CreateLoad(program.f64, field(pointerOf(value), at(Field::FloatObject_value)));
    builder.CreateBr(done);
    builder.SetInsertPoint(done);
    return phi({{decoded, immediate}, {loaded, boxed}});
}

void FunctionLowering::lower(BoxOp op) { set(op, box(get(op.getValue()), op.getValue().getType())); }
void FunctionLowering::lower(UnboxFloatOp op) { set(op, unboxFloat(get(op.getValue()))); }
void FunctionLowering::lower(UnboxBoolOp op) {
    set(op, builder.CreateICmpEQ(get(op.getValue()), program.runtimeWord("pyc_True")));
}

void FunctionLowering::lower(UnboxIntOp op) {
    Word value = get(op.getValue());
    leaveUnless(isSmallInt(value), op.getState());
    set(op, builder.CreateAShr(value, program.word(1)));
}

// ---- generic operators ----

static const char* const binaryEntries[] = {
    "pyc_add",          "pyc_subtract", "pyc_multiply", "pyc_matrix_multiply", "pyc_true_divide",
    "pyc_floor_divide", "pyc_modulo",   "pyc_power",    "pyc_left_shift",      "pyc_right_shift",
    "pyc_bit_and",      "pyc_bit_or",   "pyc_bit_xor"};
static const char* const inplaceEntries[] = {
    "pyc_inplace_add",         "pyc_inplace_subtract",     "pyc_inplace_multiply", "pyc_inplace_matrix_multiply",
    "pyc_inplace_true_divide", "pyc_inplace_floor_divide", "pyc_inplace_modulo",   "pyc_inplace_power",
    "pyc_inplace_left_shift",  "pyc_inplace_right_shift",  "pyc_inplace_bit_and",  "pyc_inplace_bit_or",
    "pyc_inplace_bit_xor"};
static const char* const compareEntries[] = {"pyc_less",      "pyc_less_equal", "pyc_equal",
                                             "pyc_not_equal", "pyc_greater",    "pyc_greater_equal"};
static const char* const unaryEntries[] = {"pyc_negative", "pyc_positive", "pyc_invert"};

static constexpr llvm::CmpInst::Predicate integerPredicates[] = {llvm::CmpInst::ICMP_SLT, llvm::CmpInst::ICMP_SLE,
                                                                 llvm::CmpInst::ICMP_EQ,  llvm::CmpInst::ICMP_NE,
                                                                 llvm::CmpInst::ICMP_SGT, llvm::CmpInst::ICMP_SGE};

static bool mayBeInt(mlir::Value value) { return llvm::isa<PyAnyType, PyIntType>(value.getType()); }

// The result for two small integers, or null where there is no short way; the builder stands where it is known,
// overflow went to `slow`.
// The product beside whether it does not fit. On a machine without the upper half of a product the test is a long call,
// which small factors do without.
FunctionLowering::Word FunctionLowering::multiply(Word left, Word right) {
    auto whole = [&] { return builder.CreateBinaryIntrinsic(llvm::Intrinsic::smul_with_overflow, left, right); };
    if (program.hasWidePointers())
        return whole();
    auto isSmall = [&](Word factor) {
        return builder.CreateICmpEQ(builder.CreateSExt(builder.CreateTrunc(factor, program.i32), program.i64), factor);
    };
    llvm::BasicBlock* small = newBlock("small");
    llvm::BasicBlock* large = newBlock("large");
    llvm::BasicBlock* done = newBlock("");
    builder.CreateCondBr(builder.CreateAnd(isSmall(left), isSmall(right)), small, large,
                         llvm::MDBuilder(program.context).createLikelyBranchWeights());
    builder.SetInsertPoint(small);
    Word product = builder.CreateNSWMul(left, right);
    builder.CreateBr(done);
    builder.SetInsertPoint(large);
    Word pair = whole();
    Word wrapped = builder.CreateExtractValue(pair, 0), overflows = builder.CreateExtractValue(pair, 1);
    builder.CreateBr(done);
    builder.SetInsertPoint(done);
    Word result = phi({{product, small}, {wrapped, large}});
    Word flag = phi({{builder.getFalse(), small}, {overflows, large}});
    Word both = llvm::PoisonValue::get(pair->getType());
    return builder.CreateInsertValue(builder.CreateInsertValue(both, result, 0), flag, 1);
}

FunctionLowering::Word FunctionLowering::binaryFast(BinaryKind kind, Word left, Word right, llvm::BasicBlock* slow) {
    auto unless = [&](Word pair) {
        llvm::BasicBlock* fine = newBlock("");
        builder.CreateCondBr(builder.CreateExtractValue(pair, 1), slow, fine, unlikelyWeights());
        builder.SetInsertPoint(fine);
        return builder.CreateExtractValue(pair, 0);
    };
    switch (kind) {
    case BinaryKind::Add:
        return unless(builder.CreateBinaryIntrinsic(llvm::Intrinsic::sadd_with_overflow, left,
                                                    builder.CreateSub(right, program.word(1))));
    case BinaryKind::Subtract:
        return unless(builder.CreateBinaryIntrinsic(llvm::Intrinsic::ssub_with_overflow, left,
                                                    builder.CreateSub(right, program.word(1))));
    case BinaryKind::Multiply: {
        Word product =
            unless(multiply(builder.CreateSub(left, program.word(1)), builder.CreateAShr(right, program.word(1))));
        return builder.CreateOr(product, program.word(1));
    }
    case BinaryKind::BitAnd: return builder.CreateAnd(left, right);
    case BinaryKind::BitOr: return builder.CreateOr(left, right);
    case BinaryKind::BitXor: return builder.CreateOr(builder.CreateXor(left, right), program.word(1));
    default: return nullptr;
    }
}

static bool hasFastPath(BinaryKind kind) {
    switch (kind) {
    case BinaryKind::Add:
    case BinaryKind::Subtract:
    case BinaryKind::Multiply:
    case BinaryKind::BitAnd:
    case BinaryKind::BitOr:
    case BinaryKind::BitXor: return true;
    default: return false;
    }
}

void FunctionLowering::lower(BinaryOp op) {
    Word left = get(op.getLeft()), right = get(op.getRight());
    const char* entry = (op.getInplace() ? inplaceEntries : binaryEntries)[unsigned(op.getKind())];
    if (!inlinesFastPaths || !hasFastPath(op.getKind()) || !mayBeInt(op.getLeft()) || !mayBeInt(op.getRight())) {
        set(op.getResult(), callChecked(op, entry, {left, right}));
        return;
    }
    llvm::BasicBlock* fast = newBlock("small");
    llvm::BasicBlock* slow = newBlock("slow");
    llvm::BasicBlock* done = newBlock("");
    builder.CreateCondBr(isSmallInt(builder.CreateAnd(left, right)), fast, slow);
    builder.SetInsertPoint(fast);
    Word quick = binaryFast(op.getKind(), left, right, slow);
    llvm::BasicBlock* fastEnd = builder.GetInsertBlock();
    builder.CreateBr(done);
    builder.SetInsertPoint(slow);
    Word called = callEntry(entry, {left, right});
    builder.CreateBr(done);
    builder.SetInsertPoint(done);
    Word result = phi({{quick, fastEnd}, {called, slow}});
    failIf(op, builder.CreateICmpEQ(result, program.word(0)));
    set(op.getResult(), result);
}

void FunctionLowering::lower(CompareOp op) {
    Word left = get(op.getLeft()), right = get(op.getRight());
    unsigned kind = unsigned(op.getKind());
    if (!inlinesFastPaths || !mayBeInt(op.getLeft()) || !mayBeInt(op.getRight())) {
        set(op.getResult(), callChecked(op, compareEntries[kind], {left, right}));
        return;
    }
    llvm::BasicBlock* fast = newBlock("small");
    llvm::BasicBlock* slow = newBlock("slow");
    llvm::BasicBlock* done = newBlock("");
    builder.CreateCondBr(isSmallInt(builder.CreateAnd(left, right)), fast, slow);
    builder.SetInsertPoint(fast);
    Word quick = boolWord(builder.CreateICmp(integerPredicates[kind], left, right));
    builder.CreateBr(done);
    builder.SetInsertPoint(slow);
    Word called = callEntry(compareEntries[kind], {left, right});
    builder.CreateBr(done);
    builder.SetInsertPoint(done);
    Word result = phi({{quick, fast}, {called, slow}});
    failIf(op, builder.CreateICmpEQ(result, program.word(0)));
    set(op.getResult(), result);
}

void FunctionLowering::lower(UnaryOp op) {
    set(op.getResult(), callChecked(op, unaryEntries[unsigned(op.getKind())], {get(op.getValue())}));
}

void FunctionLowering::lower(IsOp op) {
    Word left = get(op.getLeft()), right = get(op.getRight());
    set(op, builder.CreateICmpEQ(left, right));
}

void FunctionLowering::lower(TruthOp op) {
    Word value = get(op.getValue());
    mlir::Type type = op.getValue().getType();
    Word known = nullptr;
    if (llvm::isa<PyBoolType>(type))
        known = builder.CreateICmpEQ(value, program.runtimeWord("pyc_True"));
    else if (llvm::isa<PyIntType>(type)) // a heap integer is never zero
        known = builder.CreateICmpNE(value, program.word(TaggedWord::fromSmallInt(0).bits));
    else if (llvm::isa<PyNoneType>(type))
        known = builder.getFalse();
    else if (llvm::isa<PyFloatType>(type))
        known = builder.CreateFCmpUNE(unboxFloat(value), llvm::ConstantFP::get(program.f64, 0));
    if (known) {
        failIf(op, builder.getFalse());
        set(op.getResult(), known);
        return;
    }
    if (!inlinesFastPaths) {
        Word result = callChecked(op, "pyc_is_true", {value});
        set(op.getResult(), builder.CreateICmpSGT(result, program.word32(0)));
        return;
    }
    llvm::BasicBlock* start = builder.GetInsertBlock();
    llvm::BasicBlock* notTrue = newBlock("");
    llvm::BasicBlock* slow = newBlock("slow");
    llvm::BasicBlock* done = newBlock("");
    builder.CreateCondBr(builder.CreateICmpEQ(value, program.runtimeWord("pyc_True")), done, notTrue);
    builder.SetInsertPoint(notTrue);
    builder.CreateCondBr(builder.CreateICmpEQ(value, program.runtimeWord("pyc_False")), done, slow);
    builder.SetInsertPoint(slow);
    Word called = callEntry("pyc_is_true", {value});
    builder.CreateBr(done);
    builder.SetInsertPoint(done);
    Word result = phi({{program.word32(1), start}, {program.word32(0), notTrue}, {called, slow}});
    failIf(op, builder.CreateICmpSLT(result, program.word32(0)));
    set(op.getResult(), builder.CreateICmpSGT(result, program.word32(0)));
}

// ---- unboxed arithmetic ----

void FunctionLowering::lower(IntArithOp op) {
    Word left = get(op.getLeft()), right = get(op.getRight());
    mlir::Value state = op.getState();
    auto unless = [&](Word pair) {
        leaveUnless(builder.CreateNot(builder.CreateExtractValue(pair, 1)), state);
        set(op, builder.CreateExtractValue(pair, 0));
    };
    Word zero = program.word(0);
    switch (op.getKind()) {
    case IntArithKind::Add:
        return unless(builder.CreateBinaryIntrinsic(llvm::Intrinsic::sadd_with_overflow, left, right));
    case IntArithKind::Subtract:
        return unless(builder.CreateBinaryIntrinsic(llvm::Intrinsic::ssub_with_overflow, left, right));
    case IntArithKind::Multiply: return unless(multiply(left, right));
    case IntArithKind::FloorDivide:
    case IntArithKind::Modulo: {
        Word safe = builder.CreateICmpNE(right, zero);
        if (op.getKind() == IntArithKind::FloorDivide) {
            Word overflows = builder.CreateAnd(builder.CreateICmpEQ(right, program.word(~uint64_t(0))),
                                               builder.CreateICmpEQ(left, program.word(uint64_t(1) << 63)));
            safe = builder.CreateAnd(safe, builder.CreateNot(overflows));
        } else {
            // The remainder by -1 is 0, but the machine's division of the smallest integer traps.
            safe = builder.CreateAnd(safe, builder.CreateICmpNE(right, program.word(~uint64_t(0))));
        }
        leaveUnless(safe, state);
        Word remainder = builder.CreateSRem(left, right);
        Word adjust = builder.CreateAnd(builder.CreateICmpNE(remainder, zero),
                                        builder.CreateICmpSLT(builder.CreateXor(remainder, right), zero));
        if (op.getKind() == IntArithKind::FloorDivide)
            set(op, builder.CreateSub(builder.CreateSDiv(left, right), builder.CreateZExt(adjust, program.i64)));
        else
            set(op, builder.CreateAdd(remainder, builder.CreateSelect(adjust, right, zero)));
        return;
    }
    case IntArithKind::LeftShift: {
        leaveUnless(builder.CreateICmpULT(right, program.word(63)), state);
        Word shifted = builder.CreateShl(left, right);
        leaveUnless(builder.CreateICmpEQ(builder.CreateAShr(shifted, right), left), state);
        set(op, shifted);
        return;
    }
    case IntArithKind::RightShift: {
        leaveUnless(builder.CreateICmpSGE(right, zero), state);
        Word count = builder.CreateBinaryIntrinsic(llvm::Intrinsic::umin, right, program.word(63));
        set(op, builder.CreateAShr(left, count));
        return;
    }
    case IntArithKind::Power: {
        // By squaring; the exponents that do not leave are small.
        leaveUnless(builder.CreateICmpULT(right, program.word(64)), state);
        llvm::BasicBlock* before = builder.GetInsertBlock();
        llvm::BasicBlock* head = newBlock("power");
        llvm::BasicBlock* odd = newBlock("odd");
        llvm::BasicBlock* next = newBlock("next");
        llvm::BasicBlock* square = newBlock("square");
        llvm::BasicBlock* done = newBlock("");
        builder.CreateBr(head);
        builder.SetInsertPoint(head);
        llvm::PHINode* result = builder.CreatePHI(program.i64, 2);
        llvm::PHINode* base = builder.CreatePHI(program.i64, 2);
        llvm::PHINode* exponent = builder.CreatePHI(program.i64, 2);
        result->addIncoming(program.word(1), before);
        base->addIncoming(left, before);
        exponent->addIncoming(right, before);
        builder.CreateCondBr(builder.CreateTrunc(exponent, program.i1), odd, next);
        builder.SetInsertPoint(odd);
        Word pair = builder.CreateBinaryIntrinsic(llvm::Intrinsic::smul_with_overflow, result, base);
        Word product = builder.CreateExtractValue(pair, 0);
        builder.CreateCondBr(builder.CreateExtractValue(pair, 1), exitBlock(state), next, unlikelyWeights());
        builder.SetInsertPoint(next);
        llvm::PHINode* current = builder.CreatePHI(program.i64, 2);
        current->addIncoming(result, head);
        current->addIncoming(product, odd);
        Word halved = builder.CreateLShr(exponent, program.word(1));
        builder.CreateCondBr(builder.CreateICmpEQ(halved, zero), done, square);
        builder.SetInsertPoint(square);
        Word squared = builder.CreateBinaryIntrinsic(llvm::Intrinsic::smul_with_overflow, base, base);
        result->addIncoming(current, square);
        base->addIncoming(builder.CreateExtractValue(squared, 0), square);
        exponent->addIncoming(halved, square);
        builder.CreateCondBr(builder.CreateExtractValue(squared, 1), exitBlock(state), head, unlikelyWeights());
        builder.SetInsertPoint(done);
        set(op, current);
        return;
    }
    }
}

void FunctionLowering::lower(IntDivideOp op) {
    Word left = get(op.getLeft()), right = get(op.getRight());
    // Both are exact as doubles within 53 bits; the quotient is then rounded once.
    auto exact = [&](Word value) {
        return builder.CreateICmpULE(builder.CreateAdd(value, program.word(uint64_t(1) << 53)),
                                     program.word(uint64_t(1) << 54));
    };
    Word fine =
        builder.CreateAnd(builder.CreateAnd(exact(left), exact(right)), builder.CreateICmpNE(right, program.word(0)));
    leaveUnless(fine, op.getState());
    set(op, builder.CreateFDiv(builder.CreateSIToFP(left, program.f64), builder.CreateSIToFP(right, program.f64)));
}

void FunctionLowering::lower(FloatArithOp op) {
    Word left = get(op.getLeft()), right = get(op.getRight());
    Word zero = llvm::ConstantFP::get(program.f64, 0);
    if (op.getKind() == FloatArithKind::Power) {
        // A positive base gives a float or OverflowError, which shows as an infinity.
        leaveUnless(builder.CreateFCmpOGT(left, zero), op.getState());
        Word result = builder.CreateBinaryIntrinsic(llvm::Intrinsic::pow, left, right);
        Word magnitude = builder.CreateUnaryIntrinsic(llvm::Intrinsic::fabs, result);
        leaveUnless(builder.CreateFCmpOLT(magnitude, llvm::ConstantFP::getInfinity(program.f64)), op.getState());
        set(op, result);
        return;
    }
    leaveUnless(builder.CreateFCmpUNE(right, zero), op.getState());
    if (op.getKind() == FloatArithKind::Divide)
        set(op, builder.CreateFDiv(left, right));
    else
        set(op, callEntry(op.getKind() == FloatArithKind::FloorDivide ? "pyc_float_floor_divide" : "pyc_float_modulo",
                          {left, right}));
}

void FunctionLowering::lower(FloatToIntOp op) {
    Word value = get(op.getValue());
    Word limit = llvm::ConstantFP::get(program.f64, 0x1p63);
    Word fits =
        builder.CreateAnd(builder.CreateFCmpOGE(value, builder.CreateFNeg(limit)), builder.CreateFCmpOLT(value, limit));
    leaveUnless(fits, op.getState());
    set(op, builder.CreateFPToSI(value, program.i64));
}

// ---- arith, math, cf ----

bool FunctionLowering::lowerStandard(mlir::Operation* operation) {
    namespace arith = mlir::arith;
    namespace math = mlir::math;
    auto operand = [&](unsigned index) { return get(operation->getOperand(index)); };
    auto binary = [&](llvm::Instruction::BinaryOps opcode) {
        set(operation->getResult(0), builder.CreateBinOp(opcode, operand(0), operand(1)));
    };
    auto cast = [&](llvm::Instruction::CastOps opcode) {
        set(operation->getResult(0),
            builder.CreateCast(opcode, operand(0), program.wordType(operation->getResult(0).getType())));
    };
    auto intrinsic = [&](llvm::Intrinsic::ID id) {
        llvm::SmallVector<Word> operands;
        for (mlir::Value value : operation->getOperands())
            operands.push_back(get(value));
        set(operation->getResult(0), builder.CreateIntrinsic(id, {operands.front()->getType()}, operands));
    };
    auto staysSigned = [](auto op) {
        return bitEnumContainsAll(op.getOverflowFlags(), arith::IntegerOverflowFlags::nsw);
    };
    using llvm::Instruction;
    return llvm::TypeSwitch<mlir::Operation*, bool>(operation)
        .Case([&](arith::ConstantOp op) {
            if (auto integer = llvm::dyn_cast<mlir::IntegerAttr>(op.getValue()))
                set(op, llvm::ConstantInt::get(program.context, integer.getValue()));
            else
                set(op, llvm::ConstantFP::get(program.context, llvm::cast<mlir::FloatAttr>(op.getValue()).getValue()));
            return true;
        })
        .Case([&](mlir::ub::PoisonOp op) {
            set(op, llvm::PoisonValue::get(program.wordType(op.getType())));
            return true;
        })
        .Case([&](arith::AddIOp op) {
            set(op, builder.CreateAdd(operand(0), operand(1), "", false, staysSigned(op)));
            return true;
        })
        .Case([&](arith::SubIOp op) {
            set(op, builder.CreateSub(operand(0), operand(1), "", false, staysSigned(op)));
            return true;
        })
        .Case([&](arith::MulIOp op) {
            set(op, builder.CreateMul(operand(0), operand(1), "", false, staysSigned(op)));
            return true;
        })
        .Case([&](arith::MinSIOp) {
            intrinsic(llvm::Intrinsic::smin);
            return true;
        })
        .Case([&](arith::AndIOp) {
            binary(Instruction::And);
            return true;
        })
        .Case([&](arith::OrIOp) {
            binary(Instruction::Or);
            return true;
        })
        .Case([&](arith::XOrIOp) {
            binary(Instruction::Xor);
            return true;
        })
        .Case([&](arith::ShLIOp) {
            binary(Instruction::Shl);
            return true;
        })
        .Case([&](arith::ShRSIOp) {
            binary(Instruction::AShr);
            return true;
        })
        .Case([&](arith::ShRUIOp) {
            binary(Instruction::LShr);
            return true;
        })
        .Case([&](arith::DivSIOp) {
            binary(Instruction::SDiv);
            return true;
        })
        .Case([&](arith::DivUIOp) {
            binary(Instruction::UDiv);
            return true;
        })
        .Case([&](arith::RemUIOp) {
            binary(Instruction::URem);
            return true;
        })
        .Case([&](arith::RemSIOp) {
            binary(Instruction::SRem);
            return true;
        })
        .Case([&](arith::AddFOp) {
            binary(Instruction::FAdd);
            return true;
        })
        .Case([&](arith::SubFOp) {
            binary(Instruction::FSub);
            return true;
        })
        .Case([&](arith::MulFOp) {
            binary(Instruction::FMul);
            return true;
        })
        .Case([&](arith::DivFOp) {
            binary(Instruction::FDiv);
            return true;
        })
        .Case([&](arith::NegFOp) {
            set(operation->getResult(0), builder.CreateFNeg(operand(0)));
            return true;
        })
        .Case([&](arith::SIToFPOp) {
            cast(Instruction::SIToFP);
            return true;
        })
        .Case([&](arith::FPToSIOp) {
            cast(Instruction::FPToSI);
            return true;
        })
        .Case([&](arith::ExtUIOp) {
            cast(Instruction::ZExt);
            return true;
        })
        .Case([&](arith::ExtSIOp) {
            cast(Instruction::SExt);
            return true;
        })
        .Case([&](arith::TruncIOp) {
            cast(Instruction::Trunc);
            return true;
        })
        .Case([&](arith::MaxSIOp) {
            intrinsic(llvm::Intrinsic::smax);
            return true;
        })
        .Case([&](arith::MinSIOp) {
            intrinsic(llvm::Intrinsic::smin);
            return true;
        })
        .Case([&](arith::CmpIOp op) {
            static constexpr llvm::CmpInst::Predicate predicates[] = {
                llvm::CmpInst::ICMP_EQ,  llvm::CmpInst::ICMP_NE,  llvm::CmpInst::ICMP_SLT, llvm::CmpInst::ICMP_SLE,
                llvm::CmpInst::ICMP_SGT, llvm::CmpInst::ICMP_SGE, llvm::CmpInst::ICMP_ULT, llvm::CmpInst::ICMP_ULE,
                llvm::CmpInst::ICMP_UGT, llvm::CmpInst::ICMP_UGE};
            set(op, builder.CreateICmp(predicates[unsigned(op.getPredicate())], operand(0), operand(1)));
            return true;
        })
        .Case([&](arith::CmpFOp op) {
            // Both enumerations count false, oeq, ogt, oge, olt, ole, one, ord, ueq, … true alike.
            static_assert(unsigned(arith::CmpFPredicate::OLT) == 4 && llvm::CmpInst::FCMP_OLT == 4 &&
                          unsigned(arith::CmpFPredicate::ORD) == 7 && llvm::CmpInst::FCMP_ORD == 7);
            auto predicate = op.getPredicate();
            unsigned number = unsigned(predicate);
            if (predicate == arith::CmpFPredicate::UNO)
                number = llvm::CmpInst::FCMP_UNO;
            else if (number >= 8 && number < 15)
                number = number + (predicate < arith::CmpFPredicate::UNO ? 1 : 0);
            set(op, builder.CreateFCmp(llvm::CmpInst::Predicate(number), operand(0), operand(1)));
            return true;
        })
        .Case([&](arith::SelectOp) {
            set(operation->getResult(0), builder.CreateSelect(operand(0), operand(1), operand(2)));
            return true;
        })
        .Case([&](math::SqrtOp) {
            intrinsic(llvm::Intrinsic::sqrt);
            return true;
        })
        .Case([&](math::AbsFOp) {
            intrinsic(llvm::Intrinsic::fabs);
            return true;
        })
        .Case([&](math::FloorOp) {
            intrinsic(llvm::Intrinsic::floor);
            return true;
        })
        .Case([&](math::CeilOp) {
            intrinsic(llvm::Intrinsic::ceil);
            return true;
        })
        .Case([&](math::TruncOp) {
            intrinsic(llvm::Intrinsic::trunc);
            return true;
        })
        .Case([&](math::SinOp) {
            intrinsic(llvm::Intrinsic::sin);
            return true;
        })
        .Case([&](math::CosOp) {
            intrinsic(llvm::Intrinsic::cos);
            return true;
        })
        .Case([&](math::ExpOp) {
            intrinsic(llvm::Intrinsic::exp);
            return true;
        })
        .Case([&](math::LogOp) {
            intrinsic(llvm::Intrinsic::log);
            return true;
        })
        .Case([&](math::CopySignOp) {
            intrinsic(llvm::Intrinsic::copysign);
            return true;
        })
        .Case([&](mlir::cf::BranchOp op) {
            branchTo(op.getDest(), op.getDestOperands());
            return true;
        })
        .Case([&](mlir::cf::CondBranchOp op) {
            // An edge with arguments gets a block of its own: both may lead to the same place.
            mlir::Operation* asked = op.getCondition().getDefiningOp();
            auto raising = llvm::dyn_cast_or_null<RaisingOpInterface>(asked);
            bool isRare = llvm::isa_and_present<PollDueOp>(asked) || (asked && asked->hasAttr(RareCondition)) ||
                          (raising && raising.failedResult() == op.getCondition());
            auto edge = [&](mlir::Block* target, mlir::ValueRange arguments) {
                if (arguments.empty())
                    return blocks[target];
                llvm::BasicBlock* between = newBlock("");
                llvm::IRBuilder<>::InsertPointGuard guard(builder);
                builder.SetInsertPoint(between);
                branchTo(target, arguments);
                return between;
            };
            Word condition = operand(0);
            llvm::BasicBlock* whenTrue = edge(op.getTrueDest(), op.getTrueDestOperands());
            llvm::BasicBlock* whenFalse = edge(op.getFalseDest(), op.getFalseDestOperands());
            bool goesOn = asked && asked->hasAttr(StripComparison);
            builder.CreateCondBr(condition, whenTrue, whenFalse,
                                 isRare   ? unlikelyWeights()
                                 : goesOn ? llvm::MDBuilder(program.context).createBranchWeights(255, 1)
                                          : nullptr);
            return true;
        })
        .Default([](mlir::Operation*) { return false; });
}

} // namespace pyc::codegen
