# run: eval and exec: whose globals and locals the code sees and changes
x = "global x"
print(eval("x"), eval("1 + 2 * 3"), eval(" \t 4"), eval("x", {"x": "given"}), eval("x + y", {"x": 1}, {"y": 2}), eval("x", {"x": 1}, {"x": 2}))
exec("made = x.upper()")
print(made)
names = {}
exec("a = 1\ndef f(): return a + 1\nclass C:\n    b = f()\nd = [i * a for i in range(3)]", names)
print(sorted(k for k in names if k != "__builtins__"), names["f"](), names["C"].b, names["d"], names["__builtins__"] is __builtins__.__dict__)
names["a"] = 10
print(names["f"](), names["f"].__globals__ is names, names["C"].__module__ if "__name__" in names else "builtins?")
globals_, locals_ = {"g": 1}, {"l": 2}
exec("n = g + l\nglobal m\nm = n * 2", globals_, locals_)
print(locals_, {k: v for k, v in globals_.items() if k != "__builtins__"})


def function(parameter):
    local = 5
    print(eval("parameter + local"), sorted(eval("locals()")), sorted(locals()))
    exec("local = 99; fresh = 1")
    print(local, "fresh" in locals())
    snapshot = locals()
    exec("local = 77", globals(), snapshot)
    print(local, snapshot["local"])
    return eval("x"), eval("[parameter for _ in range(2)]", globals(), locals())


print(function("p" and 3))


def outer():
    kept = "kept"

    def inner():
        try:
            return eval("kept")
        except NameError as error:
            return str(error)

    def using():
        kept
        return eval("kept")

    return inner(), using()


print(outer())


class Tracing(dict):
    def __init__(self, **names):
        super().__init__(**names)
        self.log = []

    def __getitem__(self, key):
        self.log.append(("get", key))
        return super().__getitem__(key)

    def __setitem__(self, key, value):
        self.log.append(("set", key))
        super().__setitem__(key, value)

    def __missing__(self, key):
        if key.startswith("auto_"):
            return key[5:]
        raise KeyError(key)


tracing = Tracing(known=1)
print(eval("known, auto_made, x", globals(), tracing), tracing.log)
tracing.log.clear()
exec("new = known\ndel known", {}, tracing)
print(tracing.log, dict(tracing))


class Mapping:
    def __getitem__(self, key):
        if key == "only":
            return "found"
        raise KeyError(key)

    def __setitem__(self, key, value):
        print("store", key, value)


print(eval("only", {}, Mapping()))
exec("z = only", {}, Mapping())
try:
    eval("other_name", {}, Mapping())
except NameError as error:
    print(error)
try:
    eval("print(1)", {"__builtins__": {}})
except NameError as error:
    print(error)
print(eval("len('abc')", {"__builtins__": {"len": lambda s: "mine"}}))
exec("def f(): return len('x')", own := {"__builtins__": {"len": lambda s: "own len"}})
print(own["f"]())
exec("import_result = __import__('sys').__name__", got := {})
print(got["import_result"])
for bad in (lambda: eval(1), lambda: eval("1", 1), lambda: eval("1", {}, 1), lambda: exec(1), lambda: exec("1", 1), lambda: exec("1", {}, 1), lambda: eval("1", []),
            lambda: eval(), lambda: eval("a b"), lambda: eval("a = 1"), lambda: eval(""), lambda: exec("if"), lambda: eval("\0"), lambda: exec("x", closure=())):
    try:
        print(bad())
    except (TypeError, SyntaxError) as error:
        print(type(error).__name__, error)
print(eval("(lambda q: (yield_ := q + 1, yield_))(1)"), eval("{k: v for k, v in zip('ab', (x, 1))}"))
counter = 0
for i in range(5):
    exec("counter += i")
print(counter)
exec("for step in range(3):\n    pass")
print(step)


class Body:
    exec("inside = 1")
    value = eval("inside + 1")


print(Body.inside, Body.value)
print(eval(b"1 + 1"), eval("# coding: x\n5"), eval("'é'") == "é", eval(b"'\xc3\xa9'"))
print([eval("i * j", {"j": 2, "i": i}) for i in range(3)], eval("lambda: x")())
