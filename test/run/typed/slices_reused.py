# run: slices made again and again in a loop, in one storage where nobody can tell and in their own where somebody can


def reversals(n):
    order = list(range(n))
    total = 0
    for turn in range(n):
        work = order[:]
        low, high = 0, turn
        while low < high:
            work[low], work[high] = work[high], work[low]
            low += 1
            high -= 1
        for index in range(n):
            total += work[index] * index
        first = order[0]
        for index in range(n - 1):
            order[index] = order[index + 1]
        order[n - 1] = first
    return total, order


def shrinking(items):
    sums = []
    for start in range(len(items)):
        rest = items[start:]
        total = rest[0]
        for index in range(1, len(rest)):
            total += rest[index]
        rest[0] = total
        rest.append(total)
        sums.append(rest[-1] + len(rest))
    return sums


def growing(items):
    lengths = []
    for stop in range(len(items) + 1):
        part = items[:stop]
        part.append(stop)
        inner = part[1:]
        lengths.append(len(part) * 100 + len(inner))
    return lengths


def kept(items):
    every = []
    for index in range(len(items)):
        work = items[:]
        work[index] = 0
        every.append(work)
    return every


def returned(items):
    for index in range(len(items)):
        work = items[:]
        work[index] = -1
        if index == 2:
            return work
    return None


def last(items):
    work = []
    for index in range(len(items)):
        before = work
        work = items[:]
        work[index] += before[0] if before else 1
    return before, work


def both(items):
    left = items[1:]
    for turn in range(4):
        one = items[:2]
        two = items[:2]
        one[0] += turn
        two[1] -= one[0]
        left[0] += one[0] * two[1]
    return left, one, two


def leaving(items, limit):
    logs = []
    power = 1
    for turn in range(limit):
        work = items[:]
        work[0] = turn
        power *= 1000003  # does not fit soon, and the interpreter goes on with what there is
        work[1] += power % 7
        if turn % 5 == 0:
            logs.append(work)
        elif turn % 5 == 1:
            logs.append((work[0], work[1]))
    return logs, work


def handled(items):
    failures = []
    for turn in range(6):
        work = items[:]
        try:
            work[turn] = work[turn + 1]
        except IndexError:
            failures.append(work)
    return failures


def passed(items):
    def note(work):
        noted.append(work)

    noted = []
    for turn in range(3):
        work = items[::-1]
        work[0] = turn
        if turn != 1:
            note(work)
    return noted


def captured(items):
    readers = []
    for turn in range(3):
        work = items[:]
        work[0] += turn
        readers.append(lambda work=work: work)
    return [reader() for reader in readers]


def shown(items):
    seen = []
    for turn in range(3):
        work = items[:]
        work[0] += turn
        seen.append(dict(locals())["work"])
    return seen


def yielded(items):
    for turn in range(3):
        work = items[:]
        work[0] += turn
        yield work


def nested(rows):
    total = 0
    for row in rows:
        for start in range(3):
            part = row[start:]
            for index in range(len(part)):
                part[index] *= 2
                total += part[index]
    return total, rows


def compared(items):
    same = 0
    for turn in range(3):
        work = items[:]
        if turn:
            same += work is former
        former = work
    return same


print(reversals(7), reversals(9))
for items in [3, 1, 4, 1, 5], [0.5, 1.5, 2.5, 3.5], [2**62, 1, -(2**62)]:
    print(shrinking(items), growing(items), kept(items), returned(items), last(items))
    print(both(items), handled(items), passed(items), captured(items), shown(items), list(yielded(items)), compared(items))
    print(items)
print(growing(["a", "b", "c"]), kept(["a", "b"]))
logs, work = leaving([1, 2, 3], 40)
print(logs, work)
print(nested([[1, 2, 3], [4, 5, 6, 7], []]), nested([[0.5, 1.5], [1.0]]))
