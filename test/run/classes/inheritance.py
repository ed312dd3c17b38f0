# run: multiple inheritance, resolution order, cooperative super, abstract patterns, metaclasses
class Base:
    def __init__(self, **named):
        print("Base", sorted(named))
        self.trail = ["Base"]

    def who(self):
        return "Base"


class Left(Base):
    def __init__(self, left=0, **named):
        super().__init__(**named)
        self.left = left
        self.trail.append("Left")

    def who(self):
        return "Left>" + super().who()


class Right(Base):
    def __init__(self, right=0, **named):
        super().__init__(**named)
        self.right = right
        self.trail.append("Right")

    def who(self):
        return "Right>" + super().who()


class Bottom(Left, Right):
    def __init__(self, **named):
        super().__init__(**named)
        self.trail.append("Bottom")

    def who(self):
        return "Bottom>" + super().who()


b = Bottom(left=1, right=2)
print(b.trail, b.who(), [c.__name__ for c in Bottom.__mro__], b.left, b.right, super(Left, b).who(), Left.who(b))
try:
    class Impossible(Base, Left):
        pass
except TypeError as error:
    print(error)


class Plugin:
    registry = []

    def __init_subclass__(cls, /, tag=None, **named):
        super().__init_subclass__(**named)
        cls.tag = tag
        Plugin.registry.append((cls.__name__, tag))


class One(Plugin, tag="first"):
    pass


class Two(One, tag="second"):
    pass


print(Plugin.registry, Two.tag, One().tag)


class Meta(type):
    def __new__(mcs, name, bases, namespace, **options):
        namespace["created_by"] = mcs.__name__
        namespace.setdefault("options", options)
        return super().__new__(mcs, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **options):
        super().__init__(name, bases, namespace)

    def __call__(cls, *args):
        instance = super().__call__(*args)
        instance.made = True
        return instance

    def __len__(cls):
        return 99

    @property
    def shout(cls):
        return cls.__name__.upper()


class WithMeta(metaclass=Meta, flag=1):
    def __init__(self, value=0):
        self.value = value


w = WithMeta(7)
print(WithMeta.created_by, WithMeta.options, w.made, w.value, len(WithMeta), WithMeta.shout, type(WithMeta).__name__, isinstance(WithMeta, Meta))


class Singleton:
    instance = None

    def __new__(cls, *args):
        if cls.instance is None:
            cls.instance = super().__new__(cls)
        return cls.instance

    def __init__(self, value):
        self.value = value


one, two = Singleton(1), Singleton(2)
print(one is two, one.value)


class Temperature(float):
    def __new__(cls, value):
        return super().__new__(cls, value)

    def __repr__(self):
        return f"{float(self):.1f}°"


class Stack(list):
    def push(self, item):
        self.append(item)
        return self

    @property
    def top(self):
        return self[-1]


class Text(str):
    def shout(self):
        return Text(self.upper() + "!")


class Count(int):
    def __add__(self, other):
        return Count(int(self) + other)


t = Temperature(21.55)
s = Stack([1]).push(2).push(3)
print(t, t + 1, t > 20, s, s.top, len(s), isinstance(s, list), s == [1, 2, 3], Text("hi").shout().shout(), type(Count(1) + 2).__name__, Count(5) * 2, {Count(1): "c"}[1])


class Shape:
    def area(self):
        raise NotImplementedError(f"{type(self).__name__} has no area")

    def describe(self):
        return f"{type(self).__name__}: {self.area()}"


class Rectangle(Shape):
    def __init__(self, w, h):
        self.w, self.h = w, h

    def area(self):
        return self.w * self.h


class Mixin:
    def describe(self):
        return "<" + super().describe() + ">"


class Fancy(Mixin, Rectangle):
    pass


print(Rectangle(2, 3).describe(), Fancy(1, 2).describe())
try:
    Shape().describe()
except NotImplementedError as error:
    print(error)
print(Fancy.__mro__[1:3], Fancy.__subclasses__(), Rectangle.__subclasses__(), object.__subclasses__ is not None)
