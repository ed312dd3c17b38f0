# run: where names live: module, function, class, nested, deleted, shadowed builtins
x = "module"


def reads():
    return x


def shadows():
    x = "local"
    return x, reads()


def conditional(flag):
    if flag:
        maybe = 1
    try:
        return maybe
    except UnboundLocalError as error:
        return str(error)


class C:
    x = "class"
    y = x + "!"

    def method(self):
        return x

    def own(self):
        return self.x

    z = [x for _ in range(1)]


print(reads(), shadows(), conditional(True), conditional(False), C.x, C.y, C().method(), C().own(), C.z)


def outer():
    x = "outer"

    class Inner:
        seen = x
        x = "inner class"

        def get(self):
            return x

    def nested():
        def deepest():
            return x

        return deepest()

    return Inner.seen, Inner.x, Inner().get(), nested()


try:
    print(outer())
except NameError as error:
    print(type(error).__name__, error)


def uses_list():
    list = [1, 2]
    return list


print(uses_list(), list("ab"))
len = lambda value: "mine"
print(len([1]))
del len
print(len([1]))


def global_in_nested():
    def change():
        global x, fresh
        x = "changed"
        fresh = "new"

    change()
    return x


print(global_in_nested(), x, fresh)
print(sorted(name for name in globals() if not name.startswith("_") and name in ("x", "C", "fresh", "outer")))
globals()["dynamic"] = 42
print(dynamic, "dynamic" in globals())


def locals_shown(a, b=2, *args, c=3, **named):
    d = a + b
    return sorted(locals().items(), key=lambda pair: pair[0])


print(locals_shown(1, 5, 6, c=7, e=8))


def deletes():
    value = 1
    del value
    try:
        return value
    except UnboundLocalError as error:
        return type(error).__name__


print(deletes(), __name__)
if False:
    never = 1
try:
    never
except NameError as error:
    print(error)
for x in range(2):
    pass
print(x)
_private = 1
__mangled = 2


class Mangle:
    __secret = 5

    def get(self):
        return self.__secret, __mangled if False else "ok"


print(Mangle().get(), Mangle._Mangle__secret, [n for n in vars(Mangle) if "secret" in n])
