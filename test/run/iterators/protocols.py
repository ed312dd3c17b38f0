# run: the iterator protocol in all its corners: sentinels, sequence iteration, StopIteration, exhausted iterators, unpacking
def show(function):
    try:
        print(function())
    except BaseException as error:
        print(type(error).__name__, error)


values = iter([5, 3, 0, 9])
print(list(iter(lambda: next(values), 0)), list(values))
print(list(iter(iter([1, 2]).__next__, None)))
calls = []
sentinel = iter(lambda: calls.append(1) or len(calls), 3)
print(list(sentinel), list(sentinel), len(calls))


def stops():
    raise StopIteration("early")


print(list(iter(stops, 1)))
show(lambda: iter(5, 5))
show(lambda: iter(object()))
show(lambda: next(object()))
show(lambda: next(iter([])))
show(lambda: next(iter([]), *[1]))


class Old:
    def __init__(self, n):
        self.n = n

    def __getitem__(self, i):
        if i == self.n:
            raise IndexError(i)
        if i > 10:
            raise ValueError("too far")
        return i * 2


print(list(Old(4)), 6 in Old(4), 7 in Old(4), [*Old(2)], dict(enumerate(Old(2))), max(Old(3)))
it = iter(Old(3))
print(next(it), next(it), next(it), next(it, "x"), next(it, "y"), type(it).__name__)
show(lambda: list(Old(20)))
a, b, c = Old(3)
print(a, b, c)
show(lambda: [a for a, b in [Old(3)]])


class Counter:
    def __init__(self, stop):
        self.i, self.stop = 0, stop

    def __iter__(self):
        return self

    def __next__(self):
        self.i += 1
        if self.i > self.stop:
            raise StopIteration
        return self.i

    def __length_hint__(self):
        print("hint", end=" ")
        return 10


print(list(Counter(3)), tuple(Counter(2)), sum(Counter(4)), sorted(Counter(3), reverse=True), 2 in Counter(5))
first, *middle, last = Counter(5)
print(first, middle, last)
show(lambda: (lambda a, b: None)(*Counter(3)))


def unpack(n, source):
    if n == 2:
        a, b = source
        return a, b
    a, *b, c = source
    return a, b, c


show(lambda: unpack(2, Counter(1)))
show(lambda: unpack(2, Counter(3)))
show(lambda: unpack(3, Counter(1)))
show(lambda: unpack(2, 5))
show(lambda: unpack(2, [1, 2, 3]))
show(lambda: unpack(2, (1,)))
show(lambda: unpack(2, {"x": 1, "y": 2}))
show(lambda: unpack(3, "ab"))
show(lambda: unpack(2, "abc"))


class BadIter:
    def __iter__(self):
        return 5


class NoneIter:
    __iter__ = None

    def __getitem__(self, i):
        return i


class BadNext:
    def __iter__(self):
        return self

    def __next__(self):
        raise KeyError("inside")


class BadHint(Counter):
    def __length_hint__(self):
        return "many"


show(lambda: iter(BadIter()))
show(lambda: list(NoneIter()))
show(lambda: list(BadNext()))
show(lambda: [x for x in BadNext()])
show(lambda: list(BadHint(2)))
show(lambda: 3 in NoneIter())
for x in Counter(3):
    if x == 2:
        break
else:
    print("not reached")
for x in []:
    pass
else:
    print("empty loop's else")
nested = [[1, [2, 3]], [4, [5, 6]]]
for a, (b, *c) in nested:
    print(a, b, c)
for i, (k, v) in enumerate({"x": 1}.items()):
    print(i, k, v)
print([y for x in ["ab", "cd"] for y in x if y != "c"], {x: [y for y in range(x)] for x in range(3)}, {x % 3 for x in range(10)}, list(x for x in range(3)))
gen = (print("step", i) or i for i in range(3))
print(next(gen), list(gen), list(gen))
