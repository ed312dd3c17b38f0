# run: attributes that change kind, objects that gain and lose attributes, in hot loops
class Particle:
    def __init__(self, x, v):
        self.x = x
        self.v = v

    def move(self, t):
        self.x = self.x + self.v * t


def simulate(particles, steps):
    for step in range(steps):
        for p in particles:
            p.move(0.5)
    return [p.x for p in particles]


floats = [Particle(0.0, 1.0), Particle(1.0, -1.0)]
print(simulate(floats, 10))
ints = [Particle(0, 2), Particle(5, 2**62)]
print(simulate(ints, 4))
mixed = [Particle(0.0, 1), Particle(1, 1.5), Particle(1j, 2), Particle("a", "b")]
try:
    simulate(mixed, 2)
except TypeError as error:
    print(error)
print([p.x for p in mixed])


def total_of(items):
    total = 0
    for item in items:
        total += item.value
    return total


class Item:
    def __init__(self, value):
        self.value = value


class Lazy:
    def __init__(self):
        self.reads = 0

    @property
    def value(self):
        self.reads += 1
        return 100


class Extra(Item):
    def __init__(self, value):
        self.before = "x"
        super().__init__(value)
        self.after = "y"


items = [Item(i) for i in range(5)] + [Lazy(), Extra(7), Item(0.25), Lazy(), Item(2**65), Item(True)]
print(total_of(items))
items[0].value = 0.5
items[1].other = 1
del items[2].value
Item.value = 9
print(total_of(items))
del Item.value
try:
    total_of(items)
except AttributeError as error:
    print(error)


class Grow:
    pass


def grow(n):
    g = Grow()
    for i in range(n):
        setattr(g, f"field{i}", i)
    for i in range(0, n, 2):
        delattr(g, f"field{i}")
    return sum(vars(g).values()), len(vars(g)), list(vars(g))[:3]


print(grow(10), grow(200))
a, b = Grow(), Grow()
a.x, a.y = 1, 2
b.y, b.x = 3, 4
print(vars(a), vars(b), a.x + b.x, [getattr(o, "x") for o in (a, b)])
a.__dict__["z"] = 5
a.__dict__.update(w=6)
print(a.z, a.w, a.__dict__)
a.__dict__ = {"x": "new"}
print(a.x, hasattr(a, "y"), vars(a))


class Node:
    def __init__(self, value, next=None):
        self.value, self.next = value, next


def chain(n):
    head = None
    for i in range(n):
        head = Node(i, head)
    return head


def walk(node):
    total = 0
    while node is not None:
        total += node.value
        node = node.next
    return total


head = chain(1000)
print(walk(head))
head.next.value = 0.5
head.next.next.value = 10**30
print(walk(head))
