# run: each operator and built-in function through its special method
class V:
    def __init__(s, v): s.v = v
    def __repr__(s): return f"V({s.v})"
    def __add__(s, o): return V(s.v + (o.v if isinstance(o, V) else o))
    def __radd__(s, o): return V(o + s.v)
    def __sub__(s, o): return NotImplemented
    def __rsub__(s, o): return ("rsub", o)
    def __iadd__(s, o): s.v += 100; return s
    def __mul__(s, o): return V(s.v * o)
    __rmul__ = __mul__
    def __neg__(s): return V(-s.v)
    def __pos__(s): return V(+s.v)
    def __invert__(s): return V(~s.v)
    def __abs__(s): return V(abs(s.v))
    def __matmul__(s, o): return "mm"
    def __pow__(s, o, m=None): return ("pow", o, m)
    def __rpow__(s, o): return ("rpow", o)
    def __divmod__(s, o): return ("dm", o)
    def __rdivmod__(s, o): return ("rdm", o)
    def __lshift__(s, o): return "ls"
    def __and__(s, o): return "and"
    def __rand__(s, o): return "rand"
    def __or__(s, o): return "or"
    def __xor__(s, o): return "xor"
    def __floordiv__(s, o): return "fd"
    def __truediv__(s, o): return "td"
    def __mod__(s, o): return "mod"
    def __index__(s): return s.v
    def __int__(s): return s.v * 10
    def __float__(s): return s.v / 2
    def __bool__(s): return s.v != 0
    def __hash__(s): return hash(s.v)
    def __eq__(s, o): return isinstance(o, V) and s.v == o.v
    def __lt__(s, o): return s.v < o.v
    def __le__(s, o): return s.v <= o.v
    def __call__(s, *a, **k): return (s.v, a, k)
    def __len__(s): return 3
    def __getitem__(s, i):
        if isinstance(i, slice): return ("slice", i.start, i.stop, i.step)
        if i >= 3: raise IndexError(i)
        return i * s.v
    def __setitem__(s, i, v): print("setitem", i, v)
    def __delitem__(s, i): print("delitem", i)
    def __contains__(s, x): return x == s.v
    def __format__(s, spec): return f"<{spec}>"
    def __round__(s, n=None): return ("round", n)
    def __enter__(s): print("enter"); return s
    def __exit__(s, *a): print("exit", a[0]); return True
a, b = V(2), V(3)
print(a + b, a + 1, 1 + a, a * 3, 3 * a, -a, +a, ~a, abs(V(-3)), a @ b, a ** 2, 2 ** a, pow(a, 2, 3), divmod(a, 2), divmod(2, a))
print(a << 1, a & 1, 1 & a, a | 1, a ^ 1, a // 1, a / 1, a % 1, 5 - a)
try: a - 1
except TypeError as e: print(e)
try: a >> 1
except TypeError as e: print(e)
try: a - b
except TypeError as e: print(e)
a += 1; print(a)
a *= 2; print(a)
print(int(b), float(b), bool(V(0)), hash(b), a == b, a != b, b < a, a > b, a <= b, a >= b, b(1, k=2), len(b), list(b), b[1:2], 3 in b, 4 in b)
b[1] = 2; del b[1]; b[1:2] = 5
print(f"{b:abc}", format(b, "x"), round(b), round(b, 2), [1,2,3,4][b], "x" * b, hex(b))
with b as q: raise ValueError
print({V(1): 2}[V(1)], V(1) in {V(1)}, sorted([V(3), V(1), V(2)]), max(V(1), V(5)))
class W(V):
    def __radd__(s, o): return "W.radd"
    def __rsub__(s, o): return "W.rsub"
print(V(1) + W(2), W(2) + V(1), V(1) - W(1))
