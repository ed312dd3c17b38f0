# run: ranges of small and huge numbers: slices, membership, index, count, comparison, hashing, iteration
def show(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


for r in (range(5), range(2, 10, 3), range(10, 0, -4), range(0), range(5, 5), range(3, 1), range(-5, 6, 5), range(10**20, 10**20 + 10, 3), range(2**63 - 2, 2**63 + 2), range(0, -10**25, -10**24)):
    print(r, len(r), list(r), bool(r), r[::-1], list(reversed(r))[:4], r.start, r.stop, r.step)
    if r:
        print(r[0], r[-1], r[-1] in r, r.index(r[-1]), r.count(r[0]), r[1:], r[:-1], r[::2], r[5:1:-1], hash(r) == hash(range(r.start, r[-1] + r.step, r.step)))
print(range(0) == range(2, 1), range(3) == range(0, 3, 1), range(0, 3, 2) == range(0, 4, 2), range(1, 2, 5) == range(1, 2, 9), range(3) != [0, 1, 2])
print(hash(range(0)) == hash(range(5, 5)), hash(range(1)), hash(range(0, 3, 2)), {range(3): "x"}[range(0, 3)])
print(5 in range(10), 5.0 in range(10), 5.5 in range(10), "5" in range(10), True in range(2), -1 in range(5), 10**30 in range(10**31), None in range(3))
print(range(10)[3:7], range(10)[-3:], range(10)[100:], range(10)[::-3], range(100)[10:50:7][2:4], range(10, 20)[5], range(10**30)[10**29])
show(lambda: range(5)[5])
show(lambda: range(5)[-6])
show(lambda: range(5)["a"])
show(lambda: range(5)[::0])
show(lambda: range(1, 2, 0))
show(lambda: range(1.5))
show(lambda: range("3"))
show(lambda: range())
show(lambda: range(1, 2, 3, 4))
show(lambda: range(stop=3))
show(lambda: range(5).index(9))
show(lambda: range(5).index("x"))
show(lambda: len(range(2**64)))
show(lambda: range(3) < range(4))
show(lambda: range(3) + range(4))
show(lambda: setattr(range(3), "start", 1))
show(lambda: type("R", (range,), {}))


class N:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n


class Equal:
    def __eq__(self, other):
        return other == 3


print(range(N(4)), range(N(1), N(9), N(2)), range(10)[N(3)], Equal() in range(10), range(10).index(Equal()), range(10).count(Equal()))
it = iter(range(4))
print(next(it), it.__length_hint__(), list(it), next(it, "done"), iter(range(10**20)).__length_hint__() if False else "")
big = iter(range(2**62 - 2, 2**62 + 3))
print(list(big), [x for x in range(2**63 - 3, 2**63 + 2)], sum(range(10**6)), max(range(5, 50, 7)), min(range(-3, 3)))
print([*range(3), *range(3, 0, -1)], tuple(range(4)), set(range(3)), dict.fromkeys(range(2)), list(zip(range(3), range(10, 13))), sorted(range(5), reverse=True))
total = 0
for i in range(10):
    for j in range(i, 0, -2):
        if (i * j) % 7 == 3:
            continue
        total += i * j
    else:
        total += 1
print(total, i, j)
for i in range(3):
    i = i * 10
print(i, isinstance(range(1), range), repr(range(0, 1, 1)), str(range(-1)), type(iter(range(1))).__name__, type(iter(range(10**30))).__name__)
