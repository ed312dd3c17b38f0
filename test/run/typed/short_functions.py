# run: short functions, inlined where their numbers have bounds and called where they have none


def pair(i, j):
    return (i + j) * (i + j + 1) // 2 + i


def weight(i, j):
    return 1.0 / (pair(i, j) + 1)


def difference(i, j):
    return (i - j) * (i + j) - 1


def total(items):
    result = 0.0
    differences = 0
    for i in range(len(items)):
        for j in range(len(items)):
            result += pair(i, j) * items[j] + weight(j, i)
            differences += difference(j, i)
    return result, differences


def characters(text):
    result = 0
    for i in range(len(text)):
        result += pair(i, len(text)) % 7 + difference(len(text), i) % 5
    return result


def stepped(first, last, step):
    result = []
    for i in range(first, last, step):
        result.append(pair(i, i - first) + difference(i, last))
    return result


print(total([float(n) for n in range(30)]), total([]), total([2.5]))
print(characters("some text, longer than a few characters"), characters(""))
print(stepped(0, 10, 3), stepped(-7, 8, 5), stepped(9, -9, -6))
for big in 2**30, 2**31, 2**32 + 1, 2**61, 2**62 - 1, 2**63, 2**70, -(2**31), -(2**62), -(2**64):
    print(pair(big, 1), pair(1, big), pair(big, -big), difference(big, 3), difference(-1, big))
    print(stepped(big, big + 5, 2), stepped(big, big - 5, -2))
print(pair(1.5, 2), pair(True, 3), difference(2.0, 0.5))
try:
    weight(0, -2)
    weight(-1, 0)
    print(weight(-1, 1), pair(-1, 1))
    weight("a", 1)
except (TypeError, ZeroDivisionError) as error:
    print(type(error).__name__, error)
