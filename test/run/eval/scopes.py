# run: _symtable: scopes, their symbols and children
import _symtable

KINDS = {value: name for name, value in vars(_symtable).items() if name.startswith("TYPE_")}
print({name: value for name, value in vars(_symtable).items() if not name.startswith("__") and name != "symtable"})


def show(entry, depth=0):
    print(" " * depth, repr(entry.name), KINDS[entry.type], entry.lineno, entry.nested, entry.symbols, entry.varnames)
    for child in entry.children:
        show(child, depth + 2)


show(_symtable.symtable('''
import os, a.b as c
from . import *
class A[T: int](B):
    x: int = 1
    def f(self, *a, k=1, **kw):
        global g
        def h(): nonlocal self; return __class__, super().x
        lambda: (yield)
        [i for i in a]
        {k: (yield) for k in ()} if 0 else {j for j in {k for k in x}}
        return (n for n in a)
    __private = f
    type Q[U] = int | U
async def f(x, /, y: int = z) -> str:
    await x
    for i, *j in y: del i
    try: pass
    except E as e: import q
    with a as b: pass
    match x:
        case {"a": b, **r}: pass
if x: annotated: int
def generic[T: (int, str) = int, *Ts, **P](a: T) -> P: pass
'''.replace("{k: (yield) for k in ()} if 0 else ", ""), "<scopes>", "exec"))
show(_symtable.symtable("lambda x: x + y", "<scopes>", "eval"))
show(_symtable.symtable("x = 1", "<scopes>", "single"))
show(_symtable.symtable(b"from __future__ import annotations\ndef f(x: y): z: w", "<scopes>", "exec"))


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


symtable = _symtable.symtable
attempt(lambda: symtable("x", "f", "foo"))
attempt(lambda: symtable("x(", "f", "exec"))
attempt(lambda: symtable("x", "f"))
attempt(lambda: symtable(5, "f", "exec"))
attempt(lambda: symtable("x", 5, "exec"))
attempt(lambda: symtable("x\0", "f", "exec"))
attempt(lambda: symtable("def f():\n global x;x:int", "f", "exec"))
attempt(lambda: symtable("nonlocal x", "f", "exec"))
attempt(lambda: symtable("def f(a, a): pass", "f", "exec"))
top = symtable("def f(): pass", "f", "exec")
print(repr(top)[:20], type(top), top.id == top.id != top.children[0].id)
attempt(lambda: type(top)())
attempt(lambda: top.foo)
try:
    top.name = 5
except AttributeError as error:
    print(error)
