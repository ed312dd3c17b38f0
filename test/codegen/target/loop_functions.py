# RUN: pyc-native emit --stage=llvm --target wasm32-wasi %s | FileCheck %s
# RUN: pyc-native emit --stage=llvm --target wasm32-wasi -Os %s | FileCheck %s --check-prefix=WHOLE
# RUN: pyc-native emit --stage=llvm %s | FileCheck %s --check-prefix=WHOLE
# On WebAssembly, where engines replace code only where a function is entered, what an outermost loop enters again is a
# function; on other targets loops stay where they are.
# WHOLE-NOT: define {{.*}}.loop"


# Strips of the loop of rows, and in them strips of that of columns.
# CHECK-LABEL: define {{.*}}"__main__:nested.typed"
# CHECK: call {{.*}} @"__main__:nested.typed.loop{{[.0-9]*}}"(
def nested(rows):
    total = 0.0
    for i in range(rows):
        for j in range(rows):
            for k in range(j):
                total += i * k / (j + 1)
    return total


# A strip of a loop without loops.
# CHECK-LABEL: define {{.*}}"__main__:single.typed"
# CHECK: call {{.*}} @"__main__:single.typed.loop{{[.0-9]*}}"(
def single(count):
    total = 0.0
    for i in range(count):
        total += 1.0 / (i + 1)
    return total


print(nested(20), single(10000))

# Numbers are still known to be that, so that nothing of them is stored for the collector. The loop of items stays in
# that of columns.
# CHECK: define internal {{.*}} @"__main__:nested.typed.loop"({{.*}}"pyc-number"
# CHECK-NOT: call {{.*}}.loop
# CHECK: define internal
# CHECK: attributes {{.*}} "pyc-never-collects"
