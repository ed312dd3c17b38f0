# run: integers to text and back in every base, underscores, limits and messages
import sys

state = 3


def bits(count):
    global state
    value = 0
    for _ in range(count // 32 + 1):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        value = value << 32 | state >> 32
    return value & ((1 << count) - 1)


DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def to_base(number, base):
    if number == 0:
        return "0"
    digits = []
    while number:
        number, digit = divmod(number, base)
        digits.append(DIGITS[digit])
    return "".join(reversed(digits))


for base in range(2, 37):
    for size in (5, 61, 62, 63, 64, 65, 128, 777):
        n = bits(size)
        text = to_base(n, base)
        assert int(text, base) == n, (text, base)
        assert int(text.upper(), base) == n
        assert int("-" + text, base) == -n
        assert int("  +" + text + "\n", base) == n
        assert int(text.encode(), base) == n
    print(base, to_base(2**100, base))

for size in (62, 64, 100, 1000, 5000, 14000):
    n = bits(size)
    text = str(n)
    assert int(text) == n and str(-n) == "-" + text
    assert hex(n) == "0x" + to_base(n, 16) and oct(n) == "0o" + to_base(n, 8) and bin(n) == "0b" + to_base(n, 2)
    print(size, len(text), text[:20], text[-20:])

print(str(10**4299)[:3], len(str(10**4299)))
for action in (lambda: str(10**4300), lambda: int("1" * 4301), lambda: int("1" * 4300) % 97, lambda: int("1_" * 4300 + "1"),
               lambda: "%d" % 10**5000, lambda: "%d" % (10**5000), lambda: f"{10**5000}", lambda: repr(-(10**5000)), lambda: len(hex(10**5000)),
               lambda: int("f" * 5000, 16) % 97, lambda: int("7" * 5000, 7), lambda: format(10**5000, ",d")):
    try:
        print(str(action())[:60])
    except ValueError as error:
        print("ValueError:", error)

print(sys.get_int_max_str_digits())
sys.set_int_max_str_digits(0)
print(len(str(3**30000)), str(3**30000)[:15], int("9" * 12000) == 10**12000 - 1)
big = 7**40000
assert int(str(big)) == big
print(sum(map(int, str(big))))
sys.set_int_max_str_digits(640)
for count in (640, 641):
    try:
        print(len(str(10**(count - 1))))
    except ValueError as error:
        print(error)
try:
    sys.set_int_max_str_digits(100)
except ValueError as error:
    print(error)
sys.set_int_max_str_digits(4300)

for text in ("", " ", "-", "+", "--1", "1 2", "1__2", "_1", "1_", "0x", "0x10", "1.0", "1e5", "٣", "１２", "٣_٤", "²", "1\x00", "\t12\v", "0_0", "00", "z" * 250,
             "- 1", "0b11", "0o17", "9" * 30 + "a"):
    for base in (10, 0, 16, 2):
        try:
            print(ascii(text[:20]), base, int(text, base))
        except ValueError as error:
            print(ascii(text[:20]), base, ascii(str(error)))
