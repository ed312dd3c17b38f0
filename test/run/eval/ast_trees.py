# run: source to node objects and node objects to code
import _ast


def dump(node):
    if isinstance(node, _ast.AST):
        return type(node).__name__ + "(" + ", ".join(f"{key}={dump(value)}" for key, value in vars(node).items()) + ")"
    if isinstance(node, list):
        return "[" + ", ".join(map(dump, node)) + "]"
    return repr(node)


SOURCE = '''
"""doc"""
from __future__ import annotations
import os.path as p, sys
from . import x as y
@deco(1)
class A[T: int = str, *Ts, **P](B, metaclass=M):
    x: int = 1
    async def f(self, /, a, *args: T, b=2, **kw) -> None:
        async with a as (b, c), d:
            async for i in x: await y
        return [i async for i in x if i if not i]
def g(a, b=1, *, c): yield (yield from a)
type Alias[T] = list[T]
for a.b, c[0] in (1, 2.5, 1e400, 3j, ..., None, True, b"x\\xff", 'é\\ud800', 10**50, 123456789012345678901234567890):
    continue
else:
    del a, (b, [c])
while x < y <= z is not w not in v: break
try: raise E from None
except (A, B) as e: pass
else: assert x, "y"
finally: global q
try: pass
except* X: pass
match x:
    case {"a": 1, **rest} | [1, *_, -2+3j] if rest: pass
    case A(b, c=d) as e: pass
    case None | True | "s" | a.b: pass
x = y = lambda *, a=1: (a := 2, *b)
x += a if b else c and d or not -e ** ~f @ g
a[1:2, ::3, ...] = {**d, 1: 2}, {1, 2}, {k: v for k, v in z}
f"{x!r:>{w}} {{}} {y=}"; t"{z:a}{q!s}"
print(f"a" "b" u"c", u"kind")
'''
tree = compile(SOURCE, "<tree>", "exec", _ast.PyCF_ONLY_AST)
print(dump(tree))
print(dump(compile("a\n", "<tree>", "single", 0x400)), dump(compile("a + 1", "<tree>", "eval", 0x400)))
print(dump(compile("(int, *str, **x) -> y", "<tree>", "func_type", 0x400)))
print(compile(tree, "f", "exec", 0x400) is tree)

PROGRAM = '''
def f(n, *rest, k=10**30, **kw):
    "doc"
    total = 0
    for i in range(n):
        try:
            total += [j for j in range(i) if j % 2][-1] + len(rest)
        except IndexError as error:
            total -= len(f"{error!r:>40}")
    return total, k, kw, (lambda x: x * 2)(n)
class C:
    x: int = 3
    def __init__(self): self.__y = super().__init__
match [1, {"a": -1.5}]:
    case [int(x), {"a": -1.5, **r}]: result = x, r
print(f(10, 1, 2, z=3), C().__dict__.keys(), result, f.__doc__)
'''
tree = compile(PROGRAM, "<program>", "exec", 0x400)
exec(compile(PROGRAM, "<program>", "exec"), {})
exec(compile(tree, "<program>", "exec"), {})
exec(compile(tree, "<program>", "exec", optimize=2), {})

place = dict(lineno=1, col_offset=0)
made = _ast.Expression(_ast.BinOp(_ast.Constant(20, **place), _ast.Add(), _ast.Name("y", _ast.Load(), **place), **place))
print(eval(compile(made, "f", "eval"), {"y": 22}))
for value in (1, -5, 2**70, -2**63, 2**63, 1.5, 2j, None, True, ..., "é\ud800", b"\xff", (1, ("a", frozenset({1}))), frozenset()):
    node = _ast.Expression(_ast.Constant(value, **place))
    print(ascii(eval(compile(node, "f", "eval"))) == ascii(value), end=" ")
print()
print(dump(compile("__debug__, 'a %s' % (b,), -1, 1 + 2", "f", "eval", _ast.PyCF_OPTIMIZED_AST)))
print(dump(compile(compile("__debug__", "f", "eval", 0x400), "f", "eval", _ast.PyCF_OPTIMIZED_AST, optimize=1)))
print(dump(compile("def f():\n 'doc'\n return 1", "f", "exec", _ast.PyCF_OPTIMIZED_AST, optimize=2)))
