# run: complex numbers
a, b = 3 + 4j, 1 - 2j
print(a, b, a + b, a - b, a * b, a / b, -a, +a, abs(a), a.real, a.imag, a.conjugate(), a**2, a**0.5)
print(complex(1), complex(1, -1), complex("1+2j"), complex("-3j"), complex(2.5, 0), 1j, -0j, complex(0, -0.0))
print(repr(1e20 + 1j), 1.5j, 2j * 2j, (1 + 0j) == 1, 1j != 2j, hash(1 + 0j) == hash(1), bool(0j), bool(1j))
print(a * 2, 2 * a, a + 1.5, 1 - a, a / 2, 2 / a, 2**a, a == 3 + 4j)
print(f"{a} {a!r} {a:.2f} {1j}")
for bad in (lambda: a / 0, lambda: a < b, lambda: int(a), lambda: complex("x"), lambda: a // 2, lambda: float(1j)):
    try:
        print(bad())
    except (ZeroDivisionError, TypeError, ValueError) as error:
        print(type(error).__name__, error)


def julia(c, size, limit):
    rows = []
    for y in range(size):
        row = ""
        for x in range(size * 2):
            z = complex(x / size - 1.0, y * 2 / size - 1.0)
            steps = 0
            while abs(z) < 2.0 and steps < limit:
                z = z * z + c
                steps += 1
            row += " .:-=+*#%@"[steps * 9 // limit]
        rows.append(row)
    return rows


print("\n".join(julia(-0.4 + 0.6j, 12, 18)))
print(sum([1j, 2, 3.5]), sorted([3 + 0j, 1j], key=abs), [1j] == [1j], complex(float("inf"), float("nan")))
