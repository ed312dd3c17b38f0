# RUN: pyc-native emit --stage=py-typed %s | FileCheck %s
# A counted loop whose index must stay below a length ends its strips there instead of testing each index; what bounds prove is not tested at all.


# CHECK-LABEL: py.func @"__main__:total.typed"
def total(values, start):
    # CHECK: %[[LENGTH:.*]] = py.block_length
    # CHECK: arith.minsi %[[LENGTH]]
    # CHECK: arith.cmpi slt, {{.*}} {py.strip}
    # CHECK: arith.cmpi sge, %{{.*}}, %[[LENGTH]]
    # CHECK: py.require_zero
    # CHECK: arith.minsi %[[LENGTH]]
    # CHECK-NOT: py.check_index
    result = 0
    for i in range(1000):
        result += values[i]
    # CHECK: py.return
    # CHECK-LABEL: py.func @"__main__:from_anywhere.typed"
    return result


def from_anywhere(values, start):
    result = 0
    for i in range(start, 1000):
        # CHECK: py.check_index %{{[0-9]+, %[0-9]+, %[0-9]+}} :
        result += values[i]
    # CHECK: py.return
    return result


# CHECK-LABEL: py.func @"__main__:modulo.typed"
def modulo(seed, count):
    for _ in range(count):
        # The first seed may be anything, the others lie below 1000.
        # CHECK: py.int_arith multiply
        # CHECK: py.int_arith add
        # CHECK: py.int_arith modulo
        seed = (seed * 21 + 7) % 1000
        # CHECK-NOT: py.int_arith
        # CHECK: arith.muli %{{.*}} overflow<nsw>
        # CHECK: arith.addi %{{.*}} overflow<nsw>
        # CHECK: arith.remui
        part = (seed * 3 + 1) % 10
    # CHECK: py.return
    return part


print(total([1] * 1000, 0), from_anywhere([1] * 1000, 5), modulo(5, 10))
