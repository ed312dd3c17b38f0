# RUN: pyc-native emit --stage=llvm %s | FileCheck %s
# An exit stores numbers as they are; a constant beside it says where and how to read them.


# CHECK: = private unnamed_addr constant [{{[0-9]+}} x i32] [i32 {{[0-9]+}}, i32 4, i32 65536, i32 131073, i32 196610, i32 3]
# CHECK-LABEL: define internal fastcc {{.*}}@"__main__:mixed.typed"
# CHECK: leave:
# CHECK-NEXT: store i64 %{{.*}}, ptr %registers
# CHECK: store double
# CHECK: %[[FLAG:.*]] = zext i1 %{{.*}} to i64
# CHECK: store i64 %[[FLAG]]
# CHECK: call i64 @pyc_side_exit(
def mixed(count, ratio, flag):
    while count < 10:
        ratio = ratio * 1.5
        flag = not flag
        count = count * 3
    return count if flag else ratio


print(mixed(1, 2.5, True), mixed(2, 0.5, False))
