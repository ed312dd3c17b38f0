BOM_UTF8 = b"\xef\xbb\xbf"


class _Codec:
    def __init__(self, name):
        self.name = name


def lookup(encoding):
    "".encode(encoding)
    return _Codec({"utf8": "utf-8", "latin-1": "iso8859-1"}.get(encoding, encoding))
