# run: locals of compiled functions are there for code that only a string has


def outer(items):
    seen = []
    for turn in range(3):
        work = items[:]
        work[0] += turn
        if turn:
            seen.append(named("f_locals"))
    return seen


def named(name):
    import sys

    return getattr(getattr(sys, "_getframe")(1), name)["work"]


def middle():
    work = [1, 2.5]
    return inner2()


def inner2():
    return eval("(lambda: __import__('sys')._getframe(3).f_locals['work'])()")


print(outer([1, 2, 3]), middle())
