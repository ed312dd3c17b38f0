# run: modules as objects: circles, failures, sys.modules, __getattr__, star imports, __import__
import sys
import circle_one


def named_for_the_linker():
    import star_all, star_bad, star_plain



print(circle_one.late, circle_one.circle_two.value, sys.modules["circle_two"].taken)
attempts = []
for _ in range(3):
    try:
        import fails_once
    except RuntimeError as error:
        print(error, "fails_once" in sys.modules)
print(attempts)
import replaces_itself

print(replaces_itself.word, type(replaces_itself).__name__)
from replaces_itself import word

print(word)
import with_getattr as lazy

print(lazy.made_up, lazy.here, dir(lazy), hasattr(lazy, "other"))
from with_getattr import made_thing

print(made_thing)
try:
    from with_getattr import other
except ImportError as error:
    print(str(error).split(" (")[0])
try:
    lazy.other
except AttributeError as error:
    print(error)
names = {}
exec("from star_all import *", names)
print(sorted(n for n in names if n != "__builtins__"))
names = {}
exec("from star_plain import *", names)
print(sorted(n for n in names if n != "__builtins__"))
try:
    exec("from star_bad import *", {})
except AttributeError as error:
    print(error)
try:
    exec("def f():\n from star_all import *", {})
except SyntaxError as error:
    print(error.msg)
sys.modules["invented"] = "just a text"
import invented

print(invented.upper())
sys.modules["blocked"] = None
try:
    import blocked
except ImportError as error:
    print(type(error).__name__, error)
del sys.modules["blocked"]
import star_all

print(repr(star_all).replace(star_all.__file__, "FILE"), type(star_all).__name__, star_all.__name__, star_all.__doc__, star_all.__package__ == "")
star_all.added = [1]
print(star_all.added, "added" in dir(star_all), vars(star_all)["added"], star_all.__dict__ is vars(star_all))
del star_all.added
for action in ("star_all.added", "del star_all.added", "star_all.__dict__ = {}"):
    try:
        exec(action)
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
saved = star_all
del sys.modules["star_all"]
import star_all

print(star_all is saved, star_all.shown)
print(__import__("garden.soil").__name__, __import__("garden.soil", fromlist=["PH"]).__name__, __import__("sys") is sys)
print(__import__("soil", {"__package__": "garden"}, {}, ["PH"], 1).PH)
for arguments in (("",), ("x", None, None, (), -1), (5,), ("soil", {}, {}, [], 1)):
    try:
        __import__(*arguments)
    except (ValueError, TypeError, ImportError, KeyError) as error:
        print(type(error).__name__, error)
import builtins

real = builtins.__import__
calls = []


def spy(name, globals=None, locals=None, fromlist=(), level=0):
    calls.append((name, fromlist, level))
    return real(name, globals, locals, fromlist, level)


builtins.__import__ = spy
import garden.beds
from garden.soil import PH

builtins.__import__ = real
import garden

print(calls)
import __main__

print(__main__.calls is calls, __name__, __main__.__file__.endswith("module_objects.py"), __main__.__spec__, __package__)
print([m in sys.modules for m in ("math", "circle_one", "nothing")])
import math as m, time as t

print(m.__name__, repr(m), t.__spec__.origin, m.pi)
