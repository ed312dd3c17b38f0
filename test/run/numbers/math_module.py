# run: the math module
import math
from math import floor, ceil, gcd, isqrt

print(math.pi, math.e, math.tau, math.inf, math.nan)
for x in (0.5, 1.0, 2.0, 10.0, 0.001, 123.456):
    print(math.sqrt(x), math.exp(x), math.log(x), math.log2(x), math.pow(x, 1.5), math.fabs(-x))
print(floor(-2.5), ceil(-2.5), floor(7), ceil(2.0000001), math.trunc(-2.7), floor(1e20))
print(gcd(12, 18), gcd(0, 5), gcd(-4, 6), gcd(), gcd(2**70, 6**40), math.lcm(4, 6), math.lcm(0, 3))
print(isqrt(0), isqrt(15), isqrt(16), isqrt(10**40), math.factorial(0), math.factorial(20), math.factorial(30))
print(math.comb(10, 3), math.perm(10, 3), math.comb(60, 30), math.prod([1, 2, 3, 4]), math.prod([0.5, 4]), math.fsum([0.1] * 10))
print(math.hypot(3, 4), math.dist((0, 0), (3, 4)), math.copysign(1, -0.0), math.fmod(-7, 3), math.remainder(7, 3), math.modf(3.25), math.frexp(10.0), math.ldexp(0.5, 5))
print(math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1.0), math.isclose(0.1 + 0.2, 0.3), math.isclose(1, 1.1), math.degrees(math.pi), math.radians(180))
print(math.log(100, 10), math.log(2**100), math.log(10**400), math.log2(2**200), math.log10(1000), math.log1p(1e-10), math.expm1(1e-10))
for bad in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.log(-5), lambda: math.factorial(-1), lambda: math.exp(1000), lambda: math.gcd(1.5), lambda: math.floor("x"), lambda: math.floor(math.nan), lambda: math.isqrt(-1), lambda: math.sqrt("2"), lambda: math.acos(2)):
    try:
        print(bad())
    except (ValueError, OverflowError, TypeError) as error:
        print(type(error).__name__, error)


class Metres:
    def __init__(self, value):
        self.value = value

    def __float__(self):
        return float(self.value)

    def __floor__(self):
        return "floored"

    def __ceil__(self):
        return "ceiled"

    def __trunc__(self):
        return "truncated"

    def __index__(self):
        return int(self.value)


length = Metres(16)
print(math.sqrt(length), math.floor(length), math.ceil(length), math.trunc(length), math.gcd(length, 12), math.ulp(1.0), math.nextafter(1.0, 2.0))
