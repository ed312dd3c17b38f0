FACTOR = 3
LOOKUP = {"one": 1, "two": 2, "three": 3}


def scale(x):
    return x * FACTOR


def pair(n):
    return n, n / 2


def apply(function, items):
    return [function(item) for item in items]


class Accumulator:
    def __init__(self):
        self.total = 0
        self.count = 0

    def add(self, value):
        self.total += value
        self.count += 1

    def mean(self):
        return self.total / self.count
