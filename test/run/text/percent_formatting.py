# run: % formatting of text
values = [0, 1, -1, 42, -42, 255, 2**70, -(2**70), True, 3.0, -2.5]
for spec in ("%d", "%5d", "%-5d|", "%05d", "%+d", "% d", "%+05d", "%-05d|", "%.3d", "%8.3d", "%08.3d", "%i", "%u", "%ld", "%hd"):
    print(spec, [spec % v for v in values])
for spec in ("%x", "%X", "%#x", "%#X", "%o", "%#o", "%#08x", "%-#8x|", "%08X", "%.5x", "%#.5x", "%+x", "% #x", "%#012.5o"):
    print(spec, [spec % v for v in values if not isinstance(v, float)])
for spec in ("%e", "%f", "%g", "%E", "%G", "%F", "%.2f", "%10.3f", "%-10.3f|", "%010.3f", "%+.1e", "% .3g", "%#.3g", "%#.0f", "%.0f", "%.10g", "%5.1f%%"):
    print(spec, [spec % v for v in (0.0, -0.0, 1.0, -1.5, 3.14159265, 1e20, 1e-10, 123456789, 2.5, float("inf"), float("-inf"), float("nan"))])
for spec in ("%s", "%10s|", "%-10s|", "%.3s", "%10.3s|", "%-10.2s|", "%r", "%10r|", "%.4r", "%a", "%5a"):
    print(spec, [spec % (v,) for v in ("abc", "é\u20ac", "", 12, None, [1, "x"], 1.5, "it's", b"by")])
print("%c%c%c%c" % ("a", 98, "\u20ac", 0x1F600), "%5c|%-5c|" % ("x", 121), "%s and %s" % ("one", "two"), "%(name)s is %(age)d, %(name)r" % {"name": "Ada", "age": 36}, "%%" % (), "100%%" % (), "%s" % (1,), "%s" % ((1, 2),), "%s" % [1, 2], "%s" % {"a": 1})
print("%*d|%-*d|%.*f|%*.*f" % (5, 42, 5, 42, 2, 3.14159, 8, 1, 2.55), "%(a)5.1f|%(a)-8s|%(b)05d" % {"a": 2.5, "b": 7}, "%(x(y))s" % {"x(y)": "nested"}, "%()s" % {"": "empty"}, "plain" % {}, "plain" % (), "%d%%" % 50, "%5%" % () if False else "")


class Shown:
    def __str__(self):
        return "<shown>"

    def __repr__(self):
        return "<repr é>"

    def __int__(self):
        return 12

    def __float__(self):
        return 1.25

    def __index__(self):
        return 11

    def __getitem__(self, key):
        return f"item {key}"


s = Shown()
print("%s %r %a %f %x" % (s, s, s, s, s), "%(key)s" % s, "%10s|" % s, "%d" % s, "%.3s" % s)
bad = [("%d", "x"), ("%d", None), ("%x", 1.5), ("%x", "a"), ("%f", "x"), ("%f", None), ("%c", "ab"), ("%c", -1), ("%c", 0x110000), ("%c", 1.5), ("%c", ""), ("%s %s", "a"), ("%s", ()), ("%s", (1, 2)), ("", 1), ("x", (1,)), ("%(a)s", 1), ("%(a)s", (1,)), ("%(a)s", {}), ("%(a", {"a": 1}), ("%z", 1),
       ("%", 1), ("%5", 1), ("%.", 1), ("%(a)", {"a": 1}), ("%*d", ("a", 1)), ("%.*f", ("a", 1)), ("%*d", (1,)), ("%d", 10**5000), ("%s%", 1), ("%y\n", 1), ("%é", 1), ("%d", [1]), ("%i", "3"), ("%e", 1j), ("%99999999999999999999d", 1), ("%.99999999999d", 1), ("%(a)s %s", {"a": 1}), ("%s", {"a": 1}), ("%d %d", [1, 2])]
for spec, value in bad:
    try:
        print(ascii(spec), ascii(spec % value))
    except (TypeError, ValueError, KeyError, OverflowError) as error:
        print(ascii(spec), type(error).__name__, ascii(str(error)))
rows = [("apples", 3, 0.5), ("pears", 12, 1.25), ("watermelons", 1, 12.0)]
for name, count, price in rows:
    print("%-15s|%5d|%8.2f|%10.3e" % (name, count, price, count * price))
