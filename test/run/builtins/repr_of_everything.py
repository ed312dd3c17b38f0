# run: repr and str of nested, recursive and failing structures
class R:
    def __repr__(self):
        return "<R>"


class S:
    def __str__(self):
        return "str of S"


class Bad:
    def __repr__(self):
        raise ValueError("bad repr")


class NotText:
    def __repr__(self):
        return 5


print([R(), (R(),), {R(): R()}.keys().__class__.__name__, {R()}], str([R()]), f"{[R()]}", f"{R()!s} {S()}", "%r %s" % (R(), S()))
a = [1]
a.append(a)
b = {"k": a}
b["b"] = b
c = ([b],)
b["c"] = c
print(a, b, c, sep="\n")
d = []
e = [d, d]
d.append(e)
print(d, e)
l = [1, 2]
print([l, l], {"x": l, "y": l}, (l, l))
for bad in ([Bad()], (1, Bad()), {"k": Bad()}, {Bad(): 1} if False else [[Bad()]], [NotText()], {1: NotText()}):
    try:
        print(bad)
    except Exception as error:
        print(type(error).__name__, error)
recursive = [1]
recursive.append(recursive)
try:
    print([recursive, Bad()])
except ValueError:
    print("still fine:", recursive)
print(repr([]), repr(()), repr((1,)), repr({}), repr(set()), repr(frozenset()), repr(frozenset({1})), repr({1}), repr({1: 2}), repr(range(3)), repr(range(1, 5, 2)), repr(slice(1, None, "x")))
print([None, True, ..., NotImplemented, 1.0, -0.0, 1e100, 1j, b"x", "q'uote", 'd"quote', "both'\"", "\n\t\\", "\x00\x7f\x80é日😀\u200b\ud800"])
print({"a": [1, {"b": (2, {3})}]}, [[[]]], ((),), {(): []}, [range(2), slice(3)], {1: {2: {3: {}}}})
print(list({"a": 1}.items()), {"a": 1}.keys(), {"a": 1}.values(), {"a": 1}.items(), [{"a": 1}.keys()])
deep = []
for _ in range(50):
    deep = [deep]
print(len(repr(deep)), repr(deep)[:10], str(deep) == repr(deep))
x = {}
x["v"] = x.values()
print(repr(x)[:8], len(repr(x)) < 60)
print(len, print, int, type, [].append.__class__, {}.get.__name__, list.append, dict.__getitem__, int.__add__, (1).__add__.__class__, object, type(None), type(...))


def function():
    pass


class Outer:
    class Inner:
        def method(self):
            pass

    def __repr__(self):
        return f"Outer({self.__dict__})"


print(Outer.Inner, Outer.Inner.method.__qualname__, repr(function).split(" at ")[0], repr(Outer().Inner().method).split(" at ")[0], (lambda: 0).__name__, repr(function.__code__).split(" at ")[0] if False else "")
o = Outer()
o.me = o.__class__
o.list = [1, "two"]
print(o, [o], str(o), {"o": o})
print(ascii([R(), "é", {"日": "😀"}]), ascii("é\n'"), str(b"bytes"), repr("é"), format([1, 2]), f"{[1, 2]!s:>10}|", f"{'x'!r:^7}|", str(ValueError("v")), repr(ValueError("v", 1)), repr(KeyError("k")), str(KeyError("k")))
