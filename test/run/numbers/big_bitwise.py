# run: bitwise operations and shifts of integers of either sign
state = 7


def bits(count):
    global state
    value = 0
    for _ in range(count // 32 + 1):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        value = value << 32 | state >> 32
    return value & ((1 << count) - 1)


numbers = [0, 1, -1, 2, -2, 255, -256, 2**62 - 1, 2**62, -(2**62), -(2**62) - 1, 2**63, -(2**63), 2**64 - 1, 2**64, -(2**64), 2**64 + 1, -(2**64) + 1,
           2**128, -(2**128), 2**128 - 1, -(2**128) + 1]
for size in (30, 62, 63, 64, 65, 130, 200, 700):
    numbers += [bits(size), -bits(size)]

total = 0
for a in numbers:
    assert ~a == -a - 1 and ~~a == a
    for b in numbers:
        x, y, z = a & b, a | b, a ^ b
        assert x + y == a + b
        assert z == y - x == y & ~x
        assert ~(a & b) == ~a | ~b
        assert (a & b) ^ (a & ~b) == a
        total = (total * 31 + x + 3 * y + 5 * z) % (2**107 - 1)
print(total)

for a in (5, -5, 2**64, -(2**64), -(2**64) - 1, 2**200 - 1, -(2**200) + 1, -1, 0):
    for shift in (0, 1, 2, 31, 62, 63, 64, 65, 127, 128, 199, 200, 201, 1000):
        left, right = a << shift, a >> shift
        assert left >> shift == a
        assert right == a // 2**shift
        assert left == a * 2**shift
        total = (total * 31 + left + 7 * right) % (2**107 - 1)
    print(a >> 1, a >> 63, a >> 64, a << 3)
print(total)

for text in ("1 << -1", "1 >> -1", "2**100 << -3", "1 << 2**70", "0 << 2**70", "5 >> 2**70", "-5 >> 2**70", "1.0 << 2", "1 | 2.0", "'a' & 1", "~1.5"):
    try:
        print(text, "=", eval(text))
    except (ValueError, TypeError, OverflowError) as error:
        print(text, type(error).__name__, error)

mask = 0
for i in range(0, 300, 7):
    mask |= 1 << i
print(hex(mask), bin(mask).count("1"), mask.bit_count())
mask &= ~(1 << 70)
mask ^= (1 << 150) - 1
mask <<= 5
mask >>= 2
print(oct(mask), (-mask).bit_count(), mask.bit_length())

# A sieve kept in one integer.
sieve = (1 << 2000) - 1 & ~3
for i in range(2, 45):
    if sieve >> i & 1:
        for j in range(i * i, 2000, i):
            sieve &= ~(1 << j)
primes = [i for i in range(2000) if sieve >> i & 1]
print(len(primes), primes[-5:], sum(primes))
