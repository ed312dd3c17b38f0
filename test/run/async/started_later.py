# run: coroutines that are started long after they were made, closed without a start, or suspended for ever, warn of nothing
class Pause:
    def __await__(self):
        yield "paused"


async def add(left, right):
    return left + right


async def careful(log):
    try:
        await Pause()
    finally:
        log.append("closed")


def finish(coroutine):
    try:
        while True:
            print(coroutine.send(None))
    except StopIteration as stop:
        return stop.value


async def total(coroutines):
    return sum([await each for each in coroutines])


made = [add(i, i) for i in range(5)]
print(finish(total(made)))
unused = add(1, 2)
unused.close()
first, second = add(1, 2), add(3, 4)
print(finish(second), finish(first))
log = []
suspended = careful(log)
print(suspended.send(None), log)
suspended.close()
print(log)
try:
    suspended.send(None)
except RuntimeError as error:
    print(error)
kept = [careful(log) for _ in range(3)]
print([each.send(None) for each in kept])
for each in kept:
    each.close()
print(log)
