# run: functions with other globals, builtins, code or defaults than they were compiled with
import sys
FT = type(lambda: 0)
x = 'main'
def helper(): return 'main helper'
def f(a=1, *, k=2): return x, helper(), len([1]), a, k
def reader(): return x
def writer(v):
    global x
    x = v
    return x
def hot(n):
    s = 0
    for i in range(n): s += step
    return s
step = 1
g = FT(f.__code__, {'x': 'other', 'helper': lambda: 'oh', '__builtins__': {'len': lambda o: 'mylen'}}, 'g', (5,))
g.__kwdefaults__ = {'k': 7}
print(g(), f())
print(g.__globals__['x'], g.__name__, g.__defaults__)
d = {}
w = FT(writer.__code__, d)
print(w('W'), d.get('x'), x)
r = FT(reader.__code__, {})
try: r()
except NameError as e: print(e)
h = FT(hot.__code__, {'step': 3, 'range': range})
print(h(1000), hot(1000), h(1000))
h2 = FT(hot.__code__, {'step': 1.5})
print(h2(1000), hot(1000))

def clo():
    y = 5
    def inner(): return x, y
    return inner
c = clo()
c2 = FT(c.__code__, {'x': 'cx'}, 'c2', None, c.__closure__)
print(c2(), c())
try: FT(c.__code__, {})
except Exception as e: print(type(e).__name__, e)
try: FT(c.__code__, {}, 'n', None, ())
except Exception as e: print(type(e).__name__, e)
try: FT(f.__code__, [])
except Exception as e: print(type(e).__name__, e)
def noarg(): 
    global z
    z = x + '!'
ns = {'x': 'NS'}
exec(noarg.__code__, ns); print(ns['z'], 'z' in globals())
print(eval(reader.__code__, {'x': 'EV'}))
try: exec(f.__code__, {})
except Exception as e: print(type(e).__name__, e)
try: exec(c.__code__, {})
except Exception as e: print(type(e).__name__, e)
try: exec(c.__code__, {'x':1}, closure=c.__closure__); print('closure ok')
except Exception as e: print(type(e).__name__, e)
def p(): return 'p'
def q(): return 'q', x
def callp(n):
    out = None
    for i in range(n):
        out = p()
        if i == n // 2: p.__code__ = q.__code__
    return out
print(callp(10), p(), p.__name__, p.__code__.co_name)
try: p.__code__ = c.__code__
except Exception as e: print(type(e).__name__, e)
f.__globals__['x'] = 'changed'
print(reader(), f())
f.__globals__['newname'] = 3
def nn(): return newname
print(nn())
del f.__globals__['newname']
try: nn()
except NameError as e: print(e)
def dflt(a, b=2, *, c=3): return a, b, c
print(dflt(1))
dflt.__defaults__ = (10, 20); print(dflt())
dflt.__kwdefaults__ = {'c': 30}; print(dflt())
dflt.__kwdefaults__['c'] = 31; print(dflt())
dflt.__defaults__ = None
try: dflt()
except TypeError as e: print(e)
dflt.__kwdefaults__ = None
try: dflt(1, 2)
except TypeError as e: print(e)
def loopd(n):
    t = 0
    for i in range(n):
        t += addk(i)
        if i == 5: addk.__defaults__ = (100,)
    return t
def addk(a, k=1): return a + k
print(loopd(10))
m = sys.modules['__main__']
m.__dict__['x'] = 'viadict'; print(reader())
vars(m)['step'] = 2; print(hot(10))
globals()['step'] = 'a'
try: hot(1)
except TypeError as e: print(e)
globals().pop('step')
try: hot(1)
except NameError as e: print(e)
setattr(m, 'step', 4); print(hot(3))
# builtins patched
import builtins
builtins.len = lambda o: 'patched'
def ul(): return len([])
print(ul())
del builtins.len
try: ul()
except NameError as e: print(e)
# generator with foreign globals
def gen():
    yield x
    yield helper()
print(list(FT(gen.__code__, {'x': 'gx', 'helper': lambda: 'gh'})()))
class K:
    def m(self): return x
    def s(self): return super().__repr__()[:5]
K.m = FT(K.m.__code__, {'x': 'kx'})
print(K().m(), K().s())
def rec(n): return 0 if n == 0 else 1 + rec(n-1)
rec2 = FT(rec.__code__, {'rec': lambda n: 100})
print(rec2(5), rec(5))
f.__globals__.update(helper=lambda: 'upd'); 
try: print(f())
except NameError as e: print(e)
try: f.__globals__ = {}
except Exception as e: print(type(e).__name__, e)
try: f.__builtins__ = {}
except Exception as e: print(type(e).__name__, e)
