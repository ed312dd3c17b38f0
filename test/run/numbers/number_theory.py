# run: a small library of number theory over big integers
import math


def is_prime(n):
    if n < 2:
        return False
    for p in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        if n % p == 0:
            return n == p
    d, s = n - 1, 0
    while d % 2 == 0:
        d //= 2
        s += 1
    for a in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        x = pow(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def pollard(n):
    if n % 2 == 0:
        return 2
    c = 1
    while True:
        x = y = 2
        d = 1
        while d == 1:
            x = (x * x + c) % n
            y = (y * y + c) % n
            y = (y * y + c) % n
            d = math.gcd(abs(x - y), n)
        if d != n:
            return d
        c += 1


def factors(n):
    if n == 1:
        return []
    if is_prime(n):
        return [n]
    d = pollard(n)
    return sorted(factors(d) + factors(n // d))


def extended(a, b):
    if b == 0:
        return a, 1, 0
    g, x, y = extended(b, a % b)
    return g, y, x - a // b * y


def crt(remainders, moduli):
    total, product = 0, math.prod(moduli)
    for r, m in zip(remainders, moduli):
        p = product // m
        total += r * p * pow(p, -1, m)
    return total % product


def fibonacci(n):
    if n == 0:
        return 0, 1
    a, b = fibonacci(n // 2)
    c, d = a * (2 * b - a), a * a + b * b
    return (d, c + d) if n % 2 else (c, d)


print([n for n in range(2, 200) if is_prime(n)])
print([p for p in range(100) if is_prime(2**p - 1)])
for n in (2**62, 600851475143, 10**15 + 37, 1234567890123456789, 2**64 - 1, 2**67 - 1):
    f = factors(n)
    assert math.prod(f) == n
    print(n, f)
print(crt([2, 3, 2], [3, 5, 7]), crt([1, 2, 3, 4], [10**9 + 7, 998244353, 2**61 - 1, 2**89 - 1]))
for a, b in ((240, 46), (2**100, 3**50), (10**40, 15**30), (0, 5), (17, 0)):
    g, x, y = extended(a, b)
    assert a * x + b * y == g == math.gcd(a, b)
    print(g, x, y)
for n in (10, 100, 1000, 5000):
    f = fibonacci(n)[0]
    print(n, f.bit_length(), f % 10**20, math.gcd(f, fibonacci(n // 2)[0]) == fibonacci(n // 2)[0])
for n in (0, 1, 2, 3, 4, 15, 16, 17, 2**52, 2**62 - 1, 2**62, 2**64 - 1, 10**30, 10**61, 7**200):
    r = math.isqrt(n)
    assert r * r <= n < (r + 1) ** 2
    print(r % 10**30)
print(math.comb(100, 50), math.comb(1000, 3), math.comb(200, 199), math.perm(20, 5), math.perm(60, 30), math.factorial(25))
print(math.factorial(500) % (10**9 + 7), len(str(math.factorial(1000))), math.comb(2000, 1000) % (2**61 - 1))
for i in range(12):
    print([math.comb(i, j) for j in range(i + 1)])
print(math.gcd(2**300 * 3**100, 6**150), math.gcd(-12, 18), math.gcd(0, 0), math.gcd(10**50, 0), math.lcm(*range(1, 50)), math.lcm(-4, 6))
a, b = fibonacci(900)
print(math.gcd(a, b), math.gcd(a * 12345678901234567890, b * 98765432109876543210))
