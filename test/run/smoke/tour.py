# run: a little of everything, for quick checks
import math


class Shape:
    sides = 0

    def __init__(self, name):
        self.name = name

    def area(self):
        raise NotImplementedError

    def __str__(self):
        return f"{type(self).__name__}({self.name}, {self.area():.2f})"


class Square(Shape):
    sides = 4

    def __init__(self, side):
        super().__init__("square")
        self.side = side

    def area(self):
        return self.side**2


class Circle(Shape):
    def __init__(self, radius):
        super().__init__("circle")
        self.radius = radius

    def area(self):
        return math.pi * self.radius**2


def numbers(limit):
    a, b = 0, 1
    while a < limit:
        yield a
        a, b = b, a + b


def describe(value):
    match value:
        case 0:
            return "zero"
        case int() if value < 0:
            return "negative"
        case [first, *rest]:
            return f"sequence of {first} and {len(rest)} more"
        case {"kind": kind}:
            return f"mapping of kind {kind}"
        case _:
            return "other"


for shape in (Square(3), Circle(1.5)):
    print(shape, shape.sides)
print(list(numbers(50)))
print([describe(value) for value in (0, -3, [1, 2, 3], {"kind": "x"}, "text")])
counts = {}
for letter in "mississippi":
    counts[letter] = counts.get(letter, 0) + 1
print(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
try:
    Shape("nothing").area()
except NotImplementedError as error:
    print(type(error).__name__, error.args)
finally:
    print("done")
print(2**100, 7 // -2, 7 % -2, 1 / 3, {1, 2} | {3}, (1, 2) + (3,))
