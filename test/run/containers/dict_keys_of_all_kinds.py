# run: keys that are equal across types, hash collisions, keys with a will of their own
d = {1: "int", 1.0: "float", True: "bool", 1 + 0j: "complex"}
print(d, d[1], d[1.0], d[True], len(d))
d = {0: "a", -0.0: "b", False: "c"}
print(d)
d = {"a": 1, b"a": 2, ("a",): 3, frozenset("a"): 4, None: 5, ...: 6, int: 7, 2**100: 8, 1.5: 9, range(3): 10, -1: 11, -2: 12}
for key in ("a", b"a", ("a",), frozenset(["a"]), None, ..., int, 2**100, 1.5, range(0, 3), -1, -2, 2.0**100):
    print(repr(key)[:20], d.get(key, "absent"))
nan = float("nan")
print({nan: 1}.get(nan), {float("nan"): 1}.get(float("nan")), len({nan, nan, float("nan")}))


class Bad:
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        return 42

    def __eq__(self, other):
        log.append(f"{self.name}=={getattr(other, 'name', other)}")
        return isinstance(other, Bad) and self.name == other.name

    def __repr__(self):
        return self.name


log = []
d = {Bad("a"): 1, Bad("b"): 2, 42: 3}
d[Bad("a")] = 10
print(d, log)
log.clear()
print(Bad("c") in d, d.get(Bad("b")), log)
log.clear()
key = Bad("k")
d[key] = 5
log.clear()
print(d[key], log)


class Unhashable:
    __hash__ = None


class Raises:
    def __hash__(self):
        raise ValueError("no hash today")


class RaisesType:
    def __hash__(self):
        raise TypeError("type trouble")


class EqualRaises:
    def __hash__(self):
        return 7

    def __eq__(self, other):
        raise KeyError("in eq")


class WrongHash:
    def __hash__(self):
        return "hash"


class HugeHash:
    def __hash__(self):
        return 2**100 + 3


for key in ([], {}, set(), Unhashable(), Raises(), RaisesType(), (1, [2]), bytearray(b"x"), slice(1, [])):
    for use in (lambda: {key: 1}, lambda: {}[key], lambda: key in {1: 2}, lambda: {key}, lambda: {1}.discard(key)):
        try:
            use()
            print("fine", type(key).__name__)
        except Exception as error:
            print(type(error).__name__, error)
d = {EqualRaises(): 1}
for action in (lambda: d[7], lambda: 7 in d, lambda: d.update({7: 1}), lambda: d.pop(7)):
    try:
        print(action())
    except KeyError as error:
        print("KeyError", error)
try:
    {WrongHash(): 1}
except TypeError as error:
    print(error)
print(hash(HugeHash()) == hash(2**100 + 3), {HugeHash(): 1} != {})


class Mutator:
    def __hash__(self):
        return 1

    def __eq__(self, other):
        if len(table) < 50:
            table.clear()
            table.update({i: i for i in range(50)})
        return False


table = {1: "one"}
print(table.get(Mutator(), "none"), len(table))
table = {Mutator(): 0}
table[1] = 1
print(len(table))


class Text(str):
    def __eq__(self, other):
        return str.__eq__(self, other) or other == "alias"

    def __hash__(self):
        return str.__hash__(self)


t = {Text("name"): 1, "other": 2}
print(t["name"], t.get("nam" + "e"), {**t}, sorted(t), "alias" in t)
print({chr(c): c for c in range(97, 123)}["q"], {"é": 1, "日本": 2, "😀": 3}["日" + "本"])
