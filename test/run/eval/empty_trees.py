# run: what is said of nodes all of whose lists are empty, of nodes without anything, and of fields that are no names
import _ast as ast
import _warnings
import sys

PLACE = {"lineno": 1, "col_offset": 0, "end_lineno": 1, "end_col_offset": 1}
_warnings.filters.insert(0, ("ignore", None, DeprecationWarning, None, 0))


def place(cls):
    return PLACE if "lineno" in cls._attributes else {}


def default(kind, cls):
    if kind is str:
        return "name"
    if kind is int:
        return 0
    if kind is object:
        return 1
    if kind is ast.expr:
        return ast.Name("n", ast.Load(), **PLACE)
    if kind is ast.expr_context:
        return ast.Load()
    if kind is ast.arguments:
        return ast.arguments([], [], None, [], [], None, [])
    if kind is ast.operator:
        return ast.Add()
    if kind is ast.boolop:
        return ast.And()
    if kind is ast.unaryop:
        return ast.Not()
    if kind is ast.pattern:
        return ast.MatchAs(None, None, **PLACE)
    if kind is ast.type_param:
        return ast.TypeVar("T", None, None, **PLACE)
    if kind is ast.cmpop:
        return ast.Lt()
    if kind is ast.keyword:
        return ast.keyword("k", ast.Constant(2, **PLACE), **PLACE)
    if kind is ast.withitem:
        return ast.withitem(ast.Constant(3, **PLACE), None)
    if kind is ast.excepthandler:
        return ast.ExceptHandler(ast.Name("E", ast.Load(), **PLACE), None, [ast.Pass(**PLACE)], **PLACE)
    if kind is ast.match_case:
        return ast.match_case(ast.MatchAs(None, None, **PLACE), None, [ast.Pass(**PLACE)])
    if kind is ast.comprehension:
        return ast.comprehension(ast.Name("v", ast.Store(), **PLACE), ast.Name("w", ast.Load(), **PLACE), [], 0)
    return None


def make(cls, filled):
    node = cls.__new__(cls)
    for name, kind in cls._field_types.items():
        if type(kind) is type(list[int]):
            value = []
            if name in filled:
                item = kind.__args__[0]
                value = [ast.Pass(**PLACE) if item is ast.stmt else default(item, cls)]
        else:
            value = default(kind, cls)
        setattr(node, name, value)
    for name, value in place(cls).items():
        setattr(node, name, value)
    return node


def attempt(cls, filled):
    node = make(cls, filled)
    if issubclass(cls, ast.mod):
        tree = node
    elif issubclass(cls, ast.stmt):
        tree = ast.Module([node], [])
    elif issubclass(cls, ast.expr):
        tree = ast.Module([ast.Expr(node, **PLACE)], [])
    elif issubclass(cls, ast.pattern):
        tree = ast.Module([ast.Match(ast.Constant(1, **PLACE), [ast.match_case(node, None, [ast.Pass(**PLACE)])], **PLACE)], [])
    else:
        return
    try:
        compile(tree, "<tree>", "eval" if cls is ast.Expression else "single" if cls is ast.Interactive else "exec")
        print(cls.__name__, filled, "fine")
    except Exception as error:
        print(cls.__name__, filled, type(error).__name__, error)


for name in sorted(vars(ast)):
    cls = getattr(ast, name)
    if not isinstance(cls, type) or not issubclass(cls, ast.AST) or not hasattr(cls, "_field_types") or cls is ast.FunctionType:
        continue
    lists = [field for field, kind in cls._field_types.items() if type(kind) is type(list[int])]
    for chosen in range(2 ** len(lists)) if len(lists) < 5 else (0, 2 ** len(lists) - 1):
        attempt(cls, [field for place, field in enumerate(lists) if chosen >> place & 1])
    try:
        print(cls.__name__, repr(cls())[:80])
    except Exception as error:
        print(cls.__name__, type(error).__name__, error)


class Odd(ast.AST):
    _fields = (b"\xff", "a")
    _field_types = {"a": int | None}


_warnings.filters.insert(0, ("error", None, DeprecationWarning, None, 0))
for make in (Odd, lambda: Odd(1), lambda: ast.Name(), lambda: ast.Name(idd=1), lambda: ast.Name("x", id="y"), lambda: ast.AST(a=1)):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)

# Nobody looks at what is ignored.
tree = ast.Module([ast.Pass(**PLACE)], [None, ast.TypeIgnore(1, "x")])
print(compile(tree, "<tree>", "exec", 0x8400).type_ignores)
