# run: equal numbers hash alike, whatever their type
values = []
for n in (0, 1, -1, 2, 5, -5, 2**30, 2**31, 2**52, 2**53, 2**60, 2**61 - 2, 2**61 - 1, 2**61, 2**61 + 1, 2**62 - 1, 2**62, 2**62 + 1, 2**63, 2**64, 2**100, 10**22, 2**1000, -(2**61) + 1, -(2**61), -(2**62), -(2**62) - 1):
    print(n.bit_length(), hash(n), hash(-n))
    if n.bit_length() < 53 or n & (n - 1) == 0:
        assert hash(float(n)) == hash(n) == hash(complex(n))
        assert {n: 1}.get(float(n)) == 1 and {complex(n): 2}.get(n) == 2
for f in (0.5, 0.1, -0.1, 1.5, 3.14159, 1e10, 1e100, 1e300, -1e-300, 5e-324, 2.0**-1074, 1.7976931348623157e308, float("inf"), float("-inf"), 2.0**61, 2.0**61 - 2**10, 1 / 3, -2.5):
    print(f, hash(f), hash(-f), hash(complex(f, 0)) == hash(f), hash(complex(0, f)), hash(complex(f, f)))
print(hash(True), hash(False), hash(-1), hash(-2), hash(-1.0), hash(-1 + 0j), hash(0j))
print(hash(()), hash((1,)), hash((1, 2)), hash((2, 1)), hash((1.0, 2)), hash(((1, 2), 3)), hash((-1, -2)), hash(tuple(range(100))), hash((0.5, None) if False else (0.5, 0.25)))
table = {}
for i in range(-50, 50):
    table[i] = "int"
    table[i / 2] = "float"
    table[complex(i, 1)] = "complex"
print(len(table), sum(1 for v in table.values() if v == "float"), table[3], table[0.5], table[2 + 1j])
nan = float("nan")
s = {nan}
print(nan in s, float("nan") in s, nan == nan, [nan] == [nan], len({nan, nan}), len({0, 0.0, -0.0, False, 0j}), len({1, 1.0, True, 1 + 0j}))
x = 1
seen = set()
for i in range(500):
    x = (x * 1103515245 + 12345) % 2**200
    seen.add(hash(x))
    seen.add(hash(-x))
print(len(seen), min(seen), max(seen))
for unhashable in ([], {}, set(), bytearray()):
    try:
        hash(unhashable)
    except TypeError as error:
        print(error)
