# run: SyntaxError objects that eval, exec and compile raise: every attribute
sources = [
    "x = ", "1 +", "(1, 2", "f(", "def f(:\n  pass", "if x\n  pass", "print 1", "a = 1 = 2", "1 = x", "f() = 1", "del f()", "x = yield",
    "return 1", "break", "continue", "class C:\n  return 1", "def f():\n  global x\n  x = 1\n  global x", "nonlocal x", "def f():\n  nonlocal q",
    "for x in range(3) print(x)", "while True print", "  x = 1", "if 1:\nx = 2", "if 1:\n    a\n  b", "\tx\n        y", "'unterminated", '"""never ends',
    "f'{'", "f'{a b}'", "f'{}'", "f'{x!z}'", "0777", "1__0", "0xg", "1.5j2", "\\x", "a ? b", "x = é$", "lambda: (yield)", "async def f(): await", "await x",
    "import", "from x import", "from . import *, a", "import a.b as c.d", "def f(a, a): pass", "def f(a=1, b): pass", "f(a=1, 2)", "f(**k, *a)", "f(a=1, a=2)",
    "{1: 2, 3}", "[x for x in]", "(x for x in y, 1)", "*a", "a, *b, *c = d", "x: int = ", "with open(x) as 1: pass", "try:\n  pass", "try:\n  pass\nexcept:\n  pass\nexcept X:\n  pass",
    "match x:\n  case 1 | y: pass", "match x:\n  case a, a: pass", "@", "None = 1", "True = 2", "x.None = 1", "__debug__ = 1", "f(True=1)", "(a := 1) = 2", "[a := b for b in c for a in d]",
    "else:\n  pass", "elif x:\n  pass", "case = 1\nmatch case\n", "assert (1, 2", "x = (1,\ny = 2", "def f(\n  a,\n  b\n  c):\n  pass", "a b c", "if x = 1: pass", "x == 1 = 2",
]
for source in sources:
    try:
        compile(source, "<given>", "exec")
    except SyntaxError as error:
        print(repr(source), "|", type(error).__name__, "|", error.msg, "|", error.lineno, error.offset, error.end_lineno, error.end_offset, repr(error.text), error.filename)
    else:
        print(repr(source), "compiles")
for source in ("a = 1", "", "x y", "1; 2", "for x in y: pass", "(", "yield 1", "a\nb", "  1\n", "lambda x: (x", "x if y"):
    try:
        print(eval(source, {"x": 1, "y": 2, "a": 3}))
    except (SyntaxError, NameError) as error:
        print(repr(source), type(error).__name__, error, getattr(error, "args", None))
error = SyntaxError("message", ("file.py", 3, 4, "some text", 3, 8))
print(error, error.filename, error.lineno, error.offset, error.text, error.end_lineno, error.end_offset, error.print_file_and_line)
print(SyntaxError("only"), SyntaxError("m", ("f", None, None, None)), repr(SyntaxError("m", ("f", 1, 2, "t"))), IndentationError.__mro__[1].__name__, TabError.__mro__[1].__name__)
try:
    exec("def f():\n    x = 1\n    return x +\n\nf()")
except SyntaxError as caught:
    print(caught.lineno, caught.text.strip(), caught.offset)
