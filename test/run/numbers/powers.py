# run: powers of integers and floats, with and without a modulus
for base in (0, 1, -1, 2, -2, 3, 10, -7, 2**40, -(2**65)):
    for exponent in (0, 1, 2, 3, 10, 31, 62, 63, 64, 65, 100):
        value = base**exponent
        check = 1
        for _ in range(exponent):
            check *= base
        assert value == check == pow(base, exponent)
        print(base, exponent, value % (2**61 - 1), value.bit_length())

for base in (2, -3, 10, 0.5, -0.5, 1e10, 2**70):
    for exponent in (-1, -2, -10, 0.5, 1.5, -0.5, 2.0, 100.0, 0.0):
        try:
            print(base, exponent, base**exponent)
        except (ZeroDivisionError, OverflowError) as error:
            print(base, exponent, type(error).__name__, error)

for base in (0, 1, 2, 3, -5, 123456789, 2**64 + 13, -(2**100)):
    for exponent in (0, 1, 5, 64, 1000, 2**40 + 1, 2**70 + 3, 10**30):
        for modulus in (1, 2, 7, -7, 10**9 + 7, 2**61 - 1, 2**64 + 13, -(2**90), 3**80):
            value = pow(base, exponent, modulus)
            assert 0 <= value < modulus or modulus < value <= 0
            if exponent <= 1000:
                assert value == base**exponent % modulus
            print(value, end=" ")
        print()

for number in (3, 10, 2**70, 123456789123456791):
    for modulus in (11, 17, 10**9 + 7, 2**89 - 1, -13):
        inverse = pow(number, -1, modulus)
        assert (number * inverse - 1) % modulus == 0
        print(inverse, pow(number, -3, modulus))

for action in (lambda: pow(2, -1, 4), lambda: pow(2, 3, 0), lambda: pow(2.0, 3, 5), lambda: pow(2, 3.0, 5), lambda: pow(2, 3, 5.0), lambda: 0**-1,
               lambda: 0.0**-1, lambda: 0.0**-2.5, lambda: 10.0**309, lambda: (-10.0)**309, lambda: "a"**2, lambda: 2**"a", lambda: pow("a", 2, 3),
               lambda: pow(), lambda: pow(1), lambda: pow(2, 3, None), lambda: pow(base=2, exp=5, mod=7), lambda: 2**-1074, lambda: 2.0**-1075):
    try:
        print(action())
    except (ValueError, TypeError, ArithmeticError) as error:
        print(type(error).__name__, error)

specials = (0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 2.0, -2.0, 3.0, float("inf"), float("-inf"), float("nan"))
for base in specials:
    row = []
    for exponent in specials:
        try:
            row.append(repr(base**exponent))
        except ZeroDivisionError as error:
            row.append("Z")
    print(base, *row)

x = 3
x **= 5
print(x)
x **= 0.5
print(x)
