# run: methods of bytes and bytearray
for kind in (bytes, bytearray):
    v = kind(b"Hello, World")
    print(v, v.upper(), v.lower(), v.title(), v.swapcase(), v.capitalize(), v.center(20, b"*"), v.ljust(15), v.rjust(15, b"."), v.zfill(16), kind(b"-12").zfill(6), kind(b"a\tb").expandtabs(4))
    print(v.find(b"o"), v.rfind(b"o"), v.find(111), v.index(b"W"), v.count(b"l"), v.count(108), v.count(b""), v.find(b"zz"), v.find(b"o", 5, 8), v.startswith(b"He"), v.endswith((b"x", b"ld")), b"World" in v, 72 in v, v.rindex(b"l"), v.find(bytearray(b"l")))
    print(v.split(b","), v.split(), v.rsplit(b"o", 1), v.partition(b", "), v.rpartition(b"o"), v.partition(b"#"), kind(b" a b  c ").split(), kind(b" a b  c ").rsplit(None, 1), kind(b"a\nb\r\nc\rd\x0be").splitlines(), kind(b"a\nb\n").splitlines(True), kind(b",").join([b"a", bytearray(b"b"), b"c"]))
    print(v.replace(b"l", b"L"), v.replace(b"l", b"", 1), v.replace(b"", b"-"), v.replace(b"zz", b"y"), v.strip(b"Hd"), kind(b"  x ").strip(), kind(b"  x ").lstrip(), kind(b"xxyxx").rstrip(b"x"), v.removeprefix(b"Hello"), v.removesuffix(b"World"), v.translate(None, b"lo"), v.translate(bytes(range(255, -1, -1)))[:3], v.translate(kind.maketrans(b"lo", b"01"), b"W"))
    print(kind(b"abc").isalpha(), kind(b"a1").isalnum(), kind(b"12").isdigit(), kind(b" \t").isspace(), kind(b"Ab").istitle(), kind(b"AB1").isupper(), kind(b"ab1").islower(), kind(b"\x80").isascii(), kind(b"").isascii(), kind(b"").isalpha())
    print(v.hex(), v.hex(":"), v.hex("-", 4), v.hex(b"_", -5), kind.fromhex("48 65 6C6c 6f"), kind.fromhex(""), kind.fromhex(b"ff00"), v.decode(), kind(b"\xc3\xa9").decode("utf-8"), v[0], v[-1], v[2:5], v[::-2], v[100:], len(v), list(v)[:4], bytes(reversed(v)), sorted(v)[:3], max(v))
    print(v + b"!", b"<" + v, v * 2, 2 * kind(b"ab"), kind(b"ab") * 0, v == b"Hello, World", v != bytearray(b"Hello, World"), v < b"Help", v >= b"Hello", v == "Hello, World", type(v + bytearray()), type(b"" + v), hash(bytes(v)) == hash(b"Hello, World"))
    print(kind(), kind(3), kind([1, 2, 255]), kind(range(3)), kind("é", "utf-8"), kind(b"x"), kind(bytearray(b"y")), kind((65, 66)), kind(True), kind({66: 1}), kind(x for x in b"gen"))
    print(kind(b"%d %5.2f %s %b %r %a %c %x %%") % (1, 2.5, b"s", b"B", "r", "é", 65, 255), kind(b"%(a)d %(b)s") % {b"a": 1, b"b": b"x"}, kind(b"%-5s|%5s|%05d|%+d|%#x|%.2s") % (b"a", b"b", 42, 7, 255, b"xyz"))
    for action in (lambda: v.find("a"), lambda: v.find(256), lambda: v.index(b"#"), lambda: v.split(b""), lambda: v.split("a"), lambda: v.join([1]), lambda: v.join(["a"]), lambda: v.join(1), lambda: v.strip("a"), lambda: v.center(5, "x"), lambda: v.center(5, b"xx"), lambda: v.translate(b"short"), lambda: v.replace("a", b""), lambda: v.startswith("a"), lambda: v.startswith(("a",)),
                   lambda: kind.maketrans(b"a", b"bc"), lambda: kind.fromhex("6"), lambda: kind.fromhex("6g"), lambda: kind.fromhex("61 6 2"), lambda: kind.fromhex(1), lambda: v.hex("xx"), lambda: v.hex(1), lambda: "a" in v, lambda: 256 in v, lambda: v["a"], lambda: v[100], lambda: v + "a", lambda: v + 1, lambda: 1 + v, lambda: v * "a", lambda: v * 1.5, lambda: v < "a", lambda: kind(-1), lambda: kind([256]), lambda: kind(["a"]),
                   lambda: kind("a"), lambda: kind(1.5), lambda: kind(None), lambda: kind(1, "ascii"), lambda: kind(x=1), lambda: kind(1, 2, 3, 4), lambda: kind(b"a", 1), lambda: kind("a", errors="strict"), lambda: kind(b"%d") % "x", lambda: kind(b"%s") % "x", lambda: kind(b"%c") % 256, lambda: kind(b"%s") % (), lambda: kind(b"%d") % (1, 2), lambda: kind(b"%z") % 1, lambda: kind(b"%(a)d") % {"a": 1}, lambda: v.decode("ascii", 1), lambda: v.foo):
        try:
            print(action())
        except (TypeError, ValueError, IndexError, OverflowError, KeyError, AttributeError) as error:
            print(type(error).__name__, error)


class Convertible:
    def __bytes__(self):
        return b"converted"


class Indexed:
    def __index__(self):
        return 3


class Wrong:
    def __bytes__(self):
        return "text"


class Named(bytes):
    label = "n"


print(bytes(Convertible()), bytes(Indexed()), Named(b"abc"), Named(b"abc").upper(), type(Named(b"abc").upper()), Named(b"abc") == b"abc", Named(b"abc")[1], type(Named.fromhex("00")))
n = Named(b"xyz")
n.label = "changed"
print(n.label, n, len(n), n + b"!", {n: 1}[b"xyz"], b"%s" % Convertible(), n.__dict__)
try:
    bytes(Wrong())
except TypeError as error:
    print(error)
