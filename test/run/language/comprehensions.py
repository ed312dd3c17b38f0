# run: comprehensions: scopes, conditions, nesting, walrus and errors
print([x * y for x in range(3) for y in range(x) if x + y])
print({x % 3 for x in range(10)} == {0, 1, 2}, {k: v for k, v in zip("ab", (1, 2))})
print(list(x for x in (y * y for y in range(4)) if x % 2 == 0))
x = "kept"
[x for x in range(3)]
print(x)
print([[cell * 2 for cell in row] for row in [[1, 2], [3]]])
print([last := n for n in range(4)], last)
print([part for text in ("ab", "cd") for part in text if part != "c"])


def inside(limit):
    total = 0
    squares = [total := total + n * n for n in range(limit)]
    functions = [lambda: n + limit for n in range(2)]
    return squares, total, [f() for f in functions]


print(inside(4))


def same_name(n):
    before = n
    inner = [n for n in range(n)]
    return before, inner, n


print(same_name(3))


def unbound_after():
    [q for q in range(2)]
    try:
        return q
    except NameError as error:
        return type(error).__name__, str(error)


print(unbound_after())


class Holder:
    size = 3
    items = [n for n in range(size)]
    pairs = {n: [m for m in range(n)] for n in range(2)}


print(Holder.items, Holder.pairs, hasattr(Holder, "n"))


def order(tag, value):
    print(tag, end=" ")
    return value


print({order("k", k): order("v", v) for k, v in [(1, 2), (3, 4)]})
print([a for a in order("outer", [1, 2]) for b in order("inner", [3]) if order("if", b)])


def failing(n):
    return [1 // (2 - i) for i in range(n)]


for n in (2, 3):
    i = "module"
    try:
        print(failing(n))
    except ZeroDivisionError as error:
        print(type(error).__name__, i)

lazy = (print("made", n) or n for n in range(2))
print("before")
print(next(lazy), list(lazy), list(lazy))
print(sum(n for n in range(5)), max((len(w), w) for w in ("a", "bcd", "xyz")))
print([*(n for n in "ab")], [(a, b) for a, (b, *_) in [(1, (2, 3, 4))]])
