# RUN: pyc-native emit --stage=llvm -O0 %s | FileCheck %s
# A frame on the native stack, one error exit, and a generic entry that binds arguments where it must.


# CHECK-LABEL: define internal fastcc i64 @"__main__:f"(ptr %thread, ptr %function, i64 %0, i64 %1)
# CHECK: %frame = alloca
# CHECK: call ptr @llvm.stackaddress
# CHECK: br i1 %{{.*}}, label %overflow, label %enter
# CHECK: error:
# CHECK: call void @pyc_add_traceback(ptr %frame)
# CHECK: call i1 @pyc_stack_overflow()
# CHECK: call i64 @pyc_add(i64 %0, i64 %1)
# CHECK: br i1 %{{.*}}, label %error, label
def f(a, b):
    return a + b


# The leaf path goes without.
# CHECK-LABEL: define internal fastcc i64 @"__main__:leaf"
# CHECK: br i1 %{{.*}}, label %[[ZERO:.*]], label %[[MORE:.*]]
# CHECK: call ptr @llvm.stackaddress
def leaf(a):
    if a is None:
        return 0
    return a()


# CHECK-LABEL: define internal i64 @"pyc.entry.__main__:f"
# CHECK: icmp eq i64 %2, 2
# CHECK: tail call fastcc i64 @"__main__:f"
# CHECK: call i1 @pyc_bind_arguments
