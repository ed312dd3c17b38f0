# run: recursion through many kinds of calls ends in RecursionError, wherever the stack ends
# not on sanitized: the shadow of a whole stack is written again for each way, which takes minutes
import sys

sys.setrecursionlimit(20000)


def ends(name, function):
    try:
        function()
    except (RecursionError, MemoryError):  # the parser says the latter
        print(name, "ends")
    else:
        print(name, "returned")


def plain():
    plain()


def counted(n):
    return counted(n + 1) + 1


class Shown:
    def __repr__(self):
        return repr(self)


class Compared:
    def __eq__(self, other):
        return self == other


class Asked:
    def __getattr__(self, name):
        return getattr(self, name + "x")


class Nested:
    def __init__(self):
        self.inner = Nested()


class Called:
    def __call__(self):
        return self()


def delegating(n):
    yield from delegating(n + 1)


def looping(n):
    for item in looping(n + 1):
        yield item


async def awaiting(n):
    await awaiting(n + 1)


def sorting(item):
    return sorted([2, 1], key=sorting)


def mapping(item):
    return list(map(mapping, [item]))


def unpacking(*items, **names):
    return unpacking(*items, **names)


def comprehending(n):
    return [comprehending(item) for item in (n,)]


def evaluating():
    return eval("evaluating()")


def lists(depth):
    items = []
    for _ in range(depth):
        items = [items]
    return items


ends("plain", plain)
ends("counted", lambda: counted(0))
ends("repr", lambda: repr(Shown()))
ends("equal", lambda: Compared() == 1)
ends("attribute", lambda: Asked().x)
ends("init", Nested)
ends("call", Called())
ends("yield from", lambda: list(delegating(0)))
ends("generator", lambda: list(looping(0)))
ends("await", lambda: awaiting(0).send(None))
ends("sort", lambda: sorting(1))
ends("map", lambda: mapping(1))
ends("unpacking", lambda: unpacking(1, x=2))
ends("comprehension", lambda: comprehending(1))
ends("eval", evaluating)
ends("nested lists", lambda: repr(lists(100000)))
