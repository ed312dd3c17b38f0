# run: the functions of math whose results are exact or correctly rounded
import math

state = 17


def random():
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    return (state >> 11) / 2**53


inf, nan = math.inf, math.nan
numbers = [math.ldexp(random() - 0.5, int(random() * 120) - 60) for _ in range(400)]
print(math.fsum(numbers).hex(), math.fsum(sorted(numbers)).hex(), math.fsum(reversed(numbers)).hex())
print(math.fsum([0.1] * 10), math.fsum([1e16, 1, -1e16]), math.fsum([1e308, 1e308, -1e308]) if False else "", math.fsum([]), math.fsum([-0.0]), math.fsum([inf, 1]), math.fsum([nan]), math.fsum(range(10)), math.fsum([2**53, 1.0, 1e-100]))
print(math.sumprod(numbers, numbers[::-1]).hex(), math.sumprod([1, 2, 3], [4, 5, 6]), math.sumprod([10**30, 2], [3, 4.5]), math.sumprod([0.1] * 10, [1] * 10), math.sumprod([], []), math.sumprod([True, 2], [0.5, False]), math.sumprod([1e308, 1e308], [10, -10]))
print([math.hypot(*numbers[i:i + 3]).hex() for i in range(0, 60, 3)])
print(math.hypot(), math.hypot(-3), math.hypot(3, 4), math.hypot(1, 1, 1, 1), math.hypot(inf, nan), math.hypot(nan, 1), math.hypot(1e300, 1e300), math.hypot(1e-320, 1e-320), math.hypot(5e-324), math.hypot(*range(20)))
print([math.dist(numbers[i:i + 2], numbers[i + 2:i + 4]).hex() for i in range(0, 40, 4)], math.dist((), ()), math.dist([1, 2, 3], (4, 6, 3)))
print(math.prod([]), math.prod([1, 2, 3, 4.5]), math.prod(range(1, 30)), math.prod([0.1] * 5), math.prod([2, "ab"]), math.prod([[1]], start=3))

for x in (0.0, -0.0, 1.0, -1.5, 2.5, 1e300, 5e-324, inf, -inf, nan, 3, 2**70):
    print(x, math.frexp(x), math.modf(x), math.fabs(x), math.copysign(x, -1), math.isfinite(x), math.isinf(x), math.isnan(x), math.ulp(x), math.nextafter(x, inf), math.nextafter(x, 0), math.nextafter(x, -inf, steps=3), math.trunc(x) % 97 if math.isfinite(x) else "")
for x in (0.0, 1.0, -1.0, 5e-324, -5e-324):
    print([math.nextafter(x, y, steps=n) for y in (inf, -inf, 2, -2, nan) for n in (0, 1, 2, 10**6, 2**70)])
for m, e in ((1, 10), (1.5, -3), (1, 1023), (1, -1074), (1, -1075), (3, -1076), (0, 10**30), (inf, 5), (1, -(10**30)), (0.75, 1024)):
    print(math.ldexp(m, e))
for x, y in ((5, 3), (-5, 3), (5.5, -2), (1e300, 7), (0.0, 1), (5, inf), (-7.5, 2), (7.5, 2), (2.5, 1), (3.5, 1)):
    print(math.fmod(x, y), math.remainder(x, y), math.fma(x, y, 1) if y != inf else "")
print([math.sqrt(x).hex() for x in (0, 1, 2, 3, 1e300, 5e-324, 2**70, 0.1, inf)], math.sqrt(-0.0))
print(math.floor(2.7), math.ceil(2.2), math.floor(-2.7), math.ceil(-2.2), math.floor(1e20), math.trunc(-2.7), math.floor(True), math.ceil(10**30))
print(math.isclose(1, 1 + 1e-10), math.isclose(1, 1.1), math.isclose(1, 1.1, rel_tol=0.1), math.isclose(0, 1e-10), math.isclose(0, 1e-10, abs_tol=1e-9), math.isclose(inf, inf), math.isclose(inf, -inf), math.isclose(nan, nan))
print(math.degrees(math.pi), math.radians(180), math.degrees(1).hex(), math.radians(1).hex(), math.pi, math.e, math.tau, math.inf, math.nan)
print([math.gamma(x) for x in (1, 2, 5, 10, 23, 0.5, 100)], [math.lgamma(x) for x in (1, 2, inf, -inf)])
print(math.exp(0), math.exp(-inf), math.log(1), math.log(inf), math.log2(8), math.log2(2**1000), math.log10(1000), math.log10(10**400), math.log2(1 << 2000), math.log(8, 2), math.pow(2, 10), math.pow(0, 0), math.exp2(10), math.sin(0), math.cos(0), math.atan2(0, -1), math.atan2(-0.0, -1), math.tan(0.0), math.acos(1), math.asin(0), math.sinh(0), math.cosh(0), math.tanh(inf), math.atan(inf), math.erf(0), math.erfc(0), math.erf(inf), math.expm1(0), math.log1p(0))


class Number:
    def __float__(self):
        return 2.25

    def __floor__(self):
        return "floored"

    def __ceil__(self):
        return "ceiled"

    def __trunc__(self):
        return "truncated"


print(math.sqrt(Number()), math.floor(Number()), math.ceil(Number()), math.trunc(Number()), math.hypot(Number(), 3), math.fsum([Number()] * 3))
