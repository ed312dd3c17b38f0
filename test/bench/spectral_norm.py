# The largest singular value of an infinite matrix with entries 1 / ((i+j)(i+j+1)/2 + i + 1), by the power method.
from math import sqrt


def entry(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def times(v):
    n = len(v)
    result = []
    for i in range(n):
        total = 0.0
        for j in range(n):
            total += entry(i, j) * v[j]
        result.append(total)
    return result


def times_transposed(v):
    n = len(v)
    result = []
    for i in range(n):
        total = 0.0
        for j in range(n):
            total += entry(j, i) * v[j]
        result.append(total)
    return result


def main():
    u = [1.0] * 900
    v = u
    for _ in range(10):
        v = times_transposed(times(u))
        u = times_transposed(times(v))
    product = square = 0.0
    for i in range(len(u)):
        product += u[i] * v[i]
        square += v[i] * v[i]
    print(f"{sqrt(product / square):.9f}")


main()
