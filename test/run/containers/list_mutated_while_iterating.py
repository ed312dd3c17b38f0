# run: what happens when a list changes while something walks over it
items = [1, 2, 3, 4]
for item in items:
    if item < 10:
        items.append(item * 10)
print(items)

items = list(range(10))
seen = []
for item in items:
    seen.append(item)
    if item % 2 == 0:
        items.remove(item)
print(seen, items)

items = list("abcdef")
for i, item in enumerate(items):
    if item == "c":
        del items[i:]
    print(i, item, len(items))

items = [3, 1, 2]
iterator = iter(items)
print(next(iterator))
items.clear()
print(list(iterator), iterator.__length_hint__())
items.extend([7, 8, 9])
print(list(iterator))

items = [1, 2, 3]
backwards = reversed(items)
print(next(backwards))
items.pop()
items.pop()
print(list(backwards))

items = [5, 6]
iterator = iter(items)
items.insert(0, 4)
print(list(iterator))
items = [1, 2, 3]
print([(x, items.append(x) if len(items) < 6 else None)[0] for x in items], items)


class Sneaky:
    def __init__(self, target):
        self.target = target

    def __eq__(self, other):
        self.target.clear()
        return False

    __hash__ = None


target = []
target.extend([Sneaky(target), 1, 2, 3])
print(5 in target, target)
target.extend([Sneaky(target), 1])
print(target.count(7), target)
target.extend([Sneaky(target), 1])
try:
    target.index(9)
except ValueError as error:
    print(error, target)
target.extend([0, Sneaky(target), 1])
print(target == [0, 2, 1], target)


def key(x):
    victims.append(x)
    return -x


victims = [3, 1, 2]
try:
    victims.sort(key=key)
except ValueError as error:
    print(error)
print(victims)
victims = [3, 1, 2]
try:
    victims.sort(key=lambda x: 1 / (x - 1))
except ZeroDivisionError as error:
    print(error, sorted(victims))
observed = []
victims = [3, 1, 2]
victims.sort(key=lambda x: observed.append(len(victims)) or x)
print(observed, victims)
kinds = [1, 2, 3]
for k in kinds:
    if k == 2:
        kinds[2] = "three"
        kinds.append(4.5)
    print(k, end=" ")
print(kinds)
