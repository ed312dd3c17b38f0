# run: properties and methods: setters, deleters, what is refused
class P:
    def __init__(self): self._x = 1
    @property
    def x(self):
        "doc of x"
        return self._x
    @x.setter
    def x(self, v): self._x = v
    @x.deleter
    def x(self): del self._x
    @property
    def ro(self): return 1
    wo = property(None, lambda s, v: print("wo", v))
p = P(); p.x = 5; print(p.x, P.x.__doc__, P.x.fget.__name__); del p.x
for f in ("p.x", "p.ro = 1", "del p.ro", "p.wo", "P.ro.fset", "p.nope", "del p.nope", "P.nope = 1\nprint(P.nope)", "del P.nope\nP.nope"):
    try: exec(f)
    except Exception as e: print(f, "->", type(e).__name__, e)
p.wo = 3
print(type(P.__dict__['x']), P.x.__name__)
class M:
    @classmethod
    def c(cls, a): return cls, a
    @staticmethod
    def s(a): return a
    def m(self): return self
m = M(); print(m.c(1), M.c(2), m.s(3), M.s(4), m.m() is m, type(M.m), type(M.__dict__['c']), type(M.__dict__['s']))
print(m.m.__func__ is M.m, m.m == m.m, m.m.__name__, m.m.__self__ is m, hash(m.m) == hash(m.m))
try: M.m()
except TypeError as e: print(e)
