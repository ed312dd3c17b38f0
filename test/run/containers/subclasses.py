# run: classes derived from list, dict and set, with attributes, hooks and overridden methods
class Stack(list):
    def __init__(self, *items, limit=3):
        super().__init__(items)
        self.limit = limit

    def push(self, item):
        if len(self) >= self.limit:
            raise OverflowError(f"more than {self.limit}")
        self.append(item)
        return self

    @property
    def top(self):
        return self[-1]

    def __repr__(self):
        return f"<Stack {super().__repr__()} of {self.limit}>"


s = Stack(1, 2)
print(s, s.push("x").top, len(s), s == [1, 2, "x"], [1, 2, "x"] == s, s.limit, s.__dict__, isinstance(s, list))
try:
    s.push(4)
except OverflowError as error:
    print(error)
print(type(s[:]), type(s + [1]), type(s * 2), type(s.copy()), sorted(s, key=str), list(reversed(s)))
s += [9]
print(type(s), s)
s.sort(key=str, reverse=True)
s[1:2] = "ab"
print(s, s.index("a"), s.pop(), [*s])


class Default(dict):
    def __init__(self, factory, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.factory = factory

    def __missing__(self, key):
        value = self[key] = self.factory()
        return value


groups = Default(list, start=[0])
for word in "apple avocado banana blueberry cherry".split():
    groups[word[0]].append(word)
print(groups, len(groups), groups.get("zz"), "zz" in groups, type(groups.copy()), groups == dict(groups))
counts = Default(int)
for c in "mississippi":
    counts[c] += 1
print(counts, sorted(counts.items()), max(counts, key=counts.get))


class Lower(dict):
    def __setitem__(self, key, value):
        super().__setitem__(key.lower(), value)

    def __getitem__(self, key):
        return super().__getitem__(key.lower())

    def __contains__(self, key):
        return super().__contains__(key.lower())

    def get(self, key, default=None):
        return self[key] if key in self else default


low = Lower()
low["ABC"] = 1
low.update(XYZ=2)
print(low, low["aBc"], "Abc" in low, low.get("xyz"), low.get("XYZ", "not lowered by update"), {**low}, dict(low))
try:
    low["nope"]
except KeyError as error:
    print("KeyError", error)
print(low | {"k": 1}, type(low | {}), list(low.items()))


class Ordered(set):
    def __init__(self, items=()):
        super().__init__()
        self.order = []
        for item in items:
            self.add(item)

    def add(self, item):
        if item not in self:
            self.order.append(item)
        super().add(item)

    def __iter__(self):
        return iter(self.order)


o = Ordered("hello world")
print("".join(o), len(o), "h" in o, sorted(o), [*o] == o.order)


class Meta(type):
    def __getitem__(cls, item):
        return f"{cls.__name__}[{item}]"


class Registry(dict, metaclass=Meta):
    instances = []

    def __new__(cls, *args, **kwargs):
        self = super().__new__(cls)
        cls.instances.append(self)
        return self

    def __len__(self):
        return 100

    def __bool__(self):
        return False


r = Registry(a=1)
print(Registry["x"], len(r), bool(r), r, Registry.instances, dict.__len__(r), list(r.keys()))
r.attribute = "value"
print(r.attribute, hasattr(r, "a"), vars(r))


class Reversed(list):
    def __iter__(self):
        return reversed(range(len(self)))

    def __len__(self):
        return 2

    def __getitem__(self, i):
        return f"item {i}"


v = Reversed("abcd")
print(list(v), tuple(v), v[0], len(v), v, [x for x in v], sum(v), max(v), (*v,))
w = []
w.extend(v)
print(w, list.__len__(v), set(v), sorted(v), dict.fromkeys(v))
print([1] + [2] == Stack(1, 2), Stack(1) < Stack(2), Stack() == [], repr(Stack()), hash(Stack) == hash(Stack))
