# run: code objects: copies with some fields changed, and when two of them are equal


def tell(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


def f(a, b=1, *c, d=2, **e):
    "doc"
    x = a + b + d
    return x, c, e


code = f.__code__
other = code.replace(co_name="g", co_qualname="place.g", co_filename="elsewhere.py", co_firstlineno=77)
print(other.co_name, other.co_qualname, other.co_filename, other.co_firstlineno, other == code, hash(code) == hash(code.replace()))
print([line - 77 for *_, line in other.co_lines() if line] == [line - code.co_firstlineno for *_, line in code.co_lines() if line])
print(code.replace() == code, code.replace() != code, code.replace() is code, code == 1, code.replace(co_filename="x") == code)
print(code.__replace__(co_name="z").co_name)
f.__code__ = code.replace(co_consts=tuple("other doc" if constant == "doc" else constant for constant in code.co_consts))
print(f(1, 2, 3, d=4, q=5), f.__code__.co_consts[0])

for change in ("argcount", "posonlyargcount", "kwonlyargcount", "nlocals", "stacksize", "flags", "firstlineno"):
    for value in (-1, 1.5, "x", 2**40):
        tell(lambda: code.replace(**{"co_" + change: value}))
for change in ("code", "consts", "names", "varnames", "freevars", "cellvars", "filename", "name", "qualname", "linetable", "exceptiontable"):
    for value in (1, None, 1.5):
        tell(lambda: code.replace(**{"co_" + change: value}))
tell(lambda: code.replace(1))
tell(lambda: code.replace(nonsense=1))
tell(lambda: code.replace(co_argcount=67))
tell(lambda: code.replace(co_nlocals=2))
tell(lambda: code.replace(co_varnames=("a",)))
tell(lambda: code.replace(co_names=(1,)))

renamed = code.replace(co_varnames=("p", "q", "s", "r", "t", "u"))
print(renamed.co_varnames, renamed == code)
f.__code__ = renamed
print(f(p=1, q=2, s=3))
tell(lambda: f(a=1))


def outer(n):
    def inner(k):
        return n + k + missing
    return inner


made = outer(5)
made.__code__ = made.__code__.replace(co_names=("there",), co_freevars=("number",))
there = 100
print(made(1), made.__code__.co_freevars)


# A copy of the whole tree under another name of the file, as test coverage tools make it.
def moved(code, name):
    constants = tuple(moved(constant, name) if hasattr(constant, "co_code") else constant for constant in code.co_consts)
    return code.replace(co_filename=name, co_consts=constants)


outer.__code__ = moved(outer.__code__, "moved.py")
print(outer(1).__code__.co_filename)
try:
    outer(1)(2)
except NameError as error:
    entry = error.__traceback__.tb_next
    print(error, entry.tb_frame.f_code.co_filename, entry.tb_lineno - code.co_firstlineno)


def generator():
    yield 1


def awaits():
    return (yield from marked())


generator.__code__ = generator.__code__.replace(co_flags=generator.__code__.co_flags | 0x100)


async def main():
    return await generator()


print(main().send(None))

# Constants are compared as what they are.
pairs = [("1", "1.0"), ("0.0", "-0.0"), ("1", "True"), ("(1, 2)", "(1, 2.0)"), ("1", "1"), ("'a'", "b'a'"), ("0j", "-0j"), ("lambda: 1", "lambda: 1"),
         ("lambda: 1", "lambda: 2"), ("x.y", "x.z"), ("a", " a")]
for left, right in pairs:
    print(left, right, compile(left, "n", "eval") == compile(right, "n", "eval"))
