# run: match statements of every pattern
class Colour:
    RED = ("red", 1)
    BLUE = ("blue",)


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


class Other:
    pass


def kind(subject):
    match subject:
        case None | True | False:
            return "singleton"
        case 0 | -1 | 2.5 | 1 + 2j:
            return "number literal"
        case "a" "b" | b"c":
            return "text literal"
        case Colour.RED:
            return "red"
        case int(n) if n > 100:
            return f"large {n}"
        case int():
            return "int"
        case str() as text:
            return f"text {text}"
        case []:
            return "empty sequence"
        case [x]:
            return f"one {x}"
        case [Point(x=0, y=y), *_]:
            return f"list starts on the axis at {y}"
        case [first, *rest, last] if first == last:
            return f"ends alike {first} {rest}"
        case (1, (2 | 3) as second, *others):
            return f"1, {second}, {others}"
        case [_, _]:
            return "pair"
        case {"kind": "circle", "r": r}:
            return f"circle {r}"
        case {"kind": name, **rest}:
            return f"{name} with {rest}"
        case {}:
            return "mapping"
        case Point(0, 0):
            return "origin"
        case Point(x, y) if x == y:
            return f"diagonal {x}"
        case Point(x=px):
            return f"point {px}"
        case Other():
            return "other"
        case _:
            return f"something {type(subject).__name__}"


for subject in [None, True, 0, -1, 2.5, 1 + 2j, "ab", b"c", Colour.RED, Colour.BLUE, 101, 7, "text", [], [1], (9,),
                [Point(0, 4), 1], [5, 6, 5], (1, 2, 3, 4), (1, 3), [8, 9], {"kind": "circle", "r": 3, "z": 1},
                {"kind": "square", "a": 1}, {}, {"q": 1}, Point(0, 0), Point(2, 2), Point(3, 4), Other(), 3.5,
                bytearray(b"x"), {1}]:
    print(kind(subject))


def errors(subject):
    try:
        match subject:
            case Point(1, 2, 3):
                return "three"
    except TypeError as error:
        return str(error)
    return "none"


print(errors(Point(1, 2)), errors(5))


def bindings(subject):
    match subject:
        case [a, b] if a > b:
            pass
        case [c, d]:
            pass
    return sorted(locals())


print(bindings([2, 1]), bindings([1, 2]), bindings(3))
match 3, 4:
    case x, y:
        print(x, y)
match x:
    case 5:
        print("no")
    case value:
        print("rest", value)
