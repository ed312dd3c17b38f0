# run: a decorator that writes __init__, __repr__, __eq__ and ordering from annotations
MISSING = object()


class Field:
    def __init__(self, default=MISSING, factory=None):
        self.default, self.factory = default, factory


def record(cls=None, *, order=False, frozen=False):
    def build(cls):
        names = list(cls.__annotations__)
        defaults = {name: cls.__dict__[name] for name in names if name in cls.__dict__}

        def __init__(self, *args, **named):
            if len(args) > len(names):
                raise TypeError(f"{cls.__name__} takes {len(names)} values, not {len(args)}")
            values = dict(zip(names, args))
            for name, value in named.items():
                if name not in names:
                    raise TypeError(f"{cls.__name__} has no field {name!r}")
                if name in values:
                    raise TypeError(f"{name!r} given twice")
                values[name] = value
            for name in names:
                if name not in values:
                    default = defaults.get(name, MISSING)
                    if isinstance(default, Field):
                        default = default.factory() if default.factory else default.default
                    if default is MISSING:
                        raise TypeError(f"{cls.__name__} needs {name!r}")
                    values[name] = default
                object.__setattr__(self, name, values[name])

        def key(self):
            return tuple(getattr(self, name) for name in names)

        def __repr__(self):
            return f"{cls.__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

        def __eq__(self, other):
            return key(self) == key(other) if type(other) is type(self) else NotImplemented

        cls.__init__, cls.__repr__, cls.__eq__ = __init__, __repr__, __eq__
        cls.__match_args__ = tuple(names)
        if order:
            cls.__lt__ = lambda self, other: key(self) < key(other)
        if frozen:
            def refuse(self, name, value=None):
                raise AttributeError(f"cannot assign to {name!r}")

            cls.__setattr__ = refuse
            cls.__hash__ = lambda self: hash(key(self))
        return cls

    return build if cls is None else build(cls)


@record
class Point:
    x: int
    y: int = 0

    def shifted(self, dx):
        return Point(self.x + dx, self.y)


@record(order=True, frozen=True)
class Version:
    major: int
    minor: int = 0
    tags: list = Field(factory=list)


p = Point(1)
print(p, Point(1, 2) == Point(1, y=2), p != Point(2), p.shifted(5), Point(y=3, x=4), p == "other")
p.x = 10
print(p, p.__dict__)
v = [Version(1, 2), Version(1), Version(0, 9)]
print(sorted(v), max(v), Version(1).tags is Version(1).tags)
v[0].tags.append("beta")
print(v[0])
for bad in (lambda: Point(), lambda: Point(1, 2, 3), lambda: Point(1, x=2), lambda: Point(z=1), lambda: setattr(v[0], "major", 2), lambda: hash(p) == hash(p), lambda: Point(1) < Point(2)):
    try:
        print(bad())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
match Point(3, 0):
    case Point(x, 0):
        print("on the axis", x)
print(Point.__match_args__, sorted(Point.__annotations__))
