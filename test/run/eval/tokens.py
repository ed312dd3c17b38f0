# run: _tokenize.TokenizerIter over all kinds of lines, good and bad
import _tokenize


def lines(text):
    iterator = iter(text.split("\n"))
    parts = [part + "\n" for part in text.split("\n")]
    parts[-1] = parts[-1][:-1]
    iterator = iter([part for part in parts if part])
    return lambda: next(iterator, "")


def show(text, **options):
    options.setdefault("extra_tokens", True)
    print("---", ascii(text))
    try:
        for token in _tokenize.TokenizerIter(lines(text), **options):
            print(ascii(token))
    except Exception as error:
        print(type(error).__name__, ascii(error.args))


for text in (
    "a = 1 # c\n\n# d\nif x:\n    y\n\n  # foo\nz", "if x:\n    y # c", "if x:\n    y", "(a,\n\n # c\n b) + \\\n 5\n",
    'x = """a\nb\n c""" + 1\r\ny\r\n', 'f"a{x!r:>{w}}b{{c" t"""q{1}\n""" ', 'f"{x:{y}z}"\n', 'f"""{\nx\n}"""\n',
    '\xe9 = "\xf1"; \xfc\n', "", "\n", "   \n", "# c", "a $ b ? c !\n", "0777\n", "1_\n", '"abc\n', '"""abc\n', "(\n", "a)\n", "(]\n",
    "if 1:\n  a\n b\n", "if 1:\n  a\n\tb\n", "a\\b\n", "a\\", "1if 2else 3\n", "x\0y\n", "a\nif b:\n  c\n  d\0\n", "async def await match type\n",
    "def f():\n  pass\n# c\n  # d\n  x\n# e\n", "  a\n", "a;b\\\n\n", "a <> b -> := ... ** //=\n", "x = 5 # type: int\n", "\u20ac\n", "\ud800\n", "\ufeffa\n",
    "a # c\r\n\r\n# d\r\n(b, # e\r\n\r\nc)\r\nx = \"\"\"a\r\nb\"\"\"\r\nif x: # t\r\n  y\r\nd\r\n", "if a:\n  if b:\n    c\n  d\ne\n", "x = 1\x01\n",
    'x = f"}"\n', 'f"{a\n', 'f"abc\n', '"a" "\\\nb" x\n', 'f"{x=}" f"{x:%Y}" f"{x!r}}}"\n', "\\\n\n", "if x:\n  \\\n  y\n",
    "0x\n", "0b2\n", "0_\n", "1e5x 1__0\n", 'bu"a"\n', "a\n   b\n", "\t\tx\n", "\U0001f600 = '\U0001f600\U0001f600' + x\n", "'''\u00e9\u00e9\n\u00e9''' + \u00e9\n",
    'f"""\u00e9{\u00e9}\u00e9\n\u00e9{1}"""\n', 'rb"\\x" Rf"\\d{x}\\d"\n', "1.5e-10j + 0xFF_FF + 0o17 + .5 + 5.\n", "lambda *a, **k: (yield)\n",
):
    show(text)
for text in ("a = 1 # c\n\n# d\nif x:\n    y\nz", "(a,\n b)\n", "1 + f'{x}'\n", ""):
    show(text, extra_tokens=False)


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


Iter = _tokenize.TokenizerIter
attempt(lambda: Iter())
attempt(lambda: Iter(5))
attempt(lambda: list(Iter(lambda: 5, extra_tokens=True)))
attempt(lambda: list(Iter(lambda: b"", extra_tokens=True)))
attempt(lambda: list(Iter(lambda: 1 / 0, extra_tokens=True)))
attempt(lambda: Iter(lines("a"), encoding=5, extra_tokens=True))
attempt(lambda: Iter(lines("a")))
attempt(lambda: list(Iter(iter([b"a\n", b"b\n", b""]).__next__, encoding="utf-8", extra_tokens=True)))
attempt(lambda: list(Iter(iter([b"a\n", b"b"]).__next__, encoding="utf-8", extra_tokens=True)))
attempt(lambda: list(Iter(iter(["a\n"]).__next__, encoding="utf-8", extra_tokens=True)))
attempt(lambda: ascii(list(Iter(iter([b"a\xe9\n"]).__next__, encoding="latin-1", extra_tokens=True))))
attempt(lambda: list(Iter(iter([b"a\xe9\n"]).__next__, encoding="foo", extra_tokens=True)))
tokens = Iter(lines("a"), extra_tokens=True)
print(iter(tokens) is tokens, list(tokens), list(tokens))
print(Iter, Iter.__name__, Iter.__module__)
