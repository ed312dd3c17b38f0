# run: generators as pipelines, infinite sequences, trees and coroutine-like schedulers
def naturals(start=1):
    n = start
    while True:
        yield n
        n += 1


def take(n, items):
    for _, item in zip(range(n), items):
        yield item


def where(test, items):
    for item in items:
        if test(item):
            yield item


def primes():
    known = []
    for n in naturals(2):
        if all(n % p for p in known if p * p <= n):
            known.append(n)
            yield n


def windows(items, size):
    window = []
    for item in items:
        window.append(item)
        if len(window) == size:
            yield tuple(window)
            window.pop(0)


def chunks(items, size):
    for i in range(0, len(items), size):
        yield items[i : i + size]


def interleave(*sources):
    iterators = [iter(source) for source in sources]
    while iterators:
        alive = []
        for iterator in iterators:
            try:
                yield next(iterator)
                alive.append(iterator)
            except StopIteration:
                pass
        iterators = alive


print(list(take(10, primes())), list(take(3, where(lambda n: n % 7 == 0, naturals()))), list(windows("abcde", 3)), list(chunks(list(range(7)), 3)), list(interleave("ab", [1, 2, 3], ())))


class Tree:
    def __init__(self, value, left=None, right=None):
        self.value, self.left, self.right = value, left, right

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right

    def insert(self, value):
        side = "left" if value < self.value else "right"
        child = getattr(self, side)
        if child:
            child.insert(value)
        else:
            setattr(self, side, Tree(value))


tree = Tree(50)
seed = 7
for _ in range(40):
    seed = seed * 1103515245 + 12345 & 0x7FFFFFFF
    tree.insert(seed % 100)
print(list(tree), sum(tree), len(set(tree)))


def worker(name, steps):
    for step in range(steps):
        order = yield f"{name}{step}"
        if order == "stop":
            return f"{name} stopped"
    return f"{name} finished"


def schedule(tasks):
    log, results, turn = [], [], 0
    queue = [(task, None) for task in tasks]
    while queue:
        task, message = queue.pop(0)
        try:
            log.append(task.send(message))
            turn += 1
            queue.append((task, "stop" if turn == 7 else "go"))
        except StopIteration as stop:
            results.append(stop.value)
    return log, results


print(schedule([worker("a", 3), worker("b", 5), worker("c", 1)]))


def averager():
    total, count, average = 0.0, 0, None
    while True:
        value = yield average
        total += value
        count += 1
        average = total / count


mean = averager()
next(mean)
print([mean.send(v) for v in (10, 20, 60, 2)])


def permutations(items, size=None):
    size = len(items) if size is None else size
    if size == 0:
        yield ()
        return
    for i, item in enumerate(items):
        for rest in permutations(items[:i] + items[i + 1 :], size - 1):
            yield (item, *rest)


def product(*pools):
    if not pools:
        yield ()
    else:
        for item in pools[0]:
            for rest in product(*pools[1:]):
                yield (item,) + rest


print(list(permutations("abc")), list(permutations([1, 2, 3], 2)), list(product("ab", [1, 2])), sum(1 for _ in product(range(5), range(5), range(5))))


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


def takewhile(test, items):
    for item in items:
        if not test(item):
            break
        yield item


total = 0
for value in takewhile(lambda n: n < 4_000_000, fibonacci()):
    if value % 2 == 0:
        total += value
print(total, next(n for n in fibonacci() if n > 10**25))
count = 0
for i in (x for x in range(100000) if x % 3 == 0):
    count += i & 1
print(count)
