# run: every kind of parameter, and the messages when a call does not fit
# args: one two


def plain(a, b=2, *rest, c, d=4, **others):
    return a, b, rest, c, d, sorted(others.items())


def positional(a, b, /, c=3):
    return a, b, c


def keywords(*, key, other=None):
    return key, other


def attempt(function, *args, **named):
    try:
        print(function.__name__, function(*args, **named))
    except TypeError as error:
        print("TypeError:", error)


attempt(plain, 1, c=3)
attempt(plain, 1, 2, 3, 4, c=5, d=6, e=7, f=8)
attempt(plain, *range(4), **{"c": 1, "z": 2})
attempt(plain)
attempt(plain, 1)
attempt(plain, 1, a=2, c=3)
attempt(positional, 1, 2)
attempt(positional, 1, 2, c=5)
attempt(positional, 1, b=2)
attempt(positional, 1)
attempt(positional, 1, 2, 3, 4)
attempt(keywords, key=1)
attempt(keywords, 1)
attempt(keywords)
attempt(keywords, key=1, another=2)

defaults = []


def remembers(value, seen=[]):
    seen.append(value)
    return seen


print(remembers(1), remembers(2), remembers(3, []), remembers(4))


def outer(x):
    def inner(y=x):
        return x, y

    x += 1
    return inner


print(outer(1)(), outer(5)(7))
print((lambda a, *b, c=1: (a, b, c))(1, 2, 3, c=4))
print(plain.__defaults__, plain.__kwdefaults__, plain.__name__, plain.__qualname__)
print(outer(1).__qualname__)
