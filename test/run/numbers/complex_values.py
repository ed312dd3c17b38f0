# run: complex numbers: arithmetic with signs of zero, powers, text, constructors
inf, nan = float("inf"), float("nan")
values = [0j, -0j, complex(-0.0, 0.0), complex(0.0, -0.0), 1 + 0j, 1j, -1j, 1 + 2j, -3.5 + 4.25j, complex(inf, 0), complex(0, inf), complex(inf, -inf), complex(nan, 1), complex(1, nan), 1e200 + 1e200j, 1e-200j]
reals = [0, 1, -2, 2.5, -0.0, inf, nan, True, 2**70]


def show(z):
    return f"({z.real!r}, {z.imag!r})" if isinstance(z, complex) else repr(z)


for a in values:
    print(show(a), a, str(a), -a, +a, bool(a), a.conjugate())
    for b in values + reals:
        row = []
        for operation in (lambda: a + b, lambda: b + a, lambda: a - b, lambda: b - a, lambda: a * b, lambda: b * a, lambda: a / b, lambda: b / a, lambda: a == b, lambda: a != b):
            try:
                row.append(show(operation()))
            except ZeroDivisionError as error:
                row.append(str(error))
        print(" ", b, *row)

for a in (0j, 1j, 1 + 2j, -2 + 0j, 1e100 + 1e100j, 0.5 - 0.5j):
    for b in (0, 1, 2, 3, -1, -2, 10, 100, 101, 0.5, 1j, 1 + 1j, -0.5):
        try:
            z = a**b
            print(a, b, f"{z:.10g}")
        except (ZeroDivisionError, OverflowError) as error:
            print(a, b, type(error).__name__, error)
    try:
        print(abs(a))
    except OverflowError as error:
        print(error)

for text in ("1+2j", " ( 1-2j ) ", "j", "-j", "+j", "1-j", "1e3+2e-2j", "inf+nanj", "-infj", "nan", "1_0+2_0j", "1+2J", "3", ".5j", "(1)", "", "(", "1+2", "1 + 2j", "1+2j3", "j1", "1j+2", "(1+2j", "1+2j)", "++1j", "1_+2j", "٣j", "a"):
    try:
        print(ascii(text), complex(text))
    except ValueError as error:
        print(ascii(text), error)


class WithComplex:
    def __complex__(self):
        return 3 + 4j


class WithFloat:
    def __float__(self):
        return 2.5


class WithIndex:
    def __index__(self):
        return 7


class Bad:
    def __complex__(self):
        return 1


for action in (lambda: complex(), lambda: complex(1), lambda: complex(1.5, -2), lambda: complex(real=3, imag=4), lambda: complex(imag=1), lambda: complex(WithComplex()),
               lambda: complex(WithFloat()), lambda: complex(WithIndex()), lambda: complex(WithFloat(), WithIndex()), lambda: complex(Bad()), lambda: complex("1", 2),
               lambda: complex(1, "2"), lambda: complex([]), lambda: complex(1, []), lambda: complex(None), lambda: complex(x=1), lambda: complex(1, 2, 3), lambda: complex(b"1"),
               lambda: 1j < 2j, lambda: 1j // 2, lambda: 1j % 2, lambda: divmod(1j, 2), lambda: int(1j), lambda: float(1j), lambda: 1j & 1, lambda: pow(1j, 2, 3),
               lambda: round(1j), lambda: complex.from_number(3), lambda: complex.from_number("3"), lambda: complex.from_number(WithComplex()), lambda: f"{1+2j:05}",
               lambda: f"{1j:=10}", lambda: f"{1j:d}", lambda: 1j.real, lambda: hash(1 + 0j) == hash(1), lambda: hash(1.5 + 2j), lambda: {1: "a"}[1 + 0j], lambda: 1j.__getnewargs__()):
    try:
        print(action())
    except (TypeError, ValueError, ArithmeticError) as error:
        print(type(error).__name__, error)

for z in (0j, 1 + 2j, -1.5e20 + 1e-7j, complex(-0.0, 3), complex(inf, nan)):
    for spec in ("", ".2f", "e", "g", ".3", "+.1f", " .1f", ">30", "<30.2f|", "^30", "*^30.1e", ",", "_.2f", "#g"):
        try:
            print(f"[{z:{spec}}]", end=" ")
        except ValueError as error:
            print(error, end=" ")
    print()
roots = [(-1) ** (k / 5) for k in range(6)]
print([f"{r:.6f}" for r in roots])
print(sum([1j, 2, 3.5]), [1j, 1] == [1j, 1.0], 1j in [1, 1j], complex(1, 2) == (1 + 2j))
