# run: constructing, replacing, reducing and showing nodes, with the complaints of each
# env: PYTHONHASHSEED=0
import _ast as ast

PLACE = dict(lineno=1, col_offset=0, end_lineno=1, end_col_offset=0)


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: ast.Name("x"))
show(lambda: vars(ast.Name("x", ast.Store(), lineno=1)))
show(lambda: ast.Name(1, 2, 3, 4))
show(lambda: ast.Name("x", id="y"))
show(lambda: ast.Pass(1))
show(lambda: ast.AST(1))
show(lambda: ast.AST(a=1).a)
show(lambda: ast.Module())
show(lambda: ast.Name())
show(lambda: ast.FunctionDef("f"))
show(lambda: ast.FunctionDef("f", ast.arguments(), returns=None, lineno=3))
show(lambda: vars(ast.FunctionDef("f", ast.arguments())).keys())
show(lambda: ast.Constant(5))
show(lambda: ast.Constant(5).kind)
show(lambda: ast.Constant(value=[1, 2, 3]))
show(lambda: ast.Constant(5, foo=3).foo)
show(lambda: ast.Name(**{"id": 1}))
show(lambda: ast.Name("a").__init__("b", id="c"))


class NoTypes(ast.Name):
    _fields = ("id", "ctx", "extra")


class WithTypes(ast.Name):
    _fields = ("id", "ctx", "extra", "rest")
    _field_types = {"id": str, "ctx": ast.expr_context, "extra": int, "rest": list[int]}


class Strange(ast.AST):
    _fields = 5


class Numbers(ast.AST):
    _fields = (1, 2)


show(lambda: vars(NoTypes("a")))
show(lambda: vars(WithTypes("a")))
show(lambda: Strange())
show(lambda: Numbers(3))

node = ast.Attribute(ast.Name("a"), "b", **PLACE)
show(lambda: node.__replace__(attr="c"))
show(lambda: vars(node.__replace__(attr="c", lineno=7)))
show(lambda: node.__replace__(foo=1))
show(lambda: node.__replace__(1))
del node.attr, node.value
show(lambda: node.__replace__())
show(lambda: node.__replace__(attr="z"))
show(lambda: vars(node.__replace__(attr="z", value=ast.Name("q"))))
show(lambda: ast.Return().__replace__())
show(lambda: ast.Constant(5).__replace__(kind="u"))

for sample in (ast.AST(), ast.Name("a"), ast.Constant(1), ast.Return()):
    print(sample.__reduce__(), sample.__reduce_ex__(2))
sample = ast.Constant(5)
sample.extra = 1
print(sample.__reduce__())
cls, arguments, state = sample.__reduce__()
copied = cls(*arguments)
copied.__dict__.update(state)
print(copied, copied.extra)

print(ast.Constant("q" * 100))
print(ast.Tuple((1, 2, 3)), ast.Tuple(()), ast.Tuple([]), ast.Tuple([1]), ast.Tuple([1, 2]))
print(ast.Tuple([ast.Tuple([ast.Tuple([ast.Tuple([])])])]))
print(ast.Tuple(ast.Tuple(ast.Tuple(ast.Tuple([])))))
loop = ast.List([])
loop.elts.append(loop)
print(loop)
print(ast.Dict([None], [ast.Constant(None)]))
