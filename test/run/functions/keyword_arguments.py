# run: calls with keywords, stars and double stars in every order, and how they fail
def f(a, b=10, /, c=20, *args, d, e=50, **rest):
    return a, b, c, args, d, e, rest


print(f(1, d=4), f(1, 2, 3, 4, 5, d=6, z=7), f(1, d=2, b=3, a=4), f(*[1, 2], **{"c": 3, "d": 4}), f(*"ab", *"cd", d=0, **{"x": 1}, **{"y": 2}))
named = {"d": 1, "e": 2}
print(f(0, **named, f=3), named, f(0, *(), **{}, d=1))


def only(*, key):
    return key


def show(*args, **named):
    return args, named


print(show(), show(1, *[2, 3], 4, *(), k=1, **{"l": 2}, m=3), show(*{"a": 1}), show(*range(3), **dict(z=26)))
attempts = [lambda: f(), lambda: f(1), lambda: f(1, 2, 3), lambda: only(1), lambda: only(), lambda: only(key=1, other=2), lambda: only(**{"key": 1, 2: 3}), lambda: show(**[1]), lambda: show(*5), lambda: show(**{"a": 1}, **{"a": 2}), lambda: show(a=1, **{"a": 2}), lambda: (lambda a, b: 0)(1), lambda: (lambda: 0)(1), lambda: (lambda a: 0)(a=1, b=2), lambda: (lambda a, b, c, d: 0)(), lambda: (lambda a=1: 0)(1, 2), lambda: (lambda *a: a)(x=1), lambda: (lambda a, /: a)(a=1), lambda: (lambda a, b=1, *, c: a)(1, 2, 3, c=4), lambda: (lambda **k: k)(1)]
for attempt in attempts:
    try:
        print(attempt())
    except TypeError as error:
        print(error)


class Callable:
    def __call__(self, *args, **named):
        return len(args), sorted(named)

    def method(self, a, *, b=2):
        return a, b


c = Callable()
print(c(1, 2, x=3), c.method(1, b=5), c.method(*[7]), Callable.method(c, a=1))
for bad in (lambda: c.method(), lambda: c.method(1, 2), lambda: c.method(1, c=2), lambda: Callable.method(), lambda: Callable(1)):
    try:
        bad()
    except TypeError as error:
        print(error)


def order(label, value):
    print("eval", label)
    return value


print(show(order("a", 1), *order("b", [2]), c=order("c", 3), **order("d", {"e": 4})))


def defaults(a, b=order("default", []), *, c=order("kw default", {})):
    b.append(a)
    c[a] = len(b)
    return b, c


print(defaults(1), defaults(2), defaults(3, [], c={}))
print(max(1, 2, key=lambda v: -v), sorted([3, 1], reverse=True), "{x}".format(**{"x": 5}), dict(**{"a": 1}, b=2), print("done", end="", sep="") is None)


class NoKeys:
    def keys(self):
        return 5


for attempt in (lambda: dict(**NoKeys()), lambda: {**NoKeys()}, lambda: dict(NoKeys())):
    try:
        attempt()
    except TypeError as error:
        print(error)
