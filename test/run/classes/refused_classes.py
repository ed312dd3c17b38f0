# run: class statements and calls of type() that raise
class Meta(type):
    def __new__(m, name, bases, ns, **kw):
        print("new", name, [b.__name__ for b in bases], sorted(k for k in ns if not k.startswith("__")), kw)
        return super().__new__(m, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print("init", name, kw)
        super().__init__(name, bases, ns)
    @classmethod
    def __prepare__(m, name, bases, **kw):
        print("prepare", name, kw)
        return {"prepared": 1}
    def __call__(cls, *a, **k):
        print("call", cls.__name__, a, k)
        return super().__call__(*a, **k)
    def __repr__(cls): return f"<{cls.__name__}>"
    def __len__(cls): return 42
    def __contains__(cls, x): return x == 1
    def __iter__(cls): return iter("ab")
    def __getitem__(cls, i): return i * 2
    @property
    def prop(cls): return "metaprop " + cls.__name__
class A(metaclass=Meta, opt=3):
    x = 1
    def __init__(self, a=0): self.a = a
class B(A):
    y = 2
class Desc:
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = name
    def __get__(self, obj, owner=None):
        if obj is None: return self
        return obj.__dict__.get(self.name, "unset")
    def __set__(self, obj, v):
        print("set", self.name, v); obj.__dict__[self.name] = v
    def __delete__(self, obj):
        print("del", self.name); del obj.__dict__[self.name]
class C:
    d = Desc()
    e = Desc()
    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.tag = tag
        print("subclass", cls.__name__, tag)
class D(C, tag="T"): pass
class E(D): pass
c = C(); print(c.d); c.d = 5; print(c.d, c.__dict__); del c.d; print(c.d)
print(D.tag, E.tag)
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
for code in ["class X(int):\n __slots__=('a',)", "class X:\n __slots__=('1',)", "class X:\n a=1\n __slots__=('a',)", "class X(S2, list): pass", "class X(A, C): pass\nclass Y(C, X): pass", "class X(bool): pass", "class X(1): pass", "class X(A, A): pass",
  "type('a',(),3)", "type(1,(),{})", "type('a','b',{})", "type('a',(),{},3)", "type()", "type(1,2)", "class X(metaclass=3): pass", "class X(A, metaclass=type): pass\nprint(type(X))", "class M2(type): pass\nclass X(A, metaclass=M2): pass", "object().x=1", "object.x=1","int.foo", "class Y(C, bad=1): pass", "class X(C, type): pass", "class X(None): pass", "class P:\n  def __init_subclass__(cls): raise ValueError('no')\nclass Q(P): pass",
  "class X:\n def __new__(cls): return 5\nprint(X())", "class X:\n def __init__(self): return 5\nX()", "object.__new__(int)", "object.__new__()", "object.__new__(1)", "int.__new__(str)", "X = type('X', (A,), dict(z=1), kwd=2)\nprint(X.z)", "super(A,A).foo", "super(A).foo", "print(super(B, B(1)))"]:
    try: exec(code)
    except Exception as e: print(code.splitlines()[-1], "->", type(e).__name__, e)
