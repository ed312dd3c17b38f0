# run: names that modules do not have: built-in ones, packages and files, by every form of import
import sys


def attempt(text):
    try:
        exec(text, {"__name__": "__main__"})
    except ImportError as error:
        print(type(error).__name__, error, error.name, bool(error.path), error.name_from)
    except AttributeError as error:
        print(type(error).__name__, error, error.name)


try:
    from sys import nothing_here
except ImportError as error:
    print(error, error.name, error.path, error.name_from)
try:
    from math import pi, sine
except ImportError as error:
    print(error, error.name, error.path, error.name_from)
attempt("from builtins import prnt")
attempt("import math.sine")
attempt("import sys as s; s.pth")
attempt("import math; math.sine")
sys.here = type(sys)("here")
attempt("from sys.here import x")
sys.modules["made"] = type(sys)("made")
attempt("from made import x")
attempt("import made; made.x")
sys.modules["odd"] = 5
attempt("from odd import x")
sys.modules["gone"] = None
attempt("import gone")
attempt("from gone import x")
attempt("import gone.x")
del sys.modules["made"].__name__
attempt("from made import y")
