# RUN: pyc-native emit --stage=llvm --target wasm32-wasi %s | FileCheck %s
# RUN: pyc-native emit --stage=llvm %s | FileCheck %s --check-prefix=NATIVE
# On WebAssembly nothing begins to wait while a loop runs that calls nothing: it looks once, and polls only if something
# waited then. Elsewhere signals and other threads may interrupt it.


# CHECK-LABEL: define {{.*}}"__main__:steps.typed"
# CHECK: load atomic i32, ptr %thread
# CHECK: br i1 {{.*}}, label %[[POLLING:.*]], label %[[QUIET:[^,]*]], !prof
# CHECK: [[QUIET]]:
# CHECK-NOT: load atomic
# CHECK: [[POLLING]]:
# CHECK: load atomic i32, ptr %thread
# CHECK: call i1 @pyc_poll()
# NATIVE-LABEL: define {{.*}}"__main__:steps.typed"
# NATIVE: load atomic i64, ptr %thread
# NATIVE: call i1 @pyc_poll()
def steps(number):
    count = 0
    while number != 1:
        number = number // 2 if number % 2 == 0 else 3 * number + 1
        count += 1
    return count


print(steps(27))
