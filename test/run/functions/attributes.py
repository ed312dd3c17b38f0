# run: functions as objects: attributes, defaults, annotations, docstrings, comparison, storage
def documented(a: int, b: "text" = 5, *args: tuple, c: list = None, **rest: dict) -> str:
    """First line.

    More.
    """
    return a


print(documented.__doc__, documented.__name__, documented.__qualname__, documented.__module__, documented.__defaults__, documented.__kwdefaults__)
documented.calls = 0
documented.calls += 1
documented.__name__ = "renamed"
documented.__doc__ = "new doc"
print(documented.calls, documented.__dict__, documented.__name__, documented.__doc__, hasattr(documented, "missing"))
print(documented.__code__.co_argcount, documented.__code__.co_name, documented.__code__.co_varnames[:5], documented.__code__.co_kwonlyargcount, documented.__code__.co_firstlineno)
print(documented.__annotations__)
documented.__defaults__ = (1, 2)
print(documented())
documented.__defaults__ = None
try:
    documented()
except TypeError as error:
    print(error)


def plain():
    pass


print(plain() is None, plain.__doc__, plain == plain, plain != documented, {plain: 1}[plain], callable(plain), bool(plain))
table = {"add": lambda a, b: a + b, "neg": lambda a: -a, "len": len, "str": str.upper, "five": 5, "none": None}
print(table["add"](1, 2), table["neg"](5), table["len"]("abc"), table["str"]("x"), (lambda: 0).__name__)
functions = [abs, str, (lambda x: x * 2), "{}!".format, [10, 20, 30].__getitem__, {1: "one"}.get]
print([function(1) for function in functions])


def factory(kind):
    if kind == "add":
        def operation(a, b):
            return a + b
    else:
        def operation(a, b):
            return a * b
    return operation


add, mul = factory("add"), factory("mul")
print(add(3, 4), mul(3, 4), add is factory("add"), add.__qualname__, add.__code__ is factory("add").__code__)


class Holder:
    attribute = plain
    function = lambda self, x: (type(self).__name__, x)
    static = staticmethod(lambda x: x + 1)
    builtin = len


h = Holder()
h.own = lambda x: x * 3
print(h.function(1), h.static(1), Holder.static(2), h.own(3), h.builtin("four"), h.attribute.__self__ is h)
bound = h.function
print(bound(5), bound.__func__ is Holder.function, bound.__name__, [].append.__self__, [].append.__name__)
try:
    plain.__code__ = 5
except TypeError as error:
    print(error)
try:
    table["five"]()
except TypeError as error:
    print(error)
try:
    table["none"]()
except TypeError as error:
    print(error)
