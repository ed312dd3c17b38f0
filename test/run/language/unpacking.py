# run: unpacking in assignments, calls, displays and loops
a, b = 1, 2
a, b = b, a
print(a, b)
first, *middle, last = range(6)
print(first, middle, last)
*start, end = "xyz"
print(start, end)
(p, (q, *r)), [s] = (1, (2, 3, 4)), [5]
print(p, q, r, s)
i = 0
values = [0, 0, 0]
i, values[i] = 2, "two"
print(i, values)
x = y = z = []
x.append(1)
print(y is z, z)


def show(*args, **kwargs):
    return args, kwargs


print(show(*[1, 2], 3, *(4,), k=5, **{"m": 6}, n=7, **{"o": 8}))
print([*range(3), *"ab"], (*[1], 2), {*(1, 2), 1}, {**{"a": 1}, "b": 2, **{"a": 3}})


def attempt(action):
    try:
        return action()
    except Exception as error:
        return type(error).__name__, str(error)


def too_few():
    m, n, o = 1, 2


def too_many():
    m, n = 1, 2, 3


def few_starred():
    m, *n, o = [1]


def too_many_list():
    m, n = [1, 2, 3]


def not_iterable():
    m, n = 5


for action in (too_few, too_many, few_starred, too_many_list, not_iterable,
               lambda: show(**{"a": 1}, **{"a": 2}), lambda: show(*5), lambda: show(**5),
               lambda: [*None], lambda: {**[]}):
    print(attempt(action))

for (k, v), *rest in [(("a", 1), 2, 3), (("b", 4),)]:
    print(k, v, rest)
print([m + n for m, n in zip((1, 2), (3, 4))])


class Target:
    pass


target = Target()
target.a, target.b = (lambda: (1, 2))()
print(vars(target))
d = {}
d["x"], d["y"], *d["rest"] = "pqrs"
print(d)


def iterator():
    for n in range(3):
        print("make", n)
        yield n


one, two, three = iterator()
print(one, two, three)


def returned():
    rest = [2, 3]
    return 1, *rest


print(returned())
