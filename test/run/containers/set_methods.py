# run: methods and comparisons of sets and frozensets, with iterables of every kind, and their errors
def show(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


a, b, f = {1, 2, 3}, {3, 4}, frozenset([1, 2])
print(a == {3, 2, 1}, a != b, f <= a, f < a, a <= a, a < a, a >= f, a > f, f == {1, 2}, a.isdisjoint(b), a.isdisjoint([9, 8]))
print(a.issubset(range(10)), a.issuperset([1]), f.issubset(a), f.union(b), type(f | b), type(a | f), type(f & f), f.copy() is f)
print(a & b, a | b, a - b, a ^ b, b.difference(a), b.symmetric_difference([4, 5]), a.intersection(), a.union(), a.difference())
c = a.copy()
c.add(1)
c.add("x")
c.discard("nope")
c.remove("x")
print(c == a, len(c), 2 in c, 9 not in c, sorted(c))
c.clear()
print(c, c == set(), bool(c), repr(frozenset()), frozenset(["a"]), {frozenset([1]): "nested"})
show(lambda: a.remove(99))
show(lambda: set().pop())
show(lambda: a + b)
show(lambda: a | [1])
show(lambda: a <= [1])
show(lambda: {[]})
show(lambda: a.add({}))
show(lambda: a.union(5))
show(lambda: hash(a))
show(lambda: f.add(1))
show(lambda: set(1, 2))
show(lambda: frozenset(x=1))
show(lambda: a[0])
show(lambda: a.issubset())
show(lambda: a.intersection([[]]))
show(lambda: a.symmetric_difference_update())
print({1, 2} in {frozenset({1, 2})}, {frozenset({5})}.__contains__({5}))
holder = {frozenset({1}), frozenset({2})}
holder.discard({1})
holder.remove({2})
print(holder)


class Tagged(set):
    def __init__(self, items=(), tag="none"):
        super().__init__(items)
        self.tag = tag


t = Tagged([1, 2], tag="mine")
print(t, t.tag, type(t | {3}), type(t.copy()), t == {1, 2}, isinstance(t, set), t.__dict__)
t.update([5])
t |= {6}
print(t, type(t), len(t))


class Frozen(frozenset):
    pass


g = Frozen("ab")
print(sorted(g), type(g & {"a"}), g == frozenset("ab"), hash(g) == hash(frozenset("ab")), {g: 1}[frozenset("ba")])
s = {1, 2, 3}
try:
    for x in s:
        s.add(x + 10)
except RuntimeError as error:
    print(error)
it = iter({1, 2})
print(it.__length_hint__(), next(it), it.__length_hint__(), list(it), list(it))
print(hash(frozenset([1, 2, 3])), hash(frozenset()), hash(frozenset([frozenset([0])])), hash(frozenset(range(100))))
d = {1: "a", 2: "b"}
print(a.intersection(d), a - d.keys(), a & d.keys(), d.keys() & a, d.keys() | {9}, d.keys() ^ {1, 7}, [1, 7] - d.keys())
print(set("abracadabra"), sorted(set("abracadabra")), len(set([1, 1.0, True])), set([0, False, 0.0]))
primes = set(range(2, 60))
for n in range(2, 8):
    primes -= set(range(n * n, 60, n))
print(sorted(primes))
