# RUN: pyc-native emit --stage=llvm %s | FileCheck %s
# What an inlined function returns is no pair any more: the loop goes on where the result is made.


def entry(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


# CHECK-LABEL: define internal fastcc {{.*}}@"__main__:row.typed"
# CHECK-NOT: phi { double, i32 } [ %
# CHECK: fdiv double
# CHECK-NOT: switch i32
# CHECK: fadd double
def row(i, n):
    total = 0.0
    for j in range(n):
        total += entry(i, j)
    return total


print(row(1, 5))
