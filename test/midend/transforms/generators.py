# RUN: pyc-native emit --stage=py-typed %s | FileCheck %s
# Generators and coroutines have typed forms too: what they count with stays a machine word across suspensions, and only what they yield is boxed.


# CHECK-LABEL: py.func @"__main__:count.typed"(%arg0: i64) -> !py.any
# CHECK: py.start_generator
# CHECK: cf.br ^[[LOOP:.*]](%{{.*}} : i64)
# CHECK: arith.cmpi slt
# CHECK: py.box {{.*}} : (i64) -> !py.int
# CHECK: py.yield
# CHECK: arith.addi
def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


# Before there is a generator, nothing can go on in the interpreter.
# CHECK-LABEL: py.func @"__main__:after.typed"
# CHECK-NOT: py.frame_state
# CHECK: py.start_generator
# CHECK: py.list_block
async def after(values):
    return values[0] + 1


for number in count(3):
    print(number)
print(after([1, 2]))
