# run: decorators with and without arguments, stacked, on methods and classes
def traced(function):
    def wrapper(*args, **named):
        print(f"-> {function.__name__}{args}{named or ''}")
        result = function(*args, **named)
        print(f"<- {result!r}")
        return result

    wrapper.__name__ = function.__name__
    return wrapper


def repeat(times):
    print("making repeat", times)

    def decorate(function):
        print("decorating", function.__name__)

        def wrapper(*args):
            return [function(*args) for _ in range(times)]

        return wrapper

    return decorate


@traced
def add(a, b=1):
    """Adds."""
    return a + b


@repeat(2)
@repeat(times=3)
def greet(name):
    return "hi " + name


print(add(1), add(2, b=3), greet("x"))


class Registry:
    def __init__(self):
        self.handlers = {}

    def register(self, name):
        def decorate(function):
            self.handlers[name] = function
            return function

        return decorate

    def call(self, name, *args):
        return self.handlers[name](*args)


registry = Registry()


@registry.register("double")
def double(x):
    return x * 2


@registry.register("square")
def square(x):
    return x * x


print(registry.call("double", 4), registry.call("square", 4), sorted(registry.handlers))


def add_method(cls):
    cls.extra = lambda self: f"extra of {self.name}"
    return cls


class CountCalls:
    def __init__(self, function):
        self.function = function
        self.calls = 0

    def __call__(self, *args):
        self.calls += 1
        return self.function(*args)


@add_method
class Thing:
    name = "thing"

    @traced
    def method(self):
        return self.name

    @staticmethod
    @traced
    def helper(x):
        return x + 1

    @classmethod
    @traced
    def make(cls):
        return cls.__name__

    def __repr__(self):
        return "Thing()"


thing = Thing()
print(thing.extra(), thing.method(), thing.helper(1), Thing.make())


@CountCalls
def counted(x):
    return -x


print(counted(1), counted(2), counted.calls)
decorators = [lambda f: lambda: f() + "!", lambda f: lambda: f() * 2]


@decorators[0]
@decorators[1]
def word():
    return "ab"


print(word())


@lambda f: f()
def value():
    return "called at once"


print(value, add.__name__, square.__name__)
