# run: packages: relative imports, __all__, submodules as attributes, errors with their messages
import sys
import garden
import garden.beds.roses as roses
from garden.beds import thorns

print(garden.__doc__, garden.soil.PH, garden.flowers is roses, roses.thorns is thorns, garden.beds.roses is roses)
print(thorns.parents, thorns.COUNT, garden.grow(), garden.beds.__package__, roses.__package__)
print(garden.__name__, garden.__path__[0].endswith("garden"), garden.__file__.endswith("garden/__init__.py"), garden.__spec__.name)
print(garden.beds.__spec__.parent, roses.__spec__.parent, roses.__spec__.name, hasattr(roses, "__path__"))
try:
    from garden import *
except ImportError as error:
    print(type(error).__name__, error)
print("garden.late" in sys.modules, hasattr(garden, "late"))
for statement in (
    "import garden.absent",
    "import garden.soil.deeper",
    "from garden import absent",
    "from garden.soil import absent",
    "from garden.absent import x",
    "import absent_altogether",
    "import absent.below",
    "from absent import *",
    "from . import x",
    "from .x import y",
    "from .. import x",
    "import garden.beds.absent.more",
    "from garden.soil import PH as a, absent as b",
):
    try:
        exec(statement, {"__name__": "tester"})
    except ImportError as error:
        print(type(error).__name__, "|", str(error).replace(garden.__path__[0], "GARDEN"), "|", error.name)
for names in ({"__package__": "garden"}, {"__package__": "garden.beds"}, {"__package__": ""}, {"__name__": "garden.x"},
              {"__name__": "garden", "__path__": []}, {"__package__": "nowhere"}, {"__package__": 5}, {}):
    try:
        exec("from .soil import PH\nprint('found', PH)", names)
    except (ImportError, TypeError, KeyError) as error:
        print(type(error).__name__, error)
try:
    exec("from ...x import y", {"__package__": "garden.beds"})
except ImportError as error:
    print(error)
exec("from ..soil import PH as up\nfrom . import thorns as t\nprint(up, t.COUNT)", {"__package__": "garden.beds"})
exec("import garden.soil as s, garden.beds as b\nprint(s.PH, b.__name__)")


class Body:
    import garden.soil
    from garden.soil import PH as value


print(Body.garden is garden, Body.value)


def local():
    import garden.beds.thorns

    return garden.beds.thorns.COUNT, sorted(locals())


print(local())
del garden.soil
try:
    garden.soil
except AttributeError as error:
    print(error)
import garden.soil

print("garden.soil" in sys.modules, hasattr(garden, "soil"))
from garden import soil

print(soil.PH)
