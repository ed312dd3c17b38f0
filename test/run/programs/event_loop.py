# run: an event loop in plain Python: coroutines, tasks, channels, async generators and context managers, groups of errors, simulated time
"""Nothing here needs asyncio: a loop drives coroutines by send() and throw(), time is simulated, and everything is deterministic."""


class Cancelled(BaseException):
    pass


class Closed(Exception):
    pass


class Timeout(Exception):
    pass


class Suspend:
    """What a coroutine awaits to give the loop a request; the request's answer is the result."""

    def __init__(self, kind, *details):
        self.request = (kind, *details)

    def __await__(self):
        return (yield self.request)


class Heap:
    """A binary heap of (key, item); equal keys leave in the order they came."""

    def __init__(self):
        self._entries = []
        self._count = 0

    def __len__(self):
        return len(self._entries)

    def push(self, key, item):
        self._count += 1
        entries = self._entries
        entries.append((key, self._count, item))
        place = len(entries) - 1
        while place and entries[place][:2] < entries[(up := (place - 1) >> 1)][:2]:
            entries[place], entries[up] = entries[up], entries[place]
            place = up

    def pop(self):
        entries = self._entries
        top, last = entries[0], entries.pop()
        if entries:
            entries[0], place = last, 0
            while (child := 2 * place + 1) < len(entries):
                if child + 1 < len(entries) and entries[child + 1][:2] < entries[child][:2]:
                    child += 1
                if entries[place][:2] <= entries[child][:2]:
                    break
                entries[place], entries[child] = entries[child], entries[place]
                place = child
        return top[0], top[2]

    @property
    def first(self):
        return self._entries[0][0]


class Task:
    def __init__(self, loop, coroutine, name):
        self.loop, self.coroutine, self.name = loop, coroutine, name
        self.done = False
        self.value = self.error = None
        self.waiters = []
        self.serial = 0
        self.blocked_on = None

    def __repr__(self):
        state = "done" if self.done else f"waits for {self.blocked_on}" if self.blocked_on else "ready"
        return f"<Task {self.name}: {state}>"

    def __await__(self):
        if not self.done:
            yield ("join", self)
        return self.result()

    def result(self):
        if self.error is not None:
            raise self.error
        return self.value

    def cancel(self):
        if not self.done:
            self.loop.ready(self, error=Cancelled(self.name))

    def finish(self, value=None, error=None):
        self.done, self.value, self.error = True, value, error
        self.blocked_on = None
        for waiter in self.waiters:
            self.loop.ready(waiter)
        self.waiters.clear()


class Loop:
    def __init__(self, trace=None):
        self.now = 0.0
        self.timers = Heap()
        self.queue = []
        self.tasks = []
        self.steps = 0
        self.trace = trace

    def spawn(self, coroutine, name=None):
        task = Task(self, coroutine, name or coroutine.__name__)
        self.tasks.append(task)
        self.ready(task)
        return task

    def ready(self, task, value=None, error=None):
        task.serial += 1
        self.queue.append((task, task.serial, value, error))

    def later(self, delay, task, value=None, error=None):
        self.timers.push(self.now + delay, (task, task.serial, value, error))

    def step(self, task, value, error):
        self.steps += 1
        task.blocked_on = None
        try:
            request = task.coroutine.throw(error) if error is not None else task.coroutine.send(value)
        except StopIteration as stop:
            task.finish(stop.value)
        except Cancelled as cancelled:
            task.finish(error=cancelled)
        except Exception as problem:
            if self.trace is not None:
                self.trace(f"{self.now:g}: {task.name} failed: {problem!r}")
            task.finish(error=problem)
        else:
            self.serve(task, request)

    def serve(self, task, request):
        match request:
            case ("sleep", int() | float() as delay):
                task.blocked_on = f"{delay:g} s"
                self.later(delay, task)
            case ("join", Task(done=False) as other):
                task.blocked_on = other.name
                other.waiters.append(task)
            case ("join", Task()):
                self.ready(task)
            case ("park", list() as waiting, reason):
                task.blocked_on = reason
                waiting.append(task)
            case ("me",):
                self.ready(task, task)
            case _:
                self.ready(task, error=TypeError(f"what is {request!r}?"))

    def run(self, main):
        task = self.spawn(main, "main")
        while not task.done:
            if self.queue:
                batch, self.queue = self.queue, []
            elif self.timers:
                self.now, entry = self.timers.pop()
                batch = [entry]
            else:
                stuck = [each for each in self.tasks if not each.done]
                raise RuntimeError(f"deadlock at {self.now:g}: {stuck}")
            for each, serial, value, error in batch:
                if not each.done and serial == each.serial:
                    self.step(each, value, error)
        return task.result()


def sleep(seconds):
    return Suspend("sleep", seconds)


def me():
    return Suspend("me")


class Channel:
    def __init__(self, capacity=1):
        self.capacity, self.items = capacity, []
        self.senders, self.receivers = [], []
        self.closed = False

    async def send(self, item):
        while len(self.items) >= self.capacity and not self.closed:
            await Suspend("park", self.senders, "room")
        if self.closed:
            raise Closed(f"no place for {item!r}")
        self.items.append(item)
        await self._wake(self.receivers)

    async def receive(self):
        while not self.items:
            if self.closed:
                raise Closed("nothing more")
            await Suspend("park", self.receivers, "an item")
        item = self.items.pop(0)
        await self._wake(self.senders)
        return item

    async def close(self):
        self.closed = True
        for waiting in (self.senders, self.receivers):
            while waiting:
                await self._wake(waiting)

    async def _wake(self, waiting):
        if waiting:
            task = waiting.pop(0)
            task.loop.ready(task)

    def __aiter__(self):
        return self

    async def __anext__(self):
        try:
            return await self.receive()
        except Closed:
            raise StopAsyncIteration from None


