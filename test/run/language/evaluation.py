# run: order of evaluation, aliasing of operands, chained comparisons and conditions
def t(tag, value=None):
    print(tag, end=" ")
    return tag if value is None else value


def f(*args, **kwargs):
    return args, kwargs


print(f(t(1), *t(2, [0]), k=t(3), **t(4, {"z": 1})))
d = {}
d[t("key")] = t("value")
d[t("key")] += t("more")
print(d)
print(t(1) < t(2) < t(0, 0) < t(9))
print(t("a", 0) or t("b", "") or t("c"), t("d", 1) and t("e", 0) and t("g"))
print(t("yes") if t("cond", 0) else t("no"))
x = 5
print(x + (x := 7) + x, [x, (x := 1), x], (x, (x := 2)), x)


def aliases(a, b):
    total = a + (a := b) * a
    pair = (a, (a := 10), a)
    text = f"{a}{(a := 'n')}{a}"
    compare = b < (b := 3) < b + 1
    key = {a: (a := 4), a: a}
    return total, pair, text, compare, key, f(a, (a := 6), *[a], k=a)


print(aliases(2, 3))


def rebinding():
    values = [1, 2, 3]
    values[0], values = 9, values
    n = 1
    n += (n := 5)
    m = [n]
    m[0] += m.append(7) or 1
    return values, n, m


print(rebinding())


def conditions(a, b, c):
    out = []
    if a and not b or c:
        out.append(1)
    if not (a or b) and c:
        out.append(2)
    if a is None or b is not None and c:
        out.append(3)
    while a and b:
        a -= 1
        if a == 1:
            continue
        b = c
    else:
        out.append("else")
    return out, a, b


for a in (None, 0, 3):
    for b in (None, 1):
        for c in (0, 2):
            print(a, b, c, conditions(a, b, c))
a = b = c = 3
print(a is b is c, 1 in [1] in [[1]], not a == b, 1 < 2 > 1 != 3 not in (4,))
del a
try:
    a
except NameError as error:
    print(error)
print([1, 2, 3][::-1], "abc"[1:], (1, 2, 3)[t("i", 1):][0])
assert t("assert", 1), "never"
try:
    assert not d, f"has {len(d)}"
except AssertionError as error:
    print(error)
