# run: trees too deep, trees that contain themselves, trees that change while they are read, odd source texts
# not on wasm32-wasi: its texts nest deeper than the stacks of engines allow
import _ast

PLACE = dict(lineno=1, col_offset=0, end_lineno=1, end_col_offset=0)


def name(text="n", context=_ast.Load):
    return _ast.Name(text, context(), **PLACE)


def attempt(make):
    try:
        return make()
    except Exception as error:
        return f"{type(error).__name__} {error}" if not isinstance(error, RecursionError) else "RecursionError"


def compiled(node):
    return attempt(lambda: type(compile(_ast.Expression(node), "<hostile>", "eval")).__name__)


# How deep is too deep depends on the stack: what counts is that it ends in code or in an exception.
def ends(result):
    return "ends" if "code" in str(result) or str(result).startswith(("RecursionError", "MemoryError")) else result


def nest(wrap, depth):
    node = name()
    for _ in range(depth):
        node = wrap(node)
    return node


WRAPS = {
    "unary": lambda node: _ast.UnaryOp(_ast.USub(), node, **PLACE),
    "binary": lambda node: _ast.BinOp(node, _ast.Add(), node and name(), **PLACE),
    "list": lambda node: _ast.List([node], _ast.Load(), **PLACE),
    "call": lambda node: _ast.Call(node, [], [], **PLACE),
    "lambda": lambda node: _ast.Lambda(_ast.arguments([], [], None, [], [], None, []), node, **PLACE),
    "dict": lambda node: _ast.Dict([name()], [node], **PLACE),
    "text": lambda node: _ast.JoinedStr([_ast.FormattedValue(node, -1, None, **PLACE)], **PLACE),
}
for kind, wrap in WRAPS.items():
    print(kind, compiled(nest(wrap, 50)), ends(compiled(nest(wrap, 8000))))
deep = [_ast.Pass(**PLACE)]
for _ in range(8000):
    deep = [_ast.If(name(), deep, [], **PLACE)]
print("if", ends(attempt(lambda: compile(_ast.Module(deep, []), "<hostile>", "exec"))))
pattern = _ast.MatchAs(None, None, **PLACE)
for _ in range(8000):
    pattern = _ast.MatchSequence([pattern], **PLACE)
match = _ast.Match(name(), [_ast.match_case(pattern, None, [_ast.Pass(**PLACE)])], **PLACE)
print("pattern", ends(attempt(lambda: compile(_ast.Module([match], []), "<hostile>", "exec"))))

loop = _ast.List([], _ast.Load(), **PLACE)
loop.elts.append(loop)
print("loop", compiled(loop), loop)
loop = _ast.UnaryOp(_ast.Not(), None, **PLACE)
loop.operand = loop
print("loop", compiled(loop), loop)
body = _ast.If(name(), [], [], **PLACE)
body.body.append(body)
print("loop", attempt(lambda: compile(_ast.Module([body], []), "<hostile>", "exec")))


class Growing(_ast.Name):
    owner = None

    @property
    def lineno(self):
        self.owner.append(name())
        return 1


class Shrinking(_ast.Name):
    @property
    def lineno(self):
        self.owner.clear()
        return 1


class Failing(_ast.Name):
    @property
    def lineno(self):
        return 1 / 0


class Pretending:
    __class__ = _ast.Name
    id, ctx = "n", _ast.Load()
    lineno = col_offset = 0


for cls in (Growing, Shrinking):
    cls.__setattr__ = lambda self, key, value: object.__setattr__(self, key, value) if key != "lineno" else None
    items = [name()]
    changing = cls("n", _ast.Load(), col_offset=0)
    changing.owner = items
    items.append(changing)
    items.append(name())
    print(cls.__name__, compiled(_ast.List(items, _ast.Load(), **PLACE)))
print(compiled(Failing("n", _ast.Load(), col_offset=0)))
print(compiled(Pretending()))
print(compiled(_ast.Tuple([Pretending()], _ast.Load(), **PLACE)))


class Hidden(_ast.Name):
    def __getattribute__(self, key):
        raise KeyError(key)


class Text(str):
    pass


print(compiled(Hidden("n")))
print(compiled(_ast.Name(Text("n"), _ast.Load(), **PLACE)))
print(compiled(_ast.Name("", _ast.Load(), **PLACE)))
print(eval(compile(_ast.Expression(_ast.Name("not a name!", _ast.Load(), **PLACE)), "f", "eval"), {"not a name!": "found"}))
print(compiled(_ast.Constant(Text("n"), **PLACE)), compiled(_ast.Constant((1, [2]), **PLACE)), compiled(_ast.Constant({1}, **PLACE)))
print(compiled(_ast.Constant(frozenset([(1, frozenset([Text()]))]), **PLACE)))

for source in ("\ud800", "x = '\ud800'", "'\udcff'", "x\0", "\0", b"\0", b"\xff", b"x = '\xe9'", "\x0c\x0c x", "\ufeff x", "\r\rx\r", "x\r\n\r\ny",
               "(" * 300, "[" * 100 + "]" * 100, "a" * 100000, "1" * 5000, "0x" + "f" * 10000, "-" * 3000 + "1", "'" + "\\" * 5001, "f'" + "{" * 500, "\t" * 200 + "x"):
    print(ascii(source[:12]), ascii(attempt(lambda: type(compile(source, "<hostile>", "exec", _ast.PyCF_ONLY_AST)).__name__)))
