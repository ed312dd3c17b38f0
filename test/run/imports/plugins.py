# run: modules that register themselves with a module they share, imported late and by name
import registry


def load(names):
    for name in names:
        try:
            module = __import__(name)
        except ImportError as error:
            print("cannot load", name, "-", error)
        else:
            print("loaded", module.__name__, sorted(n for n in vars(module) if not n.startswith("__")))


def never():
    import plugin_numbers, plugin_text


load(["plugin_text", "plugin_absent", "plugin_numbers", "plugin_text"])
print(sorted(registry.plugins), [f.__module__ for _, f in registry.plugins.values()], [f.__name__ for _, f in registry.plugins.values()])
for name, (priority, function) in sorted(registry.plugins.items(), key=lambda item: (-item[1][0], item[0])):
    print(priority, name, function("a1b2"))
import plugin_text

plugin_text.upper = lambda text: "patched " + text
print(plugin_text.upper("x"), registry.plugins["upper"][1]("x"))
from plugin_text import upper, backwards as back

print(upper("y"), back("abc"), registry.plugin is plugin_text.plugin)
registry.plugins = {}
print(plugin_text.plugin("late")(len) is len, registry.plugins, len(registry.plugins["late"]))
