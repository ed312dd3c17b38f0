# run: keys, values and items: live views, set operations in CPython's order, comparisons, errors
def show(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


d = {"a": 1, "b": 2, "c": 3}
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i, len(k), len(v), len(i))
d["d"] = 4
del d["a"]
print(k, v, i, "d" in k, 4 in v, ("d", 4) in i, ("d", 5) in i, "x" in k, ("d",) in i, 5 in i)
print(k & {"b", "z"}, sorted(k | {"z"}), sorted(k - {"b"}), sorted(k ^ {"b", "y"}), k == {"b", "c", "d"}, k != {"b"})
print(k < {"b", "c", "d", "e"}, k <= set(k), k > {"b"}, k >= {"q"}, k.isdisjoint("xyz"), k.isdisjoint(["b"]), i.isdisjoint([("b", 2)]))
print(i & {("b", 2), ("c", 0)}, sorted(i - {("b", 2)}), sorted(i | [("n", 0)]), i == {("b", 2), ("c", 3), ("d", 4)})
print(list(reversed(k)), list(reversed(v)), list(reversed(i)), k.mapping, type(k.mapping), v == d.values(), k == d.keys())
numbers = dict.fromkeys(range(0, 60, 3), "n")
other = dict.fromkeys(range(0, 60, 4), "n")
print(numbers.keys() & other.keys(), numbers.keys() | other.keys(), numbers.keys() - other.keys(), numbers.keys() ^ other.keys(), sep="\n")
print(numbers.items() ^ other.items(), numbers.items() & other.items(), sep="\n")
print({1: 2}.items() ^ {1: 3, 2: 2}.items(), [3, 0] & numbers.keys(), {0, 1} | numbers.keys() == set(numbers) | {1})
print(dict.fromkeys("ab").items() - dict.fromkeys("b").items(), {1: 1}.keys() - [1], {}.keys() | (), set() == {}.keys())
show(lambda: k & 5)
show(lambda: k[0])
show(lambda: k < [1])
show(lambda: i | {("x", []): 1}.keys())
show(lambda: {1: []}.items() & {1: []}.items())
show(lambda: {1: []}.items() | set())
show(lambda: hash(k))
show(lambda: k.append)
show(lambda: type(k)())
show(lambda: v & v)
show(lambda: k.mapping.__setitem__)
show(lambda: k.mapping | {1: 1})


def assign():
    k.mapping["q"] = 1


show(assign)
loop = {}
loop["self"] = loop.values()
loop["items"] = loop.items()
print(len(repr(loop)) > 20, loop.keys())
class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n % 3

    def __eq__(self, other):
        return isinstance(other, Key) and other.n == self.n

    def __repr__(self):
        return f"K{self.n}"


a = {Key(n): n for n in range(7)}
b = {Key(n): -n for n in range(3, 9)}
print(a.keys() & b.keys(), a.keys() - b.keys(), a.keys() ^ b.keys(), a | b, sep="\n")
print(Key(3) in a, (Key(3), 3) in a.items(), a.keys() >= {Key(1)}, [x for x in a if x not in b])
it = iter(d.items())
print(it.__length_hint__(), next(it), it.__length_hint__(), list(it), type(it).__name__, type(iter(k)).__name__, type(reversed(v)).__name__)
first, *rest = d.items()
print(first, rest, dict(rest), {value: key for key, value in d.items()}, max(d.items(), key=lambda p: p[1]))
