# run: nested classes, dir, hundreds of attributes and their deletion
class Base:
    def hi(self): return 1
o = Base()
class Cnt:
    n = 0
    def inc(self): self.n += 1; Cnt.n += 10; return self
c = Cnt().inc().inc(); print(c.n, Cnt.n, c.__dict__)

class Outer:
    class Inner:
        def m(self): return __class__.__qualname__
    x = [i for i in range(3)]
    y = {k: v for k, v in zip("ab", x)}
print(Outer.Inner().m(), Outer.x, Outer.y, Outer.Inner)
print(Outer.__name__, Outer.__module__, Outer.__qualname__, Outer.__doc__, object.__doc__ is not None)
for nm in ("__class__", "__dict__", "__doc__", "__module__"): print(nm, nm in dir(o))
print([n for n in dir(Base()) if not n.startswith("__")], callable(Base), callable(Base()))
big = Base()
for i in range(300): setattr(big, f"attr{i}", i)
print(sum(getattr(big, f"attr{i}") for i in range(300)), len(big.__dict__))
for i in range(0, 300, 2): delattr(big, f"attr{i}")
print(len(vars(big)), big.attr1)
