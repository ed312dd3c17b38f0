# run: length hints that no memory could hold
class Hinted:
    def __init__(self, hint):
        self.hint = hint

    def __length_hint__(self):
        return self.hint

    def __iter__(self):
        return iter((1, 2))


def extended(hint):
    items = [1]
    items.extend(Hinted(hint))
    return items


def added(hint):
    items = [1]
    items += Hinted(hint)
    return items


def assigned(hint):
    items = [1, 2, 3]
    items[0:1] = Hinted(hint)
    return items


MAKERS = {"list": lambda hint: list(Hinted(hint)), "tuple": lambda hint: tuple(Hinted(hint)), "extend": extended, "+=": added, "slice": assigned,
          "star": lambda hint: [*Hinted(hint)], "sorted": lambda hint: sorted(Hinted(hint)), "set": lambda hint: set(Hinted(hint)),
          "bytearray": lambda hint: bytearray(Hinted(hint))}
for hint in (2, 2**50, 2**60 - 1, 2**60, 2**62, 2**63 - 1, 2**63, -1, "x", NotImplemented):
    for name, make in MAKERS.items():
        try:
            print(hint, name, make(hint))
        except Exception as error:
            print(hint, name, type(error).__name__, error)
