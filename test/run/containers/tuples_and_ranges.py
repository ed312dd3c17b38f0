# run: tuples, ranges and unpacking
t = (1, "two", 3.0, None)
print(t, len(t), t[0], t[-1], t[1:3], t[::-1], t + (5,), t * 2, (1,), (), "two" in t, t.index(3.0), t.count(None), hash((1, 2)) == hash((1, 2)), (1, 2) < (1, 3), (1, 2) == (1.0, 2.0), tuple("abc"), tuple([1, (2, 3)]))
a, b = 1, 2
a, b = b, a
(c, d), [e, *f] = (3, 4), [5, 6, 7]
*head, tail = "word"
first, (second, *third), last = 1, [2, 3, 4], 5
print(a, b, c, d, e, f, head, tail, first, second, third, last)
for index, (key, value) in enumerate([("x", 1), ("y", 2)]):
    print(index, key, value, end="; ")
print()
for bad in (lambda: t[9], lambda: t + [1], lambda: t < (1, 2), lambda: hash(([],)), lambda: t.index("z"), lambda: range(1, 2, 0), lambda: range(1.5), lambda: range(5)[7]):
    try:
        print(bad())
    except (IndexError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
for count in (1, 2, 4):
    try:
        x, y, z = range(count)
    except ValueError as error:
        print(error)
try:
    x, *y, z = [1]
except ValueError as error:
    print(error)
try:
    x, y = 5
except TypeError as error:
    print(error)
try:
    t[0] = 5
except TypeError as error:
    print(error)
r = range(2, 20, 3)
print(r, len(r), r[1], r[-1], r[1:3], r[::-1], list(r), 5 in r, 6 in r, 5.0 in r, "5" in r, r.index(8), r.count(8), r.start, r.stop, r.step, r == range(2, 19, 3), hash(r) == hash(range(2, 19, 3)), range(0) == range(5, 2), bool(range(0)))
print(list(range(5, 0, -2)), list(range(-3, 3)), list(reversed(range(4))), sum(range(101)), max(range(3, 9)), range(10)[2:8:2], tuple(range(3)))
print(*range(3), sep="-")
print(*[1, 2], *(3, 4), *"56", sep=",")


def several():
    return 1, [2, 3], {"k": 4}


number, (left, right), mapping = several()
print(number, left, right, mapping)
x = y = z = []
x.append(1)
print(y, z is x)
i = 0
i, items = 1, [0, 0]
i, items[i] = 0, 9
print(i, items)
swap = [1, 2, 3]
swap[0], swap[2] = swap[2], swap[0]
print(swap, (lambda *args: args)(*swap, *(4, 5)))
nested = ((1, (2, 3)), [4, {"a": (5,)}])
print(nested, nested[1][1]["a"][0], (1, 2, (3,)) > (1, 2, (2, 9)), min((3, "c"), (3, "a")))
