# run: closures, cells, nonlocal, defaults and late binding
def counter(start=0):
    count = start

    def step(by=1):
        nonlocal count
        count += by
        return count

    def peek():
        return count

    return step, peek


step, peek = counter(10)
print(step(), step(5), peek())
other, _ = counter()
print(other(), peek())

late = [lambda: i for i in range(3)]
early = [lambda i=i: i for i in range(3)]
print([f() for f in late], [f() for f in early])


def deep(a):
    def one(b):
        def two(c):
            def three():
                nonlocal a
                a += b * c
                return a
            return three
        return two
    return one


three = deep(1)(2)(3)
print(three(), three(), three.__code__.co_freevars)
print([cell.cell_contents for cell in three.__closure__])


def early_use():
    def show():
        return later
    try:
        show()
    except NameError as error:
        print(type(error).__name__, error)
    later = "now"
    print(show())
    del later
    try:
        show()
    except NameError as error:
        print(type(error).__name__, error)


early_use()


def shared():
    names = []
    for name in "abc":
        def add(text, name=name):
            names.append(name + text)
            return add
        add("1")("2")
    return names


print(shared())


def parameter_cell(value, *rest, key=None, **more):
    def all_of():
        return value, rest, key, more
    value = value * 2
    rest = rest + (0,)
    return all_of


print(parameter_cell(2, 3, 4, key=5, other=6)())

x = "module"


class Body:
    x = "class"
    seen = [x for _ in range(1)]
    get = lambda self: x

    def method(self):
        return x


print(Body().method(), Body().get(), Body.seen)


def make_class(tag):
    class Tagged:
        label = tag

        def who(self):
            return tag, self.label, __class__.__name__

    return Tagged


print(make_class("outer").label, make_class("q")().who())
