# run: dicts and sets of plain numbers that come to hold objects, and back: order, sharing and copies stay right
class Thing:
    def __init__(self, n):
        self.n = n

    def __repr__(self):
        return f"T{self.n}"

    def __eq__(self, other):
        return isinstance(other, Thing) and self.n == other.n

    def __hash__(self):
        return hash(self.n)


def churn():
    return [[str(i)] * 3 for i in range(3000)]


d = {i: i * 2 for i in range(50)}
d[7] = [Thing(7)]
churn()
print(d[7], list(d)[:9], len(d))
d[0.5] = Thing(1)
d["text"] = "value " * 2
churn()
print(d[0.5], d["text"], list(d.items())[-3:])
e = {1: 1.5, 2: 2.5}
f = e.copy()
f[3] = (Thing(3),)
g = dict(f)
g.update({4: 4})
h = e | {5: Thing(5)}
churn()
print(e, f, g, h, {**e, **h})
for i in range(2000):
    e[i] = i
e[1999] = {"nested": {1: Thing(9)}}
churn()
print(len(e), e[1999], sum(v for v in e.values() if isinstance(v, int)))
big = {}
for i in range(500):
    big[i] = i if i % 97 else "str" + str(i)
churn()
print([v for v in big.values() if isinstance(v, str)])
k = {2**70: 1, 1: 2**80, 1e300: 3, 5: 1e-300}
churn()
print(k, k[2**70], k[1], k[1e300])
m = dict.fromkeys(range(5), 0)
m.setdefault(9, []).append(Thing(2))
m[3] = None
churn()
print(m, m.pop(9), m.popitem(), m)
n = {}
for i in range(10):
    n[i] = i
    n.clear()
    n[i] = [i]
churn()
print(n)

s = set(range(40))
before = list(s)
s.add("word" * 2)
churn()
print([x for x in s if not isinstance(x, str)] == before, "wordword" in s, len(s))
s.discard("wordword")
s.add((1, "two"))
s.add(frozenset([Thing(4)]))
churn()
print(sorted(map(str, s))[:3], (1, "two") in s, frozenset([Thing(4)]) in s)
t = {1, 2, 3}
u = t | {"a"}
v = t.copy()
v |= {Thing(1)}
w = {Thing(8)} | t
x = set([1.5, 2]) ^ {2, "z"}
churn()
print(t, sorted(map(str, u)), sorted(map(str, v)), sorted(map(str, w)), sorted(map(str, x)))
y = set()
for i in range(1000):
    y.add(i if i % 100 else str(i))
churn()
print(len(y), sorted(z for z in y if isinstance(z, str)))
a = {2**65, 2**66, 1e200, -1e200, 5}
churn()
print(2**65 in a, 1e200 in a, len(a), sum(a) == 2**65 + 2**66 + 5, sorted(a)[0])
b = frozenset(range(10)) | frozenset(["f" * 3])
churn()
print(len(b), "fff" in b, hash(b) == hash(frozenset([*range(10), "fff"])))
c = {1, 2}
c.update([Thing(5)], {"k": 1})
c -= {1}
c.symmetric_difference_update({2, "q" * 2})
churn()
print(sorted(map(str, c)))
o = set(range(20))
for i in range(20):
    o.remove(i)
    o.add(str(i) + "x")
    churn() if i % 7 == 0 else None
print(len(o), sorted(o)[:5])
p = {i: i for i in range(8)}
it = iter(p.items())
next(it)
p[0] = [Thing(0)]
print(list(it), p[0])
