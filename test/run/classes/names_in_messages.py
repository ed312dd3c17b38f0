# run: messages that name a class of a function with all it is inside of, and methods that are blocked with None


def make():
    class Odd:
        __slots__ = ("word", "__dict__")

        def __hash__(self):
            return "word"

    class Unset:
        __slots__ = ("word",)

    class Named(type):
        pass

    class Blocked:
        __add__ = None
        __rsub__ = None
        __iadd__ = None
        __lt__ = None
        __divmod__ = None
        __rpow__ = None

    class Below(Blocked):
        __radd__ = None

        def __sub__(self, other):
            return NotImplemented

    return Odd, Unset, Named, Blocked, Below


Odd, Unset, Named, Blocked, Below = make()


def use(manager):
    with manager:
        pass


async def use_later(manager):
    async with manager:
        pass


def add_in_place(value):
    value += 1


for action in (
    lambda: Unset().word,
    lambda: Odd().word,
    lambda: {Odd(): 1},
    lambda: {Odd()},
    lambda: {}[Odd()],
    lambda: Odd() in {1},
    lambda: complex(Odd()),
    lambda: complex(1, Odd()),
    lambda: bytes.fromhex(Odd()),
    lambda: str(b"", Odd()),
    lambda: use(Odd()),
    lambda: use_later(Odd()).send(None),
    lambda: type("Made", (Odd(),), {}),
    lambda: type("Made", (Named("Base", (), {})(),), {}),
    lambda: Blocked() + 1,
    lambda: 1 + Blocked(),
    lambda: 1 - Blocked(),
    lambda: Blocked() < 1,
    lambda: 1 > Blocked(),
    lambda: divmod(Blocked(), 1),
    lambda: 2 ** Blocked(),
    lambda: add_in_place(Blocked()),
    lambda: Blocked() + Below(),
    lambda: Below() + Blocked(),
    lambda: Below() - Blocked(),
    lambda: Blocked() * 2,
):
    try:
        print("no error", action())
    except Exception as error:
        print(type(error).__name__, error)


class Annotated:
    number: int = 1


class Empty:
    pass


print(Annotated.__annotations__)
names = ("__name__", "__module__", "__bases__", "__doc__", "__mro__", "__annotations__", "__abstractmethods__", "__annotate__")
for name in names:
    for kind in (Empty, int):
        try:
            delattr(kind, name)
            print(name, "deleted")
        except Exception as error:
            print(type(error).__name__, error)
    try:
        setattr(int, name, 5)
    except Exception as error:
        print(type(error).__name__, error)
del Annotated.__annotations__
try:
    Empty.__bases__ = 5
except TypeError as error:
    print(error)
