# run: sorting makes the comparisons CPython makes, in its order; stability, keys, reverse, unordered floats
class Item:
    log = 0
    count = 0

    def __init__(self, value, place):
        self.value = value
        self.place = place

    def __lt__(self, other):
        Item.count += 1
        Item.log = (Item.log * 1000003 + self.place * 31 + other.place) % 1000000007
        return self.value < other.value

    def __repr__(self):
        return f"{self.value}:{self.place}"


state = 12345


def random(limit):
    global state
    state = (state * 1103515245 + 12345) % 2**31
    return state // 65536 % limit


def run(name, values):
    Item.log = Item.count = 0
    items = [Item(value, place) for place, value in enumerate(values)]
    items.sort()
    digest = 0
    for item in items:
        digest = (digest * 131 + item.place) % 1000000007
    Item.log2 = Item.log
    backwards = sorted(items, reverse=True)
    print(name, len(values), Item.count, Item.log2, digest, [backwards[0], backwards[-1]] if items else [])


for size in (0, 1, 2, 3, 10, 31, 63, 64, 65, 100, 257, 700):
    run("random", [random(10**6) for _ in range(size)])
    run("few values", [random(4) for _ in range(size)])
    run("ascending", list(range(size)))
    run("descending", list(range(size, 0, -1)))
    run("steps", [i // 5 for i in range(size)] + [i // 3 for i in range(size, 0, -1)])
    run("saw", [(i * 37) % 50 for i in range(size)])

nan = float("nan")
for values in ([3.0, nan, 1.0, 2.0], [nan, 2.5, nan, -1.0, 0.0, -0.0, 7.0], [1.0, 2.0, nan, 0.5] * 5):
    print(sorted(values), sorted(values, reverse=True))
words = "the quick brown fox jumps over the lazy dog and the Émigré naïve 日本 zebra Apple apple".split()
print(sorted(words), sorted(words, key=len), sorted(words, key=str.lower, reverse=True))
print(sorted([3, 1.5, True, 2, 0.0, False]), sorted([(1, "b"), (1, "a"), (0, "z")]), sorted([[2], [1, 5], [1]]))
print(sorted(range(20), key=lambda x: x % 3), sorted({"b": 1, "a": 2}), sorted("hello"), sorted([2**70, -2**70, 5, 2**64]))
pairs = [("x", 3), ("y", 1), ("z", 3), ("w", 1)]
print(sorted(pairs, key=lambda p: p[1]), sorted(pairs, key=lambda p: p[1], reverse=True))
for bad in ([1, "a"], [None, 1], [1j, 2j], [[], 0], [object(), 1]):
    try:
        bad.sort()
    except TypeError as error:
        print(error)


class Failing:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        if self.n == 3:
            raise RuntimeError("three")
        return self.n < other.n


many = [Failing(n) for n in (5, 4, 3, 2, 1)]
try:
    many.sort()
except RuntimeError as error:
    print(error, sorted(x.n for x in many))
big = [random(2**40) - 2**39 for _ in range(5000)]
print(sorted(big) == sorted(big, key=lambda x: (x,)), sorted(big)[::1000])
floats = [random(10**9) / 7 - 5e7 for _ in range(3000)]
floats.sort(reverse=True)
print(floats[::600])
