# run: containers written in Python: linked list, ring buffer, priority queue, trie, ordered multiset, matrix
class Node:
    __slots__ = ("value", "next")

    def __init__(self, value, next=None):
        self.value = value
        self.next = next


class LinkedList:
    def __init__(self, items=()):
        self.head = self.tail = None
        self.size = 0
        for item in items:
            self.append(item)

    def append(self, value):
        node = Node(value)
        if self.tail is None:
            self.head = node
        else:
            self.tail.next = node
        self.tail = node
        self.size += 1

    def __iter__(self):
        node = self.head
        while node:
            yield node.value
            node = node.next

    def __len__(self):
        return self.size

    def __getitem__(self, index):
        if isinstance(index, slice):
            return LinkedList(list(self)[index])
        if index < 0:
            index += self.size
        for i, value in enumerate(self):
            if i == index:
                return value
        raise IndexError("linked list index out of range")

    def __contains__(self, value):
        return any(v == value for v in self)

    def __eq__(self, other):
        return isinstance(other, LinkedList) and list(self) == list(other)

    def __add__(self, other):
        return LinkedList([*self, *other])

    def __repr__(self):
        return " -> ".join(map(repr, self)) or "empty"

    def __reversed__(self):
        return iter(list(self)[::-1])


l = LinkedList("abc")
l.append(4)
print(l, len(l), l[0], l[-1], l[1:3], "b" in l, "z" in l, l == LinkedList(["a", "b", "c", 4]), l + [5], list(reversed(l)), [*l], bool(LinkedList()), LinkedList())
try:
    l[10]
except IndexError as error:
    print(error)


class Ring:
    def __init__(self, capacity):
        self.items = [None] * capacity
        self.start = self.count = 0

    def push(self, item):
        end = (self.start + self.count) % len(self.items)
        self.items[end] = item
        if self.count < len(self.items):
            self.count += 1
        else:
            self.start = (self.start + 1) % len(self.items)

    def __len__(self):
        return self.count

    def __getitem__(self, i):
        if not 0 <= i < self.count:
            raise IndexError(i)
        return self.items[(self.start + i) % len(self.items)]


r = Ring(4)
for i in range(11):
    r.push(i * 1.5 if i % 2 else i)
print(list(r), len(r), r[0], sum(r), 9 in r, max(r), sorted(r, reverse=True), list(reversed(r)))


class Heap:
    def __init__(self):
        self.items = []

    def push(self, item):
        items = self.items
        items.append(item)
        i = len(items) - 1
        while i and items[i] < items[(i - 1) // 2]:
            items[i], items[(i - 1) // 2] = items[(i - 1) // 2], items[i]
            i = (i - 1) // 2

    def pop(self):
        items = self.items
        top, last = items[0], items.pop()
        if items:
            items[0] = last
            i = 0
            while True:
                child = 2 * i + 1
                if child >= len(items):
                    break
                if child + 1 < len(items) and items[child + 1] < items[child]:
                    child += 1
                if not items[child] < items[i]:
                    break
                items[i], items[child] = items[child], items[i]
                i = child
        return top

    def __bool__(self):
        return bool(self.items)


h = Heap()
for i in range(50):
    h.push((i * 37 % 23, i))
out = []
while h:
    out.append(h.pop())
print(out[:6], out[-3:], out == sorted(out))


class Trie:
    def __init__(self):
        self.root = {}

    def add(self, word):
        node = self.root
        for c in word:
            node = node.setdefault(c, {})
        node[None] = word

    def __iter__(self):
        def walk(node):
            for c, child in node.items():
                if c is None:
                    yield child
                else:
                    yield from walk(child)

        return walk(self.root)

    def with_prefix(self, prefix):
        node = self.root
        for c in prefix:
            if c not in node:
                return []
            node = node[c]
        t = Trie()
        t.root = node
        return list(t)


t = Trie()
for w in "to tea ted ten i in inn".split():
    t.add(w)
print(list(t), t.with_prefix("te"), t.with_prefix("x"), sorted(t, key=len), len(set(t)))


class Matrix:
    def __init__(self, rows):
        self.rows = [list(r) for r in rows]

    def __getitem__(self, key):
        i, j = key
        if isinstance(i, slice) or isinstance(j, slice):
            rows = self.rows[i] if isinstance(i, slice) else [self.rows[i]]
            return Matrix([r[j] if isinstance(j, slice) else [r[j]] for r in rows])
        return self.rows[i][j]

    def __setitem__(self, key, value):
        self.rows[key[0]][key[1]] = value

    def __matmul__(self, other):
        return Matrix([[sum(a * b for a, b in zip(r, c)) for c in zip(*other.rows)] for r in self.rows])

    def __iter__(self):
        return (x for r in self.rows for x in r)

    def __repr__(self):
        return f"Matrix({self.rows})"


m = Matrix([[1, 2], [3, 4]])
m[0, 1] = 2.5
print(m, m @ m, m[1, 0], m[:, 1], m[0, :], list(m), sum(m), m[::-1, ::-1])
