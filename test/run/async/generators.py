# run: asynchronous generators, async for, asynchronous comprehensions
class Pause:
    def __await__(self):
        yield "pause"


async def count(limit, log=None):
    try:
        for i in range(limit):
            await Pause()
            received = yield i
            if received is not None:
                print("received", received)
    finally:
        if log is not None:
            await Pause()
            log.append("finally")


def run(coroutine):
    pauses = 0
    while True:
        try:
            coroutine.send(None)
            pauses += 1
        except StopIteration as stop:
            return stop.value, pauses


async def collect():
    result = []
    async for value in count(3):
        result.append(value)
    else:
        result.append("else")
    return result


print(run(collect()))


async def comprehensions():
    squares = [x * x async for x in count(4) if x % 2]
    mapping = {x: y async for x in count(2) for y in range(2)}
    generated = (x + 1 async for x in count(3))
    return squares, mapping, {x async for x in count(2)}, [v async for v in generated], type(generated).__name__


print(run(comprehensions()))


async def by_hand():
    log = []
    g = count(3, log)
    print(await g.__anext__(), await g.asend("hello"))
    await g.aclose()
    try:
        await g.__anext__()
    except StopAsyncIteration as stop:
        print("ended", stop.args)
    g = count(3, log)
    await anext(g)
    try:
        await g.athrow(KeyError("thrown"))
    except KeyError as error:
        print("out", error)
    return log


print(run(by_hand()))


async def catches():
    while True:
        try:
            yield "ready"
        except ValueError as error:
            yield f"caught {error}"


async def throws():
    g = catches()
    print(await anext(g), await g.athrow(ValueError("v")), await anext(g))
    await g.aclose()
    await g.aclose()


run(throws())


async def ignores():
    try:
        yield 1
    except GeneratorExit:
        yield 2


async def closes_ignoring():
    g = ignores()
    await anext(g)
    try:
        await g.aclose()
    except RuntimeError as error:
        print(error)


run(closes_ignoring())
g = count(2)
print(type(g).__name__, g.ag_running, g.ag_await, g.ag_frame is not None, g.ag_code.co_name, aiter(g) is g)
step = g.asend("not none")
try:
    step.send(None)
except TypeError as error:
    print(error)
step = count(2).__anext__()
print(type(step).__name__, step.send(None))
try:
    step.send(None)
except StopIteration as stop:
    print("value", stop.value)
try:
    step.send(None)
except RuntimeError as error:
    print(error)


class Numbers:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        await Pause()
        self.n -= 1
        return self.n


async def over_object():
    found = []
    async for n in Numbers(5):
        if n == 3:
            continue
        if n == 1:
            break
        found.append(n)
    return found, [n async for n in Numbers(3)]


print(run(over_object()))


async def over_bad(bad):
    async for _ in bad:
        pass


class NoNext:
    def __aiter__(self):
        return 5


class BadNext:
    def __aiter__(self):
        return self

    def __anext__(self):
        return 5


for bad in (5, NoNext(), BadNext()):
    try:
        run(over_bad(bad))
    except TypeError as error:
        print(error, "|", error.__cause__)


async def raises_stop():
    yield 1
    raise StopAsyncIteration("inside")


async def over_raising():
    try:
        async for v in raises_stop():
            print(v)
    except RuntimeError as error:
        print(error, repr(error.__cause__))


run(over_raising())


async def nested():
    return [[(a, b) async for b in count(2)] async for a in count(2)]


print(run(nested()))
