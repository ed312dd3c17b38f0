import sys


class Node:
    def __init__(self, next):
        self.next = next


def lists():
    kept = []
    while True:
        kept.append([0] * 1000)


def objects():
    items = []
    while True:
        items.append(object())


def floats():
    items = []
    while True:
        items.append(1.5)


def caught_inside():
    items = []
    try:
        while True:
            items.append(1)
    except MemoryError:
        del items
        raise


def dictionaries():
    table = {}
    number = 0
    while True:
        table[number] = str(number)
        number += 1


def strings():
    text = "ab"
    while True:
        text += text


def many_strings():
    kept = []
    while True:
        kept.append("x%d" % len(kept))


def integers():
    return 1 << (1 << 42)


def bytes_at_once():
    return bytes(1 << 40)


def repeated():
    return "a" * (1 << 44)


def instances():
    node = None
    while True:
        node = Node(node)


def nested():
    value = []
    while True:
        value = [value]


def numbers(first):
    yield first
    yield from numbers(first + 1)


def generators():
    kept = []
    while True:
        kept.append(numbers(0))
        next(kept[-1])


def doubled(number):
    while True:
        yield number
        number *= 2


def leaving_compiled_code():
    kept = []
    while True:
        made = doubled(1 << 59)
        kept.append(made)
        for _ in range(5):
            next(made)


def doubling(number, times):
    for _ in range(times):
        number *= 2
    return number


def leaving_in_a_loop():
    kept = []
    while True:
        kept.append(doubling(1 << 50, 10 + len(kept) % 2))


def sets():
    return set(range(10**9))


def tuples():
    return tuple(range(10**9))


def sorting():
    return sorted(range(10**9))


def comprehension():
    return [number for number in range(10**9)]


def joined():
    return ",".join(map(str, range(10**9)))


def deep(level):
    return 1 + deep(level + 1)


def recursion():
    sys.setrecursionlimit(10**8)
    return deep(0)


for attempt in range(2):
    try:
        print("ended", globals()[sys.argv[1]]())
    except (MemoryError, RecursionError) as error:
        print(type(error).__name__)
print("alive", len([0] * 100))
