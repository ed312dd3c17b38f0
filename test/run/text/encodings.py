# run: encoding and decoding with every way to treat what does not fit
texts = ["", "abc", "é", "aé\u20ac", "\U0001f600", "a\ud800b", "\udc80\udcff", "\ud83d\ude00", "\x00\x7f\x80\xff\u0100", "\ufeffbom", "\ud800\udfffz", "x" * 40 + "\u1234\u1235" + "y"]
encodings = ["utf-8", "ascii", "latin-1", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "utf-8-sig"]
handlers = ["strict", "ignore", "replace", "backslashreplace", "surrogateescape", "surrogatepass", "xmlcharrefreplace"]
for text in texts:
    for encoding in encodings:
        shown = []
        for handler in handlers:
            try:
                data = text.encode(encoding, handler)
            except UnicodeEncodeError as error:
                shown.append((error.encoding, error.start, error.end, error.reason, str(error)))
                continue
            shown.append(data.hex(" ", 2))
            if handler in ("strict", "surrogatepass", "surrogateescape") and encoding != "utf-8-sig":
                back = data.decode(encoding, handler)
                assert back == text or encoding == "latin-1" or not text.isprintable(), (text, encoding, handler, back)
        print(ascii(text[-6:]), encoding, shown if len(set(map(str, shown))) > 1 else shown[0])

datas = [b"", b"abc", b"\xff\xfe", b"a\xe1\x88", b"a\xe1\x88b", b"\xf4\x90\x80\x80", b"\xed\xa0\x80x", b"\xc0\x80", b"\xe0\x80\x80", b"\x80", b"\xf0\x9f\x98", b"\xf0\x9f\x98x", b"\xf0\x80\x80\x80", b"\xff\xfea\x00", b"\xfe\xff\x00a", b"a\x00b", b"\x00\xd8a\x00", b"\x00\xd8",
         b"\x00\xdc", b"\x3d\xd8\x00\xde", b"\xef\xbb\xbfabc", b"a\0\0\0", b"\0\0\x11\0", b"\0\xd8\0\0", b"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80", b"\xe2\x82", b"\xf8\x88\x80\x80\x80", b"\xc3", b"ab\x80cd\xffef", bytes(range(120, 140))]
for data in datas:
    for encoding in encodings:
        shown = []
        for handler in handlers:
            try:
                shown.append(ascii(data.decode(encoding, handler)))
            except UnicodeDecodeError as error:
                shown.append((error.encoding, error.start, error.end, error.reason, str(error), error.object == data))
            except TypeError as error:
                shown.append(str(error))
        print(data, encoding, shown if len(set(map(str, shown))) > 1 else shown[0])

for name in ("UTF8", "utf_8", "U8", "Latin1", "ISO-8859-1", "iso8859-1", "L1", "us-ascii", "ASCII", "646", "utf 8", "UTF-16LE", "UTF"):
    print(name, "a".encode(name), ascii(b"ab\0\0".decode(name)))
for action in (lambda: "a".encode("nonsense"), lambda: b"a".decode("nonsense"), lambda: "\ud800".encode("utf-8", "nonsense"), lambda: b"\xff".decode("utf-8", "nonsense"), lambda: "a".encode("utf-8", "nonsense"), lambda: "a".encode(1), lambda: "a".encode("utf-8", 1), lambda: b"a".decode(None), lambda: "a".encode("a\0b"),
               lambda: str(b"abc", "ascii"), lambda: str(b"\xe9", "latin-1"), lambda: str(b"\xff", errors="replace"), lambda: str("a", "ascii"), lambda: str(1, "ascii"), lambda: str(b"a"), lambda: str(bytearray(b"\xc3\xa9"), encoding="utf-8"), lambda: bytes("é", "utf-8"), lambda: bytes("é", "ascii", "ignore"), lambda: bytes("é"), lambda: bytearray("é", "utf-16-le")):
    try:
        print(ascii(action()))
    except (TypeError, ValueError, LookupError) as error:
        print(type(error).__name__, ascii(str(error)))
