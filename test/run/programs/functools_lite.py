def reduce(function, items, *start):
    iterator = iter(items)
    total = start[0] if start else next(iterator)
    for item in iterator:
        total = function(total, item)
    return total


def total_order(cls):
    def greater(self, other):
        return not (self < other or self == other)

    cls.__gt__ = greater
    cls.__le__ = lambda self, other: self < other or self == other
    cls.__ge__ = lambda self, other: not self < other
    return cls
