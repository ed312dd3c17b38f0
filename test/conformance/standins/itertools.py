def permutations(items):
    items = tuple(items)
    if not items:
        yield ()
    for place, item in enumerate(items):
        for rest in permutations(items[:place] + items[place + 1:]):
            yield (item, *rest)


def product(*pools):
    if not pools:
        yield ()
        return
    for rest in list(product(*pools[:-1])):
        for item in pools[-1]:
            yield (*rest, item)


def takewhile(predicate, items):
    for item in items:
        if not predicate(item):
            return
        yield item


class chain:
    def __init__(self, *parts):
        self.iterator = self.through(parts)

    @staticmethod
    def through(parts):
        for part in parts:
            yield from part

    def __iter__(self):
        return self.iterator

    def __next__(self):
        return next(self.iterator)
