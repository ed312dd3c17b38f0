# run: repr and ascii of text and bytes, comparison, hashing with a fixed seed
samples = ["", "a", "'", '"', "'\"", "it's", 'say "hi"', "\\", "\n\r\t", "\x00\x01\x1f\x7f\x80\x9f\xa0\xad", "é", "\u0378", "\u200b\u2028\u202e", "\ue000\ufffe\uffff", "\U0001f600\U000e0001\U0010ffff", "\ud800\udfff", "a\\'b\"c\\n", "日本語", "\u0301combining", "a\0b"]
for text in samples:
    shown = repr(text)
    print(ascii(text), ascii(shown), ascii(repr(shown)), len(shown))
    assert eval(shown) == text and eval(ascii(text)) == text
    assert "%r" % text == f"{text!r}" == shown and f"{text!a}" == "%a" % text == ascii(text)
for data in (b"", b"a", b"'", b'"', b"'\"", bytes(range(256)), b"\\x41", bytearray(b"\x00'\"\xff")):
    print(repr(data), str(data))
    assert eval(repr(data)) == data
total = 0
for point in range(0, 0x110000, 7):
    total = (total * 31 + len(repr(chr(point)))) % (2**61 - 1)
print(total)

order = sorted(samples + ["A", "B", "aa", "ab", "Z", "z", "éa", "\U00010000", "\uffff", "\ud83d"])
print([ascii(s) for s in order])
for a, b in (("a", "b"), ("a", "a"), ("a", "ab"), ("é", "f"), ("\uffff", "\U00010000"), ("", "a"), ("abc", "abd"), ("a\0", "a"), ("Z", "a")):
    print(ascii(a), ascii(b), a < b, a <= b, a == b, a != b, a > b, a >= b)
for action in (lambda: "a" < 1, lambda: "a" >= None, lambda: "a" == 1, lambda: "a" != b"a", lambda: "a" < b"a", lambda: ["a"] < [1], lambda: max("a", 1), lambda: sorted(["a", 1])):
    try:
        print(action())
    except TypeError as error:
        print(error)

# The seed of the test is fixed, so that hashes are CPython's numbers.
for text in ("", "a", "ab", "abcdefg", "abcdefgh", "abcdefghi", "é", "\u20ac", "\U0001f600", "x" * 100, "name", "__init__"):
    print(ascii(text[:10]), hash(text), hash(text.encode()), hash((text,)), hash((text, 1, None) if False else (text, 1)))
s = {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
print(list(s), list(frozenset(s)), list({c for c in "hello world"}))
s.discard("one")
s.add("eleven")
print(list(s), list(s | {"twelve"}), list(s & {"two", "three", "zzz"}), list(s - {"two"}), list(s ^ {"two", "new"}))


class Name(str):
    def __hash__(self):
        return 7


n = Name("x")
print(hash(n), n == "x", {n: 1}.get("x"), {"x": 1}.get(n), {n: 1}.get(n), len({n, "x"}))
