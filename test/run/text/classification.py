# run: the class of every code point
tests = ("isalpha", "isalnum", "isdecimal", "isdigit", "isnumeric", "isspace", "isprintable", "isidentifier", "islower", "isupper", "istitle")
total = 0
counts = [0] * len(tests)
for start in range(0, 0x110000, 0x1000):
    for point in range(start, start + 0x1000):
        c = chr(point)
        flags = (c.isalpha(), c.isalnum(), c.isdecimal(), c.isdigit(), c.isnumeric(), c.isspace(), c.isprintable(), c.isidentifier(), c.islower(), c.isupper(), c.istitle(), ("a" + c).isidentifier())
        value = 0
        for flag in flags:
            value = value * 2 + flag
        total = (total * 31 + value) & 0xFFFFFFFFFFFF
        if value:
            for i in range(len(tests)):
                counts[i] += flags[i]
    if start < 0x4000 or start % 0x10000 == 0:
        print(hex(start), total)
print(total, dict(zip(tests, counts)))
print([hex(i) for i in range(0x110000) if chr(i).isspace()])
print([i for i in range(0x3000) if chr(i).isdigit() and not chr(i).isdecimal()])
samples = ["", "abc", "ab c", "123", "12.3", "²", "½", "٣", "一", "a1", "a_1", "1a", "_", "__x__", "class", "naïve", "é", "\n", " \t", "\x1c", "\x85", "\xa0", "\u200b", "\u3000", "\xad", "\ue000", "\U0001f600", "\ud800", "ᵃ", "℘", "·a", "a·", "ﾟ", "abc\0"]
for sample in samples:
    print(ascii(sample), [name for name, value in zip(tests, (sample.isalpha(), sample.isalnum(), sample.isdecimal(), sample.isdigit(), sample.isnumeric(), sample.isspace(), sample.isprintable(), sample.isidentifier(), sample.islower(), sample.isupper(), sample.istitle())) if value], sample.isascii())
