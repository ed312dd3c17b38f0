# run: lists whose items change kind: integers, big integers, floats, mixed, booleans; nothing shows how they are stored
def check(label, values):
    print(label, values, [type(v).__name__ for v in values], sum(values) if values and all(isinstance(v, (int, float)) for v in values) else "-")


a = []
for value in (1, 2, 2**61, 2**62 - 1, 2**62, 2**63 - 1, 2**63, -2**62, -2**63, -2**63 - 1, 2**200):
    a.append(value)
check("growing ints", a)
check("reversed", a[::-1])
a.sort()
check("sorted", a)
b = [1.5, -0.0, 0.0, 1e300, 5e-324, float("inf"), float("-inf")]
check("floats", b)
b.append(float("nan"))
print(b, len(b), b.count(0.0), b.index(float("inf")))
nan = float("nan")
c = [1.0, nan]
print(nan in c, c.index(nan), c == [1.0, nan], c == [1.0, float("nan")], [nan] == [nan])
d = [1, 2, 3]
d[1] = True
check("bool stays", d)
d[1] = 2.0
check("float among ints", d)
e = [1, 2, 3]
e.append(None)
e.insert(0, "s")
e.extend([4.5, 2**70])
print(e)
f = [0] * 5
f[2] = 2**62
f[3] = -1
check("replicated", f)
f[4] = 0.5
check("then float", f)
g = [0.0] * 3
g[0] = 1
check("int into floats", g)
h = list(range(5))
h[1:3] = [1.5, 2.5]
check("slice of floats into ints", h)
h[:] = []
h.append("x")
h.append(1)
print(h)
h.clear()
h += [1.0]
h += [2]
check("after clear", h)
i = [1, 2] + [3.0]
check("sum of kinds", i)
check("ints plus ints", [1, 2] + [3])
check("empty plus floats", [] + [1.0])
j = [10, 20, 30]
j.remove(20)
j.insert(1, 5)
j.reverse()
print(j, j.pop(0), j, 5 in j, 5.0 in j, True in [1, 2], 1 in [True], "1" in [1])
print([1, 2] == [1.0, 2.0], [1, 2] < [1.0, 2.5], [2**63] == [float(2**63)], [1] == [True], [0.0] == [-0.0])
print(min([3, 1.5, 2]), max([1, 2**70, 1e10]), sorted([2.5, 1, 3.5, 2]), sorted([True, 0, 2, False]))
k = [x * 0.5 for x in range(6)] + [x for x in range(3)]
k[::3] = ["a", "b", "c"]
print(k)
l = [1 << n for n in range(60, 68)]
print(l, [x >> 60 for x in l], sum(l))
m = [[0] * 3 for _ in range(2)]
m[0][1] = 0.5
m[1][2] = "z"
print(m, [list(row) for row in zip(*m)])
n = []
n.extend(range(3))
n.extend((1.5,))
n.extend("ab")
n.extend({7: 1})
n.extend(x * x for x in range(3))
print(n)
small, large = -5, 256
print([small][0] is small, [large][0] is large, [x is y for x, y in zip([1, 2, 3], [1, 2, 3])])
queue = list(range(4))
for step in range(10):
    queue.append(queue.pop(0) + 0.5 if step % 3 == 0 else queue.pop(0))
print(queue)
