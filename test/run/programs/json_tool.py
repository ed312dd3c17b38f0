# run: a JSON reader and writer with positions in its errors, paths, a schema checker and a differ
class JsonError(ValueError):
    def __init__(self, message, text, position):
        line = text.count("\n", 0, position) + 1
        column = position - text.rfind("\n", 0, position)
        super().__init__(f"{message} at line {line} column {column}")
        self.message, self.line, self.column = message, line, column


class Reader:
    escapes = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}

    def __init__(self, text):
        self.text, self.place = text, 0

    def error(self, message, position=None):
        return JsonError(message, self.text, self.place if position is None else position)

    def peek(self):
        text = self.text
        while self.place < len(text) and text[self.place] in " \t\r\n":
            self.place += 1
        return text[self.place] if self.place < len(text) else ""

    def expect(self, c):
        if self.peek() != c:
            found = repr(self.peek()) if self.peek() else "the end"
            raise self.error(f"expected {c!r} but found {found}")
        self.place += 1

    def document(self):
        value = self.value()
        if self.peek():
            raise self.error("something follows the value")
        return value

    def value(self):
        c = self.peek()
        if c == "{":
            return self.object()
        if c == "[":
            return self.array()
        if c == '"':
            return self.string()
        if c == "-" or c.isdigit():
            return self.number()
        for word, value in (("true", True), ("false", False), ("null", None)):
            if self.text.startswith(word, self.place):
                self.place += len(word)
                return value
        raise self.error("expected a value" if c else "unexpected end")

    def object(self):
        self.expect("{")
        result = {}
        if self.peek() == "}":
            self.place += 1
            return result
        while True:
            start = self.place
            if self.peek() != '"':
                raise self.error("expected a name in quotes")
            name = self.string()
            if name in result:
                raise self.error(f"name {name!r} twice", start)
            self.expect(":")
            result[name] = self.value()
            if self.peek() == ",":
                self.place += 1
                continue
            self.expect("}")
            return result

    def array(self):
        self.expect("[")
        items = []
        if self.peek() == "]":
            self.place += 1
            return items
        while True:
            items.append(self.value())
            if self.peek() == ",":
                self.place += 1
            else:
                self.expect("]")
                return items

    def string(self):
        self.expect('"')
        parts = []
        text = self.text
        while True:
            start = self.place
            while self.place < len(text) and text[self.place] not in '"\\' and text[self.place] >= " ":
                self.place += 1
            parts.append(text[start : self.place])
            if self.place >= len(text):
                raise self.error("string without end")
            c = text[self.place]
            self.place += 1
            if c == '"':
                return "".join(parts)
            if c != "\\":
                raise self.error("control character in string", self.place - 1)
            escape = text[self.place : self.place + 1]
            self.place += 1
            if escape == "u":
                parts.append(self.unicode())
            elif escape in self.escapes and escape:
                parts.append(self.escapes[escape])
            else:
                raise self.error(f"unknown escape {escape!r}", self.place - 2)

    def unicode(self):
        def four():
            digits = self.text[self.place : self.place + 4]
            try:
                code = int(digits, 16)
            except ValueError:
                raise self.error(f"bad unicode escape {digits!r}") from None
            self.place += 4
            return code

        code = four()
        if 0xD800 <= code < 0xDC00 and self.text[self.place : self.place + 2] == "\\u":
            self.place += 2
            code = 0x10000 + ((code - 0xD800) << 10) + (four() - 0xDC00)
        return chr(code)

    def number(self):
        start = self.place
        text = self.text

        def digits():
            first = self.place
            while self.place < len(text) and text[self.place].isdigit():
                self.place += 1
            if self.place == first:
                raise self.error("expected a digit")

        if text[self.place] == "-":
            self.place += 1
        whole = self.place
        digits()
        if text[whole] == "0" and self.place > whole + 1:
            raise self.error("number begins with zero", whole)
        exact = True
        if text[self.place : self.place + 1] == ".":
            self.place += 1
            digits()
            exact = False
        if text[self.place : self.place + 1] in ("e", "E"):
            self.place += 1
            if text[self.place : self.place + 1] in ("+", "-"):
                self.place += 1
            digits()
            exact = False
        return (int if exact else float)(text[start : self.place])


def quote(text):
    out = ['"']
    for c in text:
        code = ord(c)
        if c in '"\\':
            out.append("\\" + c)
        elif c == "\n":
            out.append("\\n")
        elif code < 32:
            out.append(f"\\u{code:04x}")
        elif code > 0xFFFF:
            code -= 0x10000
            out.append(f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}")
        elif code > 126:
            out.append(f"\\u{code:04x}")
        else:
            out.append(c)
    return "".join(out) + '"'


