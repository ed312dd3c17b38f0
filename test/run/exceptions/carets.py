# run: positions, carets and suggestions in tracebacks of many kinds of statements
def f(x):
    return 1 / x
def g(x):
    try:
        f(x)
    except ZeroDivisionError as e:
        raise ValueError("wrapped") from e
def h():
    try:
        g(0)
    except ValueError:
        raise KeyError("ctx")
class MyErr(Exception):
    pass
def notes():
    e = MyErr("with notes", 3)
    e.add_note("note 1")
    e.add_note("note 2\nsecond line")
    raise e
def multi():
    return sum(
        [1,
         2,
         f(0)],
    )
def attr():
    class A:
        blech = 1
    return A().bleck + 1
def sub():
    d = {"a": {"b": 1}}
    return d["a"]["c"]["d"] + (1
        + 2)
def call():
    x = (lambda a: a)(1)(2)
def name():
    valeu = 3
    return value + 1
def un():
    print(zz)
    zz = 1
def deep(n):
    if n: deep(n - 1)
    else: raise RuntimeError("deep")
def mutual(n):
    if n > 50: raise IndexError
    other(n)
def other(n): mutual(n + 1)
def asrt():
    x = 3
    assert x == 4, f"x is {x}"
def asrt2():
    assert not True
def unpack():
    a, b = (1, 2, 3)
def imp():
    import nonexistent_module_zz
def iterr():
    for x in 5: pass
def aug():
    x = "a"
    x += 1
def cmp():
    return 1 < "a" < 3
def long():
    return f(1) + f(2) * f(3) - f(0) / f(1)
def kw():
    return f(
        x=0
    )
def sysx():
    math.sin(3)
def comp():
    return [f(i) for i in range(3, -1, -1)]
def gen():
    return list(f(i) for i in (1, 0))
def lam(): return (lambda: f(0))()
def dele():
    d = {}
    del d["x"]
def store():
    t = (1, 2)
    t[0] = 1
def strm():
    return "abc".foo().bar
def uni():
    x = "é" + f(0) + "日本"; return "日本" + 3
def wth():
    with open_it() as q: pass
def ex():
    exec("1/0")
def cls():
    class X:
        y = undefined_thing
def dec():
    @undefined_dec
    def q(): pass
def star(): f(*[1, 2, 3])
def neg(): return -"a"
def tern(): return f(0) if True else 1
def boolop(): return True and f(0)
def kwarg(): f(y=3)
def ret():
    return f(0)
def asg():
    y = f(0)
def asg2():
    y = z = f(0)
def asg3():
    y = f(0) # comment
def asg4():
    y = f(0); z = 1
def pw(): return 2 ** "a"
def fl(): return (1
    // 
    0)
import sys
for fn in list(globals().values()):
    if callable(fn) and fn is not MyErr and getattr(fn, "__code__", None) and fn.__code__.co_argcount == 0:
        print("==", fn.__name__)
        try: fn()
        except Exception as e:
            try: sys.excepthook(type(e), e, e.__traceback__)
            except Exception as e2: print("hook failed", repr(e2))
deep(20)
