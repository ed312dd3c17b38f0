# run: arithmetic of floats with each other and with integers, special values included
values = (0.0, -0.0, 0.1, -0.1, 1.0, -1.0, 1.5, -2.5, 3.7, 1e-310, 1e300, -1e300, 2.0**53, float("inf"), float("-inf"), float("nan"), 7, -7, 0, 2**62, -(2**70), True)

for a in values:
    for b in values:
        row = []
        for operation in ("+", "-", "*", "/", "//", "%"):
            try:
                if operation == "+":
                    value = a + b
                elif operation == "-":
                    value = a - b
                elif operation == "*":
                    value = a * b
                elif operation == "/":
                    value = a / b
                elif operation == "//":
                    value = a // b
                else:
                    value = a % b
                row.append(repr(value))
            except ZeroDivisionError as error:
                row.append(str(error))
        try:
            row.append(str(divmod(a, b)))
        except ZeroDivisionError as error:
            row.append("!")
        row.append("".join("01"[x] for x in (a < b, a <= b, a == b, a != b, a > b, a >= b)))
        print(a, b, *row)

for value in values:
    print(value, -value, +value, abs(value), bool(value), hash(value) if value == value else "nan", value.real, value.imag, value.conjugate())

f = 1.5
for action in (lambda: 10**400 * 1.5, lambda: 1.5 + 10**400, lambda: 1.0 / 10**400, lambda: 10**400 // 2.0, lambda: float(10**400), lambda: 1.5 + "a",
               lambda: "a" + 1.5, lambda: 1.5 < "a", lambda: 1.5 << 2, lambda: 1.5 & 1, lambda: -"a", lambda: f(), lambda: f[0], lambda: len(f),
               lambda: int(float("nan")), lambda: int(float("-inf")), lambda: float("1.5").foo, lambda: 1.5 @ 2, lambda: [] * 1.5, lambda: 1.5 == "a",
               lambda: 1.5 != None, lambda: float([]), lambda: float(1, 2), lambda: float(x=1), lambda: pow(2.5, 2, 3)):
    try:
        print(action())
    except (TypeError, ArithmeticError, ValueError, AttributeError) as error:
        print(type(error).__name__, error)

# Integers and floats compare by their exact values.
edges = [2**53, 2**53 + 1, 2**53 - 1, 2**62, 2**62 - 1, 2**63, 2**63 + 1, 2**64, 2**64 - 1, 10**22, 10**22 + 1, 10**23, 10**308, 10**309, 2**1023, 2**1024 - 1, 2**1024, 5, -5, 0]
for n in edges:
    for f in (float(2**53), float(2**62), float(2**63), float(2**64), 1e22, 1e23, 1e308, 5.0, 5.5, 4.999999999999999, -5.0, float("inf"), float("-inf"), float("nan"), 0.0):
        print("".join("01"[x] for x in (n < f, n <= f, n == f, n != f, n > f, n >= f, -n < f, -n == -f, f < n, f >= n)), end=" ")
    print(n.bit_length())

total = 0.0
for i in range(1, 2000):
    total += 1.0 / i if i % 2 else -1.0 / i
    total *= 1.0000001
    total -= total // 1000
print(total, total.hex())
x = 0.5
for i in range(50):
    x = 3.9 * x * (1 - x)
print(x)
count = {}
for i in range(-20, 20):
    count[i / 4] = count.get(i / 4, 0) + 1
    count[i // 4] = count.get(i // 4, 0) + 10
print(sorted(count.items()))
print(0.1 + 0.2 == 0.3, 0.5 + 0.25 == 0.75, sum([0.1] * 10), sum([0.1] * 10) == 1.0, max(1, 1.0), min(2.0, 2), 1e16 + 1, 1e16 + 2, sum([1e16, 1, -1e16]))
