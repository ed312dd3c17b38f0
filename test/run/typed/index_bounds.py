# run: indices that a loop's bounds prove, those they do not, and what is raised where a list ends before its loop


def fill(values, count):
    i = None
    for i in range(count):
        values[i] = i * 2
    return i


def total(values, start, stop):
    result = 0
    for i in range(start, stop):
        result += values[i]
    return result


def stepped(values, step):
    result = 0
    for i in range(0, len(values) + 20, step):
        result += values[i]
    return result


def neighbours(values):
    result = 0
    for i in range(1, len(values)):
        result += values[i - 1] * values[i]
    return result


def beyond(values):
    result = []
    for i in range(len(values)):
        result.append(values[i + 1] - values[i])
    return result


def found(values, wanted):
    for i in range(1 << 40):
        if values[i] == wanted:
            return i


def stopped(values, limit):
    count = 0
    for i in range(1 << 40):
        if i == limit:
            break
        count += values[i]
    return count


def sometimes(values, every):
    count = 0
    for i in range(5000):
        if i % every == 0 and i < len(values):
            count += values[i]
    return count


def from_the_end(values):
    result = 0
    for i in range(-len(values), len(values)):
        result = result * 3 % 1000003 + values[i]
    return result


def downwards(values):
    result = 0
    for i in range(len(values) - 1, -3, -1):
        result = result * 5 % 1000003 + values[i]
    return result


def shrinking(values):
    count = 0
    for i in range(len(values)):
        count += values[i]
        if i == 1500:
            del values[1700:]
    return count


def growing(values):
    count = 0
    for i in range(4000):
        if i == len(values) - 1:
            values.append(i)
        count += values[i]
    return count


def table(rows, columns):
    result = 0.0
    for i in range(len(rows)):
        for j in range(columns):
            result += rows[i][j]
    return result


def caught(values):
    count = i = 0
    try:
        for i in range(10000):
            count += values[i]
    except IndexError as error:
        return count, i, str(error)


def attempt(function, *arguments):
    try:
        print(function.__name__, function(*arguments))
    except IndexError as error:
        print(function.__name__, "raised", error)


for size in (0, 1, 2, 1023, 1024, 1025, 3000):
    numbers = [0] * size
    attempt(fill, numbers, size)
    attempt(fill, numbers, size + 1)
    attempt(total, numbers, 0, size)
    attempt(total, numbers, 0, size + 5)
    attempt(total, numbers, size, size + 1)
    attempt(total, numbers, size, size)
    attempt(total, numbers, -size, size)
    attempt(total, numbers, -size - 1, size)
    for step in (1, 3, 1000):
        attempt(stepped, numbers, step)
    attempt(neighbours, numbers)
    attempt(beyond, numbers)
    attempt(found, numbers, 4000)
    attempt(found, numbers, 5999)
    attempt(found, numbers, -1)
    attempt(stopped, numbers, size)
    attempt(stopped, numbers, size + 1)
    attempt(sometimes, numbers, 7)
    attempt(from_the_end, numbers)
    attempt(downwards, numbers)
    attempt(caught, numbers)
    attempt(shrinking, list(numbers))
    attempt(growing, list(numbers))
    print(sum(numbers))
attempt(table, [[1.5] * 2000 for _ in range(3)], 2000)
attempt(table, [[1.5] * 2000 for _ in range(3)], 2001)
attempt(table, [[1.5] * 2000, [2.5] * 1999], 2000)
attempt(table, [], 5)
