# run: warnings that are ignored, shown once, or errors, by _warnings.filters
import _ast
import _warnings


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


def add(*item):
    _warnings._acquire_lock()
    _warnings.filters.insert(0, item)
    _warnings._filters_mutated_lock_held()
    _warnings._release_lock()


print(_warnings.filters, _warnings._defaultaction, _warnings._onceregistry)
attempt(lambda: _warnings._filters_mutated_lock_held())
attempt(lambda: _warnings._release_lock())
attempt(lambda: _warnings.warn())
attempt(lambda: _warnings.warn("a", "b"))
attempt(lambda: _warnings.warn("a", int))
attempt(lambda: _warnings.warn("deep", stacklevel=50))
attempt(lambda: _warnings.warn(UserWarning("of a class"), DeprecationWarning))
attempt(lambda: _warnings.warn_explicit("there", UserWarning, "file.py", 3))
attempt(lambda: _warnings.warn_explicit("there", UserWarning, "file.py", 3, registry=5))
registry = {}
attempt(lambda: _warnings.warn_explicit("there", UserWarning, "file.py", 3, registry=registry))
attempt(lambda: _warnings.warn_explicit("there", UserWarning, "file.py", 3, registry=registry))
print(registry.keys())
attempt(lambda: _warnings.warn_explicit("x", UserWarning, 5, 3))


def deprecated():
    _warnings.warn("use another", DeprecationWarning, 2)


for count in range(3):
    deprecated()
    _warnings.warn("hidden", PendingDeprecationWarning)
print(sorted(name for name in globals() if "warning" in name), len(__warningregistry__))
compile("1 is 1", "<first>", "exec")

add("error", None, SyntaxWarning, None, 0)
for text in ('"\\d"', "1 is 1", "x = 1\n\n1()", 'x = "é"; "\\d"', 'x = "é"; 1()', "x = 0x1for x in y", "1if 2else 3", "'''a\n \\d'''", "try: pass\nfinally:\n while 1: pass\n return", "assert (1, 2)", "[1][1, 2]"):
    try:
        compile(text, "f", "exec")
    except SyntaxError as error:
        print(error.args, error.lineno, error.offset, error.text, error.end_lineno, error.end_offset)
attempt(lambda: eval("1 is 2"))
attempt(lambda: exec("'\\q'"))
attempt(lambda: compile('"\\d"', "f", "exec", _ast.PyCF_ONLY_AST))
add("ignore", None, SyntaxWarning, None, 0)
print(eval("1 is 1"))
add("error", None, SyntaxWarning, "<string>", 0)
attempt(lambda: eval("1 is 1"))
compile("2 is 2", "<other>", "exec")

add("once", None, UserWarning, None, 0)
for count in range(3):
    _warnings.warn("once")
_warnings.warn_explicit("once at all", UserWarning, "a.py", 1)
_warnings.warn_explicit("once at all", UserWarning, "b.py", 1)
add("module", None, UserWarning, None, 0)
for count in range(3):
    _warnings.warn("by module")
add("always", None, UserWarning, None, 0)
for count in range(3):
    _warnings.warn("always")
add("foo", None, UserWarning, None, 0)
attempt(lambda: _warnings.warn("what"))
add("ignore", "text", UserWarning, None, 0)
attempt(lambda: _warnings.warn("text"))


class Pattern:
    def match(self, text):
        return text.startswith("pat")


add("error", Pattern(), UserWarning, "__main__", 0)
attempt(lambda: _warnings.warn("pattern"))
add("error", None, UserWarning, "__main__")
attempt(lambda: _warnings.warn("text"))
_warnings.filters.insert(0, 5)
attempt(lambda: _warnings.warn("text"))
_warnings.filters.clear()
add("error", None, DeprecationWarning, None, 0)
attempt(lambda flag=True: ~flag)
attempt(lambda: _ast.Name())
attempt(lambda: _ast.Name("a", foo=1))
