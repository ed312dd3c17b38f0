# run: source ranges and constants of code in which the compiler decides a condition, drops a value or saves an exchange on the stack
SNIPPETS = r"""d = (1 and\n1)
x = (y and\n'c' and\nw)
b += (... and\n-1)
z = c((... and\na))
(True or x); del z
(1 or (1, 2)); raise b
(w.c and\n(True or 1)); 1
assert (-1 and ...)
assert (-1 and\nTrue)
w = (not (not 's'))
y = (not (True if z else w))
b = (not (-1 if -1 else True))
(not (... if -1 else z))
x += (y if True else -1)
x += (y if 0 else\n-1)
a = z = (1 or (1, 2)); del c
b = y = y.d; del d
c.z = ((not -1) and (True or 's'))
c.z = ((d is not ...) and (... or (1, 2)))
((x == ...) if d(...) else (... if 1 else -1)); -1
y = [True for y in (1, 2) if -1]
y, d, b = z.a, ..., ['s' for c in a if True]
d, b = 1, [c for c in a if c]
b, b = -1, [True for a in (1, 2) if ...]; del b
w = [v for w in a for v in w if w]
w = [v for v in a]; x = {w: v for w, v in a}; z = {z for z in a}
w, w = (y, 's'), 's'
x, x, x = y, z, w
b.w = [(z is not 1) for a in (w, ...) if 's']""".splitlines()

BLOCKS = [
    "try:\n  return (... and 's')\n finally:\n  y = True",
    "try:\n  return (-1 if ... else ...)\n finally:\n  a += (b if 1 else c)",
    "try:\n  return (\nx)\n except x:\n  return (y,\n z)\n finally:\n  a()",
    "try:\n  pass\n finally:\n  return (True if x else 's')",
    "try:\n  x\n except E as e:\n  return (True if x else 's')",
    "match x:\n  case A.b if (1 is not -1):\n   w\n  case _ if (... if 's' else True):\n   c = a = ('s' if a else True)\n (not ...)",
    "while (x or 's'):\n  break\n while b(z):\n  x, x, a = (1, 2), c.b, ('s' and\n1)\n  x += (y if True else -1)",
]


def show(text):
    namespace = {}
    exec(text, namespace)
    code = namespace["f"].__code__
    found = []
    for place in code.co_positions():
        if not found or found[-1] != place:
            found.append(place)
    print(repr(text), code.co_consts, *found, sep="\n  ")


for snippet in SNIPPETS:
    snippet = snippet.replace("\\n", "\n")
    show(f"def f(x, y, z):\n {snippet}\n")
    show(f"def f(x, y, z):\n for x in y:\n  {snippet}\n")
for block in BLOCKS:
    show(f"def f(x, y, z):\n {block}\n")


# What was exchanged is still stored where it belongs.
def stores(a):
    d, c, b = 1, 2, [c * 2 for c in a if 1]
    c, c, d = [c for c in a], d, {d: c for d in a}
    a = [a for a in a]
    b, a = a, [b for b in b if b > 2]
    return a, b, c, d


def deleted(a):
    y = [y for y in a]
    x, w = a, [w for w in y if True]
    del y, w
    z = [y for y in x]
    try:
        return y, z
    except NameError as error:
        return str(error), z


def overwritten(first, second, third):
    c, c, d = first(), second(), third()
    d, d, c, c = first(), c, third(), d
    x = x = first()
    return c, d, x


print(overwritten(lambda: 1, lambda: 2, lambda: 3), stores([1, 2, 3]), deleted([4, 5]))
