# run: text built, searched and rewritten by ordinary functions
def is_palindrome(text):
    letters = [c.lower() for c in text if c.isalpha()]
    return letters == letters[::-1]


def caesar(text, shift):
    result = ""
    for c in text:
        if c.isupper():
            result += chr((ord(c) - 65 + shift) % 26 + 65)
        elif c.islower():
            result += chr((ord(c) - 97 + shift) % 26 + 97)
        else:
            result += c
    return result


def run_length(text):
    parts = []
    i = 0
    while i < len(text):
        j = i
        while j < len(text) and text[j] == text[i]:
            j += 1
        parts.append(f"{j - i}{text[i]}" if j - i > 1 else text[i])
        i = j
    return "".join(parts)


def wrap(text, width):
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = line + " " + word if line else word
    if line:
        lines.append(line)
    return lines


def levenshtein(a, b):
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        current = [i]
        for j, y in enumerate(b, 1):
            current.append(min(previous[j] + 1, current[-1] + 1, previous[j - 1] + (x != y)))
        previous = current
    return previous[-1]


def roman(number):
    digits = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
    text = ""
    for value, letters in digits:
        while number >= value:
            text += letters
            number -= value
    return text


text = "It was the best of times, it was the worst of times; ça été naïve 日本."
print(is_palindrome("A man, a plan, a canal: Panama"), is_palindrome(text))
print(caesar(text, 3))
print(caesar(caesar(text, 3), -3) == text)
print(run_length("aaabccddddde"), run_length(""), run_length("xyz"))
for line in wrap(text * 3, 30):
    print(f"|{line:<30}|")
print(levenshtein("kitten", "sitting"), levenshtein("", "abc"), levenshtein("flaw", "lawn"))
print([roman(n) for n in (1, 4, 9, 14, 40, 90, 400, 1994, 2024, 3999)])
words = {}
for word in text.lower().replace(",", " ").replace(";", " ").replace(".", " ").split():
    words.setdefault(word, []).append(len(words))
print(words)
built = []
for i in range(5):
    built.append(str(i) * i)
print("-".join(built), "".join(reversed("stressed")), " ".join(word[::-1] for word in "one two three".split()))
big = ""
for i in range(2000):
    big += chr(97 + i % 26)
print(len(big), big.count("abc"), big[1990:], hash(big) == hash(big[:1000] + big[1000:]))

# Repeated beyond what lengths count, and beyond what memory can be had.
for text, times in (("ab", 2**62), ("ab", 2**61), ("a", 2**61), ("a", 2**63), ("", 2**62), (b"ab", 2**62)):
    try:
        print(len(text * times))
    except (MemoryError, OverflowError) as error:
        print(type(error).__name__, error)
