# RUN: pyc-native emit --stage=py-typed %s | FileCheck %s --check-prefix=WIDE
# RUN: pyc-native emit --stage=py-typed --target wasm32-wasi %s | FileCheck %s --check-prefix=NARROW
# RUN: pyc-native emit --stage=llvm --target wasm32-wasi %s | FileCheck %s
# What is known of a call's numbers, and on WebAssembly, where a test for overflow takes instructions, what the short
# function that is inlined there makes of it: the product of two counters of lists fits.


def pair(i, j):
    return (i + j) * (i + j + 1) // 2 + i


# WIDE-LABEL: py.func @"__main__:total.typed"
# WIDE: py.call_direct {{.*}}bounds = array<i64: 0, 72057594037927935, 0, 72057594037927935>
# NARROW-LABEL: py.func @"__main__:total.typed"
# NARROW: py.call_direct {{.*}}bounds = array<i64: 0, 268435455, 0, 268435455>
# CHECK-LABEL: define {{.*}}"__main__:total.typed.loop"
# CHECK-NOT: mul.with.overflow
# CHECK: mul nuw nsw i64
# CHECK-NOT: mul.with.overflow
# CHECK: ret
def total(items):
    result = 0.0
    for i in range(len(items)):
        for j in range(len(items)):
            result += pair(i, j) * items[j]
    return result


print(total([1.0, 2.0]))
