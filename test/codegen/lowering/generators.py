# RUN: pyc-native emit --stage=llvm -O0 %s | FileCheck %s
# The first call makes the generator; its body is split into a resume function.

# CHECK-LABEL: define internal fastcc i64 @"__main__:numbers"(ptr %thread, ptr %function, i64 %0)
# CHECK: call ptr @pyc_allocate_coroutine(i64
# CHECK: call i64 @pyc_native_generator(
# CHECK: define internal fastcc void @"__main__:numbers.resume"(
# CHECK: call void @pyc_throw_here(
def numbers(n):
    yield n
    return n
