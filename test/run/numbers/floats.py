# run: floats: text, arithmetic, comparison with integers, formatting and special values
import math

values = [0.0, -0.0, 1.0, -1.5, 0.1, 1 / 3, 1e16, 1e15, 123456789.125, 1e-5, 1e-4, 5e-324, 1.7976931348623157e308, 2.5, 3.5, 1e100, float("inf"), float("-inf"), float("nan")]
for value in values:
    print(repr(value), str(value), f"{value:.3f}", f"{value:e}", f"{value:g}", f"{value:10.2g}|", bool(value))
for a in (7.5, -7.5, 0.3):
    for b in (2.0, -2.0, 0.1, 3):
        print(a + b, a - b, a * b, a / b, a // b, a % b, divmod(a, b), a < b, a == b)
print(2.0**10, 2.0**-1, (-8.0) ** 3, 9.0**0.5, 0.0**0, 2**-1, (-8) ** (1 / 3))
for bad in (lambda: 1.0 / 0, lambda: 1.0 // 0.0, lambda: 1.0 % 0.0, lambda: 0.0**-1, lambda: 10.0**400, lambda: int(float("inf")), lambda: int(float("nan")), lambda: float("x"), lambda: math.sqrt(-1)):
    try:
        print(bad())
    except (ZeroDivisionError, OverflowError, ValueError) as error:
        print(type(error).__name__, error)
print(1 == 1.0, 2**53 == 2.0**53, 2**53 + 1 == 2.0**53 + 1, 10**400 > 1e308, -(10**400) < float("-inf"), 10**400 == float("inf"))
print(hash(1.0), hash(0.5), hash(-0.0), hash(1e300), hash(float("inf")), {1: "a", 1.0: "b", True: "c"})
nan = float("nan")
print(nan == nan, nan != nan, nan < 1, [nan] == [nan], nan in [nan], sorted([3.5, -1.0, 2]), min(1, 1.0), max(0.0, -0.0))
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234.567, -2), round(0.5), round(1e20), round(5.015, 2))
print(float("1e3"), float(" -2.5e-3 "), float("1_0.5"), float("Infinity"), float("-nan"), float(10**20))
print((0.1).as_integer_ratio(), (2.5).is_integer(), (2.0).is_integer(), (255.5).hex(), float.fromhex("0x1.8p1"), (-3.7).__trunc__(), math.trunc(3.7))
print(f"{3.14159:.0f} {3.14159:8.3f}|{3.14159:<8.3f}|{3.14159:^+9.2f}|{1234567.891:,.2f} {0.25:%} {0.12345:.1%} {1e10:g} {123456789:g} {1.0:g} {100000.0:g} {1e-7:f}")
print(0.1 + 0.2, 0.1 + 0.2 == 0.3, 1e16 + 1, 1e308 * 10, -1e308 * 10, 5e-324 / 2)
total = 0.0
for i in range(1, 1000):
    total += 1.0 / i
print(total, sum([0.1] * 10), sum(x / 10 for x in range(10)), math.fsum([0.1] * 10))
