# How many points of a grid stay bounded under z -> z*z + c.


def inside(size, limit):
    count = 0
    for row in range(size):
        ci = 2.0 * row / size - 1.0
        for column in range(size):
            cr = 2.0 * column / size - 1.5
            zr = zi = 0.0
            zr2 = zi2 = 0.0
            steps = 0
            while steps < limit and zr2 + zi2 <= 4.0:
                zi = 2.0 * zr * zi + ci
                zr = zr2 - zi2 + cr
                zr2 = zr * zr
                zi2 = zi * zi
                steps += 1
            if steps == limit:
                count += 1
    return count


def main():
    print(inside(700, 100))


main()
