# run: digits of pi, e and the square root of two with integers only
import math


def pi_digits():
    q, r, t, k, n, l = 1, 0, 1, 1, 3, 3
    while True:
        if 4 * q + r - t < n * t:
            yield n
            q, r, n = 10 * q, 10 * (r - n * t), 10 * (3 * q + r) // t - 10 * n
        else:
            q, r, t, k, n, l = q * k, (2 * q + r) * l, t * l, k + 1, (q * (7 * k + 2) + r * l) // (t * l), l + 2


def machin(digits):
    scale = 10 ** (digits + 10)

    def arctan_inverse(x):
        total = term = scale // x
        n, sign = 3, -1
        while term:
            term //= x * x
            total += sign * (term // n)
            n, sign = n + 2, -sign
        return total

    return 4 * (4 * arctan_inverse(5) - arctan_inverse(239)) // 10**10


def euler(digits):
    scale = 10 ** (digits + 10)
    total = term = scale
    n = 1
    while term:
        term //= n
        total += term
        n += 1
    return total // 10**10


generator = pi_digits()
spigot = "".join(str(next(generator)) for _ in range(300))
print(spigot)
assert str(machin(299)) == spigot
print(str(machin(1000))[-50:])
print(euler(200))
print(math.isqrt(2 * 10**400))
print(str(math.isqrt(3 * 10**4000))[-40:])


def chudnovsky(digits):
    def split(a, b):
        if b - a == 1:
            p = 1 if a == 0 else (6 * a - 5) * (2 * a - 1) * (6 * a - 1)
            q = 1 if a == 0 else 10939058860032000 * a**3
            t = p * (13591409 + 545140134 * a)
            return p, q, -t if a % 2 else t
        m = (a + b) // 2
        p1, q1, t1 = split(a, m)
        p2, q2, t2 = split(m, b)
        return p1 * p2, q1 * q2, q2 * t1 + p1 * t2

    p, q, t = split(0, digits // 14 + 2)
    root = math.isqrt(10005 * 10 ** (2 * digits))
    return q * 426880 * root // t


print(str(chudnovsky(1000))[:60], str(chudnovsky(1000))[900:960])
