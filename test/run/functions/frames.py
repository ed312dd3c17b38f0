# run: frames seen from inside: callers, names, lines, locals
import sys


def here():
    frame = sys._getframe()
    return frame.f_code.co_name, frame.f_lineno - here.__code__.co_firstlineno


def caller():
    return sys._getframe(1).f_code.co_name


def outer():
    x, y = 1, "two"
    return inner(3)


def inner(z):
    frame = sys._getframe()
    names = []
    while frame:
        names.append(frame.f_code.co_name)
        frame = frame.f_back
    return names, sys._getframe(1).f_locals["y"], locals()["z"]


class Body:
    name = sys._getframe().f_code.co_name
    qualified = sys._getframe().f_code.co_qualname
    names = sorted(key for key in locals() if not key.startswith("__"))


print(here(), caller())
names, y, z = outer()
print(names, y, z)
print(Body.name, Body.qualified, Body.names)
print((lambda: sys._getframe().f_code.co_name)(), [sys._getframe().f_code.co_name for _ in range(1)])
print(sys._getframe().f_globals is globals(), sys._getframe().f_locals is globals())
try:
    sys._getframe(100)
except ValueError as error:
    print(error)


def generator():
    yield sys._getframe().f_code.co_name
    yield sys._getframe(1).f_code.co_name


def drive():
    return list(generator())


print(drive())


def later():
    captured = sys._getframe()
    value = 41
    value += 1
    return captured


frame = later()
print(frame.f_code.co_name, frame.f_locals["value"], frame.f_back is None or frame.f_back.f_code.co_name)
