# run: classes of exceptions, chaining, notes, groups of attributes, and what is shown of them
class AppError(Exception):
    def __init__(self, message, code=1):
        super().__init__(message)
        self.code = code


class Missing(AppError, LookupError):
    def __str__(self):
        return f"missing: {super().__str__()} (code {self.code})"


class Silent(Exception):
    pass


def find(key):
    try:
        return {"a": 1}[key]
    except KeyError as error:
        raise Missing(key, code=7) from error


try:
    find("zz")
except LookupError as error:
    print(error, repr(error), error.code, error.args, repr(error.__cause__), repr(error.__context__), error.__suppress_context__)
try:
    try:
        raise Silent()
    except Silent:
        raise RuntimeError("second") from None
except RuntimeError as error:
    print(repr(error.__cause__), repr(error.__context__), error.__suppress_context__)
try:
    try:
        raise KeyError("first")
    finally:
        raise OSError("from finally")
except OSError as error:
    print(error, repr(error.__context__))
e = ValueError("a", 2, [3])
print(e, repr(e), e.args, ValueError(), repr(ValueError("one")), str(KeyError("key")), str(KeyError()), repr(KeyError("a", "b")))
e.add_note("a note")
e.add_note("another")
print(e.__notes__)
e.args = ("changed",)
print(e, isinstance(e, Exception), isinstance(e, BaseException), issubclass(KeyError, LookupError), issubclass(Missing, AppError))
print([c.__name__ for c in Missing.__mro__], [c.__name__ for c in (ZeroDivisionError.__bases__ + UnicodeDecodeError.__bases__ + RecursionError.__bases__ + ModuleNotFoundError.__bases__ + FileNotFoundError.__bases__)])
try:
    {}["x"]
except KeyError as error:
    saved = error
print(repr(saved), saved.__traceback__ is not None, saved.__traceback__.tb_lineno, saved.__traceback__.tb_next)
try:
    raise saved
except KeyError as error:
    print(error is saved)


def level(n):
    if n == 0:
        raise AppError("bottom")
    try:
        level(n - 1)
    except AppError as error:
        error.code += 1
        raise


try:
    level(5)
except AppError as error:
    depth = 0
    trace = error.__traceback__
    while trace:
        depth += 1
        trace = trace.tb_next
    print(error.code, depth)
try:
    raise StopIteration(42)
except StopIteration as error:
    print(error.value, error.args)
try:
    raise SystemExit(3)
except SystemExit as error:
    print(error.code)
try:
    import nothing_of_that_name
except ModuleNotFoundError as error:
    print(error, error.name)
try:
    [].missing
except AttributeError as error:
    print(error.name, error.obj)
try:
    undefined_name
except NameError as error:
    print(error.name)
try:
    "abc".encode("ascii").decode("utf-16")
except UnicodeDecodeError as error:
    print(error.reason)
try:
    raise FileNotFoundError(2, "No such file", "some/path")
except FileNotFoundError as error:
    print(error, error.errno, error.strerror, error.filename)
with_traceback = ValueError("x").with_traceback(None)
print(with_traceback.__traceback__, type(with_traceback).__name__)


class Retry:
    def __init__(self, times):
        self.times = times

    def __call__(self, function):
        failures = []
        for attempt in range(self.times):
            try:
                return function(attempt), failures
            except (ValueError, ZeroDivisionError) as error:
                failures.append(f"{type(error).__name__}: {error}")
        raise RuntimeError(f"gave up after {failures}")


def flaky(attempt):
    if attempt == 0:
        raise ValueError("not yet")
    return 10 // (attempt - 1)


print(Retry(3)(flaky))
try:
    Retry(2)(flaky)
except RuntimeError as error:
    print(error)
