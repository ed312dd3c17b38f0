# run: types flow through modules, containers, attributes, defaults and closures, and still change at run time
import flow_helpers
from flow_helpers import scale, Accumulator, LOOKUP, pair, apply

print(sum(scale(i) for i in range(10)), sum(scale(i / 2) for i in range(10)))
acc = Accumulator()
for i in range(100):
    acc.add(i)
print(acc.total, acc.count, acc.mean())
acc.add(0.5)
acc.add(2**64)
print(acc.total, acc.mean())
print(LOOKUP["one"] + LOOKUP["two"], [LOOKUP.get(k, 0) * 2 for k in ("one", "three", "zero")])
left, right = pair(3)
print(left + right, apply(lambda x: x * x, [1, 2, 3]), apply(str, [1, 2]), apply(scale, [1, 2.5]))
flow_helpers.FACTOR = 2.5
print(scale(2), flow_helpers.scale(4))
flow_helpers.scale = lambda x: "patched"
print(scale(2), flow_helpers.scale(2))


def dot(a, b):
    total = 0.0
    for i in range(len(a)):
        total += a[i] * b[i]
    return total


print(dot([1.0, 2.0], [3.0, 4.0]), dot([1, 2], [3, 4]), dot([2**70], [2]), dot((1, 2), [0.5, 0.5]))


def default(n, step=1, bag=[0]):
    bag[0] += n * step
    return bag[0]


print(default(1), default(2, 3), default(0.5), default(1, step=2**65))


def choose(flag):
    if flag == 0:
        return 1
    if flag == 1:
        return 2.0
    if flag == 2:
        return "three"
    return None


print([choose(i) for i in range(4)], choose(0) + choose(1))
matrix = [[i * j for j in range(4)] for i in range(4)]
print(sum(matrix[i][i] for i in range(4)), sum(map(sum, matrix)))
table = {}
for word in "a b a c b a".split():
    table[word] = table.get(word, 0) + 1
print(sorted(table.items()), max(table.values()))


class Account:
    rate = 0.05

    def __init__(self, balance):
        self.balance = balance
        self.history = []

    def deposit(self, amount):
        self.balance += amount
        self.history.append(amount)
        return self

    def interest(self):
        return self.balance * self.rate


account = Account(100).deposit(50).deposit(25.5)
print(account.balance, account.interest(), account.history)
Account.rate = 1
print(account.interest(), Account(10**30).interest(), Account(3).interest())
