# run: the builtin functions, one line each, and their errors
print(abs(-3), abs(-2.5), all([1, 1]), all([]), any([0, ""]), any([0, 1]), ascii("é\n"), bin(10), oct(8), hex(255), bin(-5), bool([]), bool("x"))
print(callable(len), callable(5), chr(65), ord("A"), divmod(7, 3), divmod(-7, 3), divmod(7.5, 2), list(enumerate("ab", start=1)), list(filter(lambda x: x > 1, [1, 2, 3])), format(5, "03"))
print(getattr("abc", "upper")(), hash(5), hash(True), id(None) == id(None), int("7"), isinstance(5, (str, int)), issubclass(bool, int), list(iter([1, 2])), len({1: 2}), list(map(pow, [2, 3], [3, 2])))
print(max(3, 1, 2), max([1, 5, 2]), max("a", "bb", key=len), max([], default=0), min(3, 1), min({5: "x", 2: "y"}), next(iter([9])), next(iter([]), "none"), pow(2, 5), pow(2, 5, 7), repr("x"), list(reversed([1, 2])), round(3.7), round(3.14159, 2), round(-0.5))
print(sorted([3, 1, 2], reverse=True), sorted("bca", key=lambda c: -ord(c)), str(5), sum([1, 2], 10), sum([[1], [2]], []), sum([0.1, 0.2]), tuple([1]), type(5).__name__, list(zip([1, 2], "ab")), list(zip()), list(zip([1, 2, 3], [4, 5], strict=False)))
calls = iter([3, 2, 1, 0, 5])
print(list(iter(lambda: next(calls), 0)), slice(1, 5, 2), slice(3), slice(1, None).indices(5), [0, 1, 2, 3][slice(1, 3)], isinstance([], object), type(type), object() is not object())
print(list(map(lambda *a: a, "ab", [1, 2, 3])), dict(a=1), set([1, 1]), frozenset([2]), bytes(2), bytearray(1), complex(1, 2), float("1.5"), range(3))
print(hasattr([], "append"), [].__class__, vars().keys() >= {"calls"} if False else "ok", "calls" in globals(), "calls" in dir(), sorted(d for d in dir([]) if not d.startswith("_")))
for bad in (lambda: abs("x"), lambda: len(5), lambda: int("x"), lambda: int([]), lambda: max(), lambda: max([]), lambda: min(5), lambda: sum("ab"), lambda: sum([1, "a"]), lambda: sorted([1, "a"]), lambda: next([]), lambda: iter(5), lambda: zip([1], [1, 2], strict=True).__next__() and list(zip([1], [1, 2], strict=True)), lambda: round("x"), lambda: chr("a"), lambda: ord(5), lambda: hex(1.5), lambda: isinstance(5, 5), lambda: float([]), lambda: range("a"), lambda: enumerate(5), lambda: divmod(1, 0), lambda: pow("a", 2), lambda: getattr(5, "zzz"), lambda: len(), lambda: len([], []), lambda: list(1, 2), lambda: map(), lambda: reversed({1}), lambda: hash([]), lambda: type(), lambda: str(b"x", "nope"), lambda: print(**{"bad": 1}), lambda: sorted([1], 2), lambda: int("5", 99)):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
print(abs.__name__, len.__doc__ is not None, repr(len), repr(print), str(int), repr(type(len)), int.__doc__ is not None)


class Sized:
    def __len__(self):
        return 3

    def __getitem__(self, i):
        if i > 2:
            raise IndexError
        return i * i

    def __reversed__(self):
        return "reversed!"

    def __round__(self, n=None):
        return ("rounded", n)

    def __divmod__(self, other):
        return ("divmod", other)

    def __pow__(self, other, mod=None):
        return ("pow", other, mod)

    def __dir__(self):
        return ["b", "a"]

    def __complex__(self):
        return 1j

    def __float__(self):
        return 2.5

    def __abs__(self):
        return "abs"


s = Sized()
print(len(s), list(s), reversed(s), round(s), round(s, 2), divmod(s, 4), pow(s, 2), pow(s, 2, 3), dir(s), complex(s), float(s), abs(s), sum(s), max(s), sorted(s, reverse=True), list(enumerate(s)), list(zip(s, s)), list(map(str, s)), tuple(s), set(s), 4 in s, bool(s))
