# run: every operator method, reflected and in-place forms, and NotImplemented
class Vector:
    def __init__(self, *parts):
        self.parts = parts

    def __repr__(self):
        return f"Vector{self.parts}"

    def __eq__(self, other):
        return self.parts == other.parts if isinstance(other, Vector) else NotImplemented

    def __hash__(self):
        return hash(self.parts)

    def __add__(self, other):
        if not isinstance(other, Vector):
            return NotImplemented
        return Vector(*(a + b for a, b in zip(self.parts, other.parts)))

    def __sub__(self, other):
        return Vector(*(a - b for a, b in zip(self.parts, other.parts)))

    def __mul__(self, other):
        if isinstance(other, Vector):
            return sum(a * b for a, b in zip(self.parts, other.parts))
        return Vector(*(a * other for a in self.parts))

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return Vector(*(-a for a in self.parts))

    def __pos__(self):
        return self

    def __abs__(self):
        return sum(a * a for a in self.parts) ** 0.5

    def __bool__(self):
        return any(self.parts)

    def __len__(self):
        return len(self.parts)

    def __getitem__(self, index):
        return self.parts[index]

    def __iter__(self):
        return iter(self.parts)

    def __contains__(self, item):
        return item in self.parts

    def __matmul__(self, other):
        return f"{self} @ {other}"

    def __call__(self, x):
        return x in self.parts

    def __int__(self):
        return len(self)

    def __index__(self):
        return len(self)


a, b = Vector(1, 2), Vector(3, 4)
print(a + b, a - b, a * b, a * 3, 3 * a, -a, +a, abs(b), a == Vector(1, 2), a != b, a == 5, bool(Vector(0, 0)), len(a), a[0], a[-1], list(a), 2 in a, a @ b, a(2), int(a), [10, 20, 30][a], hash(a) == hash(Vector(1, 2)), {a: 1}[Vector(1, 2)])
x, y = a
print(x, y, *b, max(b), sum(b), sorted(b, reverse=True), range(5)[a], "abc"[a:], hex(b))


class Logged:
    def __init__(self, name):
        self.name = name

    def __getattr__(self, name):
        raise AttributeError(f"no {name}")


def binary(name):
    def method(self, other):
        return f"{self.name}.{name}({getattr(other, 'name', other)})"

    return method


operators = ["add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "lshift", "rshift", "and", "or", "xor", "matmul"]
for op in operators:
    for prefix in ("", "r", "i"):
        setattr(Logged, f"__{prefix}{op}__", binary(f"{prefix}{op}"))
for op in ("lt", "le", "gt", "ge"):
    setattr(Logged, f"__{op}__", binary(op))
p, q = Logged("p"), Logged("q")
print(p + q, p - 1, 1 - p, p * q, 2 * p, p / q, 1 / p, p // 2, 2 // p, p % 3, 3 % p, p**2, 2**p, p << 1, 1 << p, p >> 1, 1 >> p, p & 1, 1 & p, p | 1, 1 | p, p ^ 1, 1 ^ p, p @ q)
print(p < q, p <= 1, p > q, p >= 1, 1 < p, 1 <= p, 1 > p, 1 >= p)
r = Logged("r")
r += 1
print(r)
r = Logged("r")
r **= 2
print(r)
r = s = Logged("r")
r @= 2
print(r, s.name)


class Only:
    def __radd__(self, other):
        return f"radd {other}"

    def __lt__(self, other):
        return NotImplemented

    def __rsub__(self, other):
        return NotImplemented


class Sub(Vector):
    def __radd__(self, other):
        return "subclass first"


print(1 + Only(), "x" + Only(), [] + Only(), Vector(1) + Sub(2))
for bad in (lambda: Only() + 1, lambda: Only() < Only(), lambda: 1 - Only(), lambda: a + 1, lambda: -Only(), lambda: Only()[0], lambda: len(Only()), lambda: Only()(), lambda: 1 in Only(), lambda: [1][Only()], lambda: iter(Only()), lambda: Only() @ 1, lambda: ~"s", lambda: sum(["a"]), lambda: {} | 1):
    try:
        print(bad())
    except TypeError as error:
        print(error)


class Counter:
    def __init__(self):
        self.values = {}

    def __setitem__(self, key, value):
        self.values[key] = value
        print("set", key, value)

    def __getitem__(self, key):
        return self.values.get(key, 0)

    def __delitem__(self, key):
        print("del", key)
        del self.values[key]

    def __iadd__(self, other):
        self[other] += 1
        return self


c = Counter()
c["a"] += 5
c[1:2] = "slice"
c[1, 2] = "tuple"
c += "a"
del c["a"]
print(c["a"], c[1:2] if False else c["none"], len(c.values))
