# run: what a loop knows of its lists holds exactly as long as nothing changes it
x = [1.0, 2.0, 3.0]
y = [4.0, 5.0, 6.0]


def sum_products(times):
    total = 0.0
    for _ in range(times):
        for i in range(len(x)):
            for j in range(i, len(y)):
                total += x[i] * y[j]
    return total


def replace_in_loop(times):
    global x
    total = 0.0
    for turn in range(times):
        for i in range(len(x)):
            total += x[i]
        if turn == 3:
            x = x + [10.0]
        if turn == 5:
            x = [0.5]
    return total


def same_list_pushed(values, limit):
    total = 0
    for i in range(limit):
        total += values[i]
        values.append(total)
    return total, values


def alias_of_pushed(limit):
    made = []
    other = [made]
    made.append(7)
    for i in range(limit):
        other[0].append(made[i] + 1)
        made.append(other[0][i] * 2)
    return made


def changes_kind(values):
    seen = 0.0
    for i in range(len(values)):
        seen += values[i]
        if i == 2:
            values[0] = "text"
    return seen, values


def beyond_the_end(values, count):
    total = 0.0
    try:
        for i in range(count):
            total += values[i]
    except IndexError as error:
        return total, str(error)
    return total


def from_the_end(values):
    total = 0
    for i in range(-len(values), len(values)):
        total = total * 3 + values[i]
    return total


def empty_ones(lists):
    total = 0
    for values in lists:
        for i in range(len(values)):
            total += values[i]
        for value in values:
            total += value
    return total


def while_popped(values):
    total = 0
    while len(values) > 2:
        total += values[1]
        values.pop()
    return total


def swapped(values, low, high):
    while low < high:
        kept = values[low]
        values[low] = values[high]
        values[high] = kept
        low += 1
        high -= 1
    return values


class Holder:
    def __init__(self):
        self.items = [1, 2, 3]
        self.scale = 2


def through_attributes(holder, times):
    total = 0
    for turn in range(times):
        for i in range(3):
            total += holder.items[i] * holder.scale
        if turn == 4:
            holder.items = [10, 20, 30]
        if turn == 6:
            holder.scale = 5
    return total


print(sum_products(50))
x.append(1.5)
print(sum_products(3))
print(replace_in_loop(9))
print(same_list_pushed([1, 2, 3], 20))
print(alias_of_pushed(6))
print(changes_kind([1.0, 2.0, 3.0, 4.0]))
print(beyond_the_end([1.0, 2.0], 2), beyond_the_end([1.0, 2.0], 5), beyond_the_end([], 1), beyond_the_end([], 0))
print(from_the_end([1, 2, 3, 4]))
print(empty_ones([[], [1, 2], [], [3], []]))
print(while_popped([5, 6, 7, 8, 9]))
print(swapped([1, 2, 3, 4, 5], 0, 4), swapped([1.5, 2.5], 0, 1))
print(through_attributes(Holder(), 9))
for count in range(3):
    print(beyond_the_end([0.5, 0.25, 0.125], count))
