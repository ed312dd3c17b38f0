# run: loops whose integers leave the machine word half way, in every operator
def growing_sum(n):
    total = 1
    for i in range(n):
        total += total
    return total


def factorial(n):
    result = 1
    for i in range(2, n + 1):
        result *= i
    return result


def falling(n):
    value = -1
    for _ in range(n):
        value = value * 2 - 1
    return value


def mixed(n):
    a, b = 1, 1
    for i in range(n):
        a, b = a + b, a * 3 - b
    return a, b


def shifting(n):
    value = 1
    for i in range(n):
        value = (value << 3) | (i & 7)
    return value


def there_and_back(n):
    value = 1
    for i in range(n):
        value *= 7
    for i in range(n):
        value //= 7
    return value


def squares(limit):
    x = 3
    seen = []
    while x < limit:
        seen.append(x)
        x = x * x
    return seen


print(growing_sum(10), growing_sum(61), growing_sum(62), growing_sum(63), growing_sum(64), growing_sum(100))
print([factorial(n) for n in (5, 20, 21, 25, 30)])
print(falling(60), falling(62), falling(63), falling(70))
print(mixed(30), mixed(80))
print(shifting(20), shifting(21), shifting(40))
print(there_and_back(10), there_and_back(40))
print(squares(10**40))
total = 2**62 - 50
for i in range(100):
    total += 1
print(total, total - 2**62)
total = -(2**63) + 50
for i in range(100):
    total -= 1
print(total)
negative = 0
for i in range(2**63 - 3, 2**63 + 3):
    negative -= i
print(negative, list(range(2**63 - 2, 2**63 + 2)))
count = 0
for i in range(-(2**64), -(2**64) + 10, 3):
    count += i & 1
print(count, len(range(0, 10**18, 7)), range(10, 0, -3)[2], 2**70 in range(0, 2**71, 2))
