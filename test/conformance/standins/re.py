"""The four expressions that are matched, by hand."""
ASCII = UNICODE = 0


class _Match:
    def __init__(self, group):
        self.found = group

    def group(self, number):
        return self.found

    __getitem__ = group


def _cookie(line):
    text = line.lstrip(b" \t\f")
    start = text.find(b"coding")
    if text[:1] != b"#" or start < 0 or text[start + 6:start + 7] not in (b":", b"="):
        return None
    text = text[start + 7:].lstrip(b" \t")
    end = 0
    while end < len(text) and (chr(text[end]).isalnum() or text[end] in b"-_."):
        end += 1
    return _Match(text[:end]) if end else None


def _blank(line):
    return _Match(line) if line.lstrip(b" \t\f")[:1] in (b"", b"#", b"\r", b"\n") else None


class _Pattern:
    def __init__(self, text):
        self.text = text

    def match(self, line):
        if self.text.startswith(rb"^[ \t\f]*#"):
            return _cookie(line)
        if self.text.startswith(rb"^[ \t\f]*(?:"):
            return _blank(line)
        raise NotImplementedError(self.text)

    def finditer(self, text):
        start = 0
        while start < len(text):
            ends = [at for at in (text.find("\n", start), text.find("\r", start)) if at >= 0]
            end = min(ends) + 1 if ends else len(text)
            if text[end - 1:end + 1] == "\r\n":
                end += 1
            yield _Match(text[start:end])
            start = end
        yield _Match("")


def compile(text, flags=0):
    return _Pattern(text)


def escape(text):
    return text
