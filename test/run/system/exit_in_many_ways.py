# run: SystemExit: what it carries, how it passes through finally and except, and the status it gives
import sys


def attempt(*arguments):
    try:
        sys.exit(*arguments)
    except SystemExit as error:
        print(repr(error), error.code, error.args)


attempt()
attempt(None)
attempt(0)
attempt(3)
attempt("message")
attempt((1, 2))
attempt([])
attempt(True)
attempt(2.5)
for value in (SystemExit(), SystemExit(1), SystemExit("a", "b"), SystemExit(None)):
    print(repr(value), value.code)
try:
    exit(4)
except SystemExit as error:
    print("exit", error.code)
try:
    quit()
except SystemExit as error:
    print("quit", error.code)
try:
    raise SystemExit
except BaseException as error:
    print(type(error).__mro__, isinstance(error, Exception))
order = []
try:
    try:
        sys.exit(5)
    finally:
        order.append("finally")
except SystemExit:
    order.append("outer")
print(order)


class Context:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        print("leaving with", kind.__name__, value)
        return value.code == 6


with Context():
    sys.exit(6)
print("swallowed")
print("to stdout")
print("to stderr", file=sys.stderr)
with Context():
    sys.exit("the last words: é")
