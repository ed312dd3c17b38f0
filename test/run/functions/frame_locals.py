# run: f_locals and locals(): what they show, and writing to variables that closures share
import sys
def f(a, b=2):
    c = 3
    fr = sys._getframe()
    loc = fr.f_locals
    print(type(loc).__name__, sorted(loc))
    loc['c'] = 30
    print(c, loc['c'])
    loc['new'] = 5
    print(loc.get('new'), 'new' in loc, len(loc))
    try: del loc['c']
    except Exception as e: print(type(e).__name__, e)
    try: loc.pop('c')
    except Exception as e: print(type(e).__name__, e)
    try: loc.clear()
    except Exception as e: print(type(e).__name__, e)
    l1 = locals(); l1['c'] = 99
    print(c, locals() is l1)
    loc.update({'a': 'A', 'b': 'B'})
    print(a, b)
    print(loc == dict(loc), loc | {'q': 1} == {}, list(reversed(loc))[:2])
    def g(): return a, b, c
    loc['c'] = 'cell'
    print(g(), c)
    print(loc.setdefault('a', 3), loc.setdefault('zz', 3), loc.copy().__class__)
    loc |= {'a': 'or'}
    print(a)
    for k in loc: print(k, end=' ')
    print()
    print(list(loc.keys())[:3], list(loc.values())[:2], list(loc.items())[:1])
    try: loc['nokey']
    except KeyError as e: print('KeyError', e)
    print(repr(loc)[:20])
    del c
    try: print(c)
    except NameError as e: print(e)
    print('c' in loc)
    loc['c'] = 8
    print(c)
f('x')
def outer():
    v = 1
    keep = lambda: v
    def setit():
        sys._getframe(1).f_locals['v'] = 'written'
    setit()
    return v
print(outer())
def hot():
    t = 0
    keep = lambda: t
    for i in range(5):
        if i == 3: poke()
        t += i
    return t
def poke():
    sys._getframe(1).f_locals['t'] = 100
print(hot())
def gen():
    k = 1
    keep = lambda: k
    yield k
    yield k
g = gen(); next(g)
g.gi_frame.f_locals['k'] = 'gk'
print(next(g), sorted(g.gi_frame.f_locals))
class C:
    z = 1
    print(type(locals()), locals() is sys._getframe().f_locals, 'z' in locals())
    locals()['w'] = 4
print(C.w)
print(locals() is globals(), sys._getframe().f_locals is globals())
def lc():
    q = 1
    return [sorted(locals()) for i in [1]], (lambda: locals())(), list(sorted(locals()) for j in [2])
print(lc())
def ev():
    n = 1
    keep = lambda: n
    exec('n = 2; m = 3')
    print(n, eval('n'), 'm' in locals())
    exec('n = 5', globals(), sys._getframe().f_locals)
    print(n)
ev()
def tb():
    inner_local = 7
    keep = lambda: inner_local
    raise ValueError
try: tb()
except ValueError as e:
    fr = e.__traceback__.tb_next.tb_frame
    print(sorted(fr.f_locals), fr.f_code.co_name, fr.f_lineno, fr.f_back is sys._getframe())
    fr.f_locals['inner_local'] = 8; print(fr.f_locals['inner_local'])
    fr.clear(); print(fr.f_locals)
print(type(sys._getframe().f_globals), sys._getframe().f_lasti >= 0, sys._getframe().f_trace, sys._getframe().f_trace_lines)
try: sys._getframe(100)
except ValueError as e: print(e)
def a1():
    del_me = 1
    e = 2
    del del_me
    return locals()
print(a1())
def free():
    u = 1
    def inner():
        x = u
        return locals()
    return inner()
print(free())
print(vars() is globals(), dir()[:2])
def dd(p1):
    p2 = 1
    return dir(), vars()
print(dd(0))
