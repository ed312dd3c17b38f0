# run: classes, methods and attributes change in the middle of loops that rely on them
class Animal:
    def __init__(self, name):
        self.name = name
        self.count = 0

    def speak(self):
        return 1


class Dog(Animal):
    def speak(self):
        return 2


class Cat(Animal):
    def speak(self):
        self.count += 1
        return 3


def sounds(animals, rounds, poke):
    total = 0
    for turn in range(rounds):
        for animal in animals:
            total += animal.speak()
            poke(turn, animal)
    return total


def nothing(turn, animal):
    pass


def patch(turn, animal):
    if turn == 500:
        Dog.speak = lambda self: 20
    if turn == 700 and type(animal) is Animal:
        del Dog.speak
    if turn == 900:
        Animal.speak = eval("lambda self: self.count + 7")


def hide(turn, animal):
    if turn == 300:
        animal.__dict__["speak"] = lambda: 1000
    if turn == 400:
        setattr(animal, "".join(["spe", "ak"]), lambda: 500)
    if turn == 600:
        del animal.speak


def change_class(turn, animal):
    if turn == 200:
        animal.__class__ = Dog if type(animal) is Cat else Cat
    if turn == 300:
        exec("animal.__class__ = Animal", {"animal": animal, "Animal": Animal})


def fresh():
    return [Animal("a"), Dog("d"), Cat("c"), Cat("e")]


print(sounds(fresh(), 1000, nothing))
print(sounds(fresh(), 1000, hide))
print(sounds(fresh(), 1000, change_class))
print(sounds(fresh(), 1000, patch))
print(sounds(fresh(), 1000, nothing))


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def moved(self, by):
        self.x += by
        return self.x


def walk(points, poke):
    total = 0.0
    for turn in range(1000):
        for point in points:
            total += point.moved(0.5) * point.y
            poke(turn, point)
    return total


def widen(turn, point):
    if turn == 100:
        point.y = 2
    if turn == 200:
        setattr(point, "x", True)
    if turn == 300:
        point.__dict__["y"] = 0.25
    if turn == 400:
        del point.x
        point.x = 1.5
    if turn == 500:
        vars(point).update(x=10.0)


points = [Point(1.0, 2.0), Point(0.5, -1.5)]
print(walk(points, nothing), vars(points[0]))
print(walk(points, widen), vars(points[0]), [point.x for point in points])
words = [Point("a", 1.0), Point(2.0, None)]
print([vars(word) for word in words], words[0].x, words[1].y)


def intercept(turn, point):
    if turn == 100:
        setattr(Point, "x", property(lambda self: self.y, lambda self, value: None))
    if turn == 200:
        delattr(Point, "x")
    if turn == 300:
        setattr(Point, "__setattr__", lambda self, name, value: None)
    if turn == 400:
        delattr(Point, "__setattr__")
    if turn == 500:
        setattr(Point, "__getattribute__", lambda self, name: object.__getattribute__(self, "moved") if name == "moved" else 4.0)
    if turn == 600:
        delattr(Point, "__getattribute__")


points = [Point(1.0, 2.0), Point(0.5, -1.5)]
print(walk(points[:1], intercept), vars(points[0]))


def make(number):
    class Counter:
        def __init__(self):
            self.value = number

        def get(self):
            return number * 10 + self.value

    return Counter


def factories():
    first = make(1)
    one = first()
    second = make(2)
    two = second()
    return [one.get(), two.get(), first().get(), second().get(), one.value, two.value]


print(factories())

for attempt in range(3):
    try:

        class Unlucky:
            def __init__(self):
                self.value = attempt

            def get(self):
                return self.value, attempt

            if attempt < 1:
                raise ValueError(attempt)

    except ValueError as error:
        print("failed", error)
    else:
        print(Unlucky().get())


class Node:
    def __init__(self, value):
        self.value = value
        self.replaced = False

    def poke(self, turn):
        if turn == 50:
            Node.poke = patched
            self.replaced = True
        return self.value


def patched(self, turn):
    return -1


def on_the_stack():
    node = Node(5)
    return sum(node.poke(turn) for turn in range(100)), node.replaced


def in_its_own_loop():
    node, total = Node(3), 0
    for turn in range(100):
        if turn == 40:
            Node.poke = lambda self, turn: turn
        total += node.poke(turn)
    return total


print(on_the_stack())
print(in_its_own_loop())


class Speed:
    def __init__(self):
        self.value = 0.5
        self.limit = 3.0


def run_on(speed, rounds):
    """The slot does not change in the loop but for what a poll may run."""
    total = 0.0
    turn = 0
    while turn < rounds:
        total += speed.value
        if total > speed.limit:
            total -= speed.limit
        turn += 1
    return total


speed = Speed()
print(run_on(speed, 5000))
speed.limit = "no number"
try:
    run_on(speed, 10)
except TypeError as error:
    print(error)
speed.value = float("nan")
speed.limit = 1.0
print(run_on(speed, 10))

ENABLED = [False]


class Partial:
    def __init__(self):
        self.value = 4

    if ENABLED[0]:

        def get(self):
            return self.value

    def other(self):
        return self.value

    def gone(self):
        return 1

    del gone


def use(partial, name):
    try:
        if name == "get":
            return partial.get()
        return partial.gone()
    except AttributeError as error:
        return str(error)


print(use(Partial(), "get"), use(Partial(), "gone"), Partial().other())


def bases_at_run_time():
    class First:
        def __init__(self):
            self.value = 1

        def name(self):
            return "first"

    class Second:
        def __init__(self):
            self.value = 2

        def name(self):
            return "second"

    made = []
    for base in First, Second:

        class Derived(base):
            pass

        made.append(Derived())
    return [(item.name(), item.value) for item in made]


print(bases_at_run_time())


class Marked:
    def __init_subclass__(cls):
        cls.label = lambda self: "from the hook"


class Labelled(Marked):
    def __init__(self):
        self.value = 1

    def label(self):
        return "own"


print(Labelled().label())
