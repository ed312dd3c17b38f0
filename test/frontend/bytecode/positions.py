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
