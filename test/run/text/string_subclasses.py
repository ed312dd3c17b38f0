# run: subclasses of str: attributes, overridden methods, what built-in methods return
class Path(str):
    separator = "/"

    def __new__(cls, *parts):
        self = super().__new__(cls, cls.separator.join(parts))
        self.parts = parts
        return self

    def __truediv__(self, other):
        return Path(*self.parts, other)

    @property
    def name(self):
        return self.rpartition("/")[2]


p = Path("usr", "lib") / "python"
print(p, repr(p), p.parts, p.name, len(p), p[4:7], type(p[4:]), type(p + "x"), type(p.upper()), type(str(p)), p == "usr/lib/python", hash(p) == hash("usr/lib/python"), {p: 1}["usr/lib/python"], p.split("/"), p in ["usr/lib/python"])
print(f"{p:>20}", "%s" % p, "{}".format(p), "{0.name}".format(p), p * 2, type(p * 1), p.__dict__, isinstance(p, str), p.replace("usr", "opt"), "-".join([p, p]), p.encode(), p.startswith("usr"), sorted([p, "a"]), min(p), list(p)[:3], p.find("lib"), p.title())
p.extra = [1, 2]
p.other = "x" * 100
print(p.extra, p.other[:5], sorted(vars(p)), p)
for i in range(20):
    setattr(p, f"attribute{i}", i)
print(sum(getattr(p, f"attribute{i}") for i in range(20)), len(vars(p)))
wide = Path("é", "\u20ac", "\U0001f600")
wide.note = "kept"
print(ascii(wide), wide.parts == ("é", "\u20ac", "\U0001f600"), wide.note, len(wide))


class Shouting(str):
    def __str__(self):
        return self.upper() + "!"

    def __repr__(self):
        return f"Shouting({str.__repr__(self)})"

    def __len__(self):
        return 99

    def __eq__(self, other):
        return str.lower(self) == str.lower(other)

    def __hash__(self):
        return hash(self.lower())

    def __getitem__(self, index):
        return "item"

    def __contains__(self, part):
        return True

    def __iter__(self):
        return iter(["i", "t"])

    def __add__(self, other):
        return Shouting(str.__add__(self, other))

    def __format__(self, spec):
        return f"[{spec}]"

    def __mod__(self, other):
        return "modulo"


s = Shouting("Hey")
print(s, repr(s), str(s), len(s), s == "HEY", "HEY" == s, s != "HEY", s[0], "zzz" in s, list(s), s + "you", type(s + "a"), f"{s}", f"{s:x}", f"{s!r}", f"{s!s}", s % 1, "%s" % s, "%r" % s, "".join([s, "b"]), {s: 1}.get(Shouting("hey")), s.lower(), [s], (s,), {s})
print("{}|{:5}|{!s}|{!r}".format(s, s, s, s), "a" + s, s.join("ab"), "x".join(s), s.upper(), s.find("e"), s.encode(), s.replace("e", "E"), max([s, "a"]), isinstance(s + "x", str))


class Keyed(str):
    __slots__ = ()


k = Keyed("plain")
try:
    k.attribute = 1
except AttributeError as error:
    print(error)
print(k, Keyed(), Keyed(5), Keyed(b"abc", "ascii"), Keyed(object="z"), type(Keyed("a").casefold()), getattr(k, "upper")(), Keyed("a") + Keyed("b"))
names = {"attr": 1}
print(names[Keyed("attr")], getattr(p, Keyed("extra")), hasattr(p, Shouting("nothing")))
