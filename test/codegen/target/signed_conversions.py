# RUN: pyc-native emit --stage=asm --target wasm32-wasi %s | FileCheck %s
# On WebAssembly a number that is not negative becomes a float as a signed one does.


# CHECK-NOT: convert_i64_u
# CHECK: f64.convert_i64_s
# CHECK-NOT: convert_i64_u
def total(items):
    result = 0.0
    for i in range(len(items)):
        result += items[i] / (i + 1)
    return result


print(total([1.0, 2.0]))
