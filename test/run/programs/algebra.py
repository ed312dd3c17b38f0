# run: exact fractions, polynomials, matrices over any field, modular arithmetic and dual numbers, with shared generic algorithms
from functools_lite import reduce, total_order


def gcd(a, b):
    while b:
        a, b = b, a % b
    return abs(a)


@total_order
class Fraction:
    __slots__ = ("top", "bottom")

    def __init__(self, top, bottom=1):
        if isinstance(top, str):
            whole, _, part = top.partition("/")
            top, bottom = int(whole), int(part or 1)
        if bottom == 0:
            raise ZeroDivisionError(f"Fraction({top}, 0)")
        divisor = gcd(top, bottom) * (-1 if bottom < 0 else 1)
        self.top, self.bottom = top // divisor, bottom // divisor

    @staticmethod
    def of(value):
        if isinstance(value, Fraction):
            return value
        if isinstance(value, int):
            return Fraction(value)
        return NotImplemented

    def _binary(make):
        def forward(self, other):
            other = Fraction.of(other)
            return other if other is NotImplemented else make(self, other)

        def backward(self, other):
            other = Fraction.of(other)
            return other if other is NotImplemented else make(other, self)

        return forward, backward

    __add__, __radd__ = _binary(lambda a, b: Fraction(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom))
    __sub__, __rsub__ = _binary(lambda a, b: Fraction(a.top * b.bottom - b.top * a.bottom, a.bottom * b.bottom))
    __mul__, __rmul__ = _binary(lambda a, b: Fraction(a.top * b.top, a.bottom * b.bottom))
    __truediv__, __rtruediv__ = _binary(lambda a, b: Fraction(a.top * b.bottom, a.bottom * b.top))
    del _binary

    def __neg__(self):
        return Fraction(-self.top, self.bottom)

    def __abs__(self):
        return -self if self.top < 0 else self

    def __pow__(self, n):
        return Fraction(self.top**n, self.bottom**n) if n >= 0 else Fraction(self.bottom**-n, self.top**-n)

    def __eq__(self, other):
        other = Fraction.of(other)
        return other if other is NotImplemented else (self.top, self.bottom) == (other.top, other.bottom)

    def __lt__(self, other):
        other = Fraction.of(other)
        return other if other is NotImplemented else self.top * other.bottom < other.top * self.bottom

    def __hash__(self):
        return hash(self.top) if self.bottom == 1 else hash((self.top, self.bottom))

    def __bool__(self):
        return self.top != 0

    def __float__(self):
        return self.top / self.bottom

    def __int__(self):
        return self.top // self.bottom if self.top >= 0 else -(-self.top // self.bottom)

    def __round__(self, digits=0):
        return round(float(self), digits)

    def __str__(self):
        return str(self.top) if self.bottom == 1 else f"{self.top}/{self.bottom}"

    def __repr__(self):
        return f"Fraction({self.top}, {self.bottom})"

    def __format__(self, spec):
        return format(float(self), spec) if spec else str(self)


class Modular:
    def __init__(self, value, modulus):
        self.value, self.modulus = value % modulus, modulus

    def _with(self, other):
        if isinstance(other, Modular):
            if other.modulus != self.modulus:
                raise ValueError(f"mod {self.modulus} and mod {other.modulus} do not mix")
            return other.value
        return other

    def __add__(self, other):
        return Modular(self.value + self._with(other), self.modulus)

    def __sub__(self, other):
        return Modular(self.value - self._with(other), self.modulus)

    def __mul__(self, other):
        return Modular(self.value * self._with(other), self.modulus)

    def __pow__(self, n):
        return Modular(pow(self.value, n, self.modulus), self.modulus)

    def __truediv__(self, other):
        return Modular(self.value * pow(self._with(other), -1, self.modulus), self.modulus)

    __radd__, __rmul__ = __add__, __mul__

    def __rsub__(self, other):
        return Modular(other - self.value, self.modulus)

    def __neg__(self):
        return Modular(-self.value, self.modulus)

    def __eq__(self, other):
        return self.value == self._with(other) % self.modulus

    def __bool__(self):
        return self.value != 0

    def __repr__(self):
        return f"{self.value}~{self.modulus}"


