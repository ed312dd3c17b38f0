# RUN: pyc-native emit --stage=py-typed %s | FileCheck %s
# Which item an inner loop works on is found out in front of it, but only if it runs at all.


# CHECK-LABEL: py.func @"__main__:total.typed"
def total(matrix, i, n):
    # CHECK: cf.cond_br %{{.*}}, ^[[ENTERING:bb[0-9]+]], ^[[JOINING:bb[0-9]+]](%
    # CHECK: ^[[ENTERING]]:
    # CHECK: py.check_index %arg1
    # CHECK: py.list_block
    # CHECK: cf.br ^[[JOINING]](
    result = 0.0
    for k in range(n):
        # CHECK-NOT: py.check_index
        # CHECK: py.block_load {{.*}} -> f64
        result += matrix[i][k]
    # CHECK: py.return
    return result


print(total([[1.0, 2.0]], 0, 2), total([], 3, 0))
