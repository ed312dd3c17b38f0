# run: lists of lists walked by column, whose rows are the same, ragged, of other kinds, or change on the way


def make(rows, columns, seed):
    matrix = []
    for i in range(rows):
        row = []
        for j in range(columns):
            row.append(((i * seed + j * 7) % 23) / 4.0)
        matrix.append(row)
    return matrix


def multiply(a, b):
    n, inner, columns = len(a), len(b), len(b[0])
    result = []
    for i in range(n):
        left = a[i]
        row = []
        for j in range(columns):
            total = 0.0
            for k in range(inner):
                total += left[k] * b[k][j]
            row.append(total)
        result.append(row)
    return result


def add_to_rows(matrix, times):
    # The rows get longer while they are walked.
    totals = []
    for turn in range(times):
        total = 0.0
        for k in range(len(matrix)):
            total += matrix[k][turn]
            matrix[k].append(total)
        totals.append(total)
    return totals


def replace_rows(matrix, times):
    totals = []
    for turn in range(times):
        total = 0.0
        for k in range(len(matrix)):
            total += matrix[k][0]
        matrix[turn] = [total]
        totals.append(total)
    return totals


def write_columns(matrix, columns):
    for j in range(columns):
        for k in range(len(matrix)):
            matrix[k][j] = matrix[k][j] * 2.0 + j
    return matrix


def shared_row(n):
    row = [1.0, 2.0, 3.0]
    matrix = [row for _ in range(n)]
    for j in range(3):
        for k in range(n):
            matrix[k][j] += 1.0
    return row


def ragged(matrix, columns):
    total = 0.0
    try:
        for j in range(columns):
            for k in range(len(matrix)):
                total += matrix[k][j]
    except IndexError as error:
        return total, str(error)
    return total


def odd_row(matrix, columns):
    total = 0.0
    for j in range(columns):
        for k in range(len(matrix)):
            total += matrix[k][j]
    return total


def downwards(matrix, columns):
    seen = []
    for j in range(columns):
        total = 0
        for k in range(-3, 10):
            total = total * 2 + matrix[k][j]
        seen.append(total)
    return seen


def nested_result(n):
    grid = [[0] * n for _ in range(n)]
    for step in range(3):
        for j in range(n):
            for k in range(n):
                grid[k][j] += k * j + step
    return sum(sum(row) for row in grid)


product = multiply(make(12, 15, 3), make(15, 11, 5))
print(product[3], product[11][10])
print(multiply(make(2, 2, 3), make(2, 2, 5)))
print(add_to_rows(make(10, 3, 2), 9))
print(replace_rows(make(10, 3, 2), 9))
print(write_columns(make(10, 2, 2), 2))
print(shared_row(12))
print(ragged([[1.0] * (12 - k) for k in range(12)], 5), ragged([[1.0, 2.0]] * 10, 2), ragged([], 2))
print(odd_row([[1.0, 2.0]] * 9 + [[1, 2]] * 3, 2), odd_row([[1.0, 2.0]] * 9 + [(1.5, 2.5)], 2))
print(downwards([[k * 3 + j for j in range(4)] for k in range(10)], 4))
print(nested_result(13))


def chosen_rows(matrix, order, n):
    # The row an inner loop works on may be missing when the loop does not run.
    total = 0.0
    for i in order:
        for k in range(n if i >= 0 else 0):
            total += matrix[i][k]
    return total


def in_place(a, b, c, n):
    for i in range(n):
        for j in range(n):
            for k in range(n):
                c[i][j] += a[i][k] * b[k][j]
    return c


def rows_swapped(matrix, n):
    # The row is another one from the middle of the loop on.
    seen = []
    for i in range(n):
        for k in range(len(matrix[i])):
            seen.append(matrix[i][k])
            if k == 1:
                matrix[i], matrix[i - 1] = matrix[i - 1], matrix[i]
    return seen


print(chosen_rows([[1.0, 2.0], [3.0, 4.0]], [0, -9, 1, -5], 2), chosen_rows([], [-1, -2], 2))
a, b = make(9, 9, 3), make(9, 9, 5)
print(in_place(a, b, [[0.0] * 9 for _ in range(9)], 9) == multiply(a, b))
print(in_place(a, a, a, 9)[8][8] > 0, rows_swapped([[1.5, 2.5, 3.5], [4.5, 5.5, 6.5], [7.5, 8.5, 9.5]], 3))
