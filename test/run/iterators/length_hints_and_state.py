# run: length hints, __reduce__ and __setstate__ of iterators, and copies made from them
def show(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


def rebuild(iterator):
    function, arguments, *state = iterator.__reduce__()
    copy = function(*arguments)
    if state and state[0] is not None:
        copy.__setstate__(state[0])
    return copy


for make in (lambda: iter([1, 2, 3]), lambda: iter((1, 2, 3)), lambda: iter(range(3)), lambda: iter({1: 2, 3: 4}), lambda: iter({5}), lambda: iter({1: 2}.items()), lambda: reversed([1, 2, 3]), lambda: iter(range(10**20, 10**20 + 2)), lambda: reversed((1, 2)), lambda: enumerate("ab"), lambda: zip("ab", "cd"), lambda: map(str, [1, 2]), lambda: filter(None, [0, 1, 2])):
    it = make()
    name = type(it).__name__
    hint = it.__length_hint__() if hasattr(it, "__length_hint__") else "no hint"
    next(it)
    copy = rebuild(it) if name not in ("zip", "map", "filter", "enumerate") else it
    rest = list(copy)
    print(name, hint, rest, list(it) == rest if copy is not it else "", it.__length_hint__() if hasattr(it, "__length_hint__") else "")
it = iter([1, 2, 3, 4])
it.__setstate__(2)
print(list(it))
it = iter([1, 2])
it.__setstate__(-5)
print(next(it, "over"))
it.__setstate__(99)
print(list(it))
r = reversed([1, 2, 3])
r.__setstate__(0)
print(list(r))
print(iter(()).__reduce__()[1], iter([]).__reduce__()[1:], enumerate("a", 3).__reduce__()[1][1], zip([1], strict=True).__reduce__()[2])
z = zip([1, 2], [3])
z.__setstate__(1)
show(lambda: list(z))


class Hint:
    def __init__(self, hint):
        self.hint = hint

    def __iter__(self):
        return iter([1, 2])

    def __length_hint__(self):
        if isinstance(self.hint, Exception):
            raise self.hint
        return self.hint


for hint in (0, 5, NotImplemented, -1, "x", 2.5, TypeError("t"), ValueError("v"), True):
    show(lambda: list(Hint(hint)))
d = {1: 1, 2: 2}
it = iter(d)
d[3] = 3
print(it.__length_hint__())
s = {1}
it = iter(s)
s.add(2)
print(it.__length_hint__())
l = [1, 2, 3]
it, back = iter(l), reversed(l)
l.append(4)
print(it.__length_hint__(), back.__length_hint__(), list(back))
del l[:3]
print(it.__length_hint__(), list(it))
print(type(iter([])).__name__, iter([]).__doc__, [].__iter__().__next__.__name__)
show(lambda: type(iter([]))())
show(lambda: iter([]).__next__())
show(lambda: iter([1]).__next__(1))
g = (x for x in range(3))
print(hasattr(g, "__length_hint__"), list(g), next(g, "over"))
a = iter("héllo")
print(next(a), next(a), a.__length_hint__(), list(a), list(iter(b"ab")), list(iter(bytearray(b"cd"))))
