# run: the classes of _ast: hierarchy, fields, types, defaults, docs
# env: PYTHONHASHSEED=0
import _ast

for name in sorted(vars(_ast)):
    cls = getattr(_ast, name)
    if not isinstance(cls, type) or name.startswith("__"):
        if not name.startswith("__"):
            print(name, cls)
        continue
    print(cls, cls.__name__, cls.__qualname__, cls.__module__, [base.__name__ for base in cls.__bases__])
    print("  ", cls._fields, cls._attributes, cls.__match_args__)
    if name != "AST":
        print("  ", cls.__doc__)
    if "_field_types" in cls.__dict__:
        print("  ", cls._field_types, cls.__annotations__)
    print("  ", {key: value for key, value in cls.__dict__.items() if value is None})
print(_ast.AST.__subclasses__())
print(_ast.expr_context.__subclasses__())


class Special(_ast.Name):
    _fields = ("id", "ctx", "extra")


class Own(_ast.AST):
    _fields = ["a", "b"]
    a = None


node = Special("x", _ast.Load(), extra=4)
print(node, node.extra, isinstance(node, _ast.expr), vars(node))
print(Own(1, 2), Own(1, 2).__reduce__()[1:], Own(b=5).a)
match node:
    case _ast.Name(id=name, ctx=_ast.Load()):
        print("matched", name)
node.more = [1]
print(vars(node))
try:
    print(node)
except AttributeError as error:
    print(error)
_ast.Name.shared = "on the class"
print(Special("y", _ast.Store(), 0).shared)
print(_ast.Load() is _ast.Load(), _ast.Load() == _ast.Load())
