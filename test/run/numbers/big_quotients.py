# run: floor division, remainders and true division of integers of many sizes and signs
state = 99


def bits(count):
    global state
    value = 0
    for _ in range(count // 32 + 1):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        value = value << 32 | state >> 32
    return value & ((1 << count) - 1)


def check(a, b):
    q, r = divmod(a, b)
    assert q * b + r == a, (a, b)
    assert (0 <= r < b) if b > 0 else (b < r <= 0), (a, b)
    assert a // b == q and a % b == r
    return (q * 7 + r) % (2**89 - 1)


total = 0
for left in (5, 62, 64, 100, 128, 300, 1000, 3000, 6000, 12000, 30000):
    for right in (3, 61, 63, 64, 65, 128, 200, 999, 2999, 6100, 9000):
        for _ in range(3):
            a, b = bits(left), bits(right) | 1 << (right - 1)
            for s in (1, -1):
                for t in (1, -1):
                    total = (total * 31 + check(s * a, t * b)) % (2**89 - 1)
        # Quotients of all ones, and remainders of zero.
        top = (1 << left) - 1
        total = (total * 31 + check(top, (1 << right) - 1) + check(top << right, top) + check(-(top << right), top)) % (2**89 - 1)
    print(left, total)

for a in (7, -7, 2**70 + 3, -(2**70) - 3, 2**62, -(2**62), 0):
    for b in (2, -2, 3, -3, 2**65, -(2**65), 2**62, -(2**62), 1, -1):
        print(a, b, a // b, a % b, divmod(a, b))

for text in ("1 // 0", "2**100 // 0", "5 % 0", "-(2**99) % 0", "divmod(3, 0)", "1 / 0", "2**2000 / 3", "3 / 2**2000", "-(2**2000) / 2**1000"):
    try:
        print(text, "=", eval(text))
    except ArithmeticError as error:
        print(text, type(error).__name__, error)

# True division is rounded once, also where neither operand fits a float.
for a, b in ((10**30, 3), (2**53 + 1, 1), (2**54 + 3, 2), (10**400, 10**399 * 3), (1, 10**320), (7, 3 * 10**323), (2**1074 + 1, 2**2148),
             (2**1023 * 3 - 1, 2), (-(10**25), 7**20), (2**62 + 1, 2**62 - 1), (9007199254740993, 9007199254740992), (1, 3), (-1, 3)):
    print((a / b).hex(), repr(a / b))
values = []
for i in range(300):
    a, b = bits(40 + i * 5), bits(30 + i * 4) | 1
    values.append((a / b).hex())
print(hash(tuple(values)) is not None, values[::37])
print(sum(int(v.split("p")[1]) for v in values))
