# run: special methods that return the wrong thing, and containers by protocol
class N:
    __hash__ = None
    def __eq__(s, o): return True
try: hash(N())
except TypeError as e: print(e)
class Eq:
    def __eq__(s, o): return True
try: {Eq(): 1}
except TypeError as e: print(e)
print(Eq() != 3, N() == 5)
class It:
    def __init__(s): s.n = 0
    def __iter__(s): return s
    def __next__(s):
        s.n += 1
        if s.n > 3: raise StopIteration
        return s.n
print(list(It()), sum(It()), 2 in It(), [*It()], dict(zip(It(), "abc")))
x, y, z = It(); print(x, y, z)
x, *y = It(); print(x, y)
class Seq:
    def __getitem__(s, i):
        if i > 4: raise IndexError
        return i
print(list(Seq()), 3 in Seq(), list(reversed([1,2])))
class BadIter:
    def __iter__(s): return 5
class BadStr:
    def __str__(s): return 5
    def __repr__(s): return 5
    def __len__(s): return -1
    def __bool__(s): return 5
    def __hash__(s): return "x"
    def __index__(s): return "x"
    def __contains__(s, x): raise KeyError(x)
    def __getattr__(s, n): return n.upper() if n.islower() else None
bs = BadStr()
for f in (lambda: iter(BadIter()), lambda: str(bs), lambda: repr(bs), lambda: len(bs), lambda: bool(bs), lambda: hash(bs), lambda: [1][bs], lambda: 1 in bs, lambda: bs.foo, lambda: 1 < N(), lambda: 3 + "a", lambda: "a" + 3, lambda: [] + (), lambda: {} | [], lambda: -"a", lambda: ~1.5, lambda: [] * [], lambda: 1 @ 2, lambda: None < None, lambda: 3 in 3, lambda: iter(3), lambda: len(3), lambda: (1).x, lambda: int[3], lambda: next(3), lambda: abs("x"), lambda: 2 ** "x", lambda: pow(2, 3, "x"), lambda: divmod(1, "x"), lambda: round("x"), lambda: {}[[]]):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
