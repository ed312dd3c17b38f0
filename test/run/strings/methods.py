# run: methods of str on ASCII, accented and wide text
texts = ["", "hello", "Hello World", "  padded\t\n", "ÀÉÎ straße", "日本語テキスト", "a,b,,c", "tab\tand\nline", "😀 emoji 😀", "MiXeD cAsE 123"]
for text in texts:
    print(repr(text), len(text), text.upper(), text.lower(), text.title(), text.capitalize(), text.swapcase(), text.casefold())
    print(repr(text.strip()), repr(text.lstrip()), repr(text.rstrip()), repr(text.center(12, "*")), repr(text.ljust(8)), repr(text.rjust(8, ".")), repr(text.zfill(6)))
    print(text.isalpha(), text.isdigit(), text.isalnum(), text.isspace(), text.isupper(), text.islower(), text.istitle(), text.isidentifier(), text.isascii(), text.isprintable())
    print(text[::-1], text[1:3], text[-2:], text[::2], ascii(text))
print("a,b,,c".split(","), "a,b,,c".split(",", 1), "a,b,,c".rsplit(",", 1), " a  b ".split(), " a  b ".split(" "), "".split(), "".split(","))
print("one\ntwo\r\nthree\x0bfour".splitlines(), "one\ntwo\n".splitlines(True), "x".join("abc"), ", ".join(["a"]), "".join([]))
print("hello".find("l"), "hello".rfind("l"), "hello".find("z"), "hello".index("e"), "hello".count("l"), "hello".count(""), "aaa".count("aa"), "hello".find("", 2), "hello".find("l", 3, 4))
print("hello".replace("l", "L"), "hello".replace("l", "", 1), "hello".replace("", "-"), "aaaa".replace("aa", "b"), "x".replace("y", "z"))
print("hello".startswith("he"), "hello".startswith(("x", "he")), "hello".endswith("lo"), "hello".startswith("l", 2), "hello".endswith("l", 0, 4))
print("a=b=c".partition("="), "a=b=c".rpartition("="), "abc".partition("x"), "abc".rpartition("x"))
print("prefix-text".removeprefix("prefix-"), "text.py".removesuffix(".py"), "abc".removeprefix("x"))
print("a\tb\tc".expandtabs(), "a\tb".expandtabs(4), "hello".translate({104: "J", 108: None}), str.maketrans("ab", "xy"), "abc".translate(str.maketrans("ab", "xy", "c")))
print("ab" * 3, 3 * "ab", "ab" * 0, "ab" * -1, "a" + "b", "b" in "abc", "" in "abc", "x" not in "abc")
print("abc" < "abd", "abc" < "ab", "Z" < "a", "é" > "z", "abc" == "abc", "a" != "b", max("hello"), min("hello"), sorted("hello"))
print(ord("a"), ord("é"), ord("😀"), chr(97), chr(233), chr(128512), hash("") == hash(""), "a" "b" 'c')
for bad in (lambda: "a" + 1, lambda: "abc".index("x"), lambda: ord("ab"), lambda: chr(-1), lambda: chr(0x110000), lambda: "a"[5], lambda: "a,b".split(""), lambda: "x".join([1]), lambda: "a" * 2.0, lambda: "a" < 1, lambda: texts[1]["a"], lambda: "x".center(5, "ab"), lambda: "a" in 5):
    try:
        print(bad())
    except (TypeError, ValueError, IndexError) as error:
        print(type(error).__name__, error)
