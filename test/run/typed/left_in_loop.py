# run: a loop whose types change goes on in compiled code after it left its typed form, with everything where it was
import sys


def overflow(n):
    total, steps = 1, 0
    for i in range(1, n):
        total *= i
        steps += i
    return total, steps


def nested(rows, columns):
    seen = []
    value = 1
    for row in range(rows):
        for column in range(columns):
            value = value * 3 + row - column
            if row * columns + column == 7:
                value = value + 0.5
            while value > 1e6:
                value = value / 7
        seen.append(value)
    return seen, row, column


def guarded(items):
    good, bad = 0, []
    for index, item in enumerate(items):
        try:
            good += item * 2
            if item == 13:
                raise ValueError(item)
        except TypeError as error:
            bad.append((index, str(error)))
        except ValueError as error:
            bad.append((index, error.args))
        else:
            continue
        finally:
            good += 1
    return good, bad


class Watch:
    def __init__(self):
        self.log = []

    def __enter__(self):
        self.log.append("in")
        return self

    def __exit__(self, kind, value, trace):
        self.log.append(kind.__name__ if kind else "out")
        return kind is OverflowError


def managed(numbers):
    watch, total = Watch(), 0
    with watch:
        for number in numbers:
            total += number
            if isinstance(number, str):
                raise OverflowError
    return watch.log, total


def cells(n):
    total = 0

    def add(amount):
        nonlocal total
        total = total + amount
        return total

    steps = []
    for i in range(n):
        if i == 5:
            total = total * 0.5
        add(i)
        steps.append(lambda i=i: (i, total))
    return total, steps[0](), steps[-1]()


def unbound(n):
    for i in range(n):
        if i == 3:
            late = 2 ** 70 + i
        if i == 8:
            late = late * 1.5
    try:
        return late, never
    except NameError as error:
        return late, str(error)
    never = 1


def two_ways(n, weird):
    i = 0
    while i < n:
        i += 1
        if weird and i == n // 2:
            i = float(i)
    j = 0
    while True:
        j += i
        if j > 100:
            break
    return i, j


def handling(n):
    text = []
    for i in range(n):
        try:
            raise KeyError(i)
        except KeyError:
            for j in range(3):
                i = i * 2 ** 40 + j
            text.append((i, repr(sys.exception())))
    return text, sys.exception()


def failing(items):
    total = 0
    for item in items:
        total += item
    return total


def arguments(*numbers, scale=1, **names):
    for number in numbers:
        scale = scale * number
        for name in names:
            names[name] += scale
    return scale, names


print(overflow(30))
print(nested(4, 5))
print(guarded([1, 2, "x", 4, None, 13, 2.5, [1]]))
print(managed([1, 2, 3.5, 4]))
try:
    managed([1, "a"])
except TypeError as error:
    print(error)
print(cells(9))
for size in (3, 5, 12):
    try:
        print(unbound(size))
    except UnboundLocalError as error:
        print(error)
print(two_ways(10, False), two_ways(10, True), two_ways(11, True))
print(handling(3))
print(arguments(2, 3, 2**65, 0.5, a=1, b=2.0))

counter, kinds = 1, set()
for step in range(60):
    counter *= 7
    if step == 40:
        counter = str(counter)
        counter = len(counter)
    kinds.add(type(counter).__name__)
print(counter, sorted(kinds), step)

print(failing([1, 2, 2.5, 3]))
failing([1, 2, 2.5, 3, "four"])
