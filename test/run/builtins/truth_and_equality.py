# run: any, all, bool and comparisons of built-in values: short circuits, chained comparisons, identity before equality
def note(value):
    seen.append(value)
    return value


seen = []
print(any(note(x) for x in (0, "", 3, 4)), seen)
seen.clear()
print(all(note(x) for x in (1, "a", [], 5)), seen)
print(any([]), all([]), any({0: 1}), all({"": 1}), any("abc"), all("abc"), any(range(1)), all(range(1, 3)), any([[], [0]]), all([[0], [[]]]))
for value in (0, 1, -1, 0.0, -0.0, float("nan"), 0j, 1j, "", " ", b"", b"0", [], [0], (), (0,), {}, {0: 0}, set(), {0}, range(0), range(1), None, ..., NotImplemented if False else None, int, len, object(), type, 2**100, frozenset(), slice(None), lambda: 0, iter([])):
    print(bool(value), not value, end=" ")
print()


class Truth:
    def __init__(self, value):
        self.value = value

    def __bool__(self):
        seen.append("bool")
        return self.value


class Sized:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        seen.append("len")
        return self.n


seen.clear()
print(bool(Truth(True)), bool(Truth(False)), bool(Sized(0)), bool(Sized(3)), not Truth(False), Truth(True) and "yes", Truth(False) or "other", "a" if Sized(0) else "b", seen)
for bad in (Truth(5), Truth(None), Sized(-1), Sized("x"), Sized(2**100), NotImplemented):
    try:
        print(bool(bad))
    except Exception as error:
        print(type(error).__name__, error)
print(1 < 2 < 3, 1 < 3 < 2, 3 > 2 > 1 > 0, 1 == 1.0 == True, 1 < 2 > 1 != 5, "a" < "b" < "ba" < "c", 0 == False is not None, [] is not [] == False)
values = [1, 1.0, True, "1", b"1", (1,), [1], {1}, {1: 1}, None, 1j, frozenset({1}), range(1, 2), 2**70, float(2**70)]
for a in values:
    print("".join("=" if a == b else "." for b in values), "".join("!" if a != b else "." for b in values))
for a in (1, 1.5, True, 2**70, -(2**70), float("inf")):
    print([a < b for b in (1, 1.5, False, 2**70, float("inf"), float("nan"))], [a >= b for b in (1, 1.5, False, 2**70, float("inf"), float("nan"))])
nan = float("nan")
print(nan == nan, nan is nan, [nan] == [nan], (nan,) == (nan,), {nan} == {nan}, nan in [nan], {nan: 1} == {nan: 1}, [nan] < [nan], [nan, 1] < [nan, 2], max([nan, 1]), sorted([2, nan, 1]))


class Never:
    def __eq__(self, other):
        return False

    __hash__ = object.__hash__


class Always:
    def __eq__(self, other):
        return True


class NotBool:
    def __eq__(self, other):
        return "a string"

    def __lt__(self, other):
        return []


n = Never()
print(n == n, n in [n], [n] == [n], [n].index(n), [n].count(n), {n: 1}[n], [Always()] == [5], 5 in [Always()], Always() in [n], NotBool() == 1, NotBool() in [1], (NotBool() < 1) == [], NotBool() != 1)
for a, b in ((1, "a"), ([], ()), ({}, {}), (None, 1), (1j, 1), (int, str), (object(), 1), (b"", ""), (range(1), range(2)), ({1}, [1])):
    try:
        print(a < b)
    except TypeError as error:
        print(error)
print({1} < {1, 2}, {1, 2} <= {2, 1}, {1} > set(), {1, 2} > {2, 3}, frozenset({1}) == {1}, [1, [2, 3]] < [1, [2, 4]], "abc" > "ab", "" < "a", "Z" < "a", "é" > "z", b"a" < b"b", (1, 2) < (1, 2, 0), [[]] > [])
