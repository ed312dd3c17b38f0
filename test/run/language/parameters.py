# run: parameters of every kind, defaults, and the messages of calls that do not fit
def all_kinds(a, b=2, /, c=3, *rest, d, e=5, **more):
    return a, b, c, rest, d, e, more


def only(*, k):
    return k


def positional(a, b, /):
    return a, b


def none():
    return "none"


def attempt(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except TypeError as error:
        return str(error)


print(all_kinds(1, d=4), all_kinds(1, 2, 3, 4, 5, d=6, e=7, f=8), all_kinds(1, d=2, a=3))
for function, args, kwargs in [
        (all_kinds, (), {}), (all_kinds, (1,), {}), (only, (), {}), (only, (1,), {}), (only, (), {"k": 1, "j": 2}),
        (positional, (1,), {}), (positional, (1, 2, 3), {}), (positional, (), {"a": 1, "b": 2}), (none, (1,), {}),
        (none, (), {"x": 1}), (lambda a, b=1: a, (), {}), (lambda a, b=1: a, (1, 2, 3), {}),
        (lambda x: x, (1,), {"x": 2}), (lambda x, y, z: x, (), {})]:
    print(attempt(function, *args, **kwargs))


def collected(item, into=[]):
    into.append(item)
    return into


print(collected(1), collected(2), collected(3, []), collected.__defaults__)
seen = []


def note(value):
    seen.append(value)
    return value


@note
def noted(a=note(1), *, b=note(2)):
    return a, b


print(seen[:2], noted(), noted(b=5), noted.__kwdefaults__)
noted.__defaults__ = (9,)
print(noted())
code = all_kinds.__code__
print(code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_varnames)


def recursive(n, acc=1):
    return acc if n < 2 else recursive(n - 1, acc=acc * n)


print(recursive(20))
compose = lambda *fs: lambda x: compose(*fs[:-1])(fs[-1](x)) if fs else x
print(compose(str, lambda n: n + 1, abs)(-4))


def kwargs_are_copied(**kw):
    kw["new"] = 1
    return kw


original = {"a": 1}
print(kwargs_are_copied(**original), original)
