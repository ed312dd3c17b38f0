# RUN: pyc-native emit --stage=llvm --target wasm32-wasi %s | FileCheck %s
# RUN: pyc-native emit --stage=llvm %s | FileCheck %s --check-prefix=PAIR
# On WebAssembly, where a second result goes through memory, an unboxed result comes alone. One unlikely value says that
# the flag has something to say: an error, or a result of another kind.


# CHECK-LABEL: define internal fastcc "pyc-number" i64 @"__main__:steps.typed{{.*}}"(
# CHECK: store i32 1, ptr @pyc.result.flag
# CHECK: %[[RESULT:.*]] = call fastcc i64 @"__main__:steps.typed
# CHECK-NEXT: icmp eq i64 %[[RESULT]], -2147483648
# PAIR-LABEL: define internal fastcc { i64, i32 } @"__main__:steps.typed
def steps(number):
    if number < 2:
        return number
    return steps(number - 1) + steps(number - 2)


# CHECK-LABEL: define internal fastcc double @"__main__:halves.typed{{.*}}"(
# CHECK: %[[RESULT:.*]] = call fastcc double @"__main__:halves.typed
# CHECK-NEXT: fcmp uno double %[[RESULT]], 0.0
# PAIR-LABEL: define internal fastcc { double, i32 } @"__main__:halves.typed
def halves(number, count):
    if count < 1:
        return number
    return halves(number * 0.5, count - 1) + halves(number * 0.25, count - 2)


print(steps(10), halves(1.0, 5))
