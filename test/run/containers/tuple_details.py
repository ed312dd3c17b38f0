# run: tuples: identity of slices, hashing, comparison, subclasses with attributes, named fields by hand
def show(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


t = (1, 2, 3)
empty = ()
print(t[:] is t, t * 1 is t, tuple(t) is t, t[3:] is empty, t + empty is t, empty + t is t, tuple([]) is empty)
print(hash((1, 2, 3)), hash(()), hash((1,)), hash(((),)), hash((1.0, True)), hash((-1, -2)), hash((2**61, 2**64)))
print((1, 2) < (1, 2, 0), (1, 3) > (1, 2, 9), (1, "a") == (1.0, "a"), () < (0,), (1, 2) != [1, 2], (float("inf"),) > (10**400,))
print(t.index(2), t.count(3), 2 in t, 5 in t, t[-1], t[::-1], t[5:], repr((1,)), repr(()), str(((1, 2), [3])))
print((1, 2) + (3,), (0,) * 3, 2 * (1, 2), (1,) * -1, sum(((1,), (2,)), ()))
nan = float("nan")
print((nan,) == (nan,), (nan,) == (float("nan"),), nan in (nan,), (1, [2], (3, {4: 5})))
show(lambda: t[3])
show(lambda: t["x" if t else 0])
show(lambda: t + [1])
show(lambda: t < [1])
show(lambda: t.index(9))
show(lambda: t.index(1, 1))
show(lambda: (1, None) < (1, 2))
show(lambda: hash((1, [])))
show(lambda: tuple(5))
show(lambda: tuple([1], [2]))


def assign():
    t[0] = 1


def delete():
    del t[0]


show(assign)
show(delete)
nested = ([],)
nested[0].append(nested)
print(nested, len(nested))
try:
    nested[0] += [1]
except TypeError as error:
    print(error, nested[0][-1])


class Point(tuple):
    def __new__(cls, x, y):
        self = super().__new__(cls, (x, y))
        self.label = f"({x};{y})"
        return self

    x = property(lambda self: self[0])
    y = property(lambda self: self[1])

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)

    def __repr__(self):
        return f"Point{tuple(self)!r}"


p = Point(1, 2)
q = p + Point(10, 20)
print(p, q, q.label, p == (1, 2), hash(p) == hash((1, 2)), {p: "p"}[(1, 2)], isinstance(p, tuple), type(p[:]), type(p * 1), p.__dict__)
x, y = q
print(x, y, [*p, *q], max(p, q), sorted([q, p, (5, 5)]))
p.extra = [1]
print(vars(p), tuple.__repr__(p), len(p), p[0:1])


class Slotted(tuple):
    __slots__ = ()


s = Slotted("ab")
show(lambda: setattr(s, "z", 1))
print(s, s + ("c",), type(s), s.__getnewargs__())
a, (b, *c), d = 1, (2, 3, 4), 5
print(a, b, c, d)
it = iter(t)
print(next(it), it.__length_hint__(), list(it), list(it), it.__length_hint__())
print(*(i for i in (1, 2)), *[], *(3,), sep="-")
