# run: dictionaries: methods, order, views, keys of every kind, changes during iteration
d = {"one": 1, "two": 2, 3: "three", (4, 5): [6], None: 0, 1.5: "f"}
print(d, len(d), d["one"], d[3], d[(4, 5)], d.get("x"), d.get("x", 7), "two" in d, "z" in d, list(d), list(d.values()), list(d.items()))
d["new"] = "n"
d["one"] = 11
del d["two"]
d["two"] = 22
print(d, d.pop("new"), d.pop("gone", "default"), d.popitem(), d.setdefault("s", []), d.setdefault("one", 5), d)
d.update({"u": 1}, v=2)
d.update([("w", 3), ("u", 9)])
print(d, d | {"one": 0, "q": 1}, {**d, "z": 26}, dict(a=1, b=2), dict([("x", 1)]), dict.fromkeys("ab", 0), dict(zip("xyz", range(3))))
d |= {"or": 1}
keys, values, items = d.keys(), d.values(), d.items()
d["later"] = 1
print(keys, values, items, len(keys), "later" in keys, ("later", 1) in items, keys & {"one", "s", "absent"} == {"one", "s"}, list(reversed(d)))
print({1: "int", True: "bool", 1.0: "float"}, {0: "a", False: "b"}, {"a": 1} == {"a": 1.0}, {"a": 1, "b": 2} == {"b": 2, "a": 1}, {} == {}, bool({}), {"x": {"y": {"z": 1}}}["x"]["y"]["z"])
copy = d.copy()
copy["only"] = 1
print("only" in d, {k: v for k, v in enumerate("abc")}, {v: k for k, v in {"a": 1, "b": 2}.items()}, sorted({"b": 1, "a": 2}), max({"x": 1, "y": 5}.items(), key=lambda kv: kv[1]))
for bad in (lambda: d["missing"], lambda: d[[]], lambda: {}.popitem(), lambda: d.pop("missing"), lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: {}["\n"], lambda: {[1]: 2}, lambda: d < d, lambda: dict(5)):
    try:
        print(bad())
    except (KeyError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
try:
    for key in d:
        d[str(key) + "!"] = 1
except RuntimeError as error:
    print(error)
try:
    for key in {**d}:
        d.pop(key, None)
    for key in d:
        del d[key]
except RuntimeError as error:
    print(error)
d.clear()
print(d)


class Key:
    def __init__(self, name, code):
        self.name, self.code = name, code

    def __hash__(self):
        return self.code

    def __eq__(self, other):
        return isinstance(other, Key) and self.name == other.name

    def __repr__(self):
        return f"Key({self.name})"


class Default(dict):
    def __missing__(self, key):
        self[key] = key * 2
        return self[key]


table = {Key("a", 1): "first", Key("b", 1): "second", Key("c", 1): "third"}
table[Key("b", 1)] = "replaced"
print(table, table[Key("c", 1)], Key("d", 1) in table, len(table))
default = Default(x=1)
print(default["x"], default[4], default["ab"], default, isinstance(default, dict), default.get("none"))
big = {}
for i in range(5000):
    big[i * 7919 % 10007] = i
for i in range(0, 5000, 2):
    del big[i * 7919 % 10007]
for i in range(100):
    big[f"s{i}"] = i
print(len(big), sum(k for k in big if isinstance(k, int)), list(big)[:3], list(big)[-2:], big.get(7919), big.get(15838 % 10007))
loop = {}
loop["self"] = loop
print(loop, str({"a": [1, {"b": 2}]}), {1: 2}.__contains__(1), {"k": "v"}.__getitem__("k"))
