# run: every field of every node with values it cannot have: the same error for each, never a crash
import _ast

SOURCE = '''
@deco
class A[T: int, *Ts, **P = str](B, metaclass=M):
    x: int = 1
async def f(self, /, a, *args: T, b=2, **kw) -> None:
    async with a as (b, c): pass
    async for i in x: await y
def g(a, b=1): yield (yield from a)
type Alias = list
for a.b in (1, ...): continue
else: del a[0]
while x < y: break
try: raise E from None
except A as e: pass
else: assert x, "y"
finally: pass
try: pass
except* X: pass
match x:
    case {"a": 1, **rest} | [1, *rest, -2+3j] if rest: pass
    case A(b, c=d) as e: pass
    case None: pass
x = lambda *, a=1: (n := 2)
x += a if b else c and not -e
import os as p
from . import q
a[1:2] = {**d, 1: 2}, {1}, {k: v for k, v in z}, [i for i in x if i], (j for j in k)
f"{x!r:>{w}}"; t"{q!s:x}"
def h():
    global z
    def i(): nonlocal y
    return with_ if (yield) else None
with a as b: pass
'''.replace("    def i(): nonlocal y\n", "").replace("return with_ if (yield) else None", "return with_")


def parse():
    return compile(SOURCE, "<broken>", "exec", _ast.PyCF_ONLY_AST)


def places(node, path=()):
    """Where each field is: steps from the top."""
    names = node._fields + node._attributes
    for name in names:
        yield path + (name,)
        value = getattr(node, name)
        if isinstance(value, _ast.AST):
            yield from places(value, path + (name,))
        elif isinstance(value, list):
            for index, item in enumerate(value):
                yield path + (name, index)
                if isinstance(item, _ast.AST):
                    yield from places(item, path + (name, index))


def follow(node, path):
    for step in path:
        node = node[step] if isinstance(step, int) else getattr(node, step)
    return node


PLACE = dict(lineno=1, col_offset=0, end_lineno=1, end_col_offset=0)


class Odd:
    def __repr__(self):
        return "odd"


def wrong_values():
    name = _ast.Name("n", _ast.Load(), **PLACE)
    stored = _ast.Name("n", _ast.Store(), **PLACE)
    return [5, "text", 1.5, Odd(), [], (), _ast.Load(), _ast.Pass(**PLACE), name, [name], [5], stored, [stored], "None", -1, 1 << 31, _ast.Add, _ast.expr(**PLACE),
            _ast.MatchAs(None, None, **PLACE), _ast.MatchStar(None, **PLACE), _ast.Starred(name, _ast.Load(), **PLACE), _ast.Tuple([], _ast.Load(), **PLACE), True]


paths = list(places(parse()))[::9]
print(len(paths), "places")
seen = {}
for path in paths:
    last = path[-1]
    # None is refused nearly everywhere; where it is not, CPython falls over it in lists.
    values = wrong_values()
    if not isinstance(last, int):
        values.append(None)
    for number, value in enumerate(values):
        tree = parse() if number == 0 else tree
        owner = follow(tree, path[:-1])
        old = owner[last] if isinstance(last, int) else getattr(owner, last)
        if isinstance(last, int):
            owner[last] = value
        else:
            setattr(owner, last, value)
        try:
            compile(tree, "<broken>", "exec")
            outcome = "fine"
        except Exception as error:
            outcome = f"{type(error).__name__} {error}"
        if isinstance(last, int):
            owner[last] = old
        else:
            setattr(owner, last, old)
        seen.setdefault(outcome, []).append((".".join(map(str, path)), number))
    if not isinstance(last, int) and isinstance(owner, _ast.AST):
        try:
            delattr(owner, last)
            compile(tree, "<broken>", "exec")
            outcome = "fine"
        except Exception as error:
            outcome = f"{type(error).__name__} {error}"
        setattr(owner, last, old)
        seen.setdefault(outcome, []).append((".".join(map(str, path)), "deleted"))
for outcome, where in sorted(seen.items()):
    print(outcome, len(where), where[:3], where[-1], hash(str(where)) % 1000003)
