# run: except* in generators and coroutines: what is handled there, also after they were suspended
import sys


def plain():
    try:
        1 + "a"
    except* TypeError:
        try:
            raise ValueError(4)
        except Exception:
            pass
        raise ValueError(54)


def generator():
    yield 1
    try:
        raise ExceptionGroup("many", [TypeError(1), KeyError(2), OSError(3)])
    except* TypeError as group:
        try:
            yield group, sys.exception()
            raise ValueError(4)
        except ValueError as error:
            yield error.__context__, sys.exception()
        yield sys.exception()
    except* KeyError:
        yield sys.exception()
        try:
            raise
        except* KeyError as again:
            yield again
        raise LookupError("last")


async def coroutine():
    try:
        await other()
    except* ZeroDivisionError:
        try:
            await other()
        except Exception:
            try:
                pass
            except* TypeError:
                pass
        raise ValueError(sys.exception())


async def other():
    return 1 / 0


def show(error, depth=0):
    print("  " * depth, repr(error))
    if error.__context__:
        show(error.__context__, depth + 1)
    for member in getattr(error, "exceptions", ()):
        show(member, depth + 2)


try:
    plain()
except ValueError as error:
    show(error)
try:
    raise RuntimeError("outer")
except RuntimeError:
    try:
        for value in generator():
            print(value, sys.exception())
    except BaseException as error:
        show(error)
    try:
        coroutine().send(None)
    except BaseException as error:
        show(error)
    print(sys.exception())
