# run: arithmetic whose bounds are known, at the bounds and beyond them


def generator(seed, count):
    values = []
    for _ in range(count):
        seed = (seed * 3877 + 29573) % 139968
        values.append(seed)
    return values


def divided(low, high):
    result = []
    for i in range(low, high):
        result.append((i // 7, i % 7, i // -7, i % -7, (i + 100) // 3, (i * i) % 11))
    return result


def masked(value, count):
    result = 0
    for i in range(count):
        value = (value * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        result ^= (value >> 33) & 0xFFFF
        result = ((result << 5) | (result >> 11)) & 0xFFFF
    return value, result


def shifted(count):
    result = []
    for i in range(count):
        result.append((1 << i, 1 << (i % 40), (i * 1000) >> (i % 8), 1 << (i & 31)))
    return result


def squares(value, count):
    for _ in range(count):
        value = value * value
        if value < 0:
            return "negative"
    return value


def growing(count):
    small, large = 1, 1
    for i in range(count):
        small = small + i
        large = large * 3 + small
    return small, large


def between(value):
    if 0 <= value < 1000:
        return value * 9223372036854775 % 1000, value // 3, value % 3
    if value < 0:
        return value // 3, value % 3, -value * 9223372036854775
    return value - 1000, (value - 1000) * 5000000000000000


def halves(value):
    steps = 0
    while value > 0:
        value = value // 2
        steps += 1
    return steps


def collatz(value):
    steps = 0
    while value != 1:
        value = value // 2 if value % 2 == 0 else 3 * value + 1
        steps += 1
    return steps


def edges(limit):
    result = []
    for i in range(limit - 3, limit):
        result.append(i + 1)
        result.append(i * 2)
        result.append((i % 10, i // 10))
    return result


print(generator(42, 8), sum(generator(7, 100000)))
print(divided(-10, 10))
print(masked(12345, 50))
print(shifted(70)[::9])
print(squares(3, 9), squares(-2, 3))
print(growing(60))
for number in (0, 1, 999, 1000, 1001, 123456789012, -1, -5, -1000, 9223372036854775807, -9223372036854775808):
    print(between(number), halves(number))
print(collatz(27), collatz(837799))
for limit in (2**62, 2**63 - 1, 2**63, 2**63 + 2, 2**64, -(2**63) + 2, -(2**63)):
    print(edges(limit))
for low in range(3):
    try:
        print([i % (i - low) if i > low else i // low for i in range(4)])
    except ZeroDivisionError as error:
        print(error)
