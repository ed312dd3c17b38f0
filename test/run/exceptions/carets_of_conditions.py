# run: where an object that has no truth is asked for it: conditions over several lines, in loops, comprehensions, matches
import sys
class C:
    def __bool__(self): raise TypeError("bool")
class T: pass
def g1(a, b, c, d):
    return ((a and
      b) and
      c)
def g2(a, b, c, d):
    return ((a and
      b) or
      c)
def g3(a, b, c, d):
    return (d and (a or
      b) and
      c)
def g4(a, b, c, d):
    while (d and
       a):
        pass
def g5(a, b, c, d):
    for x in (1,):
        if (d and
            a):
            continue
        if b: pass
def g6(a, b, c, d):
    for x in (1,):
        if (d and
            not a
            ): break
    else:
        return 1
def g7(a, b, c, d):
    return [x for x in (1,) if d and (
        a or b)
        if d]
def g8(a, b, c, d):
    return (1 if (d and
         a) else
         b)
def g9(a, b, c, d):
    try:
        if d:
            if a:
                return
    finally:
        if b: pass
def g10(a, b, c, d):
    return not (
      a)
def g11(a, b, c, d):
    return (d and not (
      a))
def g12(a, b, c, d):
    while 1:
        if (
           a): continue
        break
def g13(a, b, c, d):
    while d:
        try:
            if a: continue
        except KeyError: pass
        break
def g14(a, b, c, d):
    while d:
        with d as q:
            if a: continue
        break
def g15(a, b, c, d):
    class X:
      y = [1 for x in (1,
         2) if a]
def g16(a, b, c, d):
    return any((1 for x in (1,
         2) if not a if x))
def g17(a, b, c, d):
    match d:
        case x if (d and
                   a): return
        case _: return 2
def g18(a, b, c, d):
    def h():
        while (yield d):
            if a: continue
            if b: continue
    z = h()
    next(z); z.send(1)
def g19(a, b, c, d):
    return (d if d else
      d) < (
       a or b)
def g20(a,b,c,d):
    for x in [1,2]:
        if x == 1 and a: pass
        elif a: continue
        else: print()
class D:
    def __enter__(self): return self
    def __exit__(self, *a): return a[1]
    def __lt__(self, o): return o
def g21(a,b,c,d):
    with D():
        raise ValueError(a)
class E2:
    def __enter__(self): return self
    def __exit__(self, *a): return C()
def g22(a,b,c,d):
    with (E2() as q,
       E2() as r):
        1/0
def g23(a,b,c,d):
    return (D() < a <
       3)
def g24(a,b,c,d):
    for x in (1,2):
        if (D() < a <
            3): continue
        print(4)
def g25(a,b,c,d):
    async def co():
        async with D() as r: pass
    co().send(None)
def g26(a,b,c,d):
    assert (d and
      a), "x"
def g27(a,b,c,d):
    return all([a,
      b])
def g28(a,b,c,d):
    return list(filter(None, [a,
      b]))
for i in range(1,29):
    try: globals()[f"g{i}"](C(), C(), C(), True)
    except Exception as e:
        print(i, file=sys.stderr)
        sys.excepthook(type(e), e, e.__traceback__)
        print(i, e.__traceback__.tb_next.tb_lineno)
