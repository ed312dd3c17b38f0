# run: integers around the limits of machine words, and every operator on them
edges = [0, 1, -1, 2**31 - 1, -(2**31), 2**62 - 1, 2**62, -(2**62), -(2**62) - 1, 2**63 - 1, 2**63, -(2**63), -(2**63) - 1, 2**64, 10**30, -(10**30)]
for a in edges:
    print(a, -a, ~a, abs(a), a + 1, a - 1, a * 3, a.bit_length(), a.bit_count(), hash(a) == hash(float(a)) if abs(a) < 2**53 else hash(a))
for a in edges:
    for b in (1, -1, 3, -7, 2**62, 2**64 + 1, -(10**20)):
        q, r = divmod(a, b)
        assert a == q * b + r and (0 <= r < b or b < r <= 0)
        print(a, b, a + b, a - b, a * b, q, r, a & b, a | b, a ^ b, a < b, a == b)
for shift in (0, 1, 5, 31, 32, 61, 62, 63, 64, 65, 200):
    print(shift, 1 << shift, -1 << shift, (3 << shift) >> 2, -(5 << shift) >> shift, (2**100) >> shift)
for base, exponent in ((2, 10), (2, 62), (2, 63), (2, 64), (-3, 41), (10, 40), (0, 0), (7, 1)):
    print(base**exponent, pow(base, exponent), pow(base, exponent, 97))
print(pow(3, -1, 11), pow(2, 100, 10**9 + 7), pow(2, -2))
for bad in (lambda: 1 // 0, lambda: 1 % 0, lambda: divmod(1, 0), lambda: 1 << -1, lambda: 1 >> -1, lambda: pow(2, -1, 4), lambda: 0**-1, lambda: pow(2, 3, 0)):
    try:
        print(bad())
    except (ZeroDivisionError, ValueError) as error:
        print(type(error).__name__, error)
print(int("  42 "), int("-0b101", 2), int("0x_ff", 16), int("z", 36), int("0o17", 0), int("1_000"), int(3.99), int(-3.99), int(True))
for text in ("", "4 2", "0x", "１２", "9" * 50, "1__0", "abc"):
    try:
        print(int(text))
    except ValueError as error:
        print(error)
print((5).to_bytes(3, "big"), int.from_bytes(b"\x01\x02", "little"), (1234).__add__(1), (-7).__floordiv__(2))
print(f"{255:x} {255:X} {255:#o} {255:b} {255:08b} {1234567:,} {1234567:_} {-5:+d} {5:+d} {5: d} {42:>6}|{42:<6}|{42:^6}|{42:06}")
print(round(12345, -2), round(15, -1), round(25, -1), round(-15, -1), (7).numerator, (7).real, (7).imag, (7).conjugate())
print(True + True, True * 3, True & False, isinstance(True, int), int.__name__, bool(0), bool(-1))
print(10**18 * 10**18, (10**40) // (10**20), (10**40) % (10**20 + 1), 3**200)
