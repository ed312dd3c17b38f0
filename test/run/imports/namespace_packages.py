# run: folders without __init__.py are packages too
import hills

def short(value):
    text = str(value)
    start = text.find("/")
    return text if start < 0 else text[:start] + text[text.find("imports"):]


print(short(hills), short(hills.__path__), type(hills.__path__), hills.__spec__.parent, hills.__package__, hills.__doc__)
print(hills.__file__, hasattr(hills, "__cached__"), sorted(vars(hills)))
print(str(hills.__loader__)[:56], hills.__spec__.origin, hills.__spec__.has_location, hills.__spec__.cached)
print(hills.__spec__.submodule_search_locations is hills.__path__)
import hills.east.slope
print(hills.east.slope.NAME, hills.east.shared.NAME, short(hills.east), short(hills.east.slope))
from hills.west import view
print(view.NAME, short(hills.west), view.__package__)
from hills.east import steep
print(short(steep), len(steep.__path__), short(steep.__path__[0]), "x" in steep.__path__)

for statement in ("from hills import nothing", "import hills.nothing", "hills.nothing", "from hills.east.slope import nothing"):
    try:
        exec(statement)
    except (ImportError, AttributeError) as error:
        print(short(error), error.name)

places = hills.__path__
places.append("more")
print([short(place) for place in places], places == places)
places[0] = "first"
print(places)
for use in (lambda: places["a"], lambda: places[5]):
    try:
        use()
    except Exception as error:
        print(type(error).__name__, error)
