# run: iterators whose end carries a value end loops like any other
def generator():
    yield 1
    return 5


class Iterator:
    def __init__(self, end):
        self.left, self.end = 2, end

    def __iter__(self):
        return self

    def __next__(self):
        if not self.left:
            raise self.end
        self.left -= 1
        return self.left


class End(StopIteration):
    pass


def loop(iterable):
    total = 0
    try:
        for item in iterable:
            total += item
        else:
            total += 100
    except Exception as error:
        print("leaks", type(error).__name__, error)
    return total


def bare(iterable):
    for item in iterable:
        print(item, end=" ")
    print([item for item in iterable])


for make in (generator, lambda: Iterator(StopIteration), lambda: Iterator(StopIteration(7)), lambda: Iterator(End(8, 9))):
    print(loop(make()), list(make()), sum(make()), [*make()], {item for item in make()}, dict.fromkeys(make()), max(make()))
    bare(make())
    first, *rest = make()
    print(first, rest, 0 in make(), list(zip(make(), make())), list(map(str, make())), any(make()), sorted(make()), tuple(enumerate(make())))
for end in (ValueError(1), KeyError):
    print(loop(Iterator(end)))
