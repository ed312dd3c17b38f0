# run: generators: send, throw, close, return values, delegation, and their state
def echo():
    received = []
    try:
        while True:
            value = yield len(received)
            if value is None:
                continue
            received.append(value)
    except GeneratorExit:
        print("closing with", received)
        raise
    finally:
        print("finally")


g = echo()
print(next(g), g.send("a"), next(g), g.send("b"))
g.close()
g.close()
try:
    next(g)
except StopIteration as stop:
    print("exhausted", stop.value)


def returns():
    yield 1
    return "result"


def delegating():
    result = yield from returns()
    print("got", result)
    result = yield from [10, 20]
    print("got", result)
    return (yield from returns())


def outermost():
    final = yield from delegating()
    yield f"final {final}"


print(list(outermost()))
d = outermost()
print(next(d), next(d), d.send(None))
g = returns()
next(g)
try:
    next(g)
except StopIteration as stop:
    print(stop.value)


def resilient():
    while True:
        try:
            yield "waiting"
        except ValueError as error:
            yield f"caught {error}"
        except KeyError:
            return "gave up"


r = resilient()
print(next(r), r.throw(ValueError("one")), next(r), r.throw(ValueError("two")))
next(r)
try:
    r.throw(KeyError("stop"))
except StopIteration as stop:
    print(stop.value)


def inner():
    try:
        yield 1
        yield 2
    except RuntimeError as error:
        print("inner caught", error)
        yield 3


def outer():
    yield from inner()
    yield 4


o = outer()
print(next(o), o.throw(RuntimeError("through")), list(o))


def fresh():
    yield 1


for bad in (lambda: fresh().send(5), lambda: fresh().throw(ValueError("early")), lambda: next(iter([]))):
    try:
        print(bad())
    except (TypeError, ValueError, StopIteration) as error:
        print(type(error).__name__, error)


def stops():
    yield 1
    raise StopIteration("inside")


try:
    list(stops())
except RuntimeError as error:
    print(error, repr(error.__cause__))


def itself():
    yield next(me)


me = itself()
try:
    next(me)
except ValueError as error:
    print(error)


def stubborn():
    try:
        yield
    except GeneratorExit:
        yield "no"


s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as error:
    print(error)
lazy = (x * x for x in range(5) if x % 2)
print(next(lazy), list(lazy), next(lazy, "default"), type(lazy).__name__, iter(lazy) is lazy)
h = returns()
print(h.gi_frame is not None, h.gi_running, h.__name__, h.__qualname__)
list(h)
print(h.gi_frame)
