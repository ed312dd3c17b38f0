# run: every target an assignment, a loop, a with or a del can have
class Thing:
    def __init__(self):
        self.items = {}

    def __setitem__(self, key, value):
        print("set", key, value)
        self.items[key] = value

    def __getitem__(self, key):
        print("get", key)
        return self.items[key]

    def __delitem__(self, key):
        print("del", key)
        del self.items[key]


def thing():
    print("thing()")
    return shared


def key(k):
    print("key", k)
    return k


shared = Thing()
thing()[key("a")] = key("value")
thing()[key("a")] += "!"
(x, y), *z, shared["w"] = [(1, 2), 3, 4, 5]
print(x, y, z)
[p, [q, r]] = 1, (2, 3)
print(p, q, r)
shared.attr = shared.other = [1]
shared.attr.append(2)
shared.attr[0] += 5
print(shared.other)
a = b = c = 0
a, b, c = c + 1, a + 2, b + 3
print(a, b, c)
del shared["w"], shared.other, x
try:
    x
except NameError as error:
    print(error)
matrix = [[1, 2], [3, 4]]
matrix[0][1], matrix[1][0] = matrix[1][0], matrix[0][1]
print(matrix)
for shared.index, matrix[0][0] in enumerate("ab"):
    pass
print(shared.index, matrix)
*init, tail = range(5)
head, *_ = "hello"
first, *_, last = [1, 2]
print(init, tail, head, _, first, last)
s = [1, 2, 3, 4, 5, 6]
s[1:3], s[-1] = "xyz", "end"
print(s)
del s[::2], s[-1:]
print(s)
value: int = 5
untouched: str
shared.annotated: list = [1]
print(value, shared.annotated)
(lonely,) = [7]
[single] = "s"
() = []
print(lonely, single)
try:
    (a, b), c = 1, 2
except TypeError as error:
    print(error)
def swap(pair):
    pair[0], pair[1] = pair[1], pair[0]
    return pair
print(swap([1, 2]), swap({0: "a", 1: "b"}))
