# run: counting, parsing and building text in hot loops
TEXT = "the quick brown fox jumps over the lazy dog and the quick red fox sleeps " * 20


def letters(text):
    counts = [0] * 26
    for c in text:
        if "a" <= c <= "z":
            counts[ord(c) - ord("a")] += 1
    return counts


def words(text):
    counts = {}
    word = ""
    for c in text + " ":
        if c == " ":
            if word:
                counts[word] = counts.get(word, 0) + 1
            word = ""
        else:
            word += c
    return counts


def vowels(text):
    return sum(1 for c in text if c in "aeiou")


def reverse_words(text):
    return " ".join(word[::-1] for word in text.split(" "))


def longest_run(text):
    best, run, last = 0, 0, ""
    for c in text:
        run = run + 1 if c == last else 1
        last = c
        best = max(best, run)
    return best


def parse_int(text):
    value, sign, i = 0, 1, 0
    if text[:1] in ("-", "+"):
        sign = -1 if text[0] == "-" else 1
        i = 1
    if i == len(text):
        raise ValueError(f"no digits in {text!r}")
    while i < len(text):
        digit = ord(text[i]) - 48
        if not 0 <= digit <= 9:
            raise ValueError(f"bad digit {text[i]!r} in {text!r}")
        value = value * 10 + digit
        i += 1
    return sign * value


def longest_common(a, b):
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    best, end = 0, 0
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            if a[i - 1] == b[j - 1]:
                table[i][j] = table[i - 1][j - 1] + 1
                if table[i][j] > best:
                    best, end = table[i][j], i
    return a[end - best : end]


def csv(line):
    fields, field, quoted = [], "", False
    i = 0
    while i < len(line):
        c = line[i]
        if quoted:
            if c == '"' and line[i + 1 : i + 2] == '"':
                field += '"'
                i += 1
            elif c == '"':
                quoted = False
            else:
                field += c
        elif c == '"':
            quoted = True
        elif c == ",":
            fields.append(field)
            field = ""
        else:
            field += c
        i += 1
    return fields + [field]


print(letters(TEXT), sorted(words(TEXT).items(), key=lambda p: (-p[1], p[0]))[:4], vowels(TEXT), reverse_words(TEXT[:40]), longest_run("aabbbbcc"), longest_run(""))
print([parse_int(t) for t in ("0", "42", "-17", "+5", "123456789012345678901234567890")], longest_common("the quick brown", "a quick brawn"), csv('a,"b,c","d ""q""",,e'))
for bad in ("", "-", "12a", "٣"):
    try:
        print(parse_int(bad))
    except ValueError as error:
        print(error)
binary = ""
n = 1234567
while n:
    binary = str(n % 2) + binary
    n //= 2
print(binary, int(binary, 2), "".join(chr(ord(c) ^ 1) for c in "hello"), "".join(sorted(set(TEXT))), TEXT.count("fox"), len(TEXT.replace("the", "")), hash(TEXT) == hash(TEXT[:10] + TEXT[10:]))
out = []
for i in range(1, 31):
    out.append("FizzBuzz" if i % 15 == 0 else "Fizz" if i % 3 == 0 else "Buzz" if i % 5 == 0 else str(i))
print(" ".join(out))
