# run: subclasses of str, int, float, tuple, list, dict, bytes, exceptions
class Base:
    pass
class Str(str):
    def __new__(cls, v, extra): 
        s = super().__new__(cls, v); s.extra = extra; return s
    def up(self): return self.upper()
s = Str("abc", 5); print(s, s.extra, s.up(), len(s), s + "d", type(s + "d"), s == "abc", hash(s) == hash("abc"), {s: 1}["abc"], repr(s))
class I(int):
    def __new__(cls, v): return super().__new__(cls, v)
    def __repr__(self): return f"I({int(self)})"
    tag = "t"
i = I(5); i.z = 9; print(i, i + 1, type(i + 1), i.z, i.__dict__, i == 5, [1,2,3,4,5,6][i], I(3) < I(4), hash(I(7)) == 7, isinstance(i, int), -i, i.real, bool(I(0)))
class F(float): pass
f = F(1.5); f.a = 1; print(f, f * 2, type(f * 2), f.a, f.is_integer())
class T(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
    @property
    def first(self): return self[0]
t = T(1, 2, 3); t.foo = 1; print(t, t.first, t.foo, len(t), t == (1, 2, 3), t[1:], type(t[1:]))
class Ls(list):
    def __init__(self, *a): super().__init__(a); self.name = "ls"
    def append(self, x): super().append(x * 2)
l = Ls(1, 2); l.append(3); print(l, l.name, len(l), l + [1], sorted(l), isinstance(l, list))
class Di(dict):
    def __missing__(self, k): return k * 2
    def __getattr__(self, k): return self[k]
d = Di(a=1); d.b = 5; print(d, d["zz"], d.a, d.b, d.get("q"), "a" in d)
class E2(Exception):
    def __init__(self, a, b=2): super().__init__(a); self.b = b
    def __str__(self): return f"E2:{self.args[0]}:{self.b}"
try: raise E2("x", b=3)
except E2 as e: print(e, repr(e), e.args, e.b)
class By(bytes): pass
b = By(b"abc"); b.k = 1; print(b, b.k, b[0], b + b"d")
print(type("Dyn", (Base,), {"z": 3, "f": lambda self: self.z})().f())
