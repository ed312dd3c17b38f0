# run: class bodies, what they leave behind, decorators and super
def tag(label):
    print("decorator made", label)

    def apply(cls):
        print("decorating", cls.__name__, label)
        cls.tags = getattr(cls, "tags", ()) + (label,)
        return cls
    return apply


@tag("outer")
@tag("inner")
class Base:
    """The base."""
    count = 0
    for step in range(3):
        count += step
    if count > 2:
        large = True
    else:
        small = True

    def __init__(self, value):
        self.value = value
        self.__private = value * 2

    def private(self):
        return self.__private

    @staticmethod
    def plain(x):
        return x + 1

    @classmethod
    def make(cls, *args):
        return cls(*args)

    @property
    def double(self):
        return self.value * 2

    @double.setter
    def double(self, value):
        self.value = value // 2


print(Base.__doc__, Base.__qualname__, Base.__module__, Base.count, Base.step, Base.large, hasattr(Base, "small"))
print(Base.tags, Base.__static_attributes__ and sorted(Base.__static_attributes__))


class Left(Base):
    def __init__(self, value):
        super().__init__(value)
        self.trail = ["Left"]

    def who(self):
        return ["Left"]


class Right(Base):
    def who(self):
        return ["Right"]


class Both(Left, Right):
    def who(self):
        return ["Both"] + super().who() + super(Left, self).who()

    def nested(self):
        def inner(me):
            return super(Both, me).who(), __class__.__name__
        return inner(self)

    class Inner:
        def show(self):
            return type(self).__qualname__

    inner_made = Inner().show()


both = Both.make(5)
print(both.who(), both.nested(), both.private(), Both.inner_made)
both.double = 9
print(both.double, Both.plain(1), [c.__name__ for c in Both.__mro__])
print(sorted(vars(both)))


def local():
    class Local:
        def method(self):
            return __class__
    return Local


print(local().__qualname__, local()().method().__name__)


class Annotated:
    x: int = 1
    y: "str"
    (z): float = 2


print(Annotated.__annotations__, Annotated.z)
try:
    class Broken(Base, metaclass=print, extra=1):
        pass
    print("made", Broken)
except Exception as error:
    print(type(error).__name__)
try:
    both.missing
except AttributeError as error:
    print(error)
