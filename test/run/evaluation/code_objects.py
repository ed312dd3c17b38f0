# run: compile: modes, flags, code objects and what they show
code = compile("a + b", "<expr>", "eval")
print(eval(code, {"a": 1, "b": 2}), code.co_name, code.co_filename, code.co_names, code.co_consts, code.co_argcount, code.co_flags & 0xF)
program = compile("x = 1\n\ndef f(p, /, q, *r, s=2, **t):\n    'doc'\n    u = p\n    return u\n", "prog.py", "exec")
names = {}
exec(program, names)
f = names["f"].__code__
print(f.co_name, f.co_qualname, f.co_varnames, f.co_argcount, f.co_posonlyargcount, f.co_kwonlyargcount, f.co_nlocals, f.co_firstlineno, f.co_filename)
print(names["f"].__doc__, names["f"](1, 2), f.co_flags & (4 | 8), f.co_freevars, f.co_cellvars)
single = compile("1 + 1\n", "<in>", "single")
print(exec(single))
exec(compile("None\n", "<in>", "single"))
exec(compile("y = 5; y; 'text'\n", "<in>", "single"))
print(_)


def make():
    captured = 1
    other = 2

    def inner():
        nonlocal captured
        captured += other
        return captured

    return inner


inner = make()
print(inner.__code__.co_freevars, make.__code__.co_cellvars, [c.cell_contents for c in inner.__closure__])
print(exec(inner.__code__, closure=inner.__closure__), [c.cell_contents for c in inner.__closure__])
for arguments in ((inner.__code__,), (inner.__code__, {}, {})):
    try:
        exec(*arguments)
    except TypeError as error:
        print(error)
for closure in ((), inner.__closure__[:1], (1, 2), [1, 2]):
    try:
        exec(inner.__code__, closure=closure)
    except TypeError as error:
        print(error)
try:
    eval(inner.__code__)
except TypeError as error:
    print(error)
try:
    exec(code, closure=inner.__closure__)
except TypeError as error:
    print(error)
for arguments in (("1", "f", "bad"), ("1", "f", "exec", 1 << 30), ("1", "f", "exec", 0, False, 9), (5, "f", "exec"), ("1", 5, "exec"), ("1",)):
    try:
        compile(*arguments)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
asserting = compile("assert False, 'no'\nprint(__debug__)\ndef g():\n    'doc'\n", "f", "exec", optimize=1)
exec(asserting, names)
print(names["g"].__doc__)
exec(compile("def g():\n    'doc'\n", "f", "exec", optimize=2), names)
print(names["g"].__doc__)
try:
    exec(compile("assert 1 > 2, 'yes'", "f", "exec", optimize=0))
except AssertionError as error:
    print("asserted", error)
print(repr(f).split(" at ")[0], type(f).__name__, f == f, f == names["g"].__code__, hash(f) == hash(f))
print([type(c).__name__ for c in program.co_consts if not isinstance(c, (int, str))])
print(compile("1", "f", "eval").co_code is not None, callable(code))
try:
    compile(code, "ignored", "eval")
except TypeError as error:
    print(error)
template = "def power(n):\n    return " + " * ".join(["n"] * 5)
exec(template)
print(power(3))
source = "\n".join(f"v{i} = {i} * {i}" for i in range(300)) + "\ntotal = " + " + ".join(f"v{i}" for i in range(300))
big = {}
exec(source, big)
print(big["total"], len(big))
functions = {}
for operator in ("+", "-", "*", "//", "%", "**", "<<"):
    functions[operator] = eval(f"lambda a, b: a {operator} b")
print({operator: function(7, 2) for operator, function in functions.items()})
