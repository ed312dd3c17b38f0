# run: what sys.excepthook prints: contexts, causes, syntax errors, unicode errors
import sys
def show(f):
    try: f()
    except BaseException as e:
        try: sys.excepthook(type(e), e, e.__traceback__)
        except SystemExit: print("SystemExit")
class Ctx:
    def __enter__(self): return self
    def __exit__(self, t, v, tb): print("exit", t, v, tb is not None); return True
class Ctx2(Ctx):
    def __exit__(self, *a): raise KeyError("from exit")
def c1():
    try: 1/0
    except ZeroDivisionError: raise ValueError("x") from None
def c2():
    try:
        try: 1/0
        finally: [][1]
    except IndexError as e:
        print(repr(e.__context__), e.__cause__, e.__suppress_context__)
        raise
def c3():
    e = ValueError("self"); e.__cause__ = e
    raise e
def c4():
    a = ValueError("a"); b = ValueError("b")
    a.__context__ = b
    try: raise b
    except ValueError: raise a
def c5():
    try: raise KeyError("missing")
    except KeyError as e:
        err = e
    try: err2 = e
    except UnboundLocalError as u: print(u)
    try: e
    except NameError as u: print(type(u).__name__)
    raise err
def c6():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: return "ret"
        finally: print("fin", i)
def c7():
    try: return 1
    finally: print("finally runs")
def c8():
    raise StopIteration(5)
def c9():
    def gen():
        yield 1
        raise StopIteration
    list(gen())
def c10(): raise SyntaxError("bad", ("file.py", 3, 5, "  foo bar\n", 3, 8))
def c11(): raise SyntaxError("only msg")
def c12(): exec("x = = 3")
def c13(): exec("def f(:\n pass", {})
def c14(): eval("1 +")
def c15(): raise UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte")
def c16(): b"\xff".decode()
def c17(): "\ud800".encode()
def c18(): raise KeyboardInterrupt
def c19():
    class BadStr(Exception):
        def __str__(self): raise ValueError
    raise BadStr(1)
for f in (c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19):
    print("==", f.__name__)
    show(f)