def write(value, indent=None, level=0, sort=False):
    match value:
        case None | True | False:
            return {None: "null", True: "true", False: "false"}[value]
        case str():
            return quote(value)
        case int() | float():
            return repr(value)
        case [] | ():
            return "[]"
        case {} if not value:
            return "{}"
        case list() | tuple():
            parts, brackets = [write(item, indent, level + 1, sort) for item in value], "[]"
        case dict():
            items = sorted(value.items()) if sort else value.items()
            parts = [f"{quote(key)}: {write(item, indent, level + 1, sort)}" for key, item in items]
            brackets = "{}"
        case _:
            raise TypeError(f"{type(value).__name__} has no form in JSON")
    if indent is None:
        return brackets[0] + ", ".join(parts) + brackets[1]
    pad = "\n" + " " * indent * (level + 1)
    return brackets[0] + pad + ("," + pad).join(parts) + "\n" + " " * indent * level + brackets[1]


def walk(value, path="$"):
    yield path, value
    if isinstance(value, dict):
        for key, item in value.items():
            yield from walk(item, f"{path}.{key}")
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from walk(item, f"{path}[{i}]")


def lookup(value, path):
    for part in path.replace("[", ".[").split(".")[1:]:
        if part.startswith("["):
            value = value[int(part[1:-1])]
        else:
            value = value[part]
    return value


def difference(a, b, path="$"):
    if type(a) is not type(b) and not (isinstance(a, (int, float)) and isinstance(b, (int, float))):
        yield f"{path}: {write(a)} became {write(b)}"
    elif isinstance(a, dict):
        for key in sorted(a.keys() | b.keys()):
            if key not in b:
                yield f"{path}.{key}: removed"
            elif key not in a:
                yield f"{path}.{key}: added {write(b[key])}"
            else:
                yield from difference(a[key], b[key], f"{path}.{key}")
    elif isinstance(a, list):
        for i, (x, y) in enumerate(zip(a, b)):
            yield from difference(x, y, f"{path}[{i}]")
        if len(a) != len(b):
            yield f"{path}: {len(a)} items became {len(b)}"
    elif a != b:
        yield f"{path}: {write(a)} became {write(b)}"


class Schema:
    kinds = {"string": str, "integer": int, "number": (int, float), "array": list, "object": dict, "boolean": bool}

    def __init__(self, rules):
        self.rules = rules

    def check(self, value, rules=None, path="$"):
        rules = self.rules if rules is None else rules
        kind = rules.get("type")
        if kind and (not isinstance(value, self.kinds[kind]) or (isinstance(value, bool) and kind != "boolean")):
            yield f"{path} is no {kind}"
            return
        if "minimum" in rules and value < rules["minimum"]:
            yield f"{path} is below {rules['minimum']}"
        if "choices" in rules and value not in rules["choices"]:
            yield f"{path} is none of {rules['choices']}"
        for name in rules.get("required", ()):
            if name not in value:
                yield f"{path} lacks {name}"
        for name, inner in rules.get("fields", {}).items():
            if name in value:
                yield from self.check(value[name], inner, f"{path}.{name}")
        if "items" in rules:
            for i, item in enumerate(value):
                yield from self.check(item, rules["items"], f"{path}[{i}]")


SAMPLE = """
{ "name": "Widget \\u00e9\\ud83d\\ude00", "price": 12.50, "count": -3, "big": 123456789012345678901234567890,
  "tags": ["a", "b\\n\\t\\"c\\"", []], "nested": {"empty": {}, "list": [1, 2.5e3, 1E-2, true, false, null]},
  "deep": [[[[["bottom"]]]]] }
"""
document = Reader(SAMPLE).document()
print(document)
print(write(document))
print(write(document, indent=2, sort=True))
print(Reader(write(document)).document() == document, Reader(write(document, indent=4)).document() == document)
for path, value in walk(document):
    if not isinstance(value, (dict, list)):
        assert lookup(document, path) is value or lookup(document, path) == value
        print(path, "=", write(value))
for bad in ("", "{", "[1, 2", '{"a" 1}', '{"a": 1,}', "[1,, 2]", '"abc', '"\\q"', '"\\u12g4"', "01", "-", "1.", "1e", "tru", "[1] 2", '{"a": 1, "a": 2}', "{1: 2}", '"tab\there"', "\n\n  [1,\n   x]"):
    try:
        print(Reader(bad).document())
    except JsonError as error:
        print(repr(bad), "=>", error, (error.line, error.column))
changed = Reader(write(document)).document()
changed["count"] = 3.0
changed["tags"].append("new")
changed["nested"]["list"][0] = "one"
changed["extra"] = [None]
del changed["deep"]
print(*difference(document, changed), sep="\n")
schema = Schema({"type": "object", "required": ["name", "owner"], "fields": {
    "name": {"type": "string"}, "count": {"type": "integer", "minimum": 0}, "price": {"type": "number", "minimum": 1},
    "tags": {"type": "array", "items": {"type": "string"}}, "mode": {"choices": ["fast", "slow"]}}})
print(*schema.check(document), sep="\n")
print(list(schema.check({"name": "x", "owner": 1, "count": True, "mode": "odd"})))
try:
    write({"s": {1, 2}})
except TypeError as error:
    print(error)
big = [{"id": i, "name": f"item {i}", "values": [i * j / 4 for j in range(5)], "flags": {"even": i % 2 == 0}} for i in range(200)]
text = write(big)
again = Reader(text).document()
print(len(text), again == big, sum(sum(item["values"]) for item in again))