class Polynomial:
    """Coefficients from the constant upwards."""

    def __init__(self, *coefficients):
        while coefficients and not coefficients[-1]:
            coefficients = coefficients[:-1]
        self.coefficients = coefficients

    @property
    def degree(self):
        return len(self.coefficients) - 1

    def __iter__(self):
        return iter(self.coefficients)

    def __getitem__(self, i):
        return self.coefficients[i] if i < len(self.coefficients) else 0

    def __add__(self, other):
        if not isinstance(other, Polynomial):
            other = Polynomial(other)
        return Polynomial(*(self[i] + other[i] for i in range(max(len(self.coefficients), len(other.coefficients)))))

    def __neg__(self):
        return Polynomial(*(-c for c in self))

    def __sub__(self, other):
        return self + -other

    def __mul__(self, other):
        if not isinstance(other, Polynomial):
            return Polynomial(*(c * other for c in self))
        result = [0] * (len(self.coefficients) + len(other.coefficients))
        for i, a in enumerate(self):
            for j, b in enumerate(other):
                result[i + j] += a * b
        return Polynomial(*result)

    __radd__, __rmul__ = __add__, __mul__

    def __divmod__(self, other):
        if not other.coefficients:
            raise ZeroDivisionError("division by the zero polynomial")
        quotient, rest = Polynomial(), self
        while rest.degree >= other.degree:
            factor = rest[rest.degree] / other[other.degree]
            term = Polynomial(*[0] * (rest.degree - other.degree), factor)
            quotient, rest = quotient + term, Polynomial(*(rest - term * other).coefficients[: rest.degree])
        return quotient, rest

    def __mod__(self, other):
        return divmod(self, other)[1]

    def __call__(self, x):
        return reduce(lambda total, c: total * x + c, reversed(self.coefficients), 0)

    def __eq__(self, other):
        return isinstance(other, Polynomial) and self.coefficients == other.coefficients

    def derivative(self):
        return Polynomial(*(i * c for i, c in enumerate(self) if i))

    def __str__(self):
        parts = []
        for i in range(self.degree, -1, -1):
            c = self[i]
            if not c:
                continue
            power = "" if i == 0 else "x" if i == 1 else f"x^{i}"
            size = "" if power and (c == 1 or c == -1) else str(abs(c))
            sign = "-" if c < 0 else "+"
            parts.append(f"{sign} {size}{power}" if parts else f"{'-' if c < 0 else ''}{size}{power}")
        return " ".join(parts) or "0"


class Dual:
    """A value with its derivative."""

    def __init__(self, value, slope=0.0):
        self.value, self.slope = value, slope

    def __add__(self, other):
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value + other.value, self.slope + other.slope)

    def __mul__(self, other):
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value * other.value, self.slope * other.value + self.value * other.slope)

    __radd__, __rmul__ = __add__, __mul__


class Matrix:
    def __init__(self, rows):
        self.rows = [list(row) for row in rows]
        if len({len(row) for row in self.rows}) > 1:
            raise ValueError("rows of different lengths")

    @property
    def shape(self):
        return len(self.rows), len(self.rows[0])

    @classmethod
    def identity(cls, n, one=1):
        return cls([[one if i == j else one - one for j in range(n)] for i in range(n)])

    def __matmul__(self, other):
        if self.shape[1] != other.shape[0]:
            raise ValueError(f"{self.shape} does not fit {other.shape}")
        columns = list(zip(*other.rows))
        return Matrix([[reduce(lambda s, pair: s + pair[0] * pair[1], zip(row[1:], column[1:]), row[0] * column[0]) for column in columns] for row in self.rows])

    def __pow__(self, n):
        result, base = Matrix.identity(len(self.rows)), self
        while n:
            if n & 1:
                result = result @ base
            base = base @ base
            n >>= 1
        return result

    def __eq__(self, other):
        return self.rows == other.rows

    def transpose(self):
        return Matrix(zip(*self.rows))

    def solve(self, right):
        n = len(self.rows)
        work = [row[:] + [b] for row, b in zip(self.rows, right)]
        for i in range(n):
            pivot = next((k for k in range(i, n) if work[k][i]), None)
            if pivot is None:
                raise ZeroDivisionError(f"singular in column {i}")
            work[i], work[pivot] = work[pivot], work[i]
            work[i] = [value / work[i][i] for value in work[i]]
            for k in range(n):
                if k != i and work[k][i]:
                    factor = work[k][i]
                    work[k] = [a - b * factor for a, b in zip(work[k], work[i])]
        return [row[n] for row in work]

    def determinant(self):
        if len(self.rows) == 1:
            return self.rows[0][0]
        total = 0
        for j, value in enumerate(self.rows[0]):
            if value:
                minor = Matrix([row[:j] + row[j + 1 :] for row in self.rows[1:]]).determinant()
                total = total + value * minor * (-1) ** j
        return total

    def __str__(self):
        cells = [[str(value) for value in row] for row in self.rows]
        width = max(len(cell) for row in cells for cell in row)
        return "\n".join("[" + " ".join(f"{cell:>{width}}" for cell in row) + "]" for row in cells)


