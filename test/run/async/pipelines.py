# run: asynchronous generators in chains: laziness, early ends, errors that travel, cleaning up
class Tick:
    def __await__(self):
        yield


log = []


async def numbers(limit):
    log.append("numbers start")
    try:
        for i in range(limit):
            await Tick()
            yield i
    except GeneratorExit:
        log.append("numbers closed")
        raise
    finally:
        log.append("numbers end")


async def mapped(source, function):
    try:
        async for item in source:
            yield function(item)
    finally:
        log.append("mapped end")


async def limited(source, count):
    async for item in source:
        if count == 0:
            break
        count -= 1
        yield item
    await source.aclose()


def run(coroutine):
    ticks = 0
    while True:
        try:
            coroutine.send(None)
        except StopIteration as stop:
            return stop.value, ticks
        ticks += 1


async def collect(source):
    return [item async for item in source]


print(run(collect(mapped(numbers(4), str))), log)
log.clear()
print(run(collect(limited(mapped(numbers(100), lambda n: n * n), 3))))
print([entry for entry in log if entry.startswith("mapped")])
log.clear()


async def failing():
    try:
        return [x async for x in mapped(numbers(5), lambda n: 6 // (2 - n))]
    except ZeroDivisionError as error:
        names, entry = [], error.__traceback__
        while entry:
            names.append(entry.tb_frame.f_code.co_name)
            entry = entry.tb_next
        return str(error), names


print(run(failing()), log[:2])


async def windows(source, size):
    window = []
    async for item in source:
        window.append(item)
        if len(window) == size:
            yield tuple(window)
            window.pop(0)


async def merged(*sources):
    alive = list(sources)
    while alive:
        for source in alive[:]:
            item = await anext(source, None)
            if item is None:
                alive.remove(source)
            else:
                yield item


async def letters(text):
    for letter in text:
        yield letter


print(run(collect(windows(numbers(5), 3))))
print(run(collect(merged(letters("abc"), letters("xy"), mapped(letters("q"), str.upper)))))


async def averager():
    total = count = 0
    average = None
    while True:
        value = yield average
        if value is None:
            return
        total += value
        count += 1
        average = total / count


async def send_values():
    generator = averager()
    await anext(generator)
    seen = [await generator.asend(v) for v in (10, 20, 60)]
    try:
        await generator.asend(None)
    except StopAsyncIteration:
        seen.append("ended")
    return seen


print(run(send_values()))


async def busy():
    generator = numbers(3)
    first = generator.__anext__()
    first.send(None)
    try:
        generator.__anext__().send(None)
    except RuntimeError as error:
        print(error)
    try:
        first.send(None)
    except StopIteration as stop:
        print("value", stop.value)
    await generator.aclose()


print(run(busy()))
