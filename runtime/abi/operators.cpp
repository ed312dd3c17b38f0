// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The entry points of operators.
#include "runtime/abi/entry_points.h"
#include "runtime/object/operations.h"

namespace pyc::runtime {

#define PYC_BINARY_ENTRY(symbol, name)                                                                                 \
    Value pyc_##symbol(Value left, Value right) { return binary(BinaryOperator::name, left, right); }                  \
    Value pyc_inplace_##symbol(Value left, Value right) { return inplaceBinary(BinaryOperator::name, left, right); }
PYC_BINARY_ENTRY(add, Add)
PYC_BINARY_ENTRY(subtract, Subtract)
PYC_BINARY_ENTRY(multiply, Multiply)
PYC_BINARY_ENTRY(matrix_multiply, MatrixMultiply)
PYC_BINARY_ENTRY(true_divide, TrueDivide)
PYC_BINARY_ENTRY(floor_divide, FloorDivide)
PYC_BINARY_ENTRY(modulo, Modulo)
PYC_BINARY_ENTRY(left_shift, LeftShift)
PYC_BINARY_ENTRY(right_shift, RightShift)
PYC_BINARY_ENTRY(bit_and, BitAnd)
PYC_BINARY_ENTRY(bit_or, BitOr)
PYC_BINARY_ENTRY(bit_xor, BitXor)

Value pyc_power(Value left, Value right) { return power(left, right, noneValue()); }
Value pyc_inplace_power(Value left, Value right) { return inplacePower(left, right); }

#define PYC_COMPARE_ENTRY(symbol, operation)                                                                           \
    Value pyc_##symbol(Value left, Value right) { return compare(left, right, operation); }
PYC_COMPARE_ENTRY(less, CompareLess)
PYC_COMPARE_ENTRY(less_equal, CompareLessEqual)
PYC_COMPARE_ENTRY(equal, CompareEqual)
PYC_COMPARE_ENTRY(not_equal, CompareNotEqual)
PYC_COMPARE_ENTRY(greater, CompareGreater)
PYC_COMPARE_ENTRY(greater_equal, CompareGreaterEqual)

bool pyc_is(Value left, Value right) { return left == right; }

static Value truthValue(int truth, bool wanted) { return truth < 0 ? Value() : boolValue((truth != 0) == wanted); }

Value pyc_contains(Value item, Value container) { return truthValue(contains(container, item), true); }
Value pyc_not_contains(Value item, Value container) { return truthValue(contains(container, item), false); }

Value pyc_negative(Value operand) { return negative(operand); }
Value pyc_positive(Value operand) { return positive(operand); }
Value pyc_invert(Value operand) { return invert(operand); }
Value pyc_not(Value operand) { return truthValue(isTrue(operand), false); }
Value pyc_to_bool(Value operand) { return truthValue(isTrue(operand), true); }
int pyc_is_true(Value operand) { return isTrue(operand); }

int pyc_compare_true(Value left, Value right, int operation) {
    Value result = compare(left, right, CompareOperation(operation));
    return result ? isTrue(result) : -1;
}

} // namespace pyc::runtime
