# run: subclasses of int and float, enumerations of behaviour that goes through them
class Money(int):
    def __new__(cls, amount, currency="EUR"):
        self = super().__new__(cls, amount)
        self.currency = currency
        return self

    def __add__(self, other):
        return Money(int(self) + int(other), self.currency)

    __radd__ = __add__

    def __repr__(self):
        return f"Money({int(self)}, {self.currency!r})"

    def __str__(self):
        return f"{int(self) // 100}.{int(self) % 100:02d} {self.currency}"


m = Money(1050)
print(m, repr(m), m + 5, 5 + m, m * 2, type(m * 2), -m, type(-m), m.currency, sum([m, m, m]), m == 1050, hash(m) == hash(1050), m > 1000)
print(f"{m}", f"{m:d}", f"{m:>10}", f"{m!r}", "%d" % m, "%s" % m, "%x" % m, m.bit_length(), int(m), type(int(m)), m.real, type(m.real), [1, 2, 3][Money(1)])
print(Money(2**70), Money(2**70) + 1, Money("123"), Money(5.9), Money.from_bytes(b"\x01\x00"), type(Money.from_bytes(b"\x05")), round(m, -2), abs(Money(-3)), divmod(m, 100), m // 7, m % 7, m**2, ~m, m & 255, m << 2)
print({m: "x"}[1050], m in [1050], [1050].index(m), m.__index__(), bool(Money(0)), isinstance(m, int), issubclass(Money, int), m.as_integer_ratio(), m.__dict__)
m.currency = "USD"
m.note = "changed"
print(m, m.__dict__, vars(m))


class Even(int):
    def __eq__(self, other):
        return int(self) % 2 == int(other) % 2

    def __hash__(self):
        return int(self) % 2

    def __lt__(self, other):
        return "less"

    def __bool__(self):
        return int(self) % 2 == 0

    def __int__(self):
        return super().__int__()

    def __index__(self):
        return 3


e = Even(4)
print(e == 6, 6 == e, e == 5, e < 3, 3 > e, bool(e), not Even(5), len({Even(2), Even(4), Even(6)}), "yes" if e else "no", list(range(e))[:2], [10, 11, 12, 13, 14][e], hex(e))


class Ratio(float):
    def __truediv__(self, other):
        return "divided"

    def __rtruediv__(self, other):
        return "divided into"

    def __float__(self):
        return 0.25

    def __format__(self, spec):
        return f"<{spec}>"


r = Ratio(0.5)
print(r / 2, 2 / r, r + 1, float(r), f"{r:.3f}", f"{r}", "{:abc}".format(r), str(r), r == 0.5, round(r), r.is_integer(), r * 2, -r)


class Both(Money):
    def __mul__(self, other):
        return NotImplemented


try:
    print(Both(3) * 4)
except TypeError as error:
    print(error)
print(4 * Both(3))
try:
    print(Both(3) * "ab")
except TypeError as error:
    print(error)
for cls in (bool, type(None), type(NotImplemented), type(...), range, slice):
    try:
        class Derived(cls):
            pass
        print("fine")
    except TypeError as error:
        print(error)
print(True + True, True - 1, True * 5, True / 2, True // 2, True % 2, True**3, -True, +True, abs(True), True & 3, True | 2, True ^ True, type(True ^ True), type(True & 1), True << 3, True < 2, True == 1.0)
print(bool("a"), bool(""), bool([]), bool([0]), bool(0.0), bool(0j), bool(None), bool(), int(True), str(True), repr(False), f"{True}", f"{True:5}", f"{True:d}", "%d %s" % (True, False), {True: "a"}[1], [10, 20][True], True.real, True.bit_length())
try:
    bool(1, 2)
except TypeError as error:
    print(error)
try:
    bool(x=1)
except TypeError as error:
    print(error)
