# run: an AttributeError that a hook or a property raises learns the name and the object, and suggests
import sys

class A:
    foo = 1
    def __getattr__(self, n): raise AttributeError(f"no {n}")
class B:
    foo = 1
    @property
    def p(self): raise AttributeError("prop")
    @property
    def q(self): return self.foe
class C:
    foo = 1
    def __getattribute__(self, n): raise AttributeError("gat " + n)
class Sub(AttributeError): pass
class D:
    foo = 1
    def __getattr__(self, n): raise Sub("sub " + n)
class E:
    def __getattr__(self, n): return A().fooo
for o, n in ((A(), "fooo"), (B(), "p"), (B(), "q"), (C(), "fop"), (D(), "fooo"), (E(), "zz")):
    try: getattr(o, n)
    except AttributeError as e: print(e, e.name, type(e.obj).__name__); sys.excepthook(type(e), e, e.__traceback__)
try: A().fooo
except AttributeError as e: print(e, e.name, type(e.obj).__name__); sys.excepthook(type(e), e, e.__traceback__)
try: A().fooo()
except AttributeError as e: print(e, e.name, type(e.obj).__name__)
def f(a): return a.fooo
for i in range(3):
    try: f(A())
    except AttributeError as e: print(e, e.name, type(e.obj).__name__)
try: A().__getattr__("x")
except AttributeError as e: print(e, e.name, e.obj)
print(hasattr(A(), "b"), getattr(A(), "b", 5))
class M(type):
    def __getattr__(cls, n): raise AttributeError("meta")
class X(metaclass=M): foo = 1
try: X.fooo
except AttributeError as e: print(e, e.name, e.obj)
try: super(B, B()).zork
except AttributeError as e: print(e, e.name, type(e.obj))
m = type(sys)("m")
try: m.__dict__ = {}
except AttributeError as e: print(e)
try: del m.__dict__
except AttributeError as e: print(e)
m.__getattr__ = lambda n: (_ for _ in ()).throw(AttributeError("mod " + n))
try: m.zip
except AttributeError as e: print(e, e.name, e.obj is m)
