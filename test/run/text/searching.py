# run: find, index, count, startswith and containment in text of every width
state = 1


def random(n):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    return (state >> 33) % n


ALPHABETS = ["ab", "abc", "aé", "aé\u20ac", "a\u20ac", "a\U0001f600", "ab\u20ac\U0001f600", "\x00\x01", "\u0100\u0001", "\u0101\u0100"]


def make(alphabet, length):
    return "".join(alphabet[random(len(alphabet))] for _ in range(length))


def find_slowly(text, part, start, end):
    for i in range(start, end - len(part) + 1):
        if text[i:i + len(part)] == part:
            return i
    return -1


def rfind_slowly(text, part, start, end):
    for i in range(end - len(part), start - 1, -1):
        if text[i:i + len(part)] == part:
            return i
    return -1


total = 0
for round in range(1500):
    text = make(ALPHABETS[random(len(ALPHABETS))], random(60))
    part = make(ALPHABETS[random(len(ALPHABETS))], random(5)) if random(2) else text[random(20):][:random(9)]
    start, end = random(70) - 5, random(80) - 10
    found, last = text.find(part, start, end), text.rfind(part, start, end)
    s = max(start + len(text), 0) if start < 0 else start
    e = max(end + len(text), 0) if end < 0 else min(end, len(text))
    if part and s <= e:
        assert found == find_slowly(text, part, s, e), (text, part, start, end)
        assert last == rfind_slowly(text, part, s, e), (text, part, start, end)
    count = text.count(part, start, end)
    total = (total * 31 + found * 7 + last * 11 + count * 13 + (part in text) + 2 * text.startswith(part, start) + 4 * text.endswith(part, start, end) + 8 * text.startswith(part) + 16 * text.endswith(part)) % (2**61 - 1)
    assert (part in text) == (text.find(part) >= 0)
    try:
        assert text.index(part) == text.find(part) and text.rindex(part) == text.rfind(part)
    except ValueError as error:
        assert part not in text and str(error) == "substring not found"
print(total)

text = "the quick brown fox jumps over the lazy dog, the end"
print(text.find("the"), text.find("the", 1), text.rfind("the"), text.rfind("the", 0, 40), text.count("the"), text.count("e"), text.count(""), text.index("fox"), text.rindex("o"))
print(text.find(""), text.find("", 10), text.find("", 1000), text.rfind(""), text.rfind("", 3, 8), "".find(""), "".rfind(""), "".count(""), "".find("a"), "aaa".count("aa"), "abc".count("", 1, 2))
print(text.startswith(("a", "the")), text.endswith(("end", "x")), text.startswith(()), text.startswith("quick", 4), text.startswith("quick", 4, 8), text.endswith("fox", 0, 19), text.startswith("", 52), text.startswith("", 53), text.endswith(""), text.startswith("the", None, None))
print("x" * 5000 + "y" in "x" * 20000, ("ab" * 3000 + "c").find("b" + "ab" * 50 + "c"), ("é" * 3000 + "€").find("é€"), ("€" * 500).rfind("€€", 0, -1), ("a" * 10000 + "b").find("a" * 500 + "b"))
for action in (lambda: "abc".find(1), lambda: "abc".index("z"), lambda: "abc".find("a", "x"), lambda: "abc".startswith(1), lambda: "abc".startswith((1,)), lambda: "abc".startswith(("a", 1)), lambda: "abc".endswith(["c"]),
               lambda: 1 in "abc", lambda: None in "abc", lambda: "abc".find(), lambda: "abc".count("a", 1, 2, 3), lambda: "abc".rindex(b"a"), lambda: "abc".find("b", 1.5), lambda: "abc".find("c", -1), lambda: "abc".find(sub="a")):
    try:
        print(action())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
