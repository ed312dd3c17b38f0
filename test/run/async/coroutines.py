# run: coroutines driven by hand: await, results, exceptions, awaitable objects
import sys


class Pause:
    def __init__(self, tag):
        self.tag = tag

    def __await__(self):
        answer = yield self.tag
        return ("answer", answer)


async def child(n):
    value = await Pause(f"child {n}")
    return n, value


async def parent():
    results = []
    for n in range(2):
        results.append(await child(n))
    try:
        await failing()
    except ValueError as error:
        results.append(str(error))
    return results


async def failing():
    await Pause("before failing")
    raise ValueError("failed")


def drive(coroutine, answers):
    answers = iter(answers)
    value = None
    seen = []
    try:
        while True:
            seen.append(coroutine.send(value))
            value = next(answers, None)
    except StopIteration as stop:
        return seen, stop.value


print(drive(parent(), "abc"))
c = parent()
print(c.send(None), c.cr_await.__name__, c.cr_suspended, c.cr_running)
try:
    c.throw(KeyError("into child"))
except KeyError as error:
    frames, entry = [], error.__traceback__
    while entry:
        frames.append(entry.tb_frame.f_code.co_name)
        entry = entry.tb_next
    print(frames, c.cr_frame, c.cr_await)
try:
    c.send(None)
except RuntimeError as error:
    print(error)


async def cleanup(log):
    try:
        await Pause(1)
    finally:
        log.append("cleaned")


log = []
c = cleanup(log)
c.send(None)
c.close()
print(log)
c = cleanup(log)
c.close()
print(log)
for bad in (1, None, [], iter([])):

    async def waits():
        await bad

    try:
        waits().send(None)
    except TypeError as error:
        print(error)


class NotIterator:
    def __await__(self):
        return 5


class GivesCoroutine:
    def __await__(self):
        return given


given = child(1)


for bad in (NotIterator(), GivesCoroutine()):

    async def waits():
        await bad

    try:
        waits().send(None)
    except TypeError as error:
        print(error)


async def reuse():
    inner = child(1)
    print(await inner)
    await inner


try:
    drive(reuse(), "x")
except RuntimeError as error:
    print(error)
given.close()
c = child(5)
w = c.__await__()
print(type(w).__name__, iter(w) is w, next(w))
try:
    w.send("sent")
except StopIteration as stop:
    print(stop.value)


async def stops():
    raise StopIteration("x")


try:
    stops().send(None)
except RuntimeError as error:
    print(error, repr(error.__cause__))
c = child(0)
try:
    c.send(1)
except TypeError as error:
    print(error)
c.close()


async def comprehension():
    return [await child(i) for i in range(2)], {i: (await child(i))[1][1] for i in range(2)}


print(drive(comprehension(), "wxyz"))


async def handled():
    try:
        1 / 0
    except ZeroDivisionError:
        before = sys.exception()
        await Pause("inside handler")
        return before is sys.exception()


print(drive(handled(), ()))
lambda_coroutine = (lambda: child(3))()
print(drive(lambda_coroutine, ["q"]))
