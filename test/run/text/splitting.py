# run: split, rsplit, splitlines, partition, strip and join
samples = ["", " ", "a", " a ", "a b c", "  a  b   c ", "a,b,,c,", ",", ",,", "a--b--c", "----", "\ta\nb\rc\x0bd\x0ce\x1cf\x1dg\x1eh\x1fi\x85j\xa0k\u2028l\u2029m\u3000n", "line one\nline two\r\nline three\rlast", "\n", "\n\n", "a\n", "\r\n\r", "é à ü", "x\u20acy\u20acz", "\U0001f600 \U0001f601", "aXXbXc", "一,二,三"]
for text in samples:
    print(ascii(text))
    print("", ascii(text.split()), ascii(text.rsplit()), ascii(text.split(None, 1)), ascii(text.rsplit(None, 1)), ascii(text.split(maxsplit=0)), ascii(text.rsplit(maxsplit=0)))
    for separator in (",", "--", " ", "\u20ac", "X", "XX", "\n", "一", "zz"):
        parts = text.split(separator)
        assert separator.join(parts) == text and separator.join(text.rsplit(separator)) == text
        if len(parts) > 1:
            print("", ascii(separator), ascii(parts), ascii(text.split(separator, 1)), ascii(text.rsplit(separator, 1)), ascii(text.rsplit(separator, 2)), ascii(text.partition(separator)), ascii(text.rpartition(separator)))
        else:
            assert text.partition(separator) == (text, "", "") and text.rpartition(separator) == ("", "", text)
    print("", ascii(text.splitlines()), ascii(text.splitlines(True)), ascii(text.splitlines(keepends=True)) == ascii(text.splitlines(True)))
    assert "".join(text.splitlines(True)) == text
    print("", ascii(text.strip()), ascii(text.lstrip()), ascii(text.rstrip()), ascii(text.strip(" a,")), ascii(text.lstrip("-, ")), ascii(text.rstrip("c\n ")), ascii(text.strip("\u20acxzé\U0001f600")), ascii(text.strip("")), ascii(text.strip(None)))

for joiner in ("", ",", "\u20ac", "\U0001f600", "--"):
    for items in ([], ["a"], ["a", "b"], ("x", "", "y"), ["é", "b"], ["\u20ac"], ["a", "\U0001f600", "é"], "abc", {"k": 1}, (str(i) for i in range(3)), map(str, [1, 2])):
        print(ascii(joiner.join(items)), end=" ")
    print()


class Text(str):
    pass


t = Text("only")
print(type(",".join([t])), ",".join([t]), type(Text(" a ").strip()), type(t.split()[0]), type(t.strip()), type(t.replace("x", "y")), type(t.partition("z")[0]), t.rpartition("n"))
for action in (lambda: "a".split(""), lambda: "a".split(1), lambda: "a".rsplit(b","), lambda: "a".split(maxsplit="x"), lambda: "a".partition(""), lambda: "a".partition(1), lambda: "a".rpartition(None), lambda: ",".join(1), lambda: ",".join([1]),
               lambda: ",".join(["a", None]), lambda: ",".join(["a", b"b"]), lambda: ",".join(), lambda: "a".strip(1), lambda: "a".lstrip(b"a"), lambda: "a".rstrip(1, 2), lambda: "a".splitlines("x"), lambda: "a".splitlines(1, 2), lambda: "a".split(",", 1, 2), lambda: "a b".split(sep=" ", maxsplit=-1), lambda: ",".join(None)):
    try:
        print(action())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)

text = "It was the best of times, it was the worst of times; it was the age of wisdom"
counts = {}
for word in text.replace(",", "").replace(";", "").lower().split():
    counts[word] = counts.get(word, 0) + 1
print(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
print("\n".join(line.rjust(30, ".") for line in text.split(", ")))
record = "name=Ada;born=1815;field=mathematics;empty=;=odd;novalue"
print([field.partition("=") for field in record.split(";")], dict(field.split("=", 1) for field in record.split(";") if field.count("=") == 1))
