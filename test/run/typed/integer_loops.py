# run: integer loops of the kind that become machine arithmetic
def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def collatz(limit):
    best, length = 0, 0
    for start in range(1, limit):
        n, steps = start, 0
        while n != 1:
            n = n // 2 if n % 2 == 0 else 3 * n + 1
            steps += 1
        if steps > length:
            best, length = start, steps
    return best, length


def digits(n):
    total = 0
    while n > 0:
        total += n % 10
        n //= 10
    return total


def power(base, exponent, modulus):
    result = 1
    base %= modulus
    while exponent > 0:
        if exponent & 1:
            result = result * base % modulus
        base = base * base % modulus
        exponent >>= 1
    return result


def pythagorean(n):
    return [(a, b, c) for c in range(1, n) for b in range(1, c) for a in range(1, b) if a * a + b * b == c * c]


def hash_text(text):
    h = 2166136261
    for c in text:
        h = ((h ^ ord(c)) * 16777619) & 0xFFFFFFFF
    return h


def lcg(seed, n):
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) % 2147483648
    return seed


def negatives():
    return [(a // b, a % b, -a // b, -a % b) for a in range(-7, 8, 3) for b in (-3, -1, 2, 5)]


def bits(n):
    count = 0
    while n:
        n &= n - 1
        count += 1
    return count


print(gcd(1071, 462), gcd(2**40, 6**20), collatz(3000), digits(98765432109876543210), power(3, 10**12, 10**9 + 7))
print(pythagorean(30), hash_text("hello"), lcg(42, 1000), negatives(), [bits(n) for n in (0, 1, 255, 2**61, 2**62 + 1, 2**64 - 1)])
print(sum(i * i for i in range(1000)), sum(i for i in range(0, -100, -7)), max(i * (50 - i) for i in range(50)), min(abs(i - 33) for i in range(0, 100, 10)))
total = 0
for i in range(200):
    for j in range(i, 200, 17):
        if (i ^ j) & 1:
            total += i * j
        else:
            total -= i - j
print(total)
x = 0
while x < 10**6:
    x += 7
    if x % 1001 == 0:
        break
print(x)
