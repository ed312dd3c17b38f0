# run: groups whose members share causes and contexts: each is printed once, where it is reached first
import sys


def show(error):
    print("----", file=sys.stderr)
    sys.excepthook(type(error), error, error.__traceback__)


def group():
    inner = ExceptionGroup("inner", [KeyError("k"), TypeError("t")])
    return ExceptionGroup("outer", [ValueError(1), inner, OSError("x")])


try:
    try:
        1 / 0
    except ArithmeticError as error:
        raise group() from error
except ExceptionGroup as error:
    outer = error

try:
    try:
        raise outer
    except* ValueError:
        raise RuntimeError("new")
    except* KeyError:
        raise
except ExceptionGroup as error:
    show(error)

try:
    try:
        raise outer
    except* OSError:
        len(5)
except ExceptionGroup as error:
    show(error)

shared = LookupError("shared")
one, two = ValueError("one"), ValueError("two")
one.__cause__ = shared
two.__context__ = shared
show(ExceptionGroup("both", [one, two]))

whole = ExceptionGroup("whole", [one, two, shared])
whole.__cause__ = shared
show(whole)
top = RuntimeError("top")
top.__context__ = whole
show(top)
nested = ExceptionGroup("nested", [ExceptionGroup("left", [one]), ExceptionGroup("right", [two])])
nested.exceptions[0].__cause__ = nested.exceptions[1].exceptions[0]
show(nested)

# A cause that was printed already makes room for the context.
again = ValueError("again")
again.__cause__ = again
again.__suppress_context__ = False
again.__context__ = shared
show(again)
sys.excepthook(None, None, None)
sys.excepthook(ValueError, None, None)
sys.excepthook(ValueError, 5, None)
