# run: replace, translate, padding, tabs, prefixes and slices
state = 5


def random(n):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    return (state >> 33) % n


total = 0
for round in range(800):
    alphabet = ("ab", "aé", "a\u20ac", "ab\U0001f600")[random(4)]
    text = "".join(alphabet[random(len(alphabet))] for _ in range(random(40)))
    old = "".join(alphabet[random(len(alphabet))] for _ in range(random(4)))
    new = ("", "x", "é", "\u20ac\u20ac", "\U0001f600", "abab")[random(6)]
    count = random(6) - 1
    result = text.replace(old, new, count)
    if old:
        pieces = text.split(old, count)
        assert new.join(pieces) == result, (text, old, new, count)
    for c in result:
        total = (total * 31 + ord(c)) % (2**61 - 1)
    start, stop, step = random(50) - 25, random(50) - 25, random(9) - 4 or 1
    piece = text[start:stop:step]
    assert piece == "".join([text[i] for i in range(len(text))[start:stop:step]])
    total = (total * 31 + len(piece)) % (2**61 - 1)
    assert text[:start] + text[start:] == text and text[::-1][::-1] == text
print(total)

print("".replace("", "x"), "abc".replace("", "-"), "abc".replace("", "-", 2), "abc".replace("b", ""), "aaa".replace("a", "bb", 2), "abc".replace("abc", ""), "a.b.c".replace(".", "::", count=1), "aa".replace("aa", "a"))
for width in (0, 3, 4, 5, 6, 9, 10):
    print(width, ["abc".center(width), "abcd".center(width, "*"), "abc".ljust(width, "é"), "abc".rjust(width, "\u20ac"), "42".zfill(width), "-42".zfill(width), "+4.2".zfill(width), "".zfill(width), "é".center(width, "\U0001f600")])
for size in (0, 1, 4, 8, -1):
    print(size, ascii("a\tbc\tdef\tghij\t\n\tx\r\ty\té\t\u20ac".expandtabs(size)))
print(ascii("\t".expandtabs()), ascii("01234567\t8".expandtabs(tabsize=8)))
print("prefix-body-suffix".removeprefix("prefix-"), "prefix-body-suffix".removesuffix("-suffix"), "abc".removeprefix("x"), "abc".removesuffix(""), "aaa".removeprefix("a"), "é".removeprefix("é") == "")

table = str.maketrans("abc", "xyz")
print("aabbccdd".translate(table), str.maketrans("a", "b", "cd"), str.maketrans({"a": "AAA", "b": None, 99: 67, "d": 0x20ac}), "abcd".translate(str.maketrans({"a": "AAA", "b": None, 99: 67, "d": 0x20ac})))
print("Hello World".translate({i: i + 1 for i in range(65, 91)}), "abc".translate({}), "é€".translate({233: "e", 8364: "EUR"}), "xyz".translate(str.maketrans("", "", "y")))


class Rot13:
    def __getitem__(self, point):
        for base in (65, 97):
            if base <= point < base + 26:
                return (point - base + 13) % 26 + base
        raise LookupError(point)


print("Hello, World! é".translate(Rot13()), "Hello, World! é".translate(Rot13()).translate(Rot13()))
abc = "abc"
for action in (lambda: "a".translate(1), lambda: "a".translate({97: 1.5}), lambda: "a".translate({97: 0x110000}), lambda: "a".translate({97: -1}), lambda: str.maketrans("a"), lambda: str.maketrans("ab", "c"), lambda: str.maketrans({"ab": 1}), lambda: str.maketrans({1.5: 1}),
               lambda: str.maketrans(1, "a"), lambda: str.maketrans("a", 1), lambda: str.maketrans("a", "b", 1), lambda: "a".replace("a"), lambda: "a".replace(1, "b"), lambda: "a".replace("a", 1), lambda: "a".replace("a", "b", "c"), lambda: "a".center("x"), lambda: "a".center(5, "xx"),
               lambda: "a".center(5, 1), lambda: "a".ljust(5, ""), lambda: "a".zfill("x"), lambda: "a".expandtabs("x"), lambda: "a".removeprefix(1), lambda: abc[5], lambda: abc["a"], lambda: abc[1.5], lambda: abc[::0], lambda: abc[2**70], lambda: abc["a":],
               lambda: "abc" + 1, lambda: 1 + "abc", lambda: "abc" * 1.5, lambda: "abc" * "x", lambda: "abc" - "a", lambda: "a" * 2**70, lambda: abc[-4], lambda: abc[None]):
    try:
        print(action())
    except (TypeError, ValueError, IndexError, OverflowError) as error:
        print(type(error).__name__, error)
text = "abcdefghij"
print(text[2:5], text[:-3], text[-3:], text[::2], text[::-3], text[8:2:-2], text[100:], text[-100:3], text[5:5], text[True], text[-1], "ab" * 3, 3 * "ab", "ab" * 0, "ab" * -1, "é" * 3, "\u20ac" * 2)
text += "!"
text *= 2
print(text)
