# run: abs, divmod, pow, round, sum, min, max, bin, oct, hex over numbers of every kind and objects with hooks
def show(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


for a in (7, -7, 0, True, 2**70, -2**70, 7.5, -7.5, 0.0, 1e20):
    print(a, abs(a), [divmod(a, b) for b in (3, -3, 2.5, -2.5, 2**65, True)], round(a), round(a, 1), round(a, -1), bool(a))
for a in (2, -2, 3.0, -0.5, 10, 2**40, 1j):
    print(a, [pow(a, e) for e in (0, 1, 2, 3, -1, 0.5) if not (a == -0.5 and e == 0.5)])
print(pow(3, 200, 1000007), pow(3, -1, 7), pow(-3, 5, 7), pow(2, 10**5, 97), pow(5, 0, 1), pow(2**80, 3, 2**64 - 59), pow(-2, 3, -5))
show(lambda: pow(2, -1, 4))
show(lambda: pow(0, -1))
show(lambda: pow(2.0, 3, 5))
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1e16 + 1), round(123456, -3), round(15, -1), round(25, -1), round(-15, -1), round(5, -1), round(1.5e300, -299))
print(round(0.1 + 0.2, 10), round(1 / 3, 5), round(99.995, 2), round(True), round(2**100, -20), round(-0.4), round(0.5), round(1.5), round(5e-324, 300))
print([f(n) for n in (0, 1, -1, 255, -256, 2**64, True) for f in (bin, oct, hex)])
print(sum([]), sum(range(101)), sum([1, 2.5]), sum([0.1] * 10), sum([1e100, 1.0, -1e100]), sum([1e16, 1, 1, 1]), sum([True, True]), sum([2**62, 2**62, 2**62]), sum([2**64, -2**64, 0.5]))
print(sum([1j, 2, 0.5]), sum([0.1, 0.2, 0.3], 0.4), sum((x for x in (1, 2)), 3), sum([[1], [2, 3]], []), sum([(1,), (2,)], ()), sum([0.1] * 3, 1), sum([3, 0.1, 0.2, 5]))
print(sum([float("inf"), 1.0]), sum([float("inf"), float("-inf")]), sum([1e308, 1e308]), sum([-0.0, -0.0]), sum([-0.0], -0.0), sum([10**400, 1]))
show(lambda: sum([10**400, 1.5]))
print(max(1, 2.0), max(2.0, 2), max(2, 2.0), min(2, 2.0), max("b", "a"), max([3, 1], [3, 2]), min({5, 3}), max(x * x for x in (-3, 2)), max([1, 2, 3], key=lambda x: -x), min("Bb", "aa", key=str.lower))
print(max(float("nan"), 1), max(1, float("nan")), min(float("nan"), 1), max([], default=None), min((), default="none"), max("a", "b", "c", key=ord))


class Number:
    def __init__(self, n):
        self.n = n

    def __abs__(self):
        return f"abs {self.n}"

    def __divmod__(self, other):
        return ("dm", self.n, other)

    def __rdivmod__(self, other):
        return ("rdm", other, self.n)

    def __pow__(self, other, modulus=None):
        return ("pow", self.n, other, modulus)

    def __rpow__(self, other, modulus=None):
        return ("rpow", other, self.n, modulus)

    def __round__(self, digits="none"):
        return ("round", digits)

    def __index__(self):
        return self.n

    def __add__(self, other):
        return Number(self.n + (other.n if isinstance(other, Number) else other))

    __radd__ = __add__

    def __lt__(self, other):
        return self.n < other.n

    def __gt__(self, other):
        return self.n > other.n

    def __repr__(self):
        return f"N{self.n}"

    def __float__(self):
        return self.n + 0.5

    def __trunc__(self):
        return 99


n = Number(5)
print(abs(n), divmod(n, 2), divmod(2, n), pow(n, 2), pow(n, 2, 3), pow(2, n), round(n), round(n, 2), round(n, None), bin(n), hex(n), oct(n), chr(Number(65)))
print(sum([Number(1), Number(2)], Number(0)), sum([Number(1), 2]), max(Number(1), Number(3)), min([Number(4), Number(2)]), sorted([Number(3), Number(1)]), float(n), [10, 20][Number(1)], "ab" * Number(2), range(Number(3)))
show(lambda: round(object()))
show(lambda: abs(object()))
show(lambda: divmod(object(), 1))
show(lambda: bin(1.0))
