# run: yield from: values, exceptions, results and closing pass through several levels
class Manual:
    def __init__(self, limit):
        self.limit, self.at, self.log = limit, 0, []

    def __iter__(self):
        return self

    def __next__(self):
        self.log.append("next")
        return self.step(None)

    def step(self, sent):
        self.at += 1
        if self.at > self.limit:
            raise StopIteration(("done", self.limit))
        return (self.at, sent)


class Full(Manual):
    def send(self, value):
        self.log.append(("send", value))
        return self.step(value)

    def throw(self, error):
        self.log.append(("throw", repr(error)))
        if isinstance(error, ValueError):
            return "handled"
        raise error

    def close(self):
        self.log.append("close")


def delegate(to, out):
    result = yield from to
    out.append(result)
    return result


out = []
manual = Manual(3)
print(list(delegate(manual, out)), out, manual.log)
full = Full(3)
g = delegate(full, out)
print(next(g), g.send("a"), g.throw(ValueError("v")), g.gi_yieldfrom is full, g.send(None))
try:
    g.send("b")
except StopIteration as stop:
    print(stop.value, full.log)

full = Full(9)
g = delegate(full, out)
next(g)
g.close()
print(full.log)
full = Full(9)
g = delegate(full, out)
next(g)
try:
    g.throw(KeyError("k"))
except KeyError as error:
    print("through", error, full.log)

g = delegate(Manual(9), out)
next(g)
try:
    g.send("x")
except AttributeError as error:
    print(error)
g = delegate(Manual(9), out)
next(g)
try:
    g.throw(KeyError("no throw method"))
except KeyError as error:
    print(error)


def level(n, log):
    try:
        if n:
            received = yield from level(n - 1, log)
            log.append((n, received))
            return received + 1
        got = yield "bottom"
        while got is not None:
            got = yield got * 2
        return 0
    except ValueError as error:
        log.append((n, "caught"))
        return -100
    finally:
        log.append((n, "finally"))


log = []
g = level(4, log)
print(next(g), g.send(5), g.send("ab"))
try:
    next(g)
except StopIteration as stop:
    print(stop.value, log)
log = []
g = level(3, log)
next(g)
try:
    g.throw(ValueError)
except StopIteration as stop:
    print(stop.value, log)
log = []
g = level(2, log)
next(g)
g.close()
print(log, g.gi_frame, g.gi_running, g.gi_suspended, g.gi_yieldfrom)


def walk(tree):
    if isinstance(tree, list):
        for part in tree:
            yield from walk(part)
    else:
        yield tree


print(list(walk([1, [2, [3, 4], [], [[5]]], 6])))


def bad():
    yield from 5


try:
    next(bad())
except TypeError as error:
    print(error)


def chain(*iterables):
    for each in iterables:
        yield from each


print(list(chain("ab", (1, 2), {3: 4}, range(2), (x * x for x in [5, 6]))))
deep = level(200, [])
print(next(deep), deep.send(21))
deep.close()


def loop_with_else():
    for x in chain([1, 2], [3]):
        if x == 9:
            break
        yield x
    else:
        yield "else"


print(*loop_with_else())
