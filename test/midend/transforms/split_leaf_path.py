# RUN: pyc-native emit --stage=py-typed %s | FileCheck %s
# A short way out is a function of its own, which everybody inlines; the rest takes what it needs.


# CHECK-LABEL: py.func @"__main__:fib.typed"(%arg0: i64) -> i64
# CHECK: %[[TWO:.*]] = arith.constant 2
# CHECK: arith.cmpi slt, %arg0, %[[TWO]]
# CHECK-DAG: py.return %arg0 : i64
# CHECK-DAG: py.continue_in %arg0 {callee = @"__main__:fib.typed.framed"} : (i64) -> ()
# CHECK-LABEL: py.func @"__main__:fib.typed.framed"(%arg0: i64) -> i64
# CHECK-SAME: restOf = @"__main__:fib.typed"
# CHECK: py.call_direct {{.*}} @"__main__:fib.typed"}
def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


print(fib(10))
