# run: lists that begin as numbers and become something else in the middle of loops
def total(values):
    result = 0
    for value in values:
        result += value
    return result


def store(values, index, value):
    values[index] = value
    return values


ints = [i for i in range(10)]
floats = [i / 2 for i in range(10)]
print(total(ints), total(floats))
print(total(store(ints[:], 3, 0.5)), total(store(floats[:], 3, 1)), total(store(ints[:], 3, 2**80)), total(store(ints[:], 2, True)))
try:
    total(store(ints[:], 3, "text"))
except TypeError as error:
    print(error)
print(store(ints[:], 0, None), store(floats[:], -1, [1]))

growing = []
for i in range(20):
    if i < 5:
        growing.append(i)
    elif i < 8:
        growing.append(i + 0.5)
    elif i < 10:
        growing.append(2**64 + i)
    else:
        growing.append(str(i))
print(growing)

values = [0] * 8
for i in range(8):
    values[i] = values[i - 1] * 3 + 1
    if i == 5:
        values[0] = "changed"
        values[0] = 7
print(values)

matrix = [[0] * 3 for _ in range(3)]
for i in range(3):
    for j in range(3):
        matrix[i][j] = i * j if i != 1 else i / (j + 1)
print(matrix)
row = matrix[0]
row.append(1.5)
row[0] = row
print(len(row), row[3], row[0] is row)

one, other = [1, 2, 3], [1.0, 2.0, 3.0]
print(one == other, one + other, one < other, [1, 2, 3] == [True, 2, 3])
one[1:2] = [0.25, "mid"]
other.extend(range(3))
other.insert(1, -1)
print(one, other, other.count(1), other.index(2), 1 in other, 1.0 in one)
numbers = [5, 3.5, 2**65, -1, 0.0, True]
numbers.sort()
print(numbers, max(numbers), min(numbers), sum(numbers[:3]))
work = list(range(6))
for i in work:
    if 0 < i < 3:
        work.append(i * 10.0)
print(work)
shared = [0.0] * 4
alias = shared
for i, x in enumerate(alias):
    shared[i] = x + i
    if i == 2:
        alias[0] = "seen"
print(shared, alias is shared)
negative_zero = [0.0, 1.0]
negative_zero[0] = -0.0
print(negative_zero, [float("nan")] == [float("nan")], float("nan") in [1.0, 2.0])
