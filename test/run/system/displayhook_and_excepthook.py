# run: the hooks of sys: what they print, and replacing them
import sys

sys.displayhook(5)
sys.displayhook("text")
sys.displayhook(None)
sys.displayhook([1, {"a": (2,)}])
print(_, sys.displayhook is sys.__displayhook__)
try:
    raise ValueError("shown by hand")
except ValueError as error:
    sys.excepthook(type(error), error, error.__traceback__)
    sys.excepthook(type(error), error, None)
    print(error.__traceback__ is not None)
try:
    try:
        {}["inner"]
    except KeyError as error:
        raise RuntimeError("outer") from error
except RuntimeError as error:
    sys.__excepthook__(*sys.exc_info())
try:
    sys.excepthook(1, 2, 3)
except TypeError as error:
    print(error)


class Out:
    def __init__(self):
        self.text = ""

    def write(self, text):
        self.text += text

    def flush(self):
        pass


out = Out()
old, sys.stderr = sys.stderr, out
try:
    1 / 0
except ZeroDivisionError as error:
    sys.excepthook(type(error), error, None)
print("into the void", file=sys.stderr)
sys.stderr = old
print(repr(out.text))
old, sys.stdout = sys.stdout, Out()
sys.displayhook({1})
caught, sys.stdout = sys.stdout.text, old
print(repr(caught))
