# run: members of built-in types that only strings name, and lists of names that include what nothing calls
class Loud(str):
    def upper(self):
        return super().upper() + "!"


class Stack(list):
    def push(self, item):
        self.append(item)
        return self


class Point:
    __match_args__ = ("numerator", "denominator")
    numerator = 3
    denominator = 4


print(getattr("abc", "swapcase")(), hasattr(7, "bit_length"), hasattr(7, "no_such"))
print(getattr({}, "fromkeys")("ab", 0), getattr([], "no_such", "default"))
print("{0.real} {0.imag}".format(3 + 4j), "{.denominator}".format(7))
print(Loud("quiet").upper(), Stack().push(1).push(2))
print("casefold" in dir(str), "symmetric_difference_update" in dir(set), len(dir(bytes)) > 40)
match Point():
    case Point(n, d):
        print("positional", n, d)
match 6:
    case int(numerator=6, denominator=1):
        print("keywords")
for broken in (lambda: "x".cassefold(), lambda: {}.iteems(), lambda: [].apend(1), lambda: sort([])):
    try:
        broken()
    except (AttributeError, NameError) as error:
        print(type(error).__name__, error)
print(sorted(["b", "A"], key=str.lower), list(map(str.strip, [" a "])))
print(str.join.__name__, bytes.hex.__qualname__, type(int.from_bytes).__name__)
setattr(Point, "numerator", 9)
delattr(Point, "denominator")
print(Point.numerator, hasattr(Point, "denominator"))
raise SystemExit("".zfil(3))
