# run: slices of lists whose kind is known, by constants, numbers and objects


class Shrinking:
    def __init__(self, items, value):
        self.items = items
        self.value = value

    def __index__(self):
        self.items.clear()
        return self.value


def parts(items, low, high, step):
    whole = items[:]
    whole.append(items[0])
    return whole, items[1:], items[:-1], items[low:high], items[low:high:step], items[::-1], items[5:2], items[2**70 :], items[: -(2**70) : -1]


def rotated(count):
    order = list(range(count))
    for turn in range(count):
        work = order[:]
        order = work[1:] + work[:1]
        work[0] = -1
    return order, work


def refused(items, start):
    try:
        return items[start:]
    except TypeError as error:
        return str(error)


def stepless(items, step):
    try:
        return items[::step]
    except ValueError as error:
        return str(error)


for items in [3, 1, 4, 1, 5, 9], [0.5, 1.5, 2.5], ["a", "b", "c", "d"], [[1], [2]], [1]:
    print(parts(items, 1, 3, 2), parts(items, -2, 100, 1), parts(items, 4, 0, -2))
    print(items, stepless(items, 0), stepless(items, -1), stepless(items, True))
print(rotated(7))
numbers = [1, 2, 3, 4]
print(numbers[Shrinking(numbers, 1) :], numbers)
print(refused([1, 2], 1), refused([1, 2], "1"), refused([1.0], None), refused(["x"], 1.0))
inner = [[1, 2], [3]]
copy = inner[:]
copy[0].append(9)
print(inner, copy is inner, copy[0] is inner[0])