class Group:
    """Tasks that end together: the first failure cancels the others, and all failures leave as one group."""

    def __init__(self, loop):
        self.loop, self.tasks = loop, []

    async def __aenter__(self):
        return self

    def spawn(self, coroutine, name=None):
        task = self.loop.spawn(coroutine, name)
        self.tasks.append(task)
        return task

    async def __aexit__(self, kind, error, trace):
        failures = [error] if isinstance(error, Exception) else []
        if error is not None:
            self._cancel()
        for task in self.tasks:
            try:
                await task
            except Cancelled:
                pass
            except Exception as problem:
                if not failures:
                    self._cancel()
                failures.append(problem)
        if failures:
            raise ExceptionGroup(f"{len(failures)} of {len(self.tasks)} failed", failures)
        return False

    def _cancel(self):
        for task in self.tasks:
            task.cancel()


class Deadline:
    def __init__(self, loop, seconds):
        self.loop, self.seconds = loop, seconds

    async def __aenter__(self):
        self.task = await me()
        self.watch = self.loop.spawn(self._watch(), "deadline")
        self.expired = False

    async def _watch(self):
        await sleep(self.seconds)
        self.expired = True
        self.loop.ready(self.task, error=Cancelled("deadline"))

    async def __aexit__(self, kind, error, trace):
        self.watch.cancel()
        if self.expired and kind is Cancelled:
            raise Timeout(f"more than {self.seconds:g} s") from error
        return False


# What runs on it ------------------------------------------------------------------------------------------------------

async def ticks(count, interval):
    try:
        for number in range(count):
            await sleep(interval)
            yield number
    finally:
        print("  ticks end")


async def producer(channel, items, pause):
    for item in items:
        await sleep(pause)
        await channel.send(item)
    return len(items)


async def consumer(loop, channel, name, log):
    total = 0
    async for item in channel:
        total += item
        log.append(f"{loop.now:g}:{name}:{item}")
        await sleep(item % 3 * 0.5)
    return name, total


async def pipeline(loop):
    channel, log = Channel(2), []
    async with Group(loop) as group:
        producers = [group.spawn(producer(channel, range(start, start + 5), 0.25 * start), f"p{start}") for start in (1, 2)]
        consumers = [group.spawn(consumer(loop, channel, name, log), name) for name in "ab"]
        print(" sent", sum([await each for each in producers]))
        await channel.close()
    print(" totals", [each.result() for each in consumers])
    print(" ".join(log))


async def failing(after, error):
    await sleep(after)
    raise error


async def patient(loop, name):
    try:
        await sleep(100)
    except Cancelled as cancelled:
        print(f"  {name} cancelled ({cancelled}) at {loop.now:g}")
        raise
    finally:
        print(f"  {name} cleans up")


async def failures(loop):
    try:
        async with Group(loop) as group:
            group.spawn(failing(1, ValueError("first")), "one")
            group.spawn(failing(1, KeyError("second")), "two")
            group.spawn(patient(loop, "three"), "three")
    except* ValueError as values:
        print(" values:", values.exceptions)
    except* KeyError as keys:
        print(" keys:", keys.exceptions)
    try:
        async with Group(loop):
            raise OSError(2, "body")
    except* OSError as group:
        print(" group:", group, group.exceptions[0].errno)


async def deadlines(loop):
    async with Deadline(loop, 10):
        await sleep(1)
    print(" in time at", loop.now)
    try:
        async with Deadline(loop, 2):
            await patient(loop, "slow")
    except Timeout as timeout:
        print(" timeout:", timeout, "because of", repr(timeout.__cause__), "at", loop.now)


async def iteration(loop):
    print(" squares", [number * number async for number in ticks(4, 0.5) if number != 2])
    print(" mapping", {number: loop.now async for number in ticks(3, 1)})
    stream = ticks(10, 0.125)
    async for number in stream:
        if number == 3:
            break
    await stream.aclose()
    stream = ticks(2, 1)
    print(" by hand", await anext(stream), await anext(stream), await anext(stream, "no more"))
    try:
        await anext(stream)
    except StopAsyncIteration:
        print(" really no more")


async def mistakes(loop):
    try:
        await Suspend("nonsense", 1)
    except TypeError as error:
        print(" ", error)
    for wrong in (3, None, [1]):
        try:
            await wrong
        except TypeError as error:
            print(" ", error)
    task = loop.spawn(failing(0, ZeroDivisionError("early")))
    await sleep(1)
    try:
        await task
    except ZeroDivisionError as error:
        print("  kept:", repr(error), task)
    try:
        task.coroutine.send(None)
    except RuntimeError as error:
        print(" ", error)


async def main(loop):
    for part in (pipeline, failures, deadlines, iteration, mistakes):
        print(part.__name__, "from", f"{loop.now:g}")
        await part(loop)
    return "all done"


loop = Loop(trace=lambda line: print("  trace", line))
print(loop.run(main(loop)), f"{loop.now:g}", loop.steps)


async def waits_for_itself():
    channel = Channel()
    await channel.receive()


try:
    stuck = Loop()
    stuck.run(waits_for_itself())
except RuntimeError as error:
    print(error)
    for task in stuck.tasks:
        task.coroutine.close()
