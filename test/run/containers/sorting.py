# run: sorting: stability, keys, comparison only by less-than, errors, lists changed by their own keys, algorithms by hand
import random_numbers


def bubble(items):
    items = items[:]
    for i in range(len(items)):
        for j in range(len(items) - 1 - i):
            if items[j] > items[j + 1]:
                items[j], items[j + 1] = items[j + 1], items[j]
    return items


def quick(items):
    if len(items) < 2:
        return items
    pivot, *rest = items
    return quick([x for x in rest if x < pivot]) + [pivot] + quick([x for x in rest if x >= pivot])


def merge_sort(items):
    if len(items) < 2:
        return items
    middle = len(items) // 2
    left, right = merge_sort(items[:middle]), merge_sort(items[middle:])
    result, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if right[j] < left[i]:
            result.append(right[j])
            j += 1
        else:
            result.append(left[i])
            i += 1
    return result + left[i:] + right[j:]


def heap_sort(items):
    items = items[:]
    n = len(items)

    def sift(start, end):
        while 2 * start + 1 < end:
            child = 2 * start + 1
            if child + 1 < end and items[child] < items[child + 1]:
                child += 1
            if items[start] >= items[child]:
                return
            items[start], items[child] = items[child], items[start]
            start = child

    for start in range(n // 2 - 1, -1, -1):
        sift(start, n)
    for end in range(n - 1, 0, -1):
        items[0], items[end] = items[end], items[0]
        sift(0, end)
    return items


numbers = random_numbers.sequence(300, 1000)
expected = sorted(numbers)
print(expected[:10], [f(numbers) == expected for f in (bubble, quick, merge_sort, heap_sort)], sorted(numbers, reverse=True) == expected[::-1])
floats = [n / 7 - 50 for n in numbers]
print(quick(floats) == sorted(floats), merge_sort([str(n) for n in numbers]) == sorted(map(str, numbers)), sorted([2**70, -1, 2.5, True, 10**20]))
words = "the quick brown Fox jumps over The lazy dog".split()
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len), sorted(words, key=lambda w: (-len(w), w)), sorted(words, key=len, reverse=True))
records = [(n % 10, i) for i, n in enumerate(numbers)]
records.sort(key=lambda r: r[0])
print(all(a[0] < b[0] or a[1] < b[1] for a, b in zip(records, records[1:])))
print(sorted([(1, "b"), (1, "a"), (0, "z")]), sorted([[2], [1, 5], [1]]), sorted({"b": 1, "a": 2}.items()), sorted("hello"), sorted([b"b", b"a"]), sorted([False, True, False]))


class Odd:
    comparisons = 0

    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        Odd.comparisons += 1
        return self.n < other.n


ordered = [Odd(i) for i in range(100)]
ordered.sort()
print(Odd.comparisons)
Odd.comparisons = 0
shuffled = [Odd(n) for n in random_numbers.sequence(64, 500)]
shuffled.sort()
print(Odd.comparisons, [o.n for o in shuffled][:5])
for bad in (lambda: sorted([1, "a", 2.5]), lambda: sorted([1, None]), lambda: sorted([1j, 2j]), lambda: [1, 2].sort(len), lambda: sorted([3, 1], key=5), lambda: sorted([1, 2], key=lambda x: 1 / 0), lambda: sorted(5)):
    try:
        print(bad())
    except (TypeError, ZeroDivisionError) as error:
        print(type(error).__name__, error)
changing = [3, 1, 2]
try:
    changing.sort(key=lambda x: changing.append(x) or x)
except ValueError as error:
    print(error)
print(changing, [1.5, float("inf"), -float("inf"), 0].sort(), sorted([0.0, -0.0, 0]), sorted(["é", "e", "z", "ê"]))
