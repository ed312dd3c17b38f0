# RUN: pyc-native emit --stage=llvm --target wasm32-wasi %s | FileCheck %s
# RUN: pyc-native emit --stage=llvm --target wasm32-wasi -Os %s | FileCheck %s --check-prefix=WHOLE
# RUN: pyc-native emit --stage=llvm %s | FileCheck %s --check-prefix=WHOLE
# On WebAssembly, where engines replace code only where a function is entered, what an outermost loop enters again is a
# function; on other targets loops stay where they are.
# WHOLE-NOT: define {{.*}}.loop"


# The loop of columns with the loop of items in it, not that one alone.
# CHECK-LABEL: define {{.*}}"__main__:nested.typed"
# CHECK: call {{.*}} @"__main__:nested.typed.loop"(
def nested(rows):
    total = 0.0
    for i in range(rows):
        for j in range(rows):
            for k in range(j):
                total += i * k / (j + 1)
    return total


# A strip of a loop without loops.
# CHECK-LABEL: define {{.*}}"__main__:single.typed"
# CHECK: call {{.*}} @"__main__:single.typed.loop"(
def single(count):
    total = 0.0
    for i in range(count):
        total += 1.0 / (i + 1)
    return total


print(nested(20), single(10000))

# Numbers are still known to be that, so that nothing of them is stored for the collector.
# CHECK: define internal {{.*}} @"__main__:nested.typed.loop"({{.*}}"pyc-number"
# CHECK-NOT: @"__main__:nested.typed.loop.
