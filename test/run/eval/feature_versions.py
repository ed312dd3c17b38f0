# run: what compile() with _feature_version says of newer constructs
import _ast
S = ["(x := 1)", "f'{(x:=1)}'", "[y := 1]", "def f(a, /): pass", "lambda a, /: 1", "match x:\n  case 1: pass", "with (a, b): pass", "with (a as b, c as d): pass", "with (a as b): pass",
 "try: pass\nexcept* E: pass", "try: pass\nexcept A, B: pass", "try: pass\nexcept* A, B: pass", "type X = int", "def f[T](): pass", "class C[T]: pass", "def f[T = int](): pass", "class C[*Ts = 1]: pass", "type X[**P = 1] = 1",
 "x[*a]", "def f(*args: *Ts): pass", "x = 1_000", "0x_f", "1_0.0_1", "f'{x}'", "f'{x=}'", "t'{x}'", "x: int = 1", "x: int", "(x): int = 1", "async def f(): pass", "async def f():\n  await x", "async def f():\n  async for a in b: pass", "async def f():\n  async with a: pass",
 "async def f():\n  [x async for x in y]", "[x async for x in y]", "a @ b", "a @= b", "return *a, b", "def f():\n  return *a, b", "def f():\n  yield *a, b", "for x in *a, b: pass", "@a.b[c]\ndef f(): pass", "@(yield)\ndef f(): pass", "@lambda f: f\nclass C: pass", "@x if y else z\ndef f(): pass",
 "print(*a, **b, *c)", "{**a, 'b': 1}", "[*a, *b]", "f(**a, **b)", "x = yield", "nonlocal x", "global x", "await x", "async = 1", "await = 1", "print 1", "def f(a, *, b): pass", "x[a:=1]", "x[a:=1, b]", "{a:=1}", "{(a:=1): 2}", "f(a:=1)", "del (a := 1)", "(a, *b) = c", "a = *b, c",
 "f'{f'{x}'}'", "f'{x!r:{y}}'", "f'{\"\\n\".join(x)}'", "f'{x # c\n}'", "'\\N{DASH}'", "rf'x'", "u'x'", "x if y else z", "class C(metaclass=M): pass", "lambda *a, **k: 1", "with a as (b, c): pass", "with (a, b) as c: pass", "with (\n a as b,\n): pass", "async def f():\n  with (a as b, c): pass",
 "async def f():\n  async with (a as b, c): pass", "try: pass\nfinally:\n  continue", "for x in y:\n  try: pass\n  finally: continue", "while 1:\n  try: pass\n  finally: break", "def f():\n  try: pass\n  finally: return 1", "from __future__ import annotations", "x = (yield)", "assert (x := 1)", "lambda: (yield)", "*a, = b", "f(x for x in y)", "f(a, x for x in y)", "import a.b as c", "raise A from b", "exec 'x'", "{x for x in y}", "{x: y for x in z}", "i = 0o17", "0b1", "1if 1else 2",
 "[x for x in y if z if w]", "[x for x in lambda: 1, 2]", "def f() -> int: pass", "def f(a: int = 1): pass", "match = 1", "type = 1", "case = 1", "match(x)", "type(x)", "print(x, end='')"]
for s in S:
    last = None
    for v in list(range(3, 15)) + [-1]:
        try:
            compile(s, "f", "exec", _ast.PyCF_ONLY_AST, _feature_version=v); r = "ok"
        except SyntaxError as e:
            r = (type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, e.text)
        except Exception as e: r = repr(e)
        if r != last: print(repr(s), v, r)
        last = r
for v in (-2, -100, 0, 1, 2, 3, 99, 2**31, "x", (3, 8)):
    try: print(v, compile("(x := 1)", "f", "exec", _ast.PyCF_ONLY_AST, _feature_version=v).__class__)
    except Exception as e: print(v, type(e).__name__, e)
    try: print(v, compile("(x := 1)", "f", "exec", _feature_version=v).co_name)
    except Exception as e: print(v, type(e).__name__, e)
