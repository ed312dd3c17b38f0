# run: generator expressions: laziness, scopes, nesting, use as arguments
def noisy(name, items):
    print("start", name)
    for item in items:
        print("give", name, item)
        yield item


lazy = (x * y for x in noisy("x", [1, 2]) for y in noisy("y", [10, 20]))
print("made")
print(next(lazy), next(lazy))
print(list(lazy))
n = 3
multiples = (n * k for k in range(n))
n = 100
print(list(multiples))
print(sum(x * x for x in range(10)), max(len(w) for w in "a bb ccc".split()), any(x > 3 for x in [1, 5]), all(x for x in []))
print(dict((k, v) for k, v in zip("abc", range(3))), set(c.lower() for c in "AaBb"), tuple(i for i in range(6) if i % 2), sorted((-i for i in range(3))))
print(", ".join(str(i) for i in range(3)), [*(i for i in "xyz")], {**{k: 1 for k in "pq"}})


def closures():
    functions = [lambda: i for i in range(3)]
    generated = list((lambda: j) for j in range(3))
    return [f() for f in functions], [f() for f in generated]


print(closures())


class Body:
    limit = 4
    values = list(i for i in range(limit))
    doubled = [v * 2 for v in values]


print(Body.values, Body.doubled)
try:

    class Fails:
        factor = 2
        bad = list(factor * i for i in range(3))

except NameError as error:
    print(error)
try:
    iter(i for i in 5)
except TypeError as error:
    print(error)
g = (1 / x for x in [1, 0, 2])
print(next(g))
try:
    next(g)
except ZeroDivisionError as error:
    print(error)
print(list(g))
print([(a, b, c) for a in range(3) if a for b in range(a) for c in (a + b,) if c != 2])
print([y := 5, y + 1], y, [last := v for v in range(4)], last)
nested = [[(row, column) for column in range(row)] for row in range(4)]
print(nested)


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


def take(count, iterator):
    return [value for _, value in zip(range(count), iterator)]


print(take(12, fibonacci()), take(3, (f for f in fibonacci() if f % 2 == 0 and f > 10)))


def primes():
    composites = {}
    candidate = 2
    while True:
        step = composites.pop(candidate, None)
        if step is None:
            yield candidate
            composites[candidate * candidate] = candidate
        else:
            following = candidate + step
            while following in composites:
                following += step
            composites[following] = step
        candidate += 1


print(take(15, primes()))
print(sum(1 for _ in (x for x in range(1000) if x % 7 == 3)))
