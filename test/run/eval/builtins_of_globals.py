# run: what exec and eval find where __builtins__ of the globals is empty, None or a mapping of its own
def show(*a):
    try: r = eval(*a)
    except BaseException as e: print(type(e).__name__, e)
    else: print("->", r)
show("len([1])", {"__builtins__": None})
show("1 + x", {"__builtins__": None, "x": 2})
show("len", {"__builtins__": None}, {})
show("[len for x in (1,)]", {"__builtins__": None})
show("(lambda: len)()", {"__builtins__": None})
show("__import__('os')", {"__builtins__": None})
show("[x for x in (1,) if x]", {"__builtins__": None})
show("(1).__class__.__bases__", {"__builtins__": {}})
show("abs(-1)", {"__builtins__": {"abs": abs}})
show("(lambda: abs(-1))()", {"__builtins__": {"abs": abs}})
show("(lambda: len)()", {"__builtins__": {"abs": abs}})
show("[abs(x) for x in (-1,)]", {"__builtins__": {"abs": abs}})
def run(s, g):
    try: exec(s, g)
    except BaseException as e: print(type(e).__name__, e)
run("import math", {"__builtins__": None})
run("class A: pass", {"__builtins__": None})
run("def f(): import math\nf()", {"__builtins__": {}})
run("assert 0, 'x'", {"__builtins__": None})
run("try: 1/0\nexcept ZeroDivisionError: pass", {"__builtins__": {}})
run("try: 1/0\nexcept: x = 5", {"__builtins__": {}})
run("for i in range(3): pass", {"__builtins__": {}})
g = {"__builtins__": {}}
run("def f(n): return n and f(n - 1)\nf(3)\ny = [z for z in (1, 2)]\nasync def q(): pass\ndef g():\n yield 1\nx = [*g()]", g)
print(sorted(g))
f = g["f"]
print(f.__builtins__, f(2))
try: 
    f.__globals__["__builtins__"] = {"len": len}
    print(eval("len", f.__globals__))
except NameError as e: print(e)


def run2(f):
    try: r = f()
    except BaseException as e: print(type(e).__name__, e)
    else: print("->", r)


b = __import__("builtins")
run2(lambda: exec("import sys", {"__builtins__": {}}))
run2(lambda: exec("from sys import path", {"__builtins__": {}}))
run2(lambda: exec("import sys", {"__builtins__": {"__import__": lambda *a: a[0] + str(a[3])}}))
run2(lambda: exec("import math; print(math)", {"__builtins__": {"__import__": lambda *a: a[0] + str(a[3]), "print": print}}))
run2(lambda: exec("class A: pass", {"__builtins__": {}}))
run2(lambda: exec("class A: pass", {"__builtins__": {"__build_class__": b.__build_class__}}))
run2(lambda: exec("class A: pass", {"__builtins__": {"__build_class__": b.__build_class__}, "__name__": "q"}))
run2(lambda: exec("class A: pass\nprint(A)", {"__builtins__": {"__build_class__": lambda f, n: n, "print": print}}))
run2(lambda: exec("assert 0", {"__builtins__": {}}))
run2(lambda: exec("def f(): raise AssertionError\nf()", {"__builtins__": {}}))
run2(lambda: exec("for x in (1,): pass\nx.foo", {"__builtins__": {}}))
run2(lambda: exec("x", {"__builtins__": 5}))
run2(lambda: exec("def f(): return x\nf()", {"__builtins__": 5}))
class L:
    def __getitem__(self, k): print("B", k); return len
run2(lambda: exec("x", {"__builtins__": L()}))
run2(lambda: exec("def f(): return x\nf()", {"__builtins__": L()}))
class MD(dict):
    def __missing__(self, k): return "miss " + k
run2(lambda: eval("x", {"__builtins__": MD()}))
run2(lambda: exec("def f(): return x\nprint(f())", {"__builtins__": MD(print=print)}))
class G(dict):
    def __missing__(self, k): return "missing " + k
run2(lambda: eval("nope", G()))
run2(lambda: eval("len", G()))
run2(lambda: exec("def f(): return nope\nprint(f())", G()))
class G2(dict):
    def __getitem__(self, k): print("G", k); return dict.__getitem__(self, k)
run2(lambda: eval("nope", G2()))
run2(lambda: eval("nope", G2(nope=3)))
run2(lambda: exec("def f(): return nope\nprint(f())", G2(nope=3)))
