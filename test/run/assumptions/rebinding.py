# run: global functions rebound, methods patched and builtins shadowed while hot loops run
def step(x):
    return x + 1


def hot(n):
    total = 0
    for i in range(n):
        total = step(total)
        if i == n // 2:
            rebind()
    return total


def rebind():
    global step

    def step(x):
        return x + 10


print(hot(1000))


class Counter:
    def __init__(self):
        self.n = 0

    def bump(self):
        self.n += 1


def drive(counter, n):
    for i in range(n):
        counter.bump()
        if i == 500:
            Counter.bump = lambda self: setattr(self, "n", self.n + 100)
        if i == 700:
            counter.bump = lambda: None
    return counter.n


print(drive(Counter(), 1000))


def lengths(items):
    total = 0
    for i, item in enumerate(items):
        total += len(item)
        if i == 3:
            globals()["len"] = lambda value: 1000
    return total


print(lengths(["ab"] * 10))
del globals()["len"]
print(lengths.__name__, len("abc"))

SCALE = 2


def scaled(n):
    result = []
    for i in range(n):
        result.append(i * SCALE)
        if i == 2:
            change()
    return result


def change():
    global SCALE
    SCALE = 0.5


print(scaled(6))


class Base:
    def value(self):
        return 1


class Derived(Base):
    pass


def use(n):
    d = Derived()
    out = []
    for i in range(n):
        out.append(d.value())
        if i == 1:
            Derived.value = lambda self: 2
        if i == 3:
            Base.value = lambda self: 3
        if i == 4:
            del Derived.value
        if i == 6:
            d.__class__ = Other
    return out


class Other:
    def value(self):
        return "other class"


print(use(9))


def callback_loop(n, callback):
    total = 0
    for i in range(n):
        total += compute(i)
        callback(i)
    return total


def compute(i):
    return i


def on_tick(i):
    global compute
    if i == 10:
        compute = lambda i: -1


print(callback_loop(20, on_tick))


def recursive(n):
    global recursive
    if n == 5:
        old = recursive
        recursive = lambda n: "replaced"
        result = old(n - 1)
        return result
    if n == 0:
        return "bottom"
    return recursive(n - 1)


print(recursive(8))


def make_range_strange():
    global range
    range = lambda n: ["fake"]


def loop_over_range():
    out = []
    for turn in (1, 2):
        for i in range(3):
            out.append(i)
        make_range_strange()
    return out


print(loop_over_range())
