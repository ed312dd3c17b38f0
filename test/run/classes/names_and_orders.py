# run: names that classes cannot have, and what mro() may return
def tell(name, make):
    try:
        print(name, make())
    except Exception as error:
        print(name, type(error).__name__, ascii(str(error)))


class Plain:
    pass


def rename(name):
    Plain.__name__ = name


for name in ("A\0B", "A\ud800", "\0"):
    tell(ascii(name), lambda: type(name, (), {}))
    tell(ascii(name), lambda: rename(name))
tell("1", lambda: rename(1))
print(Plain.__name__)


class Ordered(type):
    def mro(cls):
        return order(cls)


class Slotted:
    __slots__ = ("a", "b")


def make():
    class Made(metaclass=Ordered):
        pass
    return Made.__mro__[1:]


def make_below():
    class Made(Slotted, metaclass=Ordered):
        pass
    return Made.__mro__[1:]


class Other:
    def there(self):
        return "there"


for order in (lambda cls: [], lambda cls: [1], lambda cls: (int, object), lambda cls: [object], lambda cls: [cls, str, object], lambda cls: 5,
              lambda cls: [cls, Other, object], lambda cls: (cls, Slotted, object)):
    tell("alone", make)
    tell("below", make_below)
