# run: slices of lists: reading, assigning, deleting, extended steps, and every error
def show(label, function):
    try:
        print(label, function())
    except Exception as error:
        print(label, type(error).__name__, error)


numbers = list(range(12))
bounds = [None, -20, -12, -5, -1, 0, 1, 4, 11, 12, 13, 40]
total = 0
for start in bounds:
    for stop in bounds:
        for step in (None, 1, 2, 3, 7, -1, -2, -5, 20, -20):
            part = numbers[start:stop:step]
            total = total * 31 % 1000003 + sum(part) + len(part)
print(total)
print(numbers[2:9:3], numbers[::-1], numbers[-3:], numbers[:-3], numbers[5:5], numbers[8:2], numbers[8:2:-2])

# assignment of plain slices
for start, stop, new in [(0, 0, [1]), (2, 4, []), (3, 3, "ab"), (5, 2, (9, 9)), (-2, None, [0.5]), (None, None, range(3)), (1, 100, {7: 8})]:
    copy = numbers[:]
    copy[start:stop] = new
    print(start, stop, copy)

# assignment and deletion with a step
for start, stop, step in [(None, None, 2), (1, None, 3), (None, None, -1), (10, 2, -3), (4, 4, 2), (0, 12, 5)]:
    copy = numbers[:]
    size = len(copy[start:stop:step])
    copy[start:stop:step] = "x" * size
    print(copy)
    copy = numbers[:]
    del copy[start:stop:step]
    print(copy)

# a list into itself
a = [1, 2, 3]
a[1:2] = a
print(a)
a[::2] = a[1::2] + [0]
print(a)
a[:0] = (x * x for x in range(3))
print(a)
a += a
print(a)
a.extend(a[2:4])
print(a)


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


print(numbers[Index(2):Index(8):Index(2)], numbers[Index(-1)])
show("step zero", lambda: numbers[::0])
show("float", lambda: numbers[1.0:])
show("string index", lambda: numbers["1" if numbers else 0])
show("range", lambda: numbers[99])
show("huge", lambda: numbers[10**20])
show("huge slice", lambda: numbers[10**20:])
show("huge negative", lambda: numbers[-10**20:3])


def assign(index, value):
    copy = numbers[:]
    copy[index] = value
    return copy


def delete(index):
    copy = numbers[:]
    del copy[index]
    return copy


show("wrong size", lambda: assign(slice(None, None, 2), [1]))
show("not iterable", lambda: assign(slice(1, 2), 5))
show("not iterable, step", lambda: assign(slice(1, 9, 2), 5))
show("assign out of range", lambda: assign(12, 0))
show("assign negative", lambda: assign(-12, "first"))
show("delete out of range", lambda: delete(-13))
show("delete string", lambda: delete("a"))
show("delete slice", lambda: delete(slice(2, 10)))
print(hash(slice(1, 2)) == hash(slice(1, 2)), {slice(1, 2): "s"}[slice(1, 2)], slice(1) < slice(2), slice(3).indices(2))