half, third = Fraction(1, 2), Fraction("1/3")
print(half + third, half - third, half * third, half / third, half**-3, -half, abs(Fraction(-3, 6)), 1 + half, 2 - half, 3 * half, 1 / third, half < third, half >= third, half == 0.5, half == Fraction(2, 4), {half: 1}[Fraction(3, 6)], sorted([half, third, Fraction(1)]), float(third), int(Fraction(-7, 2)), round(third, 3), f"{third} {third:.4f}", [half], max(half, 0), sum([half, third]))
for bad in (lambda: Fraction(1, 0), lambda: half + "x", lambda: half / 0, lambda: half < "x", lambda: "x" * half):
    try:
        print(bad())
    except (ZeroDivisionError, TypeError) as error:
        print(type(error).__name__, error)
harmonic = reduce(lambda s, n: s + Fraction(1, n), range(1, 40), Fraction(0))
print(harmonic, f"{harmonic:.10f}")
p, q = Polynomial(-1, 0, 1), Polynomial(1, 1)
print(p, "|", q, "|", p + q, "|", p - q, "|", p * q, "|", p.derivative(), "|", p(3), p(half), Polynomial(), Polynomial(0, -1), 2 * q + 1)
quotient, rest = divmod(Polynomial(*map(Fraction, (5, -3, 0, 2))), Polynomial(Fraction(1), Fraction(2)))
print(quotient, "rest", rest, "|", divmod(Polynomial(*map(Fraction, (-1, 0, 1))), Polynomial(Fraction(1), Fraction(1)))[0])
try:
    divmod(p, Polynomial())
except ZeroDivisionError as error:
    print(error)
print(reduce(lambda a, b: a * b, [Polynomial(-n, 1) for n in range(1, 6)], Polynomial(1)))
x = Dual(3.0, 1.0)
print((lambda d: (d.value, d.slope))(Polynomial(1, 2, 3)(x)))
m = Matrix([[Fraction(n) for n in row] for row in ((2, 1, -1), (-3, -1, 2), (-2, 1, 2))])
print(m, m.solve([Fraction(8), Fraction(-11), Fraction(-3)]), m.determinant(), (m @ m.transpose()).rows[0], sep="\n")
mod = Matrix([[Modular(n, 7) for n in row] for row in ((3, 2), (1, 4))])
print(mod.solve([Modular(1, 7), Modular(5, 7)]), mod.determinant(), mod @ mod)
print((Matrix([[1, 1], [1, 0]]) ** 100).rows[0][1], Matrix([[1.5, 2], [0, 1]]) ** 3)
for bad in (lambda: Matrix([[1, 2], [3]]), lambda: m @ Matrix([[1, 2]]), lambda: Matrix([[Fraction(1), Fraction(2)], [Fraction(2), Fraction(4)]]).solve([half, half]), lambda: Modular(1, 5) + Modular(1, 7), lambda: Modular(2, 4) / Modular(2, 4)):
    try:
        print(bad())
    except (ValueError, ZeroDivisionError) as error:
        print(type(error).__name__, error)
hilbert = Matrix([[Fraction(1, i + j + 1) for j in range(6)] for i in range(6)])
print(hilbert.determinant(), hilbert.solve([Fraction(1)] * 6))
