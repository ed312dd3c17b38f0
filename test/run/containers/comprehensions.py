# run: comprehensions of every kind, their scopes and their order of evaluation
x = "outer"
print([x for x in range(3)], x)
print([i * j for i in range(3) for j in range(i)], [(i, j) for i in range(3) if i % 2 == 0 for j in "ab" if j != "b"], [[j for j in range(i)] for i in range(4)])
print({i: i * i for i in range(5) if i != 2}, {c for c in "aab"} == {"a", "b"}, list(i for i in range(3)), tuple(c.upper() for c in "xyz"), sum(i for i in range(10)), max(len(w) for w in "a bbb cc".split()))
print([(lambda: i)() for i in range(3)], [f() for f in [lambda: i for i in range(3)]], [f() for f in [lambda i=i: i for i in range(3)]])
print([y := 5, y**2], [last := n for n in range(4)], last, any((found := n) > 3 for n in range(10)), found)


def log(value, trail=[]):
    trail.append(value)
    return value


def trace():
    return log.__defaults__[0]


print([log(i) for i in [log(10), log(20)] if log(i > 5)], {log(k): log(v) for k, v in [(1, 2)]}, trace())


def scopes(n):
    total = 0
    factor = 3

    def inner():
        return [factor * i + n for i in range(n)]

    values = [total + i for i in range(n)]
    total = sum(values)
    return inner(), values, total, [n for n in "ab"], n


print(scopes(3))


class Holder:
    base = 10
    items = [1, 2, 3]
    copied = [i for i in items]
    pairs = [(i, j) for i in items for j in (0, 1)]

    def method(self):
        return [self.base * i for i in self.items]


print(Holder.copied, Holder.pairs, Holder().method())
try:
    class Broken:
        base = 1
        values = [base * i for i in range(2)]
except NameError as error:
    print("NameError", error)
try:
    print([1 / i for i in (1, 0)])
except ZeroDivisionError as error:
    print(error)
try:
    [undefined for _ in range(1)]
except NameError as error:
    print(error)
lazy = (print("evaluated", i) for i in range(2))
print("before")
print(list(lazy), list(lazy))
matrix = [[1, 2, 3], [4, 5, 6]]
print([list(column) for column in zip(*matrix)], [v for row in matrix for v in row], [[r[i] for r in matrix] for i in range(3)])
print({k: [v for kk, v in [("a", 1), ("b", 2), ("a", 3)] if kk == k] for k in "ab"}, [a for a, *b in [(1, 2, 3), (4,)]], [b for a, *b in [(1, 2, 3), (4,)]])
numbers = [1, 2, 3]
print([numbers.append(n + 10) or n for n in numbers if n < 3], numbers, [*[1, 2], *(i for i in "ab")], {**{i: 1 for i in "a"}, "b": 2})
print([word for line in ["a b", "c"] for word in line.split()], [i if i % 2 else -i for i in range(5)], [not b for b in (True, False)], [i for i in range(20) if i % 2 if i % 3])
