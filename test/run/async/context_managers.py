# run: async with: enter and exit, exceptions, several managers, bad managers
class Pause:
    def __await__(self):
        return (yield "pause")


class Manager:
    def __init__(self, name, log, suppress=False):
        self.name, self.log, self.suppress = name, log, suppress

    async def __aenter__(self):
        await Pause()
        self.log.append("enter " + self.name)
        return self.name.upper()

    async def __aexit__(self, kind, value, traceback):
        await Pause()
        self.log.append(f"exit {self.name} {kind.__name__ if kind else None} {value}")
        return self.suppress


def run(coroutine):
    pauses = 0
    try:
        while True:
            coroutine.send(None)
            pauses += 1
    except StopIteration as stop:
        return stop.value, pauses


async def simple():
    log = []
    async with Manager("a", log) as a, Manager("b", log):
        log.append("body " + a)
    return log


print(run(simple()))


async def failing(suppress):
    log = []
    try:
        async with Manager("outer", log), Manager("inner", log, suppress):
            raise ValueError("in body")
        log.append("after")
    except ValueError as error:
        log.append(f"left {error}")
    return log


print(run(failing(False)))
print(run(failing(True)))


async def returns():
    log = []
    for i in range(3):
        async with Manager(str(i), log):
            if i == 0:
                continue
            if i == 1:
                break
    async with Manager("r", log):
        return log


print(run(returns()))


class OnlySync:
    def __enter__(self):
        return self

    def __exit__(self, *details):
        pass


class BadEnter:
    def __aenter__(self):
        return 1

    async def __aexit__(self, *details):
        pass


class BadExit:
    async def __aenter__(self):
        return 1

    def __aexit__(self, *details):
        return 2


class NoExit:
    async def __aenter__(self):
        pass


async def use(manager):
    async with manager:
        pass


for manager in (5, OnlySync(), BadEnter(), BadExit(), NoExit()):
    try:
        run(use(manager))
    except TypeError as error:
        print(error)


def misuse():
    with Manager("sync", []):
        pass


try:
    misuse()
except TypeError as error:
    print(error)


class Replaces:
    async def __aenter__(self):
        return self

    async def __aexit__(self, kind, value, traceback):
        raise KeyError("replaced") from value


async def replaced():
    try:
        async with Replaces():
            raise ValueError("original")
    except KeyError as error:
        return repr(error.__cause__), repr(error.__context__)


print(run(replaced()))


async def mixed():
    log = []
    with OnlySync() as sync:
        async with Manager("m", log) as name:
            log.append((type(sync).__name__, name, [x async for x in ticks()]))
    return log


async def ticks():
    for i in range(2):
        yield i
        await Pause()


print(run(mixed()))
