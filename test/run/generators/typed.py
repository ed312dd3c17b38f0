# run: generators whose numbers are machine words, and what makes them leave that form, at every kind of place
import sys


def powers(count):
    number = 1
    for _ in range(count):
        yield number
        number *= 1000003


print(list(powers(6)))


def running(items):
    total = 0
    for item in items:
        total += item
        yield total


print(list(running([1, 2, 3])), list(running([1, 2.5, 3])), list(running([2**62, 2**62, 1])))
print(list(running([1.5, True, 10**30])))


def halves(count):
    total = 0.0
    for i in range(count):
        total += i * 0.5
        if i % 3 == 0:
            yield total


print(list(halves(12)), sum(halves(5000)))

# What changes while it is suspended.
numbers = [1, 2, 3, 4, 5, 6]


def walk():
    for i in range(len(numbers)):
        yield numbers[i] * 2


for value in walk():
    print(value, end=" ")
    if value == 4:
        numbers[2] = 2.5
    if value == 8:
        numbers[4] = "ab"
print()


def index_until_error(items):
    i = 0
    while True:
        yield items[i]
        i += 1


shrinking = [10, 20, 30, 40]
try:
    for value in index_until_error(shrinking):
        print(value, end=" ")
        shrinking.pop()
except IndexError as error:
    print(error)


def scale(n):
    return n * 2


def scaled(count):
    for i in range(count):
        yield scale(i)


source = scaled(6)
print(next(source), next(source))
scale = lambda n: -n
print(list(source))


class Counter:
    def __init__(self, start):
        self.value = start

    def step(self):
        self.value += 1
        return self.value


def steps(counter, count):
    for _ in range(count):
        yield counter.step() + counter.value


counter = Counter(0)
source = steps(counter, 6)
print(next(source))
counter.value = 0.25
print(next(source))
Counter.step = lambda self: 100
print(next(source))
counter.value = 2**63
print(list(source))


# Sent and thrown values; handlers and finally blocks on both sides of the change.
def accumulate():
    total = 0
    try:
        while True:
            try:
                received = yield total
                if received is not None:
                    total += received
            except ValueError as error:
                total = -total
                print("caught", error, total)
    finally:
        print("closed with", total)


for values in ([1, 2, 3], [1, 2**63, 3], [1, 0.5, 3], [2**62 - 1, 2**62, ValueError("x"), 5]):
    source = accumulate()
    next(source)
    for value in values:
        print(source.throw(value) if isinstance(value, ValueError) else source.send(value), end=" ")
    source.close()
source = accumulate()
next(source)
try:
    source.send("text")
except TypeError as error:
    print(error)
print(source.gi_frame, list(source))


def inner(count):
    product = 1
    for i in range(1, count):
        product *= i
        yield product
    return product


def outer(count):
    total = 0
    for turn in range(2):
        total += yield from inner(count)
    yield total


print(list(outer(25))[-3:])
print(max(abs(x * x - 7) for x in range(-50, 50)), sum(x * 2.5 for x in range(10)))


def with_locals(n):
    square = n * n
    yield sorted(locals())
    square *= 10**15
    yield square, locals()["square"]


print(list(with_locals(7)), list(with_locals(10**6)))


def division(values):
    for index, value in enumerate(values):
        try:
            yield 100 // value
        except TypeError:
            yield "type"
        finally:
            print("turn", index, end="; ")


try:
    print(list(division([1, 5, 0, 2])))
except ZeroDivisionError as error:
    trace = error.__traceback__
    while trace.tb_next:
        trace = trace.tb_next
    print(error, trace.tb_frame.f_code.co_name, trace.tb_lineno)
print(list(division([1, 0.5, 3, 10**20])))


async def sleep(value):
    return value


async def averages(values):
    total = 0
    for count, value in enumerate(values):
        total += await sleep(value)
        yield total / (count + 1)


async def main():
    return [[average async for average in averages(values)] for values in ([1, 2, 6], [1.5, 2, 2**70], [True, 2**62, 2**62])]


try:
    main().send(None)
except StopIteration as stop:
    print(stop.value)

# Often enough that the typed form is not chosen any more, and many at once.
print([list(running([i, 0.5]))[-1] for i in range(20)])
together = [powers(8) for _ in range(5)]
print([[next(each) for each in together] for _ in range(8)][-1])


def deep(n):
    if n:
        yield from deep(n - 1)
    yield n * 2**60


print(sum(deep(50)))
