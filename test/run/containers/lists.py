# run: lists: every method, slices and their assignment, sorting, copying, comparison
a = [3, 1, 4, 1, 5, 9, 2, 6]
print(a, len(a), a[0], a[-1], a[2:5], a[::-1], a[::2], a[10:], a[-3:-1], a[5:2], a[:], a[::-3])
b = a.copy()
b.append(7)
b.extend([8, 9])
b.insert(0, "first")
b.insert(-1, "before last")
b.insert(100, "end")
print(b, b.pop(), b.pop(0), b.pop(-2), b.index(4), b.count(1), 9 in b, "x" in b)
b.remove(1)
b.reverse()
print(b)
b.sort()
print(b, sorted(b, reverse=True), sorted("banana"), sorted(["bb", "a", "ccc"], key=len), sorted([(2, "b"), (1, "z"), (2, "a")]))
b.clear()
print(b, a + [1], a * 2, [0] * 3, 2 * [1, 2], [] == [], [1, 2] < [1, 3], [1] < [1, 0], [1, 2] == [1.0, 2.0])
c = list(range(10))
c[2:5] = ["x"]
print(c)
c[1:1] = [100, 200]
print(c)
c[::2] = [0] * len(c[::2])
print(c)
del c[1], c[-1], c[2:4]
print(c)
del c[::2]
print(c)
c[:] = (i * i for i in range(4))
print(c)
c += (1, 2)
c *= 2
print(c)
for bad in (lambda: a[100], lambda: a.index(99), lambda: a.remove(99), lambda: [].pop(), lambda: a + (1,), lambda: a["x"], lambda: a[1.0], lambda: [3, "a"].sort(), lambda: a.pop(50), lambda: [1] * "2", lambda: a.insert("a", 1), lambda: list(5), lambda: a[::0]):
    try:
        print(bad())
    except (IndexError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
try:
    c[::2] = [1]
except ValueError as error:
    print(error)
nested = [[1, 2], [3, [4, 5]]]
shallow = nested[:]
shallow[0].append(9)
shallow.append("only here")
print(nested, shallow, nested[1][1][0])
loop = [1]
loop.append(loop)
print(loop, len(loop))
first, *middle, last = a
print(first, middle, last, [*a, *"xy"], max(a), min(a), sum(a), any(a), all([]), list(zip(a, "abc")), list(enumerate("ab", 5)), list(map(lambda x, y: x * y, a, [1, 2])), list(filter(None, [0, 1, "", "x"])), list(reversed(a)))


class Version:
    def __init__(self, text):
        self.parts = [int(part) for part in text.split(".")]

    def __lt__(self, other):
        return self.parts < other.parts

    def __repr__(self):
        return ".".join(map(str, self.parts))


versions = [Version(text) for text in ("1.10", "1.2", "0.9.1", "1.2.0", "0.10")]
print(sorted(versions), min(versions), sorted(versions, reverse=True))
stable = sorted([("b", 1), ("a", 1), ("c", 0)], key=lambda pair: pair[1])
print(stable)
grown = []
for i in range(1000):
    grown.append(i)
    if i % 3 == 0:
        grown.pop(0)
print(len(grown), grown[:3], grown[-3:])
mixed = [1, 2, 3]
mixed[1] = 2.5
mixed.append("text")
mixed[0] = 2**70
mixed.append(None)
print(mixed, [type(item).__name__ for item in mixed])
