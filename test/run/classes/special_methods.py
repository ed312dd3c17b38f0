# run: protocols: context, iteration, containers, text, comparison, copying by hand
class Matrix:
    def __init__(self, rows):
        self.rows = [list(row) for row in rows]

    @classmethod
    def identity(cls, n):
        return cls([[int(i == j) for j in range(n)] for i in range(n)])

    def __getitem__(self, place):
        if isinstance(place, tuple):
            i, j = place
            return self.rows[i][j]
        return self.rows[place]

    def __setitem__(self, place, value):
        i, j = place
        self.rows[i][j] = value

    def __matmul__(self, other):
        return Matrix([[sum(a * b for a, b in zip(row, column)) for column in zip(*other.rows)] for row in self.rows])

    def __pow__(self, n):
        result = Matrix.identity(len(self.rows))
        for _ in range(n):
            result = result @ self
        return result

    def __eq__(self, other):
        return self.rows == other.rows

    def __str__(self):
        return "\n".join(" ".join(f"{value:4}" for value in row) for row in self.rows)


m = Matrix([[1, 1], [1, 0]])
print(m**10)
m[0, 1] = 7
print(m[0, 1], m[1], m == Matrix(m.rows), m @ m)


class Countdown:
    def __init__(self, start):
        self.start = start

    def __iter__(self):
        return CountdownIterator(self.start)

    def __reversed__(self):
        return iter(range(1, self.start + 1))

    def __len__(self):
        return self.start


class CountdownIterator:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1


c = Countdown(4)
print(list(c), list(c), list(reversed(c)), 3 in c, 9 in c, max(c), sum(c), len(c), [*c], dict(zip(c, "abcd")))
first, *others = c
print(first, others)


class OldStyle:
    def __getitem__(self, index):
        if index >= 3:
            raise IndexError(index)
        return index * 10


print(list(OldStyle()), 20 in OldStyle(), [x for x in OldStyle()])


class Truth:
    def __init__(self, value):
        self.value = value

    def __bool__(self):
        print("bool?", end=" ")
        return self.value


if Truth(True) and not Truth(False):
    print("yes")
print([1 if Truth(False) else 2], Truth(False) or "right", bool(Truth(True)))


class Ordered:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n < other.n

    def __le__(self, other):
        return self.n <= other.n

    def __repr__(self):
        return f"<{self.n}>"


items = [Ordered(n) for n in (3, 1, 2)]
print(sorted(items), min(items), max(items), Ordered(1) > Ordered(0), Ordered(1) >= Ordered(1), 0 < 1 < 2, 1 < 2 > 1)


class Resource:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        print("enter", self.name)
        return self.name.upper()

    def __exit__(self, kind, value, trace):
        print("exit", self.name, kind.__name__ if kind else None, value)
        return self.swallow


with Resource("a") as a, Resource("b") as b:
    print(a, b)
with Resource("c", swallow=True):
    raise ValueError("swallowed")
try:
    with Resource("d"):
        with Resource("e"):
            1 / 0
except ZeroDivisionError as error:
    print("caught", error)


class Hex(int):
    def __str__(self):
        return f"0x{self:x}"

    def __format__(self, spec):
        return "hex:" + format(int(self), spec)


print(Hex(255), repr(Hex(255)), f"{Hex(255)} {Hex(16):>4}", str(Hex(10)), [Hex(3)])


class BadText:
    def __str__(self):
        return 5

    def __len__(self):
        return -1

    def __bool__(self):
        return "yes"

    def __hash__(self):
        return "h"

    def __iter__(self):
        return 5

    def __index__(self):
        return "i"


for bad in (lambda: str(BadText()), lambda: len(BadText()), lambda: bool(BadText()), lambda: hash(BadText()), lambda: list(BadText()), lambda: [1][BadText()]):
    try:
        print(bad())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
