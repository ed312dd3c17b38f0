// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arithmetic on constants.
#include "frontend/bytecode/folding.h"

#include <cmath>

namespace pyc::frontend {

namespace {

bool isInt(const Constant& constant) {
    return constant.kind == ConstantKind::Int || constant.kind == ConstantKind::True || constant.kind == ConstantKind::False;
}
int64_t intOf(const Constant& constant) {
    return constant.kind == ConstantKind::Int ? constant.integer : constant.kind == ConstantKind::True;
}

} // namespace

bool isTrue(const Constant& constant) {
    switch (constant.kind) {
    case ConstantKind::None:
    case ConstantKind::False: return false;
    case ConstantKind::Int: return constant.integer != 0;
    case ConstantKind::Float: return constant.real != 0;
    case ConstantKind::Complex: return constant.real != 0 || constant.imaginary != 0;
    case ConstantKind::String:
    case ConstantKind::Bytes:
    case ConstantKind::Tuple:
    case ConstantKind::FrozenSet: return constant.count != 0;
    default: return true;
    }
}

bool equalConstants(const Constant& left, const Constant& right) {
    if (isInt(left) && isInt(right))
        return intOf(left) == intOf(right);
    return sameConstant(left, right);
}

Constant makeFrozenSet(const Constant& tuple, Arena& arena) {
    Constant* items = arena.makeArray<Constant>(tuple.count);
    uint32_t count = 0;
    for (uint32_t index = 0; index < tuple.count; ++index) {
        bool seen = false;
        for (uint32_t other = 0; other < count && !seen; ++other)
            seen = equalConstants(items[other], tuple.items[index]);
        if (!seen)
            items[count++] = tuple.items[index];
    }
    Constant result = makeTuple(items, count);
    result.kind = ConstantKind::FrozenSet;
    return result;
}

bool foldBinary(ast::Operator op, const Constant& left, const Constant& right, Arena&, Constant& result) {
    if (!isInt(left) || !isInt(right))
        return false;
    int64_t value;
    switch (op) {
    case ast::Operator::Add:
        if (__builtin_add_overflow(intOf(left), intOf(right), &value))
            return false;
        break;
    case ast::Operator::Sub:
        if (__builtin_sub_overflow(intOf(left), intOf(right), &value))
            return false;
        break;
    case ast::Operator::Mult:
        if (__builtin_mul_overflow(intOf(left), intOf(right), &value))
            return false;
        break;
    default: return false;
    }
    result = makeInt(value);
    return true;
}

bool foldUnary(ast::UnaryOperator op, const Constant& operand, Arena&, Constant& result) {
    if (op == ast::UnaryOperator::Not) {
        result = makeBool(!isTrue(operand));
        return true;
    }
    if (operand.kind == ConstantKind::Float && op == ast::UnaryOperator::USub) {
        result = operand;
        result.real = -operand.real;
        return true;
    }
    if (!isInt(operand) || intOf(operand) == INT64_MIN)
        return false;
    int64_t value = intOf(operand);
    result = makeInt(op == ast::UnaryOperator::USub ? -value : op == ast::UnaryOperator::Invert ? ~value : value);
    return true;
}

bool foldSubscript(const Constant&, const Constant&, Arena&, Constant&) { return false; }

} // namespace pyc::frontend
