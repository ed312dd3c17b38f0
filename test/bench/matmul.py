# The product of two square matrices held as lists of lists.


def make(n, seed):
    matrix = []
    for i in range(n):
        row = []
        for j in range(n):
            row.append(((i * seed + j * 7) % 23) / 23.0)
        matrix.append(row)
    return matrix


def multiply(a, b):
    n = len(a)
    result = []
    for i in range(n):
        left = a[i]
        row = []
        for j in range(n):
            total = 0.0
            for k in range(n):
                total += left[k] * b[k][j]
            row.append(total)
        result.append(row)
    return result


def main():
    n = 450
    product = multiply(make(n, 3), make(n, 5))
    trace = 0.0
    for i in range(n):
        trace += product[i][i]
    print(f"{trace:.9f} {product[7][11]:.9f}")


main()
