# run: compile() with its flags, modes and arguments of the wrong kind
import _ast


def attempt(*arguments, **options):
    try:
        result = compile(*arguments, **options)
        print(result if isinstance(result, _ast.AST) else type(result).__name__)
        return result
    except Exception as error:
        print(type(error).__name__, error)


ONLY = _ast.PyCF_ONLY_AST
for arguments in (("x", "f", "foo"), ("x", "f", "foo", ONLY), ("x", "f", "func_type"), ("x", "f", "func_type", ONLY), ("() -> x", "f", "func_type", ONLY),
                  (5, "f", "exec"), (None, "f", "exec"), ("x", 5, "exec"), ("x", b"f", "exec"), ("x", None, "exec"), ("x", "f\0", "exec"), ("x", "f", 5),
                  ("x", "f", "exec", 1 << 31), ("x", "f", "exec", 1 << 30), ("x", "f", "exec", "0"), ("x", "f", "exec", 0, 0, 3), ("x", "f", "exec", 0, 0, -2),
                  ("x", "f", "exec", 0, 0, 1 << 40), ("x\0", "f", "exec"), (b"x\0", "f", "exec"), ("\ud800", "f", "exec"), (b"\xff", "f", "exec"),
                  (b"# coding: latin-1\nx = '\xff'", "f", "exec"), (b"# coding: foo\nx", "f", "exec"), (b"\xef\xbb\xbfx", "f", "exec"),
                  (bytearray(b"x"), "f", "exec"), ("  x", "f", "eval"), ("", "f", "eval"), ("", "f", "exec"), ("", "f", "single"), ("x;y", "f", "single"),
                  ("x\ny", "f", "single"), ("x =", "f", "exec")):
    attempt(*arguments)


class Path:
    def __init__(self, name):
        self.name = name

    def __fspath__(self):
        return self.name


print(compile("x", Path("there"), "exec").co_filename)
attempt("x", Path(5), "exec")

# Type comments
tree = attempt("x = 1 # type: int\nfor a in b: # type: str\n  pass\ndef f(a, # type: int\n b):\n  # type: (...) -> str\n  pass\nx # type: ignore[foo]\n", "f", "exec",
               ONLY | _ast.PyCF_TYPE_COMMENTS)
print(tree.body[0].type_comment, tree.body[1].type_comment, tree.body[2].type_comment, tree.body[2].args.args[0].type_comment, tree.type_ignores)
print(attempt("x = 1 # type: int", "f", "exec", ONLY).body[0].type_comment)

# Await at top level
AWAIT = _ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
attempt("await x", "f", "exec")
print(hex(compile("await x", "f", "exec", AWAIT).co_flags), hex(compile("x", "f", "exec", AWAIT).co_flags))
print(hex(compile("[i async for i in x]", "f", "eval", AWAIT).co_flags))
attempt("async with x: pass", "f", "exec", AWAIT)

# Incomplete input
INCOMPLETE = 0x4000
for text in ("if x:", "if x:\n  y", "def f(", "'''a", "x +", "x = (", "class A:\n", "x", "[1,\n", "try:\n  x\n", "a b"):
    for flags in (0, INCOMPLETE, INCOMPLETE | 0x200):
        try:
            compile(text, "f", "single", flags)
            print("fine", end=" ")
        except SyntaxError as error:
            print(type(error).__name__, error, error.args[1][1:], end=" | ")
    print()
print(_ast and issubclass(__builtins__._IncompleteInputError, SyntaxError))

# Versions
for version, text in ((7, "(x := 1)"), (7, "def f(a, /): pass"), (9, "match x:\n case 1: pass"), (5, "x: int = 1"), (5, "f'{x}'"), (4, "a @ b"), (11, "type X = int"),
                      (11, "def f[T](): pass"), (10, "try: pass\nexcept* A: pass"), (7, "f(x for x in y)"), (8, "with (a as b, c): pass"), (5, "1_000"), (14, "x")):
    attempt(text, "f", "exec", ONLY, _feature_version=version)
attempt("(x := 1)", "f", "exec", _feature_version=3)

# Futures, optimisation, inheritance
BARRY, ANNOTATIONS = 0x400000, 0x1000000
attempt("1 <> 2", "f", "eval", BARRY)
attempt("1 != 2", "f", "eval", BARRY)
attempt("1 <> 2", "f", "eval")
print(hex(compile("x", "f", "exec", ANNOTATIONS).co_flags))
space = {}
exec(compile("def f(x: undefined): pass", "f", "exec", ANNOTATIONS, True), space)
print(space["f"].__annotations__)
attempt("from __future__ import foo", "f", "exec", ONLY)
attempt("from __future__ import braces", "f", "exec", ONLY)
for level in (-1, 0, 1, 2):
    space = {}
    exec(compile('"doc"\ndef f():\n  "inner"\n  assert 0\n  return __debug__', "f", "exec", optimize=level), space)
    try:
        print(space["__doc__"] if "__doc__" in space else None, space["f"].__doc__, space["f"]())
    except AssertionError:
        print("asserted")
