# What left a typed form comes back at the head of a loop, in a form that takes the registers alive there.
# RUN: pyc-native emit --stage=py-typed %s | FileCheck %s
# CHECK: py.func @"__main__:total.continued"(%{{.*}}: i64, %{{.*}}: !py.any, %{{.*}}: !py.any) -> !py.any
# CHECK-SAME: continues = @"__main__:total"
# CHECK-SAME: loops = array<i32: {{[0-9]+}}>
# CHECK: ^bb1(
# CHECK: py.for_iter
# CHECK: py.return
# CHECK-NOT: total.continued
def total(items):
    result = 0
    for item in items:
        result += item
    return result


print(total([1, 2, 3]), total([0.5]))
