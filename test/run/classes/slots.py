# run: __slots__: access, deletion, inheritance, mangling, beside a __dict__
class S:
    __slots__ = ("a", "b", "__c")
    def __init__(self): self.a = 1; self.__c = 4
    def get(self): return self.__c
s = S(); print(s.a, s.get())
try: s.b
except AttributeError as e: print(e)
try: s.z = 1
except AttributeError as e: print(e)
del s.a
try: s.a
except AttributeError as e: print(e)
try: del s.a
except AttributeError as e: print(e)
print(S.a, S.__slots__, hasattr(s, "__dict__"))
class S2(S):
    __slots__ = ["q"]
class S3(S):
    pass
t = S3(); t.zz = 3; print(t.zz, t.__dict__, t.a)
u = S2(); u.q = 3; print(u.q, u.a)
