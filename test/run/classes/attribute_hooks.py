# run: __getattr__, __setattr__, __delattr__, __getattribute__
class GA:
    def __getattr__(self, n): 
        if n.startswith("x"): return n
        raise AttributeError(f"no {n}")
    def __setattr__(self, n, v): print("setattr", n, v); object.__setattr__(self, n, v)
    def __delattr__(self, n): print("delattr", n); object.__delattr__(self, n)
g = GA(); g.a = 1; print(g.a, g.xyz); del g.a
try: g.a
except AttributeError as e: print(e)
print(getattr(g, "zz", "default"), hasattr(g, "zz"), hasattr(g, "x1"))
class GAT:
    v = 3
    def __getattribute__(self, n):
        if n == "magic": return 42
        return super().__getattribute__(n)
print(GAT().magic, GAT().v)
