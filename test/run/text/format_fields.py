# run: str.format, format_map and f-strings with fields, conversions and nested specifiers
class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __format__(self, spec):
        return f"({self.x:{spec or 'd'}}, {self.y:{spec or 'd'}})"

    def __repr__(self):
        return f"Point({self.x}, {self.y})"

    def __str__(self):
        return f"<{self.x} {self.y}>"


p = Point(3, 4)
print("{} {!r} {!s} {:03d} {.x} {.y:>5} {!a}".format(p, p, p, p, p, p, "é"))
print("{0} {1} {0}".format("a", "b"), "{a} {b} {a!r}".format(a=1, b="x"), "{0[0]} {0[1]} {1[key]} {1[other key]}".format([10, 20], {"key": "v", "other key": "w"}), "{0.x} {0.y}".format(p), "{p.x:{w}d}|{p.y:<{w}}|".format(p=p, w=5))
print("{:{}}|{:{}.{}}|{:{align}{width}}|{:>{}}".format("a", 4, "abcdef", 6, 3, "z", 7, 9, align="^", width=5), "{{}} {{{}}} }}{{".format(1), "{0:{1}{2}}".format(5, ">", 4), "{:}".format(3), "{!r:>6}".format("x"), "{0[0][1]}".format([[1, 2]]), "{a.x.real}".format(a=p), "{0[-1]}".format({"-1": "text key"}))
print("{:,} {:_} {:x} {:#b} {:e} {:.2%} {:+d} {:c}".format(1234567, 1234567, 255, 5, 12345.678, 0.256, 7, 9731), "{:%Y}".format(Point(1, 2)) if False else "", "{:s}|{:5s}|{:.2s}|{:*^7}".format("a", "b", "cdef", "g"))
print("{x} {y}".format_map({"x": 1, "y": 2}), "{a[b]}".format_map({"a": {"b": "deep"}}))


class Default(dict):
    def __missing__(self, key):
        return f"<{key}>"


print("{known} {unknown}".format_map(Default(known=1)))
bad = [("{}", ()), ("{1}", (1,)), ("{a}", ()), ("{", (1,)), ("}", (1,)), ("{!x}", (1,)), ("{!}", (1,)), ("{!r", (1,)), ("{!rx}", (1,)), ("{:x}", ("a",)), ("{:d}", (1.5,)), ("{:s}", (5,)), ("{} {0}", (1,)), ("{0} {}", (1,)), ("{0.x}", (1,)), ("{0[a]}", ([1],)), ("{0[5]}", ([1],)), ("{0[", (1,)), ("{0]}", (1,)),
       ("{0[0]x}", ([1],)), ("{0.}", (1,)), ("{0[]}", (1,)), ("{a.b", ()), ("{:{}}", (1,)), ("{:{:{}}}", (1, 2, 3)), ("{99999999999999999999}", (1,)), ("{:99999999999999999999}", (1,)), ("{0!r!s}", (1,)), ("{a b}", ()), ("{{}", ()), ("{}}", (1,)), ("{:=5}", ("a",)), ("{:+}", ("a",)), ("{: }", ("a",)), ("{:#}", ("a",)), ("{:z}", ("a",)), ("{:,}", ("a",)), ("{:q}", ("a",)), ("{:5}", ([],)), ("{:5}", (None,)), ("{: 5}", (1,)), ("{0x}", (1,)), ("{-1}", (1,)), ("{!r:d}", (1,))]
for text, arguments in bad:
    try:
        print(text, text.format(*arguments))
    except (ValueError, IndexError, KeyError, AttributeError, TypeError) as error:
        print(text, type(error).__name__, error)
for action in (lambda: "{}".format_map({}), lambda: "{a}".format_map({}), lambda: "{a}".format_map(1), lambda: "{a}".format_map(), lambda: "a".format_map([]), lambda: format("a", 1), lambda: format(), lambda: "a".__format__(1), lambda: object().__format__("x"), lambda: "{:x}".format(object())[:7]):
    try:
        print(action())
    except (ValueError, IndexError, KeyError, AttributeError, TypeError) as error:
        print(type(error).__name__, error)
name, width, value = "Ada", 10, 3.14159
print(f"{name} {name!r:>{width}} {value:.2f} {value:{width}.{3}f} {value = :.3f} {name=} {name = !s} {'nested ' + f'{width + 1}'} {{literal}} {width:#x}{width:>5}{'é':*^5}")
print(f"{'a' if width > 5 else 'b'} {[i * 2 for i in range(3)]} {({'k': 1})['k']} {p:02d} {p!r} {p!s} {(lambda x: x + 1)(2)} {value:{'.1f' if value > 3 else '.4f'}} {None} {True:d} {width!r:0>5}")
print(f"{1:{2}}|{'x':{'<'}{5}}|{10:{'#'}{'b'}}|{1_000_000:,}" f" joined {'literals'}" " and plain")
lines = [f"{i:>3}|{i**2:^8}|{i**3:<10}|{i / 7:8.4f}|{i:04b}" for i in range(8)]
print("\n".join(lines))
