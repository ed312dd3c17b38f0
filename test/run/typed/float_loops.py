# run: float loops: integration, roots, series, matrices, simulation
import math


def integrate(f, a, b, n):
    h = (b - a) / n
    total = 0.5 * (f(a) + f(b))
    for i in range(1, n):
        total += f(a + i * h)
    return total * h


def newton(f, df, x):
    for step in range(50):
        delta = f(x) / df(x)
        x -= delta
        if abs(delta) < 1e-12:
            return x, step
    return x, None


def bisect(f, low, high):
    while high - low > 1e-9:
        middle = (low + high) / 2
        if f(low) * f(middle) <= 0:
            high = middle
        else:
            low = middle
    return low


def pi_by_series(n):
    total, sign = 0.0, 1.0
    for i in range(n):
        total += sign / (2 * i + 1)
        sign = -sign
    return 4 * total


def runge_kutta(f, y, t, h, steps):
    for _ in range(steps):
        k1 = f(t, y)
        k2 = f(t + h / 2, y + h * k1 / 2)
        k3 = f(t + h / 2, y + h * k2 / 2)
        k4 = f(t + h, y + h * k3)
        y += h * (k1 + 2 * k2 + 2 * k3 + k4) / 6
        t += h
    return y


def statistics(values):
    n = len(values)
    mean = sum(values) / n
    variance = sum((v - mean) ** 2 for v in values) / (n - 1)
    ordered = sorted(values)
    median = ordered[n // 2] if n % 2 else (ordered[n // 2 - 1] + ordered[n // 2]) / 2
    return mean, math.sqrt(variance), median


def heat(n, steps):
    cells = [0.0] * n
    cells[0] = 100.0
    for _ in range(steps):
        fresh = cells[:]
        for i in range(1, n - 1):
            fresh[i] = cells[i] + 0.25 * (cells[i - 1] - 2 * cells[i] + cells[i + 1])
        cells = fresh
    return cells


def compound(amount, rate, years):
    for _ in range(years):
        amount += amount * rate
    return amount


print(integrate(lambda x: x * x, 0, 3, 1000), integrate(math.sin, 0.0, math.pi, 200))
print(newton(lambda x: x * x - 2, lambda x: 2 * x, 1.0), bisect(lambda x: x**3 - x - 2, 1, 2))
print(pi_by_series(10000), runge_kutta(lambda t, y: -2 * y + t, 1.0, 0.0, 0.1, 20))
print(statistics([2.5, 3.5, 1.0, 8.25, 4.0]), statistics([1, 2, 3, 4]))
print([round(c, 6) for c in heat(10, 50)], compound(1000, 0.05, 10), compound(100.0, 0, 3))
x = 1.0
while x + 1.0 != x:
    x *= 2.0
print(x, 1e308 * 10 > 1e308, sum([1e16, 1.0, -1e16]), math.fsum([1e16, 1.0, -1e16]))
points = [(i / 10, math.cos(i / 10)) for i in range(20)]
print(max(points, key=lambda p: p[1] * p[0]), sum(y for _, y in points))
