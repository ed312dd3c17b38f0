# run: containers find the not-a-number object they hold, also where floats are kept without objects
import math

nan = float("nan")


def holds(value):
    items = [value, 1.0]
    return value in items, items == [value, 1.0], items.index(value), items.count(value), items[0] is value


def stored(value):
    items = [1.0, 2.0]
    items[0] = value
    items.append(value)
    return value in items, items[0] is value, items[2] is value


def computed(big):
    value = big * big - big * big
    items = [value, 0.5]
    items[1] = value
    items.append(value)
    return value == value, value in items, items == [value, value, value], (value,) == (items[0],)


def different():
    return float("nan") in [float("nan")], [float("nan")] == [float("nan")]


def summed(values):
    total = 0.0
    for value in values:
        total += value
    return total


print(holds(nan), holds(2.5), holds(math.nan))
print(stored(nan), stored(2.5))
print(computed(1e300))
print(different())
print(summed([1.0, 2.0, nan]), summed([1.0, math.inf]), summed([math.inf, -math.inf]))
print({nan: 1}[nan], nan in {nan}, [nan].count(float("nan")), (nan,) == (nan,))
print(min(nan, 1.0), max(1.0, nan), sorted([3.0, 1.0, 2.0]))
