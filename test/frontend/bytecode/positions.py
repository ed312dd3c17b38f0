# Code objects show of themselves what CPython's do: names, flags, constants, and the ranges of co_positions in order.
# RUN: %python %root/test/conformance/code_compare.py %build/bin/pyc-front --jobs 1 %s

def f(x):
    match x:
        case A.B:
            x = 1
        case str():
            x = 2
        case _:
            x = 3
    y = x
    z = x
def g(x):
    match x:
        case {0: [1]}:
            y = 0
def h(n):
    a, b = b, a-1
    n, d = n * 10, 1
    _, _, e = n
    _, q = 0, 1
def k():
    return {i.a: f"b" for i in x}
def frac(self):
    if self.a:
        n, d = n * 10**self._exp, 1
    else:
        x = 1
    y = 3
    return y
def w(self):
    with self._lock:
        if self._state not in [CANC, FIN]:
            return 3
    z()
def cmp(a,b,bg):
    if a is b is bg is None:
        x()
def tt(s):
    tt, _, _ = s(1)
    return tt
def cc():
    return (f"a {b} c" % 1)
try:
    x
except ImportError:
    y = None
else:
    a
    def get():
        pass
b
def a():
    for x in y:
        while 1:
            i1, j1, k1 = i2, j2, k2
    return i2, j2, k2
def frac(self):
    if self.b:
        n = int(self._int)
    if self._exp >= 0:
        n, d = n * 10**self._exp, 1
    else:
        d5 = 1
        while d5:
            d5 += 1
    return n, d
async def al():
    return [i async for i in aiter(g)]
async def al2():
    [i async for i in aiter(g)]
def es():
    try:
        x
    except* T as e:
        y
    except* U:
        z
def tf():
    try:
        if a:
            b()
    finally:
        c()
def te():
    try:
        if a:
            b()
    except X:
        d()
    else:
        e()
    return 3
def powers():
    return 2.0 ** -24, 5.9604644775390625e-08, 9007199254740992.0, 5e-324, 2.0 ** -44
def captures(w, v):
    match w:
        case y, z:
            pass
        case [x, *_, y] | [y, x]:
            pass
        case {"k": a, "l": (0 | 1 as b)} if a:
            pass
        case P(x, y=z) as p:
            pass
    match v:
        case (a, b, c, 5) | (c, b, 6, a) | (b, 7, a, c):
            if a:
                b = 1
        case _ if v:
            if b:
                w()
                return 1
    raise v
def repeated(x, y, z):
    a, a = x, y
    a, a, b = x, y, z
    a = a = x
    a = a = 1
    return [a for b in x for a, c in [(b, z)]]
def truth(a, b):
    yield not (a == b), not a is b, not not a.c, not (not (not a))
    return ((a and b)
            and (a or b))
def one_line(p):
    try: pass
    finally: pass
    try: pass
    except: p()
    [list][0]: type
    f'''text'''
    raise p(f"a" % (p, 1, "was" if p == 1 and not y else "were"))
def leaving(p, q):
    with p:
        while True:
            if not q:
                break
            p.x(q)
    for i in enumerate(q):
        if i:
            return i, q
def folded(a, b, lock):
    if a:
        if b or c:
            with lock:
                i()
    else:
        j()
    try:
        return a[b]
    except K:
        with lock:
            if b:
                i = 1
            else:
                i = 2
        return i
async def asynchronous(m):
    async with m:
        async with m as i:
            if i:
                raise E
def handlers():
    try:
        x()
    except T:
        pass
    try:
        try:
            raise S
        except o:
            pass
    except T:
        return [n for n in dir(a) if n[0] != '_']
var: int = 1
if __name__ == "__main__":
    leaving(1, 2)
def endings(x):
    if q:
        try:
            a()
        except T:
            pass
        else:
            if d:
                c()
                if e:
                    w()
                    return None
    g(y)
    g(y)
