# run: sets and frozensets; only what does not depend on the order of their elements is printed as it is
def show(s):
    return "{" + ", ".join(sorted(map(repr, s))) + "}"


a, b = {1, 2, 3, 4}, {3, 4, 5}
print(show(a | b), show(a & b), show(a - b), show(a ^ b), a < b, {3} < a, a <= a, a > {1}, a == {4, 3, 2, 1}, a != b, a.isdisjoint({9}), {1, 2}.issubset(a), a.issuperset([1]))
a.add(10)
a.discard(99)
a.discard(1)
a.remove(2)
a.update([7, 8], (9,))
print(show(a), len(a), 7 in a, 1 in a, show(a.union([100], {200})), show(a.intersection([7, 8, 1])), show(a.difference([7])), show(a.symmetric_difference([7, 1000])))
a |= {1}
a &= {1, 7, 8}
a -= {8}
a ^= {7, 6}
print(show(a), show(set("hello")), show({x % 3 for x in range(10)}), set(), {1}, frozenset(), frozenset({5}), show(frozenset("ab") | {"c"}), type(frozenset("ab") | {"c"}).__name__, type({"c"} | frozenset("ab")).__name__)
print({frozenset({1, 2}): "ok"}[frozenset({2, 1})], hash(frozenset({1, 2})) == hash(frozenset({2, 1})), {1, 1.0, True}, {0, False}, len({float("nan"), float("nan")}), bool(set()), {1, 2} == frozenset({1, 2}))
for bad in (lambda: a.remove("gone"), lambda: set([[]]), lambda: set().pop(), lambda: a | [1], lambda: {[]}, lambda: hash(set()), lambda: set(5), lambda: a < [1], lambda: a[0]):
    try:
        print(bad())
    except (KeyError, TypeError) as error:
        print(type(error).__name__, error)
try:
    s = {1, 2, 3}
    for item in s:
        s.add(item + 10)
except RuntimeError as error:
    print(error)
one = {"x"}
copy = one.copy()
copy.add("y")
print(one, one.pop(), one, show(copy))
copy.clear()
print(copy, sorted({3, 1, 2}), max({3, 1, 2}), sum({1, 2, 3}), sorted({"b", "a"}, reverse=True))


def primes(limit):
    composite = set()
    found = []
    for n in range(2, limit):
        if n not in composite:
            found.append(n)
            composite.update(range(n * n, limit, n))
    return found


print(primes(60))
graph = {"a": {"b", "c"}, "b": {"d"}, "c": {"d"}, "d": set(), "e": {"a"}}
seen, todo = set(), ["a"]
while todo:
    node = todo.pop()
    if node not in seen:
        seen.add(node)
        todo.extend(sorted(graph[node] - seen))
print(sorted(seen), "e" in seen)
big = set()
for i in range(3000):
    big.add(i * i % 1009)
for i in range(500):
    big.discard(i)
print(len(big), sum(big), min(big))
