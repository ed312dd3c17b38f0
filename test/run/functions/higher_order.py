# run: map, filter, sorted keys, reduce by hand, currying, composition, callbacks with state
def reduce(function, items, *start):
    iterator = iter(items)
    result = start[0] if start else next(iterator)
    for item in iterator:
        result = function(result, item)
    return result


def curry(function, count):
    def take(*args):
        if len(args) >= count:
            return function(*args)
        return lambda *more: take(*args, *more)

    return take


def compose(*functions):
    return reduce(lambda f, g: lambda *a, **k: f(g(*a, **k)), functions)


def partial(function, *fixed, **named):
    def called(*args, **more):
        return function(*fixed, *args, **{**named, **more})

    return called


print(reduce(lambda a, b: a * b, range(1, 6)), reduce(lambda a, b: a + [b] if b not in a else a, "abcab", []), curry(lambda a, b, c: a + b * c, 3)(1)(2)(3), curry(max, 2)(5, 3), compose(str, abs, int)("-7"), partial(sorted, reverse=True)([1, 3, 2]), partial(print, "fixed", sep="-")("more"))
people = [("Ada", 36, 1.65), ("Bob", 25, 1.8), ("Cy", 36, 1.7), ("Dee", 25, 1.6)]
print(sorted(people, key=lambda p: (p[1], -p[2])), max(people, key=lambda p: p[2])[0], min(people, key=lambda p: (p[1], p[0]))[0])
print(list(map(lambda p: p[0].upper(), filter(lambda p: p[1] > 30, people))), dict(map(lambda p: (p[0], p[1]), people)), list(map(lambda a, b, c: a + b + c, [1, 2], [10, 20], [100, 200])))


def group_by(key, items):
    groups = {}
    for item in items:
        groups.setdefault(key(item), []).append(item[0])
    return groups


print(group_by(lambda p: p[1], people), group_by(lambda w: len(w), ["aa", "b", "cc"]))


class Events:
    def __init__(self):
        self.handlers = {}

    def on(self, name):
        def add(function):
            self.handlers.setdefault(name, []).append(function)
            return function

        return add

    def emit(self, name, *args):
        return [handler(*args) for handler in self.handlers.get(name, ())]


events = Events()
total = []


@events.on("data")
def first(value):
    total.append(value)
    return sum(total)


events.on("data")(lambda value: value * 2)
events.on("end")(total.clear)
print(events.emit("data", 3), events.emit("data", 4.5), events.emit("end"), total, events.emit("none"))


def fix(f):
    return (lambda x: x(x))(lambda x: f(lambda *a: x(x)(*a)))


print(fix(lambda self: lambda n: 1 if n == 0 else n * self(n - 1))(10))
pipeline = [str.strip, str.lower, lambda s: s.replace(" ", "_"), list, reversed, "".join]
print(reduce(lambda value, step: step(value), pipeline, "  Some Text  "))
counts = {}
list(map(lambda c: counts.__setitem__(c, counts.get(c, 0) + 1), "hello"))
print(counts, any(map(str.isupper, "abC")), all(map(lambda x: x > 0, [1, 2])), sum(map(int, "12345")), list(zip(*[iter(range(6))] * 2)))
apply_twice = lambda f: lambda x: f(f(x))
print(apply_twice(apply_twice)(lambda n: n + 3)(1), (lambda *fs: [f(2) for f in fs])(lambda x: x + 1, lambda x: x**2, float))
