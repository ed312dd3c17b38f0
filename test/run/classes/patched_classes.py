# run: super in a diamond, __class__ and __dict__ assignment, methods patched later
class Base:
    def hi(self): return "Base.hi"
    def __eq__(self, o): return NotImplemented
class L(Base):
    def hi(self): return "L>" + super().hi()
class R(Base):
    def hi(self): return "R>" + super().hi()
class LR(L, R):
    def hi(self): return "LR>" + super().hi()
print(LR().hi(), [c.__name__ for c in LR.__mro__], LR.__bases__, LR.__base__, LR.mro() == list(LR.__mro__))
print(isinstance(LR(), Base), issubclass(LR, (int, R)), isinstance(3, (str, int)), Base.__subclasses__())
o = LR(); o.__class__ = L; print(type(o).__name__)
o.q = 1; o.__dict__['w'] = 2; print(o.w, vars(o), o.__dict__)
o.__dict__ = {'n': 1}; print(o.n, hasattr(o, 'q'))
def later(self): return "patched"
L.hi = later; print(o.hi(), LR().hi())
L.__len__ = lambda s: 7; print(len(o))
del L.__len__
try: len(o)
except TypeError as e: print(e)
