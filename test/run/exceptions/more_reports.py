# run: what sys.excepthook prints: suggestions, handlers that fail, generators
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
def c20():
    class Q(Exception): __module__ = "some.mod"
    raise Q("multi\nline")
def c21(): raise PermissionError(13, "denied", "a", None, "b")
def c23(): raise ImportError("x", name="n", path="p")
def c24(): raise Exception
def c25(): raise Exception(None)
def c26(): raise Exception("a", 1)
def c27(): raise AttributeError("msg", name="foo", obj=[])
def c28(): int("abc")
def c29(): [].appendd
def c30(): raise NameError("name 'printt' is not defined", name="printt")
def c32(): raise ValueError(*range(3)).with_traceback(None)
def c33():
    import sys
    sys.maxsiz
def c34(): raise type("Dyn", (Exception,), {})("dyn")
def c35():
    try: raise ValueError(1)
    except (TypeError, ValueError) as e: raise e.__class__(2) from e
def c36():
    try: raise ValueError
    except 3: pass
def c37():
    try: raise ValueError
    except (TypeError, "x"): pass
def c38():
    try: f = 1/0
    except ZeroDivisionError as e:
        tb = e.__traceback__
        print(tb.tb_lineno - c38.__code__.co_firstlineno, tb.tb_frame.f_code.co_name, tb.tb_next, sys.exc_info()[0], sys.exception() is e)
    print(sys.exc_info(), sys.exception())
def c39():
    with Ctx(): raise ValueError("swallowed")
    with Ctx2(): raise ValueError("not")
def c40():
    def inner():
        try: yield 1
        except ValueError as e: print("got", e); raise TypeError("from gen")
        finally: print("gen finally")
    g = inner(); next(g); g.throw(ValueError("thrown"))
for f in (c20, c21, c23, c24, c25, c26, c27, c28, c29, c30, c32, c33, c34, c35, c36, c37, c38, c39, c40):
    print("==", f.__name__)
    show(f)
