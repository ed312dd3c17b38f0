# run: every kind of pattern, captures, guards and their order
class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


class Circle:
    def __init__(self, centre, radius):
        self.centre, self.radius = centre, radius


RED = "red"


class Colour:
    BLUE = "blue"


def classify(value):
    match value:
        case None:
            return "none"
        case True | False as flag:
            return f"flag {flag}"
        case 0 | 1 | 2:
            return "small"
        case -1:
            return "minus one"
        case 2.5:
            return "float"
        case 1 + 2j:
            return "complex"
        case "hello" | b"bytes":
            return "literal text"
        case Colour.BLUE:
            return "blue"
        case int(n) if n > 100:
            return f"large {n}"
        case int():
            return "int"
        case str(s) if s.startswith("r"):
            return f"r-word {s}"
        case str():
            return "str"
        case []:
            return "empty sequence"
        case [x]:
            return f"one {x}"
        case [1, 2, *rest]:
            return f"one two {rest}"
        case [first, *_, last] if first == last:
            return f"same ends {first}"
        case (a, b, c):
            return f"three {a} {b} {c}"
        case [*_, [inner, *_]]:
            return f"nested {inner}"
        case [*everything]:
            return f"sequence of {len(everything)}"
        case {"type": "circle", "r": r}:
            return f"circle {r}"
        case {"type": kind, **rest}:
            return f"mapping {kind} {rest}"
        case {}:
            return f"other mapping {len(value)}"
        case Point(0, 0):
            return "origin"
        case Point(x=0, y=y) | Point(x=y, y=0):
            return f"on an axis at {y}"
        case Point(x, y) if x == y:
            return f"diagonal {x}"
        case Circle(centre=Point(cx, cy), radius=float(r) | int(r)):
            return f"circle at {cx},{cy} of {r}"
        case Point():
            return "point"
        case list() | tuple():
            return "never"
        case float(f):
            return f"other float {f}"
    return "nothing"


values = [None, True, 0, 2, -1, 2.5, 1 + 2j, "hello", b"bytes", "blue", 500, 50, "river", "text", [], (), [7], [1, 2], (1, 2, 3, 4), [5, 6, 5], (7, 8, 9), [1, [2, 3]], [0, 1, 2, 3, 4], {"type": "circle", "r": 2}, {"type": "square", "side": 3}, {}, {"a": 1}, Point(0, 0), Point(0, 5), Point(6, 0), Point(3, 3), Point(1, 2), Circle(Point(1, 2), 3.5), Circle(Point(1, 2), "r"), 9.75, {1}, range(3), bytearray(b"x"), 1.0]
for value in values:
    print(classify(value))


def command(line):
    match line.split():
        case ["go", ("north" | "south") as direction]:
            return f"going {direction}"
        case ["go", other]:
            return f"cannot go {other}"
        case ["take", *things] if things:
            return f"taking {', '.join(things)}"
        case [verb]:
            return f"what {verb}?"
        case _:
            return "pardon?"


for line in ("go north", "go up", "take lamp key", "take", "look", "", "a b c"):
    print(command(line))


class Sub(Point):
    pass


match Sub(1, 2):
    case Point(a, b):
        print("subclass", a, b)
match {"k": [1, {"deep": (2, 3)}]}:
    case {"k": [one, {"deep": (two, *three)}]}:
        print(one, two, three)
try:
    match Circle(1, 2):
        case Circle(x):
            print(x)
except TypeError as error:
    print(error)
try:
    match Point(1, 2):
        case Point(a, b, c):
            print(a)
except TypeError as error:
    print(error)
match = {"match": 1}
case = [match["match"]]
print(match, case)
match 5, 6:
    case 5, y:
        print("tuple subject", y)
