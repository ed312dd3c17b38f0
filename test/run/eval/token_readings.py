# run: _tokenize.TokenizerIter with a readline that gives several lines at once, lines without end, what is no line, and exceptions
import _tokenize


def run(lines, extra=True, encoding=None):
    print("==", ascii(lines), extra, encoding)
    rest = iter(lines)
    count = 0

    def readline():
        nonlocal count
        count += 1
        line = next(rest, "" if encoding is None else b"")
        if isinstance(line, (Exception, type)):
            raise line
        return line

    options = {"encoding": encoding} if encoding else {}
    tokens = _tokenize.TokenizerIter(readline, extra_tokens=extra, **options)
    errors = 0
    while errors < 3:
        try:
            print(count, ascii(next(tokens)))
        except SyntaxError as error:
            print(count, type(error).__name__, ascii(error.args))
            break
        except Exception as error:
            print(count, type(error).__name__, ascii(error.args))
            errors += 1


class Text(str):
    pass


class Data(bytes):
    pass


for extra in (True, False):
    run(["a = 1\nb\n"], extra)
    run(["a = 1\nb"], extra)
    run(["a\nb\nc\n", "d\n"], extra)
    run(["a\nb\nc\n", "d\ne\n", "f\n"], extra)
    run(["if x:\n  y\n", "  z\nw\n"], extra)
    run(["x = '''a\nb\nc'''\nd\n"], extra)
    run(["x = '''a\n", "b\nc'''\nd\n"], extra)
    run(["(a,\n b)\nc\n"], extra)
    run(["a \\\n b\n", "c\n"], extra)
    run(["f'''a {b\n} c\n d'''\n"], extra)
    run(["# c\n# d\na\n"], extra)
    run(["a\n\n\nb\n"], extra)
    run(["a\nb ? c\nd\n"], extra)
    run(["a\n'b\nd\n"], extra)
    run(["a\n)\nd\n"], extra)
    run(["a\r\nb\r\n"], extra)
    run(["a", "b", "c"], extra)
    run(["a", "\n", "c"], extra)
    run(["a", "", "c"], extra)
    run(["a\n", "", "c\n"], extra)
    run(["\n\n"], extra)
    run(["if x:\n  y\n z\n"], extra)
    run(["if x:\n\ty\n        z\n"], extra)
    run(["a\0b\nc\n"], extra)
    run(["a\nb\0\nc\n"], extra)
    run(["\u00e9\n\u00e9 \u00e9\n"], extra)
    run(["x = (\u00e9,\n '\u00e9\u00e9')\n\u00e9\n"], extra)
    run(["x = '''\u00e9\n\u00e9''' + 1\n\u00e9\n"], extra)
    run(["a\n  ", "  b\n"], extra)
    run(["(a", "b)\n"], extra)
    run(["'''a", "b'''\n"], extra)
    run(["'''a\nb", "c\n'''\nd"], extra)
    run(["'a", "b'\n"], extra)
    run(["a \\", "\nb"], extra)
    run(["a \\\n", "b"], extra)
    run(["f'{a", "}'\n"], extra)
    run(["# a", "b\n"], extra)
    run(["a\n", "b", StopIteration, "c"], extra)
    run(["a\nb", ValueError("x"), "c"], extra)
    run(["a\n", ValueError("x"), "c\n"], extra)
    run(["(a\n", ValueError("x"), "c)\n"], extra)
    run(["(a\n", StopIteration("x"), "c)\n"], extra)
    run(["(a\n", KeyError(3), "c)\n"], extra)
    run(["a\n", None], extra)
    run(["a\n", b""], extra)
    run(["a\n", bytearray(b"x")], extra)
    run(["a\n", ""], extra)
    run(["a\n", StopIteration], extra)
    run(["\ud800\n"], extra)
    run(["a\n\ud800\n"], extra)
    run([b"a\nb\n", b"c"], extra, "utf-8")
    run([b"a\xff\nb\n", b"c"], extra, "utf-8")
    run([b"a\n", "c"], extra, "utf-8")
    run([b"a\n", b""], extra, "utf-8")
    run([b"\xef\xbb\xbfa\n", b""], extra, "utf-8")
    run(["\ufeffa\n", ""], extra)
    run(["\f\na\n \fb"], extra)
    for before in ([], ["p q\nr"], ["p\u00e9 q\nr\u00e9\n"]):
        for bad in ("a\nif x:\n  y\n z\nw\nv\n", "a\nif x:\n\ty\n        z\nw\n", "a\nb \\ c\nd\n", 'a\n"""b\nc\n', "a\n(b\n", "a\n(]\nc\n", "a\nf'}'\nc\n", "a\nb \\",
                    "\u00e9\n\u00e9 \u00e9 1_ x\ny\n", "a\n0777\nb\n", "a\nx \u00a0 y\nb\n"):
            run(before + [bad, "next\n", "more\n"], extra)
    for blank in (["\n"], ["\n", "\n"], ["a\n", "\n"], ["# c\n# d\n"], ["  \n"], ["# c\n", "# d"], ["\n", " "], ["if x:\n a\n", "\n\n"], ["a\n", "b\r\nc\r\n"]):
        run(blank, extra)

run([Text("a\nb\n")])
run([Data(b"a\nb\n")], encoding="utf-8")
