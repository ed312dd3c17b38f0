# run: attributes and constructors of the built-in exceptions
# not on wasm32-wasi: errors of the system have WASI's numbers there, as in CPython's own build for it
e = ValueError("a", 1)
print(e.args, repr(e), str(e), e.__traceback__, e.__context__, e.__cause__, e.__suppress_context__, e.__dict__)
e.args = (2,); print(str(e)); e.foo = 1; print(e.__dict__, e.foo)
print(KeyError("x"), KeyError(), KeyError(1, 2), repr(KeyError("x")), StopIteration(3).value, StopIteration().value, SystemExit(3).code, SystemExit().code, SystemExit(1, 2).code)
o = OSError(2, "nf", "file"); print(type(o), o.errno, o.strerror, o.filename, o.args, str(o), repr(o))
print(type(OSError(1, "x")), type(OSError(11, "x")), type(OSError(17, "x")), OSError("just"), OSError(), OSError(1))
print(ImportError("a", name="b").name, ImportError("a").msg, repr(ImportError("a", name="b")))
for bad in (lambda: ValueError(x=1), lambda: ImportError("x", foo=1), lambda: KeyError("x", y=1), lambda: e.with_traceback(3), lambda: e.add_note(3), lambda: setattr(e, "__cause__", 3), lambda: setattr(e, "__context__", 3), lambda: setattr(e, "args", 3), lambda: delattr(e, "args"), lambda: UnicodeDecodeError("x"), lambda: AttributeError("a", bad=1), lambda: setattr(e, "__traceback__", 1)):
    try: bad(); print("no error")
    except Exception as x: print(type(x).__name__, x)
u = UnicodeDecodeError("utf-8", b"abc\xff", 3, 4, "bad"); print(u, u.encoding, u.object, u.start, u.end, u.reason)
u = UnicodeEncodeError("ascii", "aé", 1, 2, "ord"); print(u)
u = UnicodeTranslateError("aé", 1, 2, "r"); print(u)
s = SyntaxError("m", ("f", 1, 2, "t")); print(s, s.filename, s.lineno, s.offset, s.text, s.msg, s.end_lineno)
print(Exception.__bases__, RecursionError.__mro__)
print(issubclass(FileNotFoundError, OSError), IOError is OSError, EnvironmentError is OSError, ExceptionGroup.__mro__, ModuleNotFoundError.__base__)
class E1(KeyError, AttributeError): pass
try: raise E1("q")
except AttributeError as x: print(repr(x), str(x), x.name)
class E3(Exception):
    def __init__(self, code): self.code = code
x = E3(5); print(x, repr(x), x.args, x.code)
class E4(Exception):
    def __new__(cls, *a): o = super().__new__(cls, *a); o.made = True; return o
print(E4(1).made, E4(1, 2).args)
