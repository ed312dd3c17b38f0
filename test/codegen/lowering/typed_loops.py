# RUN: pyc-native emit --stage=llvm %s | FileCheck %s
# What typed operations become: numbers in registers, exits where they do not fit, no call on the way.


# CHECK-LABEL: define internal fastcc {{.*}}@"__main__:add.typed"
# CHECK: call { i64, i1 } @llvm.sadd.with.overflow.i64(i64 %{{.*}}, i64 %1)
# CHECK: call i64 @pyc_side_exit(
def add(a, b):
    total = 0
    for _ in range(a):
        total += b
    return total


# Floats need no test; division leaves on zero.
# CHECK-LABEL: define internal fastcc {{.*}}@"__main__:mix.typed"
# CHECK: fmul double
# CHECK: fcmp {{.*}} double %{{.*}}, 0.000000e+00
# CHECK: fdiv double
def mix(x, y, n):
    for _ in range(n):
        x = x * y + 0.5 / y
    return x


# One test of the kind in front of the loop, none in it: its strips end where the list does.
# CHECK-LABEL: define internal fastcc {{.*}}@"__main__:scale.typed"
# CHECK: load <2 x double>, ptr %[[PLACE:.*]], align 8
# CHECK: store <2 x double> %{{.*}}, ptr %[[PLACE]], align 8
# CHECK: icmp eq i64 %{{.*}}, 2
def scale(values, factor):
    for i in range(len(values)):
        values[i] *= factor
    return values


print(add(5, 7), mix(1.5, 2.5, 3), scale([1.0, 2.0], 3.0))
