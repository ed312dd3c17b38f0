# run: exception groups: printing, splitting, except*
import sys
def show(f):
    try: f()
    except BaseException as e:
        try: sys.excepthook(type(e), e, e.__traceback__)
        except SystemExit: print("SystemExit")
def g1():
    raise ExceptionGroup("top", [ValueError(1), TypeError("t"), ExceptionGroup("nested", [KeyError("k"), FileNotFoundError(2, "No such file", "fn")])])
def g2():
    try:
        raise ExceptionGroup("eg", [ValueError("a"), TypeError("b"), KeyError("c")])
    except* ValueError as e:
        print("VE", repr(e), e.exceptions)
    except* TypeError as e:
        print("TE", repr(e))
def g3():
    try:
        raise ValueError("bare")
    except* ValueError as e:
        print(repr(e), type(e))
def g4():
    try:
        raise ExceptionGroup("eg", [ValueError("a"), TypeError("b")])
    except* ValueError as e:
        raise RuntimeError("in handler")
def g5():
    try:
        raise ExceptionGroup("eg", [ValueError("a"), TypeError("b")])
    except* ValueError:
        raise
def g6():
    try:
        raise ExceptionGroup("x", [])
    except ValueError as e: print(e)
    try:
        raise ExceptionGroup("x", [1])
    except ValueError as e: print(e)
    try:
        raise ExceptionGroup("x", [KeyboardInterrupt()])
    except TypeError as e: print(e)
    try: ExceptionGroup(1, [ValueError()])
    except TypeError as e: print(e)
    try: ExceptionGroup("x")
    except TypeError as e: print(e)
    try: ExceptionGroup("x", 3)
    except TypeError as e: print(e)
    print(repr(BaseExceptionGroup("x", [KeyboardInterrupt()])), repr(BaseExceptionGroup("x", [ValueError()])), type(BaseExceptionGroup("x", [ValueError()])))
    e = ExceptionGroup("m", [ValueError(1), ExceptionGroup("n", [TypeError(2), ValueError(3)])])
    print(e.split(ValueError), e.subgroup(lambda x: isinstance(x, TypeError)), e.split(OSError), e.message, e.exceptions)
    print(str(e), e.subgroup((ValueError, TypeError)) , e.derive([OSError()]))
    try:
        try: raise e
        except* ExceptionGroup: pass
    except TypeError as x: print(x)
    class MyEG(ExceptionGroup):
        def derive(self, excs): return MyEG(self.message, excs)
    print(repr(MyEG("q", [ValueError(1), TypeError(2)]).split(ValueError)))
for f in (g1, g2, g3, g4, g5, g6): print("==", f.__name__); show(f)
