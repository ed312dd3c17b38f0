# run: a small event loop written with coroutines
import sys


class Sleep:
    def __init__(self, ticks):
        self.ticks = ticks

    def __await__(self):
        yield ("sleep", self.ticks)


class Event:
    def __init__(self):
        self.value, self.done, self.waiting = None, False, []

    def set(self, value):
        self.value, self.done = value, True

    def __await__(self):
        while not self.done:
            yield ("wait", self)
        return self.value


class Task:
    count = 0

    def __init__(self, coroutine):
        Task.count += 1
        self.number, self.coroutine = Task.count, coroutine
        self.finished = Event()

    def __repr__(self):
        return f"<Task {self.number}>"


class Cancelled(Exception):
    pass


class Loop:
    def __init__(self):
        self.clock, self.queue, self.log = 0, [], []

    def start(self, coroutine):
        task = Task(coroutine)
        self.queue.append((self.clock, task.number, task, None))
        return task

    def step(self, task, error):
        try:
            request = task.coroutine.throw(error) if error else task.coroutine.send(None)
        except StopIteration as stop:
            task.finished.set(stop.value)
            self.log.append((self.clock, task, "done", stop.value))
        except Cancelled:
            task.finished.set("cancelled")
            self.log.append((self.clock, task, "cancelled"))
        else:
            delay = request[1] if request[0] == "sleep" else 1
            self.queue.append((self.clock + delay, task.number, task, None))

    def cancel(self, task):
        for index, entry in enumerate(self.queue):
            if entry[2] is task:
                self.queue[index] = (self.clock, task.number, task, Cancelled("stop"))

    def run(self):
        while self.queue:
            self.queue.sort(key=lambda entry: entry[:2])
            when, _, task, error = self.queue.pop(0)
            self.clock = max(self.clock, when)
            self.step(task, error)


loop = Loop()


async def gather(*coroutines):
    tasks = [loop.start(c) for c in coroutines]
    return [await task.finished for task in tasks]


async def worker(name, ticks):
    for i in range(2):
        await Sleep(ticks)
        print(loop.clock, name, i)
    return name * 2


async def ticker(limit):
    for i in range(limit):
        await Sleep(1)
        yield i


async def sums(limit):
    total = 0
    async for i in ticker(limit):
        total += i
    return total


class Lock:
    def __init__(self):
        self.held = False

    async def __aenter__(self):
        while self.held:
            await Sleep(1)
        self.held = True

    async def __aexit__(self, *details):
        self.held = False


lock = Lock()
order = []


async def critical(name):
    async with lock:
        order.append(name + " in")
        await Sleep(3)
        order.append(name + " out")


async def forever():
    try:
        while True:
            await Sleep(2)
    finally:
        print("forever ends at", loop.clock)


async def main():
    results = await gather(worker("a", 3), worker("b", 2), sums(5))
    print("results", results)
    await gather(critical("x"), critical("y"))
    print(order)
    endless = loop.start(forever())
    await Sleep(5)
    loop.cancel(endless)
    print(await endless.finished)
    event = Event()
    waiter = loop.start(waits(event))
    await Sleep(2)
    event.set("signal")
    return await waiter.finished


async def waits(event):
    return "got " + await event


task = loop.start(main())
loop.run()
print(task.finished.value)
for entry in loop.log:
    print(*entry)
