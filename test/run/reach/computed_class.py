# run: classes whose special methods have names that are made while the program runs
def method(name):
    def answer(self, *rest):
        return (name, *rest)

    return answer


names = ("add", "rsub", "getitem", "neg", "call", "iadd", "divmod", "rpow")
Made = type("Made", (), {"__" + name + "__": method(name) for name in names})
made = Made()
print(made + 1, 2 - made, made[3], -made, made(4), divmod(made, 5), 6**made)
made += 7
print(made)


class Dunders(dict):
    def __setitem__(self, key, value):
        super().__setitem__(key if key.startswith("_") else "__" + key + "__", value)


class Meta(type):
    @classmethod
    def __prepare__(cls, name, bases):
        return Dunders()

    def __new__(cls, name, bases, namespace):
        return super().__new__(cls, name, bases, dict(namespace))


class Sized(metaclass=Meta):
    def len(self):
        return 5

    def contains(self, item):
        return item == 2


print(len(Sized()), bool(Sized()), 2 in Sized(), 3 in Sized())
