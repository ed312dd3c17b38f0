# run: classes that inherit what built-in types do without naming any of it
class Stack(list):
    pass


class Table(dict):
    def __missing__(self, key):
        return key * 2


class Bag(set):
    pass


class Word(str):
    pass


class Number(int):
    pass


class Ratio(float):
    pass


class Pair(tuple):
    pass


class Raw(bytes):
    pass


class Both(KeyError, AttributeError):
    pass


stack = Stack([3, 1, 2])
stack[0] = 5
del stack[1]
print(stack[-1], stack[:], len(stack), 5 in stack, [item for item in stack], stack == [5, 2], stack < [6])
table = Table(a=1)
table["b"] = 2
print(table["a"], table["c"], "b" in table, "c" in table, list(table), table)
bag = Bag([1, 2])
print(1 in bag, 3 in bag, len(bag), bag == {1, 2})
print(Word("abc")[1], Word("abc")[::-1], "b" in Word("abc"), {Word("k"): 1}["k"], f"{Word('x'):>3}")
print([10, 20, 30][Number(1)], Number(7), Number(7) == 7, {7: "seven"}[Number(7)], bool(Number(0)))
print(Ratio(1.5), Ratio(1.5) < 2, bool(Ratio(0)))
print(Pair((1, 2))[0], Pair((1, 2)) == (1, 2), hash(Pair((1, 2))) == hash((1, 2)), *Pair("ab"))
print(Raw(b"ab")[0], Raw(b"ab"), b"a" in Raw(b"ab"), list(Raw(b"ab")))
print(Both("text"), repr(Both("text")))


class Sorted:
    def __init__(self, key):
        self.key = key

    def __lt__(self, other):
        return self.key < other.key


print([each.key for each in sorted(map(Sorted, "cab"))], Sorted(1) > Sorted(0), Sorted(1) == Sorted(1))
try:
    Sorted(1) <= Sorted(2)
except TypeError as error:
    print(error)
