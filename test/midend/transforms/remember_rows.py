# RUN: pyc-native emit --stage=py-typed %s | FileCheck %s
# The rows that an inner loop visits again and again are remembered, while nothing can change them.


# CHECK-LABEL: py.func @"__main__:columns.typed"
def columns(matrix, n):
    totals = []
    # CHECK: %[[OUTER:.*]] = py.list_block %arg0
    # CHECK: %[[ROWS:.*]] = py.rows
    for j in range(n):
        total = 0.0
        for k in range(n):
            # CHECK: %[[BLOCK:.*]], %[[LENGTH:.*]] = py.row %[[ROWS]], %{{.*}}, %[[K:.*]], %[[OUTER]]
            # CHECK: py.recipe "pyc_list_item"(%arg0, %[[K]])
            # CHECK: %[[PLACE:.*]] = py.check_index %{{.*}}, %[[LENGTH]]
            # CHECK: py.block_load %[[BLOCK]], %[[PLACE]]
            total += matrix[k][j]
        totals.append(total)
    return totals


# CHECK-LABEL: py.func @"__main__:growing.typed"
# CHECK-NOT: py.rows
# CHECK: py.return
def growing(matrix, n):
    total = 0.0
    for j in range(n):
        for k in range(n):
            total += matrix[k][j]
            matrix[k].append(total)
    return total


print(columns([[1.0, 2.0], [3.0, 4.0]], 2), growing([[1.0, 2.0], [3.0, 4.0]], 2))
