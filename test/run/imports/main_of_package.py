# run: sibling modules, a package with submodules, relative imports, import forms and their order
print("main starts", __name__)
import sibling
import sibling as again
import tools.shapes
from sibling import CONSTANT, double as twice
from tools import area, registry
from tools.deep import bottom
from tools.deep.bottom import climb
import tools.deep as deep_package

print(sibling is again, sibling.double(4), twice(5), CONSTANT, sibling.__name__, tools.__name__, tools.shapes.__name__)
print(area(tools.shapes.Square(3)), registry, bottom.NAME, climb(), deep_package.bottom is bottom)
sibling.CONSTANT = "changed"
print(sibling.CONSTANT, CONSTANT, sibling.read())


def inside():
    from tools import lazy

    return lazy.VALUE


print("before lazy")
print(inside(), inside())
try:
    from sibling import absent
except ImportError as error:
    print(type(error).__name__, error.name)
try:
    import sibling.child
except ModuleNotFoundError as error:
    print(error)
try:
    import broken_module
except ZeroDivisionError as error:
    print("broken:", error)
from star_source import *

print(shown, "hidden" in globals(), "_private" in globals())
import sys

print("sibling" in sys.modules, sys.modules["sibling"] is sibling, "tools.shapes" in sys.modules, __name__ == "__main__")
import cycle_a

print(cycle_a.describe())
