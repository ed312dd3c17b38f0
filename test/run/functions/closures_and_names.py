# run: closures, decorators, generators, unbound names
def mk(n):
    def inner(x): nonlocal n; n += x; return n
    return inner
a, b = mk(1), mk(10); print(a(1), a(2), b(5), a.__closure__[0].cell_contents, a.__code__.co_freevars, mk.__code__.co_cellvars)
print((lambda x, y=2, *z, **k: (x, y, z, k))(1, 3, 4, q=5), (lambda: None)(), (lambda: 0).__name__)
def deco(fn):
    def wrap(*a, **k):
        print("calling", fn.__name__); return fn(*a, **k)
    wrap.__wrapped__ = fn; return wrap
@deco
@deco
def added(x, y): return x + y
print(added(1, y=2))
def gen(n):
    for i in range(n):
        x = yield i
        if x: print("sent", x)
    return "done"
g1 = gen(3); print(next(g1), g1.send("A"), list(g1))
def yf():
    r = yield from gen(2)
    print("r", r)
print(list(yf()))
def rec(n): return 1 if n < 2 else n * rec(n - 1)
print(rec(30))
def ann(x: int, y: "str" = "a") -> list: pass
print(ann.__annotations__)
def doc():
    """The doc."""
print(doc.__doc__)
def mutable(x, l=[]): l.append(x); return l
print(mutable(1), mutable(2))
print([fn(3) for fn in [lambda x: x + 1, abs, str, rec]], list(map(lambda a, b: a * b, [1, 2], [3, 4])))
import time
def outer():
    x = 1
    class K:
        y = x
        def m(self): return x
    x = 2
    return K.y, K().m()
print(outer())
global_v = 1
def setg():
    global global_v, new_g
    global_v = 5; new_g = 6
setg(); print(global_v, new_g)
def unb():
    try: print(q)
    except UnboundLocalError as e: print(e)
    q = 1
    del q
    try: q
    except UnboundLocalError as e: print(e)
unb()
def fv():
    def inner(): return v
    try: inner()
    except NameError as e: print(e)
    v = 1
fv()
try: undefined_name
except NameError as e: print(e, e.name)
