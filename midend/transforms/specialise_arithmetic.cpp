// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Operators on numbers: unboxed where both operands are, or are expected to be, numbers.
#include "midend/transforms/function_specialiser.h"

namespace pyc::midend {

using mlir::Value;
namespace arith = mlir::arith;

FunctionSpecialiser::Number FunctionSpecialiser::numberOf(Value old) {
    mlir::Type type = get(old).getType();
    if (type.isInteger(64))
        return Number::Int;
    if (type.isF64() || llvm::isa<PyFloatType>(type))
        return Number::Float;
    if (type.isInteger(1) || llvm::isa<PyBoolType>(type))
        return Number::Bool;
    if (llvm::isa<PyIntType>(type))
        return fact(old).large ? Number::No : Number::Int;
    return type == any ? expectedNumber(old) : Number::No;
}

FunctionSpecialiser::Number FunctionSpecialiser::expectedNumber(Value old) const {
    Fact expected = fact(old);
    if (expected.orNone || expected.large || expected.orUnbound)
        return Number::No;
    switch (expected.known) {
    case Known::Bool: return Number::Bool;
    case Known::Int: return Number::Int;
    case Known::Float: return Number::Float;
    default: return Number::No;
    }
}

Value FunctionSpecialiser::asInt(Value old, Value state) {
    if (numberOf(old) == Number::Bool)
        return create<arith::ExtUIOp>(int64, guard(get(old), boolean, state));
    return guard(get(old), int64, state);
}

Value FunctionSpecialiser::asFloat(Value old, Value state) {
    if (numberOf(old) == Number::Float)
        return guard(get(old), float64, state);
    return create<arith::SIToFPOp>(float64, asInt(old, state));
}

bool FunctionSpecialiser::binary(BinaryOp operation) {
    Value state = stateBefore(operation);
    Number left = numberOf(operation.getLeft()), right = numberOf(operation.getRight());
    if (!state || left == Number::No || right == Number::No) {
        // What exact builtin operands make is known without a guard.
        mlir::Type leftType = get(operation.getLeft()).getType(), rightType = get(operation.getRight()).getType();
        mlir::Type known;
        auto isInteger = [](mlir::Type type) {
            return llvm::isa<PyIntType>(type) || type.isInteger(64) || type.isInteger(1);
        };
        BinaryKind kind = operation.getKind();
        if (isInteger(leftType) && isInteger(rightType) && kind != BinaryKind::TrueDivide &&
            kind != BinaryKind::Power && kind != BinaryKind::MatrixMultiply &&
            !(leftType.isInteger(1) && rightType.isInteger(1)))
            known = PyIntType::get(shared.context);
        else if (llvm::isa<PyStrType>(leftType) && ((llvm::isa<PyStrType>(rightType) && kind == BinaryKind::Add) ||
                                                    (isInteger(rightType) && kind == BinaryKind::Multiply)))
            known = PyStrType::get(shared.context);
        else if (llvm::isa<PyListType>(leftType) && isInteger(rightType) && kind == BinaryKind::Multiply)
            known = leftType;
        generic(operation, known);
        return true;
    }
    Value l = operation.getLeft(), r = operation.getRight(), result;
    BinaryKind kind = operation.getKind();
    if (left == Number::Float || right == Number::Float) {
        switch (kind) {
        case BinaryKind::Add: result = create<arith::AddFOp>(asFloat(l, state), asFloat(r, state)); break;
        case BinaryKind::Subtract: result = create<arith::SubFOp>(asFloat(l, state), asFloat(r, state)); break;
        case BinaryKind::Multiply: result = create<arith::MulFOp>(asFloat(l, state), asFloat(r, state)); break;
        case BinaryKind::TrueDivide:
            result = create<FloatArithOp>(float64, FloatArithKind::Divide, asFloat(l, state), asFloat(r, state), state);
            break;
        case BinaryKind::FloorDivide:
            result =
                create<FloatArithOp>(float64, FloatArithKind::FloorDivide, asFloat(l, state), asFloat(r, state), state);
            break;
        case BinaryKind::Modulo:
            result = create<FloatArithOp>(float64, FloatArithKind::Modulo, asFloat(l, state), asFloat(r, state), state);
            break;
        case BinaryKind::Power:
            result = create<FloatArithOp>(float64, FloatArithKind::Power, asFloat(l, state), asFloat(r, state), state);
            break;
        default: return false;
        }
        finish(operation, result);
        return true;
    }
    bool bothFlags = left == Number::Bool && right == Number::Bool;
    auto integer = [&](IntArithKind integerKind) {
        result = create<IntArithOp>(int64, integerKind, asInt(l, state), asInt(r, state), state);
    };
    switch (kind) {
    case BinaryKind::Add: integer(IntArithKind::Add); break;
    case BinaryKind::Subtract: integer(IntArithKind::Subtract); break;
    case BinaryKind::Multiply: integer(IntArithKind::Multiply); break;
    case BinaryKind::FloorDivide: integer(IntArithKind::FloorDivide); break;
    case BinaryKind::Modulo: integer(IntArithKind::Modulo); break;
    case BinaryKind::LeftShift: integer(IntArithKind::LeftShift); break;
    case BinaryKind::RightShift: integer(IntArithKind::RightShift); break;
    case BinaryKind::BitAnd:
    case BinaryKind::BitOr:
    case BinaryKind::BitXor: {
        Value a = bothFlags ? guard(get(l), boolean, state) : asInt(l, state),
              b = bothFlags ? guard(get(r), boolean, state) : asInt(r, state);
        if (kind == BinaryKind::BitAnd)
            result = create<arith::AndIOp>(a, b);
        else if (kind == BinaryKind::BitOr)
            result = create<arith::OrIOp>(a, b);
        else
            result = create<arith::XOrIOp>(a, b);
        break;
    }
    case BinaryKind::TrueDivide: result = create<IntDivideOp>(float64, asInt(l, state), asInt(r, state), state); break;
    case BinaryKind::Power:
    case BinaryKind::MatrixMultiply: return false;
    }
    finish(operation, result);
    return true;
}

// An int constant that a double holds exactly.
static bool isExactAsFloat(Value value) {
    auto constant = value.getDefiningOp<ConstantOp>();
    auto integer = constant ? llvm::dyn_cast<mlir::IntegerAttr>(constant.getValue()) : mlir::IntegerAttr();
    return integer && integer.getType().isInteger(64) && integer.getInt() >= -(int64_t(1) << 53) &&
           integer.getInt() <= (int64_t(1) << 53);
}

bool FunctionSpecialiser::compare(CompareOp operation) {
    Value state = stateBefore(operation);
    Value l = operation.getLeft(), r = operation.getRight();
    Number left = numberOf(l), right = numberOf(r);
    if (!state || left == Number::No || right == Number::No)
        return false;
    Value result;
    if (left == Number::Float || right == Number::Float) {
        // An int beyond 53 bits compares exactly in Python, which a conversion would not.
        if ((left != Number::Float && left != Number::Bool && !isExactAsFloat(l)) ||
            (right != Number::Float && right != Number::Bool && !isExactAsFloat(r)))
            return false;
        static constexpr arith::CmpFPredicate predicates[] = {arith::CmpFPredicate::OLT, arith::CmpFPredicate::OLE,
                                                              arith::CmpFPredicate::OEQ, arith::CmpFPredicate::UNE,
                                                              arith::CmpFPredicate::OGT, arith::CmpFPredicate::OGE};
        result = create<arith::CmpFOp>(predicates[unsigned(operation.getKind())], asFloat(l, state), asFloat(r, state));
    } else {
        static constexpr arith::CmpIPredicate predicates[] = {arith::CmpIPredicate::slt, arith::CmpIPredicate::sle,
                                                              arith::CmpIPredicate::eq,  arith::CmpIPredicate::ne,
                                                              arith::CmpIPredicate::sgt, arith::CmpIPredicate::sge};
        result = create<arith::CmpIOp>(predicates[unsigned(operation.getKind())], asInt(l, state), asInt(r, state));
    }
    finish(operation, result);
    return true;
}

bool FunctionSpecialiser::unary(UnaryOp operation) {
    Value state = stateBefore(operation);
    Value operand = operation.getValue();
    Number number = numberOf(operand);
    if (!state || number == Number::No)
        return false;
    Value result;
    if (number == Number::Float) {
        if (operation.getKind() == UnaryKind::Invert)
            return false;
        result = guard(get(operand), float64, state);
        if (operation.getKind() == UnaryKind::Negative)
            result = create<arith::NegFOp>(result);
    } else {
        Value integer = asInt(operand, state);
        switch (operation.getKind()) {
        case UnaryKind::Negative:
            result = create<IntArithOp>(int64, IntArithKind::Subtract, constant64(0), integer, state);
            break;
        case UnaryKind::Positive: result = integer; break;
        case UnaryKind::Invert: result = create<arith::XOrIOp>(integer, constant64(-1)); break;
        }
    }
    finish(operation, result);
    return true;
}

bool FunctionSpecialiser::truth(TruthOp operation) {
    Value value = get(operation.getValue());
    mlir::Type type = value.getType();
    Value result;
    if (type.isInteger(1))
        result = value;
    else if (type.isInteger(64))
        result = create<arith::CmpIOp>(arith::CmpIPredicate::ne, value, constant64(0));
    else if (type.isF64())
        result = create<arith::CmpFOp>(arith::CmpFPredicate::UNE, value,
                                       create<arith::ConstantOp>(builder.getF64FloatAttr(0)));
    else if (llvm::isa<PyBoolType>(type))
        result = create<UnboxBoolOp>(boolean, value);
    else if (llvm::isa<PyNoneType>(type))
        result = falseValue();
    else if (llvm::isa<PyListType>(type))
        result = create<arith::CmpIOp>(arith::CmpIPredicate::ne, create<ListLengthOp>(int64, value), constant64(0));
    else if (llvm::isa<PyStrType>(type))
        result = create<arith::CmpIOp>(arith::CmpIPredicate::ne, create<StrLengthOp>(int64, value), constant64(0));
    else
        return false;
    finish(operation, result);
    return true;
}

} // namespace pyc::midend
