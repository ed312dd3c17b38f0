# run: what a SyntaxError has as arguments: with the place, except from scopes and future statements
SOURCES = [
    "x = (1,\n2", "a b", "return 5", "yield 1", "await x", "nonlocal x", "def f():\n nonlocal x", "x = 1\nglobal x",
    "def f(a, a): pass", "break", "continue", "from __future__ import braces", "from __future__ import nothing",
    "x = 1\nfrom __future__ import division", "f() = 3", "__debug__ = 1", "f(a=1, a=2)", "def f():\n from x import *",
    "type X = (yield)", "def f[T, T](): pass", "class X[T: (yield)]: pass", "async with a: pass", "async for x in y: pass",
    "lambda x, x: 1", "[a := 1 for a in b]", "[a for a in (b := c)]", "class X:\n [a := 1 for b in c]",
    "def f(x: (y := 1)): pass", "*a", "a: int; global a", "def f(): yield\nclass X: return", "x = [await y for y in z]",
    "match x:\n case a: pass\n case b: pass", "try: pass\nexcept: pass\nexcept X: pass", "for x in y:\n def f():\n  break",
]

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
    except SyntaxError as error:
        print(repr(source), error.args)
        print("  ", error, error.lineno, error.offset, error.end_lineno, error.end_offset, repr(error.text))
