# run: the order in which sets are iterated is CPython's: integers, strings under a fixed hash seed, after any history
state = 1


def random(limit):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    return (state >> 33) % limit


for size in (1, 4, 5, 8, 20, 60, 200, 1000):
    s = {random(10 * size) for _ in range(size)}
    print(size, len(s), list(s)[:25])
    for _ in range(size // 2):
        s.discard(random(10 * size))
        s.add(random(1000 * size))
    print(list(s)[:25], sum(i * x for i, x in enumerate(s)) % 1000003)
    t = set(s)
    u = s.copy()
    print(list(t) == list(s), list(u) == list(t), sum(i * x for i, x in enumerate(t)) % 1000003)
    out = [s.pop() for _ in range(min(5, len(s)))]
    print(out, list(s)[:10])

words = "lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore et dolore magna aliqua".split()
print(set(words))
print(frozenset(words) - {"sed", "et"})
print(set(words) ^ set(words[5:] + ["new", "words"]))
print({(1, 2), (3, 4), ("a", None)}, {1.5, 2.5, -1.0, 1e300}, {None, True, "x"} == {True, None, "x"})
a = set(range(0, 100, 7))
b = set(range(0, 100, 5))
print(a | b, a & b, a - b, a ^ b, b - a, sep="\n")
print(a.union([1, 2, 300], "xy"), a.intersection(range(50), b), a.difference([0, 7], {14: 1}), sep="\n")
a |= b
print(a)
a -= set(range(30))
print(a)
a ^= {35, 1, 2}
print(a)
a &= set(range(60, 90))
print(a)
a.update("abc", [1], {2: 3})
print(a)
a.symmetric_difference_update([1, 1, 500])
a.difference_update([2], range(60, 70))
a.intersection_update({"a", 85, 500, 70})
print(a)
big = set(range(70000))
print(list(big)[:5], list(big)[-5:], len(big))
for i in range(0, 70000, 2):
    big.remove(i)
print(list(big)[:5], len(big))
big.difference_update(range(100, 69000))
print(list(big)[:5], len(big))
print({*range(6)}, {*"hello"}, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, {30, 20, 10}, set(range(5, 0, -1)))
print(frozenset(range(10, 30)), frozenset({9, 99, 999, 9999, 99999}))
negatives = {-1, -2, -3, 2**61 - 1, 2**61, 2**62, -2**61, 0}
print(negatives)
