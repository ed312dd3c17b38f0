# run: case mappings of every code point, special casing and final sigma
total = 0
for start in range(0, 0x110000, 0x1000):
    for point in range(start, start + 0x1000):
        c = chr(point)
        for form in (c.upper(), c.lower(), c.title(), c.casefold(), c.swapcase(), c.capitalize()):
            if form != c:
                for d in form:
                    total = (total * 31 + ord(d)) & 0xFFFFFFFFFFFF
                total = (total * 7 + len(form)) & 0xFFFFFFFFFFFF
    if start < 0x3000 or start in (0xA000, 0xF000, 0x10000, 0x16000, 0x1D000, 0x1E000, 0x10F000):
        print(hex(start), total)

words = ["straße", "ŒUVRE", "ﬁne ﬂow", "ΟΔΥΣΣΕΥΣ", "ΑΣ", "Σ", "ΑΣ. ΒΣ", "Α\u0301Σ", "ΣΑΣ'Σ", "İstanbul", "ıi", "ǅ ǆ Ǆ", "ŉ", "ᾳ ᾼ", "հայ և", "𐐀𐐨", "hELLO wORLD", "they're bill's", "x1y2 z3", "ΆΣΣ\u00adΣ", "ß", "ẞ", "ﬀﬁﬂﬃ", "Ω K Å"]
for word in words:
    print(ascii(word), ascii(word.upper()), ascii(word.lower()), ascii(word.title()), ascii(word.capitalize()), ascii(word.swapcase()), ascii(word.casefold()))
    print(word.isupper(), word.islower(), word.istitle(), word.upper().isupper(), word.lower().islower(), word.title().istitle(), word.casefold() == word.casefold().casefold())
print("Straße".casefold() == "STRASSE".casefold(), "ὈΔΥΣΣΕΎΣ".lower() == "ὀδυσσεύς", "ǆ".title(), "ǆ".upper())
for sample in ("", "a", "A", "aB", "1", "a1", "A1", " ", "Ab Cd", "ab Cd", "AB", "1A", "ǅ", "ǅa", "A'B", "A'b", "ʰ", "Ⅷ", "ⓐ", "ª"):
    print(ascii(sample), sample.isupper(), sample.islower(), sample.istitle())
