# RUN: pyc-native emit --stage=py %s | FileCheck %s
# Registers become values; constants carry what they are; every exit point has its state before it.


# CHECK-LABEL: py.func @"__main__:f"(%arg0: !py.any, %arg1: !py.any) -> !py.any attributes {code = 1 : i32, kind = 0 : i32}
def f(a, b):
    # CHECK: %[[STATE:.*]] = py.frame_state %arg0, %arg1 {{{.*}}pc = 0 : i32, registers = array<i32: 0, 1>}
    # CHECK: %[[SUM:.*]] = py.binary add %arg0, %arg1
    c = a + b
    # CHECK: py.compare lt %[[SUM]], %{{.*}} : (!py.any, !py.int) -> !py.any
    # CHECK: py.return
    return c < 10


# CHECK-LABEL: py.func @"__main__:g"
def g(x):
    # CHECK: %[[CALLABLE:.*]], %[[RECEIVER:.*]] = py.load_method %arg0 {name = "method"}
    # CHECK: py.load_attr %arg0 {name = "real"}
    # CHECK: py.call_method %[[CALLABLE]], %[[RECEIVER]]
    x.method(x.real)
    # CHECK: py.store_item
    x[0] = 1
    # CHECK: %[[SAME:.*]] = py.is
    # CHECK: arith.xori %[[SAME]]
    return x is not None
