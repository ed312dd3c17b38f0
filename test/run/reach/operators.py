# run: operators that are reached through builtins, reflected methods and names alone
class Length:
    def __init__(self, value):
        self.value = value

    def __radd__(self, other):
        return Length(other + self.value)

    def __rpow__(self, base):
        return ("power of", base)

    def __ior__(self, other):
        return ("or", other)

    def __rdivmod__(self, other):
        return ("divmod", other)


class Small(int):
    pass


print(sum([1, 2.5, Length(3)]).value, sum([[1], [2]], []), pow(2, 10), pow(3, -1, 7), divmod(-7, 2), divmod(1, Length(1)))
print(2 ** Length(1), abs(-3), abs(3 + 4j), pow(2.0, 0.5), pow(-8, 1 / 3).real > 0, round(2.675, 2))
length = Length(1)
length |= 5
print(length, "%s and %05.1f" % ("a", 2.5), Small(3) * "ab", (Small(7) // 2, -Small(7), ~Small(7), +Small(7)))
print((3).__pow__(2), hasattr(1.5, "__floordiv__"), hasattr("", "__sub__"), int.__add__(1, 2), (5).__rsub__(7))
text, items = "ab", [1]
text += "c"
items *= 2
items += (5,)
print(text, items, {1} | {2}, {1: 2} | {3: 4}, {1, 2} - {1}, [1] + [2], (1,) * 2, b"a" + b"b")
for broken in (lambda: 1 + "a", lambda: {} + {}, lambda: -"a", lambda: "a" ** 2, lambda: divmod("a", 1), lambda: [] - []):
    try:
        broken()
    except TypeError as error:
        print(error)
