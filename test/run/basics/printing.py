# run: repr and str of every builtin kind, nested and recursive
values = [None, True, 0, -1, 1.0, -0.0, 1e100, 1j, "", "a'b", 'a"b', "a'\"b", "\n", b"", b"\x00'", [], [1, [2]], (), (1,), {}, {"a": {1: 2}}, set(), {5}, frozenset(), range(3), range(1, 9, 2), ..., NotImplemented, slice(1, 2)]
for value in values:
    print(value, repr(value), [value], sep=" | ")
print(print, len, int, type, ValueError, ValueError("x"), KeyError("k"), Exception(), Exception(1, "a"))
d = {"self": None}
d["self"] = d
l = [d]
d["list"] = l
print(d, l)
t = ([],)
t[0].append(t)
print(t)


class Plain:
    pass


class Named:
    def __repr__(self):
        return "Named()"


class Stringy:
    def __str__(self):
        return "stringy"


print(Named(), [Named()], {Named(): Named()} != {}, Stringy(), str(Stringy()), repr(Stringy()).startswith("<__main__.Stringy object at 0x"), repr(Plain()).startswith("<__main__.Plain object at 0x"))


def function():
    pass


print(repr(function).startswith("<function function at 0x"), repr(Plain().__init__).startswith("<method-wrapper"), Plain, repr(lambda: 0).startswith("<function <lambda> at 0x"), repr((i for i in ())).startswith("<generator object <genexpr> at 0x"))
print(repr(iter([])).startswith("<list_iterator object at 0x"), repr(map(str, [])).startswith("<map object"), repr(zip()).startswith("<zip object"), repr(enumerate([])).startswith("<enumerate object"), {}.keys(), {1: 2}.values(), {1: 2}.items())
print("tab\there", "nul\0end".encode(), "\x1b[0m".encode(), "ünïcödé", "\ud800".encode("utf-8", "surrogatepass") if False else "", "\u200b\u00a0\xad".__repr__())
print("a" * 100)
print(1, "two", 3.0, [4], sep="\n", end="\n\n")
print(type(None), type(...), type(NotImplemented), type(print), type(function), type(Plain.__init__), type("".join), type(type), type(range(1)), type({}.keys()), type(iter([])))
