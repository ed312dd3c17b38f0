# run: every method and constructor form of dict, with odd mappings and iterables
def show(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error, getattr(error, "__notes__", ""))


class Mapping:
    def __init__(self, **items):
        self.items_ = items

    def keys(self):
        return iter(self.items_)

    def __getitem__(self, key):
        print("get", key)
        return self.items_[key]


class Broken:
    def keys(self):
        return ["a", "b"]

    def __getitem__(self, key):
        if key == "b":
            raise LookupError(f"no {key}")
        return 1


print(dict(), dict({}), dict(a=1), dict([("x", 1), ["y", 2], "zw"]), dict({"q": 1}, r=2), dict(Mapping(m=1, n=2), o=3), dict(zip("ab", range(2))))
d = {"one": 1}
d.update()
d.update({"two": 2})
d.update([("three", 3)], four=4)
d.update(Mapping(five=5))
print(d, d | {"one": 11, "six": 6}, {0: 0} | d == {0: 0, **d})
d |= [("seven", 7)]
d |= {"one": "uno"}
print(d)
print(dict.fromkeys("abca"), dict.fromkeys(range(3), []), dict.fromkeys((), 1), {}.fromkeys({"k": 1}, "v"))
print(d.get("one"), d.get("zero"), d.get("zero", -1), d.pop("one"), d.pop("one", None), d.setdefault("one", 1), d.setdefault("one", 2))
print(d.popitem(), list(d), d.copy() == d, d.copy() is d, len(d), {1: 2}.__contains__(1), {}.__len__(), dict.__name__)
d.clear()
print(d, not d)
show(lambda: dict(5))
show(lambda: dict([5]))
show(lambda: dict([(1, 2), 5]))
show(lambda: dict([(1, 2, 3)]))
show(lambda: dict(["ab", "c"]))
show(lambda: dict({}, {}))
show(lambda: dict(Broken()))
show(lambda: {}.update(1, 2))
show(lambda: {}.update([[1]]))
show(lambda: {}.popitem())
show(lambda: {}.pop("k"))
show(lambda: {}.pop())
show(lambda: {}["missing"])
show(lambda: {}[("tuple", 1)])
show(lambda: {} < {})
show(lambda: {} | [])
show(lambda: dict.fromkeys(5))
show(lambda: {}.get())
show(lambda: {}.get(1, 2, 3))
show(lambda: {}.keys(1))
show(lambda: {}.setdefault([], 1))
show(lambda: {1: 1}.pop([]))
show(lambda: {}.nope)
show(lambda: {**{"a": 1}, **Mapping(b=2)})
show(lambda: {**5})
show(lambda: dict(**{"a": 1}, **{"a": 2}))
show(lambda: dict(**{1: 2}))


def function(**keywords):
    return keywords


show(lambda: function(**{"x": 1}, **{"y": 2}))
show(lambda: function(**{"x": 1}, **{"x": 2}))
show(lambda: function(**{1: 1}))
show(lambda: function(**5))


class Half(dict):
    def keys(self):
        return ["only"]

    def __getitem__(self, key):
        return "from getitem"


h = Half(a=1)
print(dict(h), {**h}, [*h], dict(h.items()))
recursive = {}
recursive["me"] = recursive
recursive["list"] = [recursive]
print(recursive, {1: recursive}["x" if 0 else 1] is recursive)
print({1: {2: {3: {}}}}, {"a": 1} == {"a": 1.0}, {"a": 1} != {"b": 1}, {1: 2, 3: 4} == {3: 4, 1: 2}, {float("nan"): 1} == {float("nan"): 1})
big = {i: str(i) for i in range(10000)}
print(len(big), big[9999], sum(big), all(big[i] == str(i) for i in range(0, 10000, 97)), 10000 in big)
for i in range(9990):
    del big[i]
print(big, len(big))
print({k: v for k, v in sorted({"b": 2, "a": 1}.items())}, {x: y for x in range(2) for y in range(3)}, {**{}, 1: 1})
