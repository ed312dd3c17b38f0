# run: products and sums of integers of many sizes, checked against identities and printed modulo primes
state = 12345


def bits(count):
    global state
    value = 0
    for _ in range(count // 32 + 1):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        value = value << 32 | state >> 32
    return value & ((1 << count) - 1)


def sparse(count):
    value = 0
    for _ in range(4):
        low = bits(16) % (count + 1)
        high = bits(16) % (count + 1)
        value ^= ((1 << max(low, high)) - 1) ^ ((1 << min(low, high)) - 1)
    return value


PRIMES = (2**61 - 1, 10**9 + 7, 2**127 - 1, 998244353)


def show(label, value):
    print(label, value.bit_length(), *(value % p for p in PRIMES))


for size in (10, 62, 63, 64, 65, 127, 128, 129, 500, 1000, 2047, 2048, 2049, 4000, 8191, 20000, 70000):
    for make in (bits, sparse):
        a, b = make(size), make(size * 2 // 3 + 5)
        product = a * b
        show(f"{make.__name__} {size}", product)
        assert product == b * a
        assert (a + b) * (a - b) == a * a - b * b
        assert (a + 1) * (b + 1) == product + a + b + 1
        assert -a * b == -(product) == a * -b
        assert (-a) * (-b) == product
        show("  square", a * a)
        show("  sum", a + b)
        show("  difference", abs(a - b))
        assert (a << 17) * b == product << 17
        if a and b:
            assert product // a == b and product % b == 0

# Unbalanced operands.
for left, right in ((64, 50000), (2000, 40000), (3000, 100000), (63, 63), (64, 64), (1, 10000)):
    a, b = bits(left) | 1, bits(right) | 1
    show(f"{left} x {right}", a * b)
    assert a * b == sum((a << i) for i in range(b.bit_length()) if b >> i & 1) if right < 3000 else True

# Around the boundary of machine words, where representations change.
edges = [0, 1, -1, 2**31, 2**32, 2**61, 2**62 - 1, 2**62, 2**62 + 1, 2**63 - 1, 2**63, 2**64 - 1, 2**64, 2**65]
edges += [-e for e in edges]
total = 0
for a in edges:
    for b in edges:
        total = (total * 31 + a * b + (a + b) * 7 + (a - b) * 11) % (2**89 - 1)
        assert (a + b) - b == a and (a - b) + b == a
        assert a * b == b * a
        if b:
            assert (a * b) // b == a
print(total)
x = 1
for i in range(1, 400):
    x = x * i + (i if i % 3 else -i)
print(x % (2**89 - 1), x.bit_length())
y = 2**62 - 5
for i in range(12):
    print(y, -y, y * 3, y - 2**63)
    y += 1
