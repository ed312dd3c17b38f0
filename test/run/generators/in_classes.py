# run: generators as methods, properties, context managers by hand, and kept in containers
class Tree:
    def __init__(self, name, *children):
        self.name, self.children = name, list(children)

    def __iter__(self):
        yield self
        for child in self.children:
            yield from child

    def breadth(self):
        level = [self]
        while level:
            yield [node.name for node in level]
            level = [child for node in level for child in node.children]

    def paths(self, prefix=""):
        path = f"{prefix}/{self.name}"
        if not self.children:
            yield path
        for child in self.children:
            yield from child.paths(path)

    @property
    def leaves(self):
        return (node.name for node in self if not node.children)


tree = Tree("root", Tree("a", Tree("a1"), Tree("a2", Tree("deep"))), Tree("b"), Tree("c", Tree("c1")))
print([node.name for node in tree], list(tree.breadth()), list(tree.paths()), list(tree.leaves), sum(1 for _ in tree))


class manager:
    def __init__(self, function):
        self.function = function

    def __call__(self, *args):
        self.generator = self.function(*args)
        return self

    def __enter__(self):
        return next(self.generator)

    def __exit__(self, kind, error, trace):
        if kind is None:
            next(self.generator, None)
            return False
        try:
            self.generator.throw(error)
        except StopIteration:
            return True
        except BaseException as raised:
            return False if raised is error else self.fail(raised)
        raise RuntimeError("did not stop")

    def fail(self, raised):
        raise raised


@manager
def tagged(name, swallow=False):
    print(f"<{name}>")
    try:
        yield name.upper()
    except ValueError as error:
        print("error inside:", error)
        if not swallow:
            raise
    finally:
        print(f"</{name}>")


with tagged("b") as upper:
    print(upper)
with tagged("i", True):
    raise ValueError("swallowed")
try:
    with tagged("u"):
        raise ValueError("kept")
except ValueError as error:
    print("outside:", error)
try:
    with tagged("p"):
        raise KeyError("other")
except KeyError as error:
    print("outside:", error)
waiting = {name: (n * k for n in range(3)) for k, name in enumerate(["zero", "one", "two"])}
print([next(waiting["two"]) for _ in range(2)], {name: sum(g) for name, g in waiting.items()})


def peekable(items):
    iterator = iter(items)
    for item in iterator:
        while (order := (yield item)) == "again":
            pass


p = peekable("abc")
print(next(p), p.send("again"), next(p), p.send("again"), p.send(None))


class Infinite:
    def __init__(self, step):
        self.step, self.at = step, 0

    def __iter__(self):
        return self

    def __next__(self):
        self.at += self.step
        if self.at > 20:
            raise StopIteration
        return self.at


print(list(Infinite(6)), [a + b for a, b in zip(Infinite(3), Infinite(7))], 9 in Infinite(3), max(Infinite(4)), list(enumerate(Infinite(10), 1)))


def interleaved(n):
    def part(name):
        for i in range(n):
            yield f"{name}{i}"

    a, b = part("a"), part("b")
    for x in a:
        yield x
        yield next(b)


print(list(interleaved(3)), sum(len(x) for x in interleaved(2)))


def fails_late():
    yield 1
    raise ValueError("after one")


g = fails_late()
print(next(g))
for _ in range(2):
    try:
        next(g)
    except (ValueError, StopIteration) as error:
        print(type(error).__name__, error)
