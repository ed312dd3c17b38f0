# run: nested loops left in the middle: by break, return and exceptions, with what they computed until then


def first_pair(numbers, wanted):
    looked = 0
    for i in range(len(numbers)):
        for j in range(i + 1, len(numbers)):
            looked += 1
            if numbers[i] + numbers[j] == wanted:
                return i, j, looked
    return None, None, looked


def beyond(rows, columns):
    total = 0
    i = j = -1
    try:
        for i in range(columns):
            for j in range(columns):
                total += rows[i][j]
    except IndexError as error:
        return total, i, j, str(error)
    return total, i, j, None


def quotients(count, divisor):
    total = 0
    i = j = 0
    try:
        while True:
            i += 1
            j = 0
            while j < count:
                j += 1
                total += (i * j) // (divisor - i)
    except ZeroDivisionError as error:
        return total, i, j, str(error)


def growing(start):
    # Leaves machine integers behind in the inner loop.
    product = start
    turns = 0
    for i in range(3):
        for j in range(1, 25):
            product = product * j + i
            turns += 1
    return product, turns


def border(step):
    low, high = -2**63, 2**63 - 1
    seen = []
    for i in range(3):
        number = high - 2 * step
        for j in range(4):
            number += step
            seen.append(number > high)
        number = low + 2 * step
        for j in range(4):
            number -= step
            seen.append(number < low)
    return seen


def collecting(count):
    kept = []
    for i in range(count):
        row = []
        for j in range(40):
            row.append([i, j, str(i * j)])
            if j == 20:
                bytearray(500000)
        kept.append(row)
    return sum(int(cell[2]) - cell[0] * cell[1] for row in kept for cell in row), len(kept)


def flips(order):
    turns = 0
    while order[0]:
        low, high = 0, order[0]
        while low < high:
            order[low], order[high] = order[high], order[low]
            low += 1
            high -= 1
        turns += 1
        if turns == 1000:
            break
    else:
        return turns, order
    return None, order


numbers = [n * 7 % 101 for n in range(300)]
print(first_pair(numbers, 4), first_pair(numbers, 199), first_pair(numbers, 1000))
rows = [[i * j for j in range(50)] for i in range(40)]
print(beyond(rows, 30), beyond(rows, 45), beyond(rows, 60))
print(quotients(2000, 7), quotients(3, 1))
print(growing(1), growing(-3), growing(0.5))
print(border(1), border(2**62), border(2**31))
print(collecting(5))
print(flips([3, 1, 4, 2, 0]), flips([2, 0, 1, 3]), flips([1, 0]))
try:
    flips([2, 5])
except IndexError as error:
    print(error)
