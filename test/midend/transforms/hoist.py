# RUN: pyc-native emit --stage=py-typed %s | FileCheck %s
# What a loop tests and loads without changing it stands in front of it; a poll looks again.


# CHECK-LABEL: py.func @"__main__:dot.typed"
def dot(a, b):
    total = 0.0
    # CHECK: %[[A:.*]] = py.list_block %arg0
    # CHECK: %[[LENGTH:.*]] = py.block_length %[[A]]
    # CHECK: %[[B:.*]] = py.list_block %arg1
    # CHECK: cf.br ^[[HEAD:.*]](
    # CHECK: ^[[HEAD]](
    for i in range(len(a)):
        # CHECK-NOT: py.list_block %arg0, %{{.*}} {{.*}}^
        # CHECK-NOT: py.check_index
        # CHECK: py.block_load %[[A]]
        # CHECK: py.block_load %[[B]]
        total += a[i] * b[i]
    # CHECK: py.return
    return total


# What is pushed to may get another block.
# CHECK-LABEL: py.func @"__main__:grow.typed"
def grow(a, n):
    # CHECK: py.for_iter
    for i in range(n):
        a.append(a[i])
    return a


print(dot([1.0, 2.0], [3.0, 4.0]), grow([1, 2], 3))
