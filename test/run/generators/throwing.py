# run: throw() into generators: where it arrives, what it returns, contexts and tracebacks
import sys


class Custom(Exception):
    pass


def resilient():
    count = 0
    while True:
        try:
            yield count
        except ValueError as error:
            print("caught", repr(error), repr(error.__context__), sys.exception() is error)
            count += 1
        except Custom as error:
            print("custom", error.args)
            yield "extra"
            count += 10
        else:
            count += 100


g = resilient()
print(next(g), g.throw(ValueError("one")), next(g), g.throw(Custom(1, 2)), next(g), next(g))
try:
    g.throw(KeyError("lost"))
except KeyError as error:
    print("came back", error, error.__traceback__.tb_next.tb_frame.f_code.co_name)
try:
    next(g)
except StopIteration as stop:
    print("finished", stop.value)


def never_started():
    yield 1


g = never_started()
try:
    g.throw(ValueError("early"))
except ValueError as error:
    print("early", error, error.__traceback__.tb_next.tb_lineno - never_started.__code__.co_firstlineno)
print(list(g))
try:
    g.throw(TypeError("late"))
except TypeError as error:
    print("late", error)


def show(function, *arguments):
    try:
        print("->", function(*arguments))
    except BaseException as error:
        print(type(error).__name__, error, error.args)


for bad in (1, "text", int, None, object()):
    g = never_started()
    try:
        g.throw(bad)
    except TypeError as error:
        print(str(error).split(" object at")[0])
show(never_started().throw)
show(never_started().throw, ValueError)
show(never_started().throw, ValueError("made"))


class Strange(Exception):
    def __new__(cls, *args):
        return 5


show(never_started().throw, Strange)


def cleanup(log):
    try:
        try:
            yield 1
        finally:
            log.append("inner")
    finally:
        log.append("outer")
        yield "in finally"


log = []
g = cleanup(log)
print(next(g), g.throw(RuntimeError("x")), log)
show(next, g)


def swallow():
    try:
        yield 1
    except GeneratorExit:
        yield 2


g = swallow()
next(g)
show(g.close)


def exit_with_value():
    try:
        yield 1
    except GeneratorExit:
        return "value"


g = exit_with_value()
next(g)
print(g.close(), g.close())


def raises_on_close():
    try:
        yield 1
    finally:
        raise LookupError("while closing")


g = raises_on_close()
next(g)
try:
    g.close()
except LookupError as error:
    print(error, repr(error.__context__))


def reenter():
    yield next(me)


me = reenter()
show(next, me)


def stops():
    yield 1
    raise StopIteration("inside")


g = stops()
next(g)
try:
    next(g)
except RuntimeError as error:
    print(error, repr(error.__cause__), error.__cause__ is error.__context__, error.__suppress_context__)


def handles_inner():
    try:
        1 / 0
    except ZeroDivisionError:
        yield sys.exception()
        yield sys.exception()
    yield sys.exception()


try:
    raise OSError("outside")
except OSError as outside:
    g = handles_inner()
    print(repr(next(g)), repr(sys.exception()))
    try:
        raise IndexError("other")
    except IndexError:
        print(repr(next(g)), repr(sys.exception()), repr(next(g)))
    print(repr(sys.exception()))
