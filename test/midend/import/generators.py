# RUN: pyc-native emit --stage=py %s | FileCheck %s


# CHECK-LABEL: py.func @"__main__:numbers"(%arg0: !py.any) -> !py.any attributes {code = 1 : i32, kind = 1 : i32}
def numbers(n):
    # CHECK: py.start_generator
    # CHECK: py.yield %arg0
    yield n
    # CHECK: "pyc_get_yield_from_iter"(%arg0)
    # CHECK: py.send
    yield from n


# CHECK-LABEL: py.func @"__main__:task"
# CHECK-SAME: kind = 2 : i32
async def task(n):
    # CHECK: "pyc_get_awaitable"(%arg0) {{{.*}}immediates = [0]
    await n
