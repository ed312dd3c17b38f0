# run: closures, cells shared between functions, nonlocal and global
def counter(start=0):
    value = start

    def step(by=1):
        nonlocal value
        value += by
        return value

    def reset():
        nonlocal value
        value = start

    return step, reset


step, reset = counter(10)
print(step(), step(5), reset(), step(), counter()[0](), step.__closure__ is not None, len(step.__closure__))
functions = []
for i in range(3):
    def shows(j=i):
        return i, j

    functions.append(shows)
print([f() for f in functions])
i = "changed"
print([f() for f in functions])


def outer():
    x = 1

    def middle():
        y = 2

        def inner():
            nonlocal x, y
            x += 10
            y += 20
            return x, y

        return inner(), inner(), y

    return middle(), x


print(outer())
total = 0


def add(n):
    global total, created
    total += n
    created = "by a function"


add(3)
add(4)
print(total, created)


def late():
    def use():
        return value

    try:
        use()
    except NameError as error:
        print(type(error).__name__, error)
    value = 5
    return use()


print(late())


def unbound():
    try:
        print(local)
    except UnboundLocalError as error:
        print(type(error).__name__, error)
    local = 1
    del local
    try:
        print(local)
    except UnboundLocalError as error:
        print(error)


unbound()


def make_stack():
    items = []

    def push(item):
        items.append(item)
        return len(items)

    def pop():
        return items.pop() if items else None

    return push, pop, lambda: list(items)


push, pop, peek = make_stack()
print(push(1), push(2), peek(), pop(), pop(), pop(), peek())


def compose(*functions):
    def composed(value):
        for function in reversed(functions):
            value = function(value)
        return value

    return composed


print(compose(lambda x: x + 1, lambda x: x * 2, abs)(-5))


def memo(function):
    cache = {}

    def wrapper(*args):
        if args not in cache:
            cache[args] = function(*args)
        return cache[args]

    wrapper.cache = cache
    return wrapper


@memo
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), len(fib.cache))


def accumulate():
    result = []
    while True:
        value = yield result
        result = result + [value]


generator = accumulate()
next(generator)
print(generator.send(1), generator.send(2))
print((lambda x: lambda y: lambda z: x + y + z)(1)(2)(3))


def recursive(n):
    def down(k):
        return [] if k == 0 else [k] + down(k - 1)

    return down(n)


print(recursive(4))
