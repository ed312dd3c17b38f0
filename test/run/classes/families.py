# run: receivers of several classes: attributes in the same and in other places, methods by class, construction through super()
class Shape:
    def __init__(self, name, weight):
        self.name = name
        self.weight = weight
        self.uses = 0
        self.next = None

    def area(self):
        raise NotImplementedError(self.name)

    def describe(self, places):
        self.uses += 1
        return f"{self.name}:{round(self.area(), places)}"


class Square(Shape):
    def __init__(self, side):
        super().__init__("square", 1)
        self.side = side

    def area(self):
        return self.side * self.side


class Circle(Shape):
    def __init__(self, radius):
        super().__init__("circle", 2)
        self.radius = radius
        self.weight = 3

    def area(self):
        return 3.25 * self.radius ** 2


class Ring(Circle):
    def __init__(self, radius, hole):
        super().__init__(radius)
        self.hole = hole

    def area(self):
        return super().area() - 3.25 * self.hole ** 2


class Odd:
    """Not a Shape: its attributes are elsewhere."""

    def __init__(self):
        self.next = None
        self.extra = [1]
        self.uses = 100
        self.name = "odd"

    def area(self):
        return len(self.extra)

    def describe(self, places):
        self.uses += places
        return "odd one"


def chain(items):
    first = None
    for item in items:
        item.next = first
        first = item
    return first


def total(first):
    area = 0
    place = first
    while place is not None:
        area += place.area()
        place.uses += 1
        place = place.next
    return area


def everything():
    items = [Square(3), Circle(2.5), Ring(4.0, 1.5), Square(7), Odd()]
    first = chain(items)
    result = [total(first) for _ in range(50)]
    print(result[0], result[-1])
    print([item.describe(2) for item in items])
    print([(item.name, item.uses) for item in items])
    print([(item.weight, sorted(vars(item))) for item in items[:4]])
    print([(key, value) for key, value in items[2].__dict__.items() if key != "next"])


class Cell:
    def __init__(self, value):
        self.value = value
        self.reset()
        self.left = self
        if value > 2:
            self.kind = "big"
        else:
            self.kind = "small"

    def reset(self):
        self.count = 0
        self.marks = []


class Late:
    def __init__(self):
        self.first = 1

    def read(self):
        return self.first

    def remember(self, value):
        self.memory = value
        return self.memory


def construction():
    cells = [Cell(index) for index in range(5)]
    for cell in cells:
        cell.marks.append(cell.kind)
        cell.count += 2
    cells[3].reset()
    print([(cell.value, cell.count, cell.marks, cell.left is cell) for cell in cells])
    print(list(vars(cells[0])))
    late = [Late() for _ in range(4)]
    print(sum(item.remember(index) for index, item in enumerate(late)), [item.read() for item in late])
    late[0].__init__()
    print(vars(late[0]), vars(Late()))


class Top:
    def __init__(self):
        self.log = ["top"]

    def who(self):
        return "top"


class Left(Top):
    def __init__(self):
        super().__init__()
        self.log.append("left")

    def who(self):
        return "left " + super().who()


class Right(Top):
    def __init__(self):
        super().__init__()
        self.log.append("right")

    def who(self):
        return "right " + super().who()


class Bottom(Left, Right):
    def __init__(self):
        super().__init__()
        self.done = True


class Inherits(Left, Right):
    pass


def diamonds():
    for made in Top(), Left(), Right(), Bottom(), Inherits():
        print(type(made).__name__, made.log, made.who())


everything()
construction()
diamonds()
