# run: small programs on text: ciphers, anagrams, wrapping, run lengths, roman numerals, levenshtein
def vigenere(text, key, sign=1):
    result = []
    i = 0
    for c in text:
        if c.isalpha() and c.isascii():
            base = ord("A") if c.isupper() else ord("a")
            shift = sign * (ord(key[i % len(key)].lower()) - ord("a"))
            result.append(chr((ord(c) - base + shift) % 26 + base))
            i += 1
        else:
            result.append(c)
    return "".join(result)


message = "Attack at dawn, with 12 élite units — and the 日本 team!"
secret = vigenere(message, "Lemon")
print(secret)
print(vigenere(secret, "Lemon", -1) == message)


def wrap(text, width):
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return lines + [line]


def justify(line, width):
    words = line.split()
    if len(words) == 1:
        return line.ljust(width)
    gaps, spaces = len(words) - 1, width - sum(map(len, words))
    return "".join(word + " " * (spaces // gaps + (i < spaces % gaps)) for i, word in enumerate(words[:-1])) + words[-1]


prose = "Whether I shall turn out to be the hero of my own life, or whether that station will be held by anybody else, these pages must show."
for width in (20, 31, 45):
    for line in wrap(prose, width):
        print("|" + justify(line, width) + "|" + line.center(width, "·") + "|")

words = "listen silent enlist google elgoog inlets banana evil vile live tinsel".split()
groups = {}
for word in words:
    groups.setdefault("".join(sorted(word)), []).append(word)
print([group for group in groups.values() if len(group) > 1])


def run_length(text):
    out, i = "", 0
    while i < len(text):
        j = i
        while j < len(text) and text[j] == text[i]:
            j += 1
        out += (str(j - i) if j - i > 1 else "") + text[i]
        i = j
    return out


def expand(code):
    out, number = "", ""
    for c in code:
        if c.isdigit():
            number += c
        else:
            out += c * int(number or 1)
            number = ""
    return out


for text in ("aaabbc", "abc", "", "zzzzzzzzzzzz", "aabbaa\u20ac\u20ac\u20ac"):
    assert expand(run_length(text)) == text
    print(run_length(text))


def roman(n):
    out = ""
    for value, letters in ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        out += letters * (n // value)
        n %= value
    return out


def from_roman(text):
    values = dict(zip("IVXLCDM", (1, 5, 10, 50, 100, 500, 1000)))
    total = 0
    for c, following in zip(text, text[1:] + " "):
        value = values[c]
        total += -value if values.get(following, 0) > value else value
    return total


assert all(from_roman(roman(n)) == n for n in range(1, 4000))
print([roman(n) for n in (1994, 2024, 3999, 444, 9)])


def distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (x != y))
    return row[-1]


for a, b in (("kitten", "sitting"), ("", "abc"), ("flaw", "lawn"), ("naïve", "naive"), ("same", "same"), ("日本語", "日本")):
    print(a, b, distance(a, b))


def is_palindrome(text):
    plain = "".join(c for c in text.casefold() if c.isalnum())
    return plain == plain[::-1]


print([is_palindrome(t) for t in ("A man, a plan, a canal: Panama", "Was it a car", "", "Ésope reste ici et se repose", "été")])
text = "a man a plan"
print(text.title(), text.swapcase(), " ".join(w[::-1] for w in text.split()), {c: text.count(c) for c in sorted(set(text))}, text.translate(str.maketrans("aeiou", "AEIOU")), "".join(dict.fromkeys(text)), text.encode().hex(" "))
builder = ""
for i in range(2000):
    builder += chr(97 + i % 26)
    if i % 100 == 99:
        builder += "\u00e9" if i < 1000 else "\u20ac"
print(len(builder), builder[-5:], builder.count("a"), hash(builder) == hash("".join(builder)))
