# run: zip, map, filter, enumerate, reversed: laziness, order of consumption, strictness, errors inside
def show(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


def noisy(name, items):
    for item in items:
        print(f"{name}{item}", end=" ")
        yield item
    print(f"{name}!", end=" ")


print(list(zip(noisy("a", [1, 2, 3]), noisy("b", [4, 5]))))
print(list(zip(noisy("a", [1, 2]), noisy("b", [4, 5, 6]))))
show(lambda: list(zip(noisy("a", [1, 2]), noisy("b", [3]), strict=True)))
show(lambda: list(zip(noisy("a", [1]), noisy("b", [3, 4]), strict=True)))
show(lambda: list(zip(noisy("a", [1]), noisy("b", [2]), noisy("c", [3, 4, 5]), strict=True)))
show(lambda: list(zip(noisy("a", [1, 2]), noisy("b", [2, 3]), noisy("c", [3]), strict=True)))
print(list(map(lambda *a: a, noisy("x", "ab"), noisy("y", "cd"))))
show(lambda: list(map(lambda a, b: a + b, noisy("x", [1, 2]), noisy("y", [3]), strict=True)))
lazy = map(print, noisy("z", [1, 2]))
print("nothing yet")
print(next(lazy), next(lazy, None))
print(list(filter(lambda x: x % 2, noisy("f", range(5)))), list(filter(None, [0, 1, "", "a", None, [], [0]])))
print(list(filter(bool, [0, 2])), list(filter(str.isdigit, "a1b2")), list(enumerate(noisy("e", "ab"), -1)))
show(lambda: list(map(lambda x: 1 / x, [1, 0])))
show(lambda: list(filter(lambda x: 1 / x, [1, 0])))
show(lambda: list(map(lambda a: a, [1], [2])))
show(lambda: map(5, [1]).__next__())
show(lambda: next(map(next, [iter([])])))
show(lambda: list(zip([1], 5)))
show(lambda: zip([1], strict=1, other=2))
show(lambda: enumerate([1], "x"))
show(lambda: reversed(iter([1])))
show(lambda: list(reversed([1, 2, 3])))


class Sequence:
    def __len__(self):
        print("len", end=" ")
        return 3

    def __getitem__(self, i):
        print(f"get{i}", end=" ")
        if i >= 5:
            raise IndexError
        return i * i


print(list(reversed(Sequence())))
print(list(Sequence()))
print(list(zip(Sequence(), "ab")), 4 in Sequence(), [*Sequence()][2])


class NoReverse(dict):
    __reversed__ = None


show(lambda: reversed(NoReverse()))


class OwnReverse:
    def __reversed__(self):
        return iter("reversed")


print("".join(reversed(OwnReverse())), list(reversed("abc")), list(reversed((1, 2))), list(reversed(range(3))), list(reversed({1: 2, 3: 4})))
matrix = [[1, 2, 3], [4, 5, 6]]
print(list(zip(*matrix)), [list(r) for r in zip(*matrix)], list(map(list, zip(*matrix))), list(map(sum, matrix)), dict(enumerate("ab", 5)))
names, ages = zip(*[("a", 1), ("b", 2)])
print(names, ages, list(zip()), list(zip("ab")), list(map(pow, [2, 3], [5, 2])), list(map(str.upper, "ab")), list(map(int, ["1", "2"])))
it = iter([1, 2, 3, 4])
print(list(zip(it, it)), list(zip(*[iter("abcdef")] * 3)))
e = enumerate("xyz", start=2**62 - 1)
print(next(e), next(e), e.__reduce__()[0].__name__, type(e).__name__)
r = reversed([1, 2, 3])
print(next(r), r.__length_hint__(), list(r), next(r, "end"), list(r))


class Doubling(map):
    def __next__(self):
        return super().__next__() * 2


print(list(Doubling(lambda x: x + 1, [1, 2])), isinstance(Doubling(int, []), map), type(iter(zip())) is zip, iter(e) is e)
