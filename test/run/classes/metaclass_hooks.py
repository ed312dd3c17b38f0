# run: metaclass methods: prepare, new, init, call, and what they do to the class itself
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
print(A, B, len(A), 1 in A, list(B), A[4], A.prop, A.prepared, type(B))
print(B(5).a)
