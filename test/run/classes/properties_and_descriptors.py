# run: properties, descriptors, __getattr__ and friends, __slots__, __set_name__
class Celsius:
    def __init__(self, degrees):
        self.degrees = degrees

    @property
    def degrees(self):
        """Degrees."""
        return self._degrees

    @degrees.setter
    def degrees(self, value):
        if value < -273.15:
            raise ValueError(f"{value} is below absolute zero")
        self._degrees = value

    @degrees.deleter
    def degrees(self):
        print("deleting")
        del self._degrees

    @property
    def fahrenheit(self):
        return self.degrees * 9 / 5 + 32


t = Celsius(25)
t.degrees += 5
print(t.degrees, t.fahrenheit, Celsius.degrees.__doc__, Celsius.degrees.fget(t))
for bad in (lambda: setattr(t, "degrees", -300), lambda: setattr(t, "fahrenheit", 0), lambda: delattr(t, "fahrenheit")):
    try:
        bad()
    except (ValueError, AttributeError) as error:
        print(type(error).__name__, error)
del t.degrees
try:
    t.degrees
except AttributeError as error:
    print(error)


class Typed:
    def __init__(self, kind):
        self.kind = kind

    def __set_name__(self, owner, name):
        self.name = name
        print("named", owner.__name__, name)

    def __get__(self, instance, owner):
        if instance is None:
            return self
        return instance.__dict__.get(self.name, "unset")

    def __set__(self, instance, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name} must be {self.kind.__name__}, not {type(value).__name__}")
        instance.__dict__[self.name] = value


class NonData:
    def __get__(self, instance, owner):
        return f"computed for {owner.__name__}"


class Record:
    name = Typed(str)
    size = Typed(int)
    lazy = NonData()


record = Record()
print(record.name, record.lazy, Record.lazy)
record.name, record.size = "n", 3
record.lazy = "stored"
print(record.name, record.size, record.lazy, record.__dict__, isinstance(Record.name, Typed))
try:
    record.size = "big"
except TypeError as error:
    print(error)


class Dynamic:
    known = 1

    def __getattr__(self, name):
        if name.startswith("dyn_"):
            return name[4:]
        raise AttributeError(name)

    def __setattr__(self, name, value):
        print("setting", name)
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        print("deleting", name)
        super().__delattr__(name)


d = Dynamic()
d.x = 5
print(d.x, d.known, d.dyn_abc, getattr(d, "nothing", "default"), hasattr(d, "dyn_"), hasattr(d, "other"))
del d.x
print(hasattr(d, "x"))


class Everything:
    def __init__(self):
        self.real = 1

    def __getattribute__(self, name):
        if name == "real":
            return "intercepted"
        return super().__getattribute__(name)


print(Everything().real, Everything().__class__.__name__)


class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


class Named(Point):
    def __init__(self, x, y, name):
        super().__init__(x, y)
        self.name = name


p = Point(1, 2)
p.x += 10
print(p.x, p.y, hasattr(p, "__dict__"), Named(1, 2, "n").__dict__, Point.x.__name__)
try:
    p.z = 3
except AttributeError as error:
    print(error)
del p.y
try:
    p.y
except AttributeError as error:
    print(error)


class Cached:
    def __init__(self, function):
        self.function = function
        self.name = function.__name__

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        value = instance.__dict__[self.name] = self.function(instance)
        return value


class Data:
    @Cached
    def expensive(self):
        print("computing")
        return 42


data = Data()
print(data.expensive, data.expensive, data.__dict__)
