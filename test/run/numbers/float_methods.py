# run: methods of float: hex and back, ratios, rounding
import math

values = [0.0, -0.0, 1.0, -1.5, 0.1, 3.14159, 1e22, 1e-5, 5e-324, 2.2250738585072014e-308, 2.225073858507201e-308, 1.7976931348623157e308, 123456789.123]
for value in values + [float("inf"), float("-inf"), float("nan")]:
    text = value.hex()
    print(value, text, value.is_integer())
    back = float.fromhex(text)
    assert back == value or value != value
    assert math.copysign(1, back) == math.copysign(1, value) or value != value
for value in values:
    n, d = value.as_integer_ratio()
    assert n / d == value
    print(n % (2**61 - 1), d.bit_length(), value.__trunc__() % (2**61 - 1), math.floor(value) % 97, math.ceil(value) % 97, round(value) % 97)
for value in (float("inf"), float("nan")):
    for name in ("as_integer_ratio", "__trunc__", "__floor__", "__ceil__", "__round__"):
        try:
            print(getattr(value, name)())
        except (OverflowError, ValueError) as error:
            print(type(error).__name__, error)

for text in ("0x1.8p3", "1.8", "-0x.8p0", " inf ", "+Infinity", "nan", "0x1p-1074", "0x1p-1075", "0x1.8p-1075", "0x1.fffffffffffff8p0", "0x1.fffffffffffff7p0",
             "0x1.ffffffffffffffp1023", "0x", "0x1p", "0x1p+-1", "1e5", "", "0x0p99999999999999999999", "0x1p99999999999999999999", "0x1p-99999999999999999999",
             "0x1.00000000000008p0", "0x1.000000000000080000000001p0", "0x1.00000000000018p0", "0xffffffffffffff8p-4", "deadbeef", "0X1P3", "1.p2", ".p1", "0x1 p3", "g"):
    try:
        print(text, float.fromhex(text))
    except (ValueError, OverflowError) as error:
        print(text, type(error).__name__, error)

for digits in (None, 0, 1, 2, 5, 10, 15, 20, 300, 330, -1, -2, -5, -20, -310):
    print(digits, [round(v, digits) for v in (0.5, 1.5, 2.5, -0.5, -1.5, 2.675, 1.005, 1.15, 0.125, 0.375, 12345.6789, -98765.4321, 5e-324, 1e22, 123456789012345.67)])
for value, digits in ((1.7976931348623157e308, -308), (1e308, -308), (float("nan"), 2), (float("inf"), 2), (1.5, 2**70), (1.5, -(2**70))):
    try:
        print(round(value, digits))
    except OverflowError as error:
        print(error)
for action in (lambda: round(1.5, "a"), lambda: round(1.5, 1.5), lambda: round(), lambda: round("a"), lambda: round(float("nan")), lambda: round(float("inf")),
               lambda: float.fromhex(1), lambda: (1.5).hex(1), lambda: (1.5).is_integer(1), lambda: float.from_number("1"), lambda: float.__getformat__("x")):
    try:
        print(action())
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)
print(float.from_number(3), float.from_number(2.5), float.from_number(True), float.__getformat__("double"), (2.5).__getnewargs__(), 2.5 .__round__(), (7.0).__divmod__(2))


class Celsius(float):
    def __new__(cls, value, unit="C"):
        self = super().__new__(cls, value)
        self.unit = unit
        return self

    def __repr__(self):
        return f"{float(self):.1f}°{self.unit}"


t = Celsius("36.6")
print(t, repr(t), t + 1, type(t + 1), t.unit, f"{t:.3f}", round(t), float(t), type(float(t)), t == 36.6, hash(t) == hash(36.6), Celsius.fromhex("0x1p4"), type(Celsius.from_number(2)))
print({t: 1}[36.6], [36.6].index(t), t > 30, -t, abs(Celsius(-5)), t.is_integer(), t.hex())
