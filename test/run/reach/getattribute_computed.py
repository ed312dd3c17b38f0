# run: object.__getattribute__ with a computed name
class Proxy:
    def __init__(self, target):
        object.__setattr__(self, "target", target)

    def __getattribute__(self, name):
        target = object.__getattribute__(self, "target")
        return type(target).__getattribute__(target, name[::-1])


print(Proxy("abc").reppu(), Proxy([1, 2]).tnuoc(2))
