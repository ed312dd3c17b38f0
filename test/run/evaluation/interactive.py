# run: single mode and sys.displayhook, as an interactive session would use them
import builtins
import sys


def named_for_the_linker():
    import math


def feed(text, names):
    try:
        exec(compile(text + "\n", "<console>", "single"), names)
    except Exception as error:
        print(type(error).__name__, error)


names = {"__name__": "__console__"}
for line in ("1 + 1", "x = 3", "x * 2", "None", "_", "'quoted'", "for i in range(2): i", "[x, x]", "1 / 0", "print('printed')", "def f(): return 'called'\n", "f()",
             "x; x + 1", "if x: 'yes'\nelse: 'no'\n", "(lambda: 5)()", "pass", "import math", "math.floor(2.5)", "undefined_name", "class C: 1\n", "C.__name__", "x = 4; x"):
    feed(line, names)
print(repr(builtins._), sorted(k for k in names if not k.startswith("__")))
seen = []
original = sys.displayhook
sys.displayhook = seen.append
feed("x", names)
feed("None", names)
feed("'through the hook'", names)
sys.displayhook = original
print(seen)
feed("x", names)
print(builtins._)
del sys.displayhook
feed("x", names)
sys.displayhook = original


class Loud:
    def __repr__(self):
        raise LookupError("no repr")


names["Loud"] = Loud
feed("Loud()", names)
sys.displayhook(None)
sys.displayhook("direct")
