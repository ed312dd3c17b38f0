# run: __set_name__ and __init_subclass__ with keywords
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
