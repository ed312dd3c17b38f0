# RUN: pyc-native emit --stage=llvm %s | FileCheck %s
# A counted loop over lists of floats is a loop LLVM vectorises: no test of an index in it, one way in and one way back.


# CHECK-LABEL: define {{.*}}"__main__:scale.typed"
def scale(target, source, count):
    for i in range(count):
        # CHECK: load <2 x double>
        # CHECK: fmul <2 x double>
        # CHECK: store <2 x double>
        target[i] = source[i] * 2.5


result = [0.0] * 1000
scale(result, [1.0] * 1000, 1000)
print(sum(result))
