# run: loops whose body always leaves take one element, alone and at the head of a loop around them


def first(numbers):
    for number in numbers:
        return number


def first_of_range(count):
    for i in range(count):
        return i * 2
    return "none"


def same_first(numbers):
    total, seen = 0, []
    while True:
        for number in numbers:
            total += number
            break
        seen.append(total)
        if total > 10:
            break
    return seen


def same_start(count):
    total, seen = 0, []
    while True:
        for i in range(3, count):
            total += i
            break
        seen.append(total)
        if total > 10:
            break
    return seen


def inside(count):
    total = 0
    for i in range(count):
        for j in range(i, count):
            total += j
            break
        else:
            total += 100
        for j in [i, count]:
            if j:
                break
            else:
                break
    return total


def through_finally(numbers):
    log = []
    for number in numbers:
        try:
            return number, log
        finally:
            log.append(number)
    return "empty", log


def by_match(count):
    for i in range(count):
        match i:
            case 0:
                return "zero"
            case _:
                return "other"
    return "empty"


def changing(numbers):
    while True:
        for number in numbers:
            if number > 2:
                return number
            numbers = numbers[1:]
            break
        else:
            return "none"


def shared(count):
    numbers, total = range(count), 0
    for i in numbers:
        for j in numbers:
            total += i * j
            break
        for j in numbers:
            total += 1
            continue
    return total, numbers


def retried(numbers):
    try:
        for number in numbers:
            1 / number
    except ZeroDivisionError:
        for number in numbers:
            if number:
                return number
            raise
    finally:
        for last in numbers:
            numbers.append(last)
            break


def yielding(count):
    for i in range(count):
        count = yield i
        break
    for i in range(count or 2):
        sent = yield i * 2
        if sent:
            return
        continue


def pairs(numbers):
    walk, found = iter(numbers), []
    for left in walk:
        for right in walk:
            found.append((left, right))
            break
    return found


print(first([5, 2]), first([]), first([2.5]), first_of_range(3), first_of_range(0))
print(same_first([3, 4, 5]), same_start(7), inside(5))
print(through_finally([7, 8]), through_finally([]), by_match(2), by_match(0))
print(changing([1, 2, 3]), changing([1]), shared(4), shared(0), list(yielding(3)), pairs([1, 2, 3, 4, 5]))
for numbers in ([2, 0], [0, 2], [1, 2], ["text"], []):
    try:
        print(retried(numbers), numbers)
    except Exception as error:
        print(type(error).__name__, error, numbers)
for odd in (None, 2.5, "text", {3: 4}, (1.5, 2)):
    for function in (first, through_finally, changing, pairs, first_of_range):
        try:
            print(function.__name__, function(odd))
        except TypeError as error:
            print(function.__name__, error)
