# run: containers that change while they are compared, hashed, indexed, shown, sorted; endless recursion; odd formats
def t(name, f):
    try:
        r = f()
        s = repr(r)
        print(name, 'ok', s[:80])
    except BaseException as e:
        print(name, type(e).__name__, str(e)[:120])
class EvilEq:
    def __init__(self, d, n): self.d = d; self.n = n
    def __hash__(self): return 1
    def __eq__(self, o):
        self.d.clear() if self.n == 0 else self.d.update({i: i for i in range(100)})
        return False
def a1():
    d = {}
    k1 = EvilEq(d, 0); d[k1] = 1
    d[EvilEq(d, 0)] = 2
    return len(d)
t('evil dict clear', a1)
def a2():
    d = {}
    d[EvilEq(d, 1)] = 1
    d[EvilEq(d, 1)] = 2
    return len(d)
t('evil dict grow', a2)
def a3():
    s = set()
    class E:
        def __hash__(self): return 1
        def __eq__(self, o): s.clear(); return False
    s.add(E()); s.add(E()); s.add(E())
    return len(s)
t('evil set', a3)
def a4():
    l = list(range(10))
    class I:
        def __index__(self): l.clear(); return 5
    return l[I()]
t('index clears', a4)
def a5():
    l = list(range(10))
    class I:
        def __index__(self): l.clear(); return 5
    l[I()] = 3
    return l
t('index clears set', a5)
def a6():
    l = list(range(10))
    class I:
        def __index__(self): l.clear(); return 2
    return l[I():8], l
t('slice clears', a6)
def a7():
    l = list(range(10))
    class I:
        def __index__(self): del l[5:]; return 2
    l[I():8] = [1]
    return l
t('slice set', a7)
def a8():
    l = [3, 1, 2]
    def key(x): l.append(x); return x
    l.sort(key=key)
    return l
t('sort mutate', a8)
def a9():
    l = [3, 1, 2]
    class C:
        def __lt__(self, o): l.clear(); return True
    l[:] = [C() for _ in range(50)]
    l.sort()
    return len(l)
t('sort cmp mutate', a9)
def a10():
    l = []
    class R:
        def __repr__(self): l.clear(); return 'R'
    l.extend([R(), R(), R()])
    return repr(l)
t('repr mutate', a10)
def a11():
    d = {}
    class R:
        def __repr__(self): d.clear(); return 'R'
    d.update({i: R() for i in range(5)})
    return repr(d)
t('dict repr mutate', a11)
def a12():
    l = []
    class E:
        def __eq__(self, o): l.clear(); return False
    l.extend([E(), E(), E()])
    return l.index(5)
t('index mutate', a12)
def a13():
    l = []
    class E:
        def __eq__(self, o): l.clear(); return False
    l.extend([E(), E(), E()])
    return l == [1, 2, 3], l.count(3), 4 in l
t('eq mutate', a13)
def a14():
    l = [1, 2, 3]
    class E:
        def __eq__(self, o): l.clear(); return True
    l[0] = E()
    l.remove(9)
    return l
t('remove mutate', a14)
def a15():
    def g():
        try: next(it)
        except ValueError as e: print(e)
        yield 1
    it = g()
    return list(it)
t('reenter', a15)
def a21():
    class A:
        def __getattr__(self, n): return getattr(self, n + 'x')
    A().foo
t('getattr rec', a21)
def a22():
    class A:
        def __getattribute__(self, n): return self.x
    A().foo
t('getattribute rec', a22)
def a23():
    class A:
        def __repr__(self): return repr(self)
    repr(A())
t('repr rec', a23)
def a24():
    class A:
        def __eq__(self, o): return self == o
    A() == A()
t('eq rec', a24)
def a25():
    class A:
        def __hash__(self): return hash(self)
    hash(A())
t('hash rec', a25)
def a26():
    l = []; l.append(l)
    return l == l, repr(l), l < [l]
t('self list', a26)
def a28():
    d = {}; d['d'] = d
    return repr(d), d == d
t('self dict', a28)
def a29():
    class D:
        def __del__(self): saved.append(self)
    saved = []
    for i in range(10): D()
    return 'x'
t('resurrect', a29)
def a31():
    class It:
        def __iter__(self): return iter([1,2])
        def __length_hint__(self): return -5
    return list(It())
t('hint neg', a31)
def a32():
    class L:
        def __len__(self): return 2**70
    len(L())
t('len big', a32)
def a33():
    class L:
        def __len__(self): return -1
    len(L())
t('len neg', a33)
def a34(): return '%s' % (1, 2)
t('pct', a34)
for fmt in ['%', '%z', '%(a', '%(a)', '%*s', '%.*s', '%c', '%ld', '%hhd', '%5.%', '%%%', '%-+ #05d', '%(a)s %(b)s', '%s %s', '%i%i%i', '%(', '%()s', '%((a))s']:
    t('fmt ' + fmt, lambda: fmt % (1,))
    t('fmtd ' + fmt, lambda: fmt % {'a': 5, '': 'empty', '(a)': 'p'})
for fmt in ['{', '}', '{}', '{0', '{0!}', '{0!x}', '{0!r', '{:{}}', '{0[}', '{0[a]}', '{0.}', '{0..a}', '{!r}', '{a}', '{0}{}', '{}{0}', '{:>{w}}', '{0:99999999999999999}', '{-1}', '{0[-1]}', '{0.__class__}', '{99999999999999999999}', '{0:{0:{0}}}', '{0[0][0]}', '{{}}', '{:c}', '{:,d}', '{:_,d}', '{:=^+#010.3f}', '{:s}', '{:d}', '{:%}', '{: }', '{:>>>>}', '{!s:>5}', '{:.}', '{:.0}', '{:.-1}', '{:z}', '{:,s}','{:_b}','{:,b}']:
    for arg in (5, 'str', 1.5, 2j, None):
        t('f ' + fmt, lambda: fmt.format(arg))
def a35():
    class X:
        def __format__(self, s): return 5
    return format(X())
t('format bad', a35)
def a63():
    d = dict.fromkeys(range(10))
    for k in d:
        if k == 3: d[100] = 1
t('iter mutate', a63)
def a64():
    d = dict.fromkeys(range(10))
    for k in d: del d[k]
t('iter del', a64)
def a65():
    s = set(range(10))
    for k in s: s.add(k + 100)
t('set iter', a65)
def a66():
    l = [1]
    for x in l:
        if len(l) < 5: l.append(x)
    return l
t('list grow', a66)
def chain():
    class A: pass
    A.__call__ = A()
    try: A()()
    except RecursionError: return 'RecursionError'
t('call chain', chain)
def parts():
    l = list(range(10))
    class Shrinks:
        def __iter__(self): l.clear(); return iter([1, 2, 3, 4, 5])
    try: l[::2] = Shrinks()
    except ValueError as error: print(error)
    b = bytearray(range(10))
    class Shorter:
        def __iter__(self): b.clear(); return iter([1, 2])
    b[4:8] = Shorter()
    return l, b
t('shrinks while assigned', parts)
def sets():
    for i in range(50):
        s = set(range(10))
        try:
            for k in s: s.add(k + 100)
        except RuntimeError: pass
    return sorted({3, 1}), len(set())
t('sets after', sets)
