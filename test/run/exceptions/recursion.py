# run: RecursionError at the exact limit, and repr of recursive containers
# not on wasm32-wasi: it goes deeper than the stacks of engines allow
import sys
class A(Exception): pass
def r(): r()
try: r()
except RecursionError as e: print(e, type(e))
def depth(n=0):
    try: return depth(n + 1)
    except RecursionError: return n
print(depth())
sys.setrecursionlimit(200)
print(depth())
try: sys.setrecursionlimit(0)
except ValueError as e: print(e)
sys.setrecursionlimit(5000); print(depth()); sys.setrecursionlimit(1000); print(depth())
class R:
    def __repr__(self): return repr(self)
    def __eq__(self, o): return self == o
    def __getattr__(self, n): return getattr(self, n + "x")
for f in (lambda: repr(R()), lambda: R() == 1, lambda: R().foo):
    try: f()
    except RecursionError as e: print(e)
l = []; l.append(l); print(l, repr(l))
d = {}; d["d"] = d; print(d)
