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


print(first([5, 2]), first([]), first([2.5]), first_of_range(3), first_of_range(0))
print(same_first([3, 4, 5]), same_start(7), inside(5))
