# run: getattr, setattr, hasattr, delattr, vars, dir, isinstance, issubclass, callable, type, id, hash on all sorts of objects
class Base:
    shared = [1]

    def __init__(self):
        self.own = 1

    def method(self):
        return "method"

    @property
    def computed(self):
        raise AttributeError("computed on purpose")

    @staticmethod
    def static(x):
        return x

    @classmethod
    def cls(cls):
        return cls.__name__


class Derived(Base):
    __slots__ = ("slot",)

    def __getattr__(self, name):
        if name.startswith("dyn_"):
            return name[4:]
        raise AttributeError(f"no {name} here")


def show(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


b, d = Base(), Derived()
print(getattr(b, "own"), getattr(b, "none", 5), getattr(d, "dyn_x"), getattr(d, "zzz", None), hasattr(b, "method"), hasattr(b, "computed"), hasattr(d, "dyn_"), hasattr(d, "slot"))
show(lambda: getattr(d, "zzz"))
show(lambda: b.computed)
show(lambda: b.missing)
show(lambda: Base.missing)
setattr(b, "new attr", 2)
setattr(d, "slot", 3)
print(vars(b), d.slot, vars(d), getattr(b, "new attr"))
delattr(b, "own")
show(lambda: delattr(b, "own"))
show(lambda: delattr(d, "slot") or d.slot)
show(lambda: setattr(5, "x", 1))
show(lambda: setattr(b, "computed", 1))
show(lambda: setattr(int, "x", 1))
show(lambda: delattr(Base, "nothing"))
setattr(Base, "added", property(lambda self: "added later"))
print(b.added, d.added, Base.static(4), d.static(5), d.cls(), Base.cls())
print(sorted(n for n in dir(d) if not n.startswith("__")), sorted(n for n in dir(Base) if not n.startswith("__")), "append" in dir([]), "__len__" in dir(list))
print(isinstance(d, Base), isinstance(d, (int, Derived)), isinstance(d, int | Base), issubclass(Derived, Base), issubclass(Derived, (int, object)), issubclass(bool, int), isinstance(True, int), isinstance(None, type(None)), isinstance(Base, type), isinstance(int, type), isinstance(3, object))


class Meta(type):
    def __instancecheck__(cls, other):
        return other == 42

    def __subclasscheck__(cls, other):
        return other is int


class Virtual(metaclass=Meta):
    pass


print(isinstance(42, Virtual), isinstance(43, Virtual), issubclass(int, Virtual), issubclass(str, Virtual), isinstance(Virtual(), Virtual), type(Virtual))


class CallMe:
    def __call__(self, *args, **kwargs):
        return args, kwargs


c = CallMe()
print(callable(c), callable(CallMe), callable(len), callable(5), callable(lambda: 0), callable(b.method), callable(None), c(1, 2, k=3))
print(type(5), type(type), type(b) is Base, type("Made", (Base,), {"x": 1})().x, type(b).__mro__, Derived.__bases__, Base.__subclasses__())
print(hash(5), hash(-1), hash(1.5), hash(2**61), hash(None) == hash(None), hash("") == 0, hash(b) == hash(b), id(b) == id(b), id(b) != id(d), hash(True), hash(0.5), hash(1e300))


class Equal:
    def __eq__(self, other):
        return True


show(lambda: hash(Equal()))
print(Equal() == 5, 5 == Equal(), Equal() != 5, [Equal()] == [3])


class Names:
    def __dir__(self):
        return ["z", "a", "m"]

    def __repr__(self):
        return "the repr"

    def __str__(self):
        return "the str"

    def __format__(self, spec):
        return f"formatted <{spec}>"

    def __bool__(self):
        return False

    def __len__(self):
        return 7


n = Names()
print(dir(n), repr(n), str(n), ascii(n), format(n), format(n, "x"), f"{n} {n!r} {n:abc}", bool(n), len(n), [n], {"k": n})


class Wrong:
    def __len__(self):
        return -1

    def __bool__(self):
        return 5

    def __repr__(self):
        return 5

    def __hash__(self):
        return 1.5

    def __str__(self):
        return None

    def __dir__(self):
        return 5


w = Wrong()
for action in (len, bool, repr, str, hash, dir, format):
    show(lambda: action(w))
print(globals()["n"] is n, "show" in globals(), sorted(k for k in globals() if k.startswith("s")), __name__)


def scope(a, b=2, *args, **kwargs):
    c = a + b
    inner = lambda: c
    return sorted(locals()), locals()["c"], sorted(vars())


print(scope(1, x=5), dir.__name__, vars(n), dir()[:3])
