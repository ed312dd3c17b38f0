# run: _tokenize.TokenizerIter reads a line when a token needs it: what was read before each token, the end, and the errors
import _tokenize


def run(lines, extra=True, encoding=None):
    print("==", ascii(lines), extra, encoding)
    it = iter(lines)
    count = [0]
    def readline():
        count[0] += 1
        line = next(it, "" if encoding is None else b"")
        if isinstance(line, (Exception, type)):
            raise line
        return line
    kw = {"extra_tokens": extra}
    if encoding:
        kw["encoding"] = encoding
    tokens = _tokenize.TokenizerIter(readline, **kw)
    while True:
        try:
            print(count[0], ascii(next(tokens)))
        except Exception as error:
            print(count[0], type(error).__name__, ascii(error.args))
            break

def L(text): return text.splitlines(True)

run(L("a = 1\nb\n"))
run(L("a = 1\nb"))
run(L("if x:\n  y\n\n# c\n  z\nw\n"))
run(L("if x:\n  y"))
run(L("x = '''a\nb\nc'''\n"))
run(L("x = '''a\nb\nc"))
run(L("f(a,\n b)\n"))
run(L("f(a,\n"))
run(L("a \\\n b\n"))
run(L("a \\\n"))
run(L("a \\"))
run(L("f'''a {b\n} c\n d'''\n"))
run(L("f'a {b\n} c'\n"))
run(L("f'a {b!r:>{w}} c'\n"))
run(L("f'a"))
run(L("'a"))
run(L("\n\n\n"))
run([])
run([""])
run(["", "a\n"])
run(["a\n", ValueError("boom"), "b\n"])
run(["a\n", StopIteration, "b\n"])
run(["a\n", 5])
run(["a\n", b"x"])
run([b"a\n", b"\xff\n", b"b"], encoding="utf-8")
run([b"a = '\xe9'\n"], encoding="latin-1")
run(["a\n"], encoding="utf-8")
run([b"a\n"], encoding="nope")
run(["a\0b\n", "c\n"])
run(["a\n", "\0\n", "c\n"])
run(["a\r\n", "b\r\n"])
run(["a\r", "b\r"])
run(["if x:\n", "  y\n", " z\n", "w\n"])
run(["if x:\n", "\ty\n", "        z\n", "w\n"])
run(["a ? b\n", "$\n", "!\n"])
run(["0777 1_ 1__2 0x 1.e 1_000\n"])
run([")]\n"])
run(["(]\n"])
run(["a b\n", "c d"])
run(["ab", "cd\n"])
run(["\f\n", "  \f x\n"])
run(["\u00e9 = '\u20ac'\n", "f'\u20ac{\u00e9}'"])
run(["x = '''\u00e9\n", "\u20ac''' + 1\n"])
run(["\ud800\n"])
run(["a\\b\n"])
run(["# only comment"])
run(["# c\n", "  # d\n", "a # e\n"])
run(["a\n"], extra=False)
run(L("if x:\n  y\n"), extra=False)
run(L("# c\n\na # d\n"), extra=False)
run(["\x01\n"])
run(["\u00a0\n"])
run(["1if x else 2\n"])
run(["b'\u00e9'\n"])
run(["ur'x'\n"])
run(["class\u00e9 async await match _ \n"])


# A string of many lines, whose end is looked for once in each, and the other ways to go on.
for opening, middle, end in (("x = \'\'\'", "text \\ ' \"", "\'\'\'"), ("f\'\'\'", "text ' {x} {{ \\N{DASH}", "\'\'\'"), ("x = 'a", "\\", "b'"), ("x = \\", "  \\", "1"),
                             ("\\", "\\", "y"), ("(", "# comment", ")")):
    lines = [opening + ("\\\n" if middle == "\\" and opening[-1] != "\\" else "\n")] + [middle + "\n"] * 3000 + [end + "\n"]
    tokens = list(_tokenize.TokenizerIter(iter(lines).__next__, extra_tokens=True))
    print(len(tokens), [token[:1] + token[2:4] for token in tokens[:3] + tokens[-3:]])
