# run: methods and attributes of int
numbers = [0, 1, -1, 127, 128, -128, -129, 255, 256, 2**31, -(2**31), 2**62, 2**63 - 1, -(2**63), 2**64, -(2**64), 10**30, -(10**30)]
for n in numbers:
    print(n, n.bit_length(), n.bit_count(), n.as_integer_ratio(), n.is_integer(), n.conjugate(), n.real, n.imag, n.numerator, n.denominator,
          n.__sizeof__(), n.__getnewargs__(), n.__floor__(), n.__ceil__(), n.__trunc__(), n.__index__(), n.__int__(), n.__bool__())

for n in numbers:
    for order in ("big", "little"):
        for signed in (False, True):
            for length in (0, 1, 2, 8, 9, 13, 20):
                try:
                    data = n.to_bytes(length, order, signed=signed)
                except OverflowError as error:
                    print(n, length, order, signed, error)
                    continue
                assert int.from_bytes(data, order, signed=signed) == n
                print(n, length, order, signed, data.hex())

print((1000).to_bytes(2), (65).to_bytes(), int.from_bytes(b"\x01\x02"), int.from_bytes([1, 2, 3], "little"), int.from_bytes(b""))
print(int.from_bytes(b"\xff\xfe", signed=True), int.from_bytes(b"\xff\xfe", "little", signed=True), int.from_bytes(bytearray(b"\x80"), signed=True))
for action in (lambda: (1).to_bytes(-1), lambda: (1).to_bytes(2, "middle"), lambda: int.from_bytes(b"a", "x"), lambda: int.from_bytes("a"),
               lambda: int.from_bytes([256]), lambda: (1).to_bytes("a"), lambda: (1).to_bytes(1, 2), lambda: (1).bit_length(2),
               lambda: int.bit_length("a"), lambda: (1).foo, lambda: int(1, 2, 3), lambda: int("1", base="a"), lambda: int(base=3),
               lambda: int([1]), lambda: int(None), lambda: int(1j), lambda: int("1", 1), lambda: int(5, 10), lambda: int(x=3)):
    try:
        print(action())
    except (ValueError, TypeError, OverflowError, AttributeError) as error:
        print(type(error).__name__, error)

for digits in (None, 0, 1, 5, -1, -2, -3, -19, -40):
    print(digits, [round(n, digits) for n in (0, 5, 15, 25, -25, 149, 150, 151, 12345, -12345, 5 * 10**18, 15 * 10**18, 10**30 + 5 * 10**18)])


class Indexed:
    def __index__(self):
        return 42


class Truncated:
    def __int__(self):
        return -7


print(int(Indexed()), int(Truncated()), [10, 20][Indexed() - 41:] if False else list(range(50))[Indexed()], hex(Indexed()), bin(Indexed()), oct(Indexed()))
print(int(2.9), int(-2.9), int(1e20), int(1e300) % 10**9, int("12"), int(b"12"), int(bytearray(b"0x1F"), 16), int(True), int())
print(abs(-5), +5, -(-(2**70)), abs(-(2**70)), ~5, 5 .__add__(3), (5).__radd__(3), (5).__add__(1.5), (5).__pow__(2), (2).__pow__(10, 1000),
      (5).__divmod__(3), (5).__rdivmod__(13), (5).__lt__(6), (5).__eq__(5.0), (5).__lshift__(2), (5).__truediv__(2), (5).__rsub__(1))
print(5 < 6 <= 6 != 7 > 2 >= 2, 2**70 > 2**69, -(2**70) < 2**62, 2**70 == 2**70, 2**70 != 2**70 + 1, max(2**62, 2**62 - 1), sorted([2**64, -5, 2**62, 0, -(2**64)]))
