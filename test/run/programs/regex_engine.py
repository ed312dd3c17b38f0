# run: regular expressions: parsing to a tree, matching by generators, and a compiled automaton beside it
class PatternError(Exception):
    pass


class Node:
    def match(self, text, place, groups):
        raise NotImplementedError


class Char(Node):
    def __init__(self, test, label):
        self.test, self.label = test, label

    def match(self, text, place, groups):
        if place < len(text) and self.test(text[place]):
            yield place + 1, groups

    def __repr__(self):
        return self.label


class Sequence(Node):
    def __init__(self, parts):
        self.parts = parts

    def match(self, text, place, groups, index=0):
        if index == len(self.parts):
            yield place, groups
            return
        for after, inner in self.parts[index].match(text, place, groups):
            yield from self.match(text, after, inner, index + 1)

    def __repr__(self):
        return "".join(map(repr, self.parts))


class Choice(Node):
    def __init__(self, options):
        self.options = options

    def match(self, text, place, groups):
        for option in self.options:
            yield from option.match(text, place, groups)

    def __repr__(self):
        return "(" + "|".join(map(repr, self.options)) + ")"


class Repeat(Node):
    def __init__(self, part, low, high, greedy=True):
        self.part, self.low, self.high, self.greedy = part, low, high, greedy

    def match(self, text, place, groups, count=0):
        stop = count >= self.low
        if stop and not self.greedy:
            yield place, groups
        if self.high is None or count < self.high:
            for after, inner in self.part.match(text, place, groups):
                if after > place or count < self.low:
                    yield from self.match(text, after, inner, count + 1)
        if stop and self.greedy:
            yield place, groups

    def __repr__(self):
        return f"{self.part!r}{{{self.low},{'' if self.high is None else self.high}}}{'' if self.greedy else '?'}"


class Group(Node):
    def __init__(self, part, number, name=None):
        self.part, self.number, self.name = part, number, name

    def match(self, text, place, groups):
        for after, inner in self.part.match(text, place, groups):
            yield after, {**inner, self.number: (place, after)}

    def __repr__(self):
        return f"<{self.number}:{self.part!r}>"


class Reference(Node):
    def __init__(self, number):
        self.number = number

    def match(self, text, place, groups):
        if self.number in groups:
            start, end = groups[self.number]
            if text.startswith(text[start:end], place):
                yield place + end - start, groups

    def __repr__(self):
        return f"\\{self.number}"


class Assert(Node):
    def __init__(self, test, label):
        self.test, self.label = test, label

    def match(self, text, place, groups):
        if self.test(text, place):
            yield place, groups

    def __repr__(self):
        return self.label


class Look(Node):
    def __init__(self, part, wanted):
        self.part, self.wanted = part, wanted

    def match(self, text, place, groups):
        found = next(self.part.match(text, place, groups), None)
        if (found is not None) == self.wanted:
            yield place, found[1] if found else groups

    def __repr__(self):
        return f"(?{'=' if self.wanted else '!'}{self.part!r})"


def is_word(c):
    return c.isalnum() or c == "_"


def at_border(text, place):
    before = place > 0 and is_word(text[place - 1])
    after = place < len(text) and is_word(text[place])
    return before != after


CLASSES = {"d": str.isdigit, "w": is_word, "s": str.isspace}


class Parser:
    def __init__(self, pattern):
        self.pattern, self.place, self.groups, self.names = pattern, 0, 0, {}

    def peek(self):
        return self.pattern[self.place] if self.place < len(self.pattern) else ""

    def take(self, text):
        if self.pattern.startswith(text, self.place):
            self.place += len(text)
            return True
        return False

    def parse(self):
        node = self.choice()
        if self.place < len(self.pattern):
            raise PatternError(f"unbalanced ) at {self.place}")
        return node

    def choice(self):
        options = [self.sequence()]
        while self.take("|"):
            options.append(self.sequence())
        return options[0] if len(options) == 1 else Choice(options)

    def sequence(self):
        parts = []
        while self.peek() and self.peek() not in "|)":
            parts.append(self.repeated())
        return Sequence(parts)

    def repeated(self):
        part = self.single()
        while True:
            match self.peek():
                case "*":
                    low, high = 0, None
                case "+":
                    low, high = 1, None
                case "?":
                    low, high = 0, 1
                case "{":
                    end = self.pattern.find("}", self.place)
                    if end < 0:
                        raise PatternError(f"missing }} after {self.place}")
                    low, comma, high = self.pattern[self.place + 1 : end].partition(",")
                    low = int(low)
                    high = (int(high) if high else None) if comma else low
                    if high is not None and high < low:
                        raise PatternError(f"{{{low},{high}}} is empty")
                    self.place = end
                case _:
                    return part
            self.place += 1
            part = Repeat(part, low, high, not self.take("?"))

    def single(self):
        c = self.peek()
        start = self.place
        self.place += 1
        match c:
            case "(":
                if self.take("?:"):
                    inner = self.choice()
                elif self.take("?="):
                    inner = Look(self.choice(), True)
                elif self.take("?!"):
                    inner = Look(self.choice(), False)
                else:
                    self.groups += 1
                    number, name = self.groups, None
                    if self.take("?P<"):
                        end = self.pattern.index(">", self.place)
                        name = self.pattern[self.place : end]
                        self.names[name] = number
                        self.place = end + 1
                    inner = Group(self.choice(), number, name)
                if not self.take(")"):
                    raise PatternError(f"missing ) for {start}")
                return inner
            case "[":
                return self.char_class()
            case ".":
                return Char(lambda c: c != "\n", ".")
            case "^":
                return Assert(lambda text, place: place == 0, "^")
            case "$":
                return Assert(lambda text, place: place == len(text), "$")
            case "\\":
                return self.escape()
            case "*" | "+" | "?":
                raise PatternError(f"nothing to repeat at {start}")
            case _:
                return Char(lambda other, c=c: other == c, c)

    def escape(self):
        if not self.peek():
            raise PatternError("pattern ends in a backslash")
        c = self.peek()
        self.place += 1
        if c in CLASSES:
            return Char(CLASSES[c], "\\" + c)
        if c.lower() in CLASSES:
            return Char(lambda other, test=CLASSES[c.lower()]: not test(other), "\\" + c)
        if c == "b":
            return Assert(at_border, "\\b")
        if c.isdigit():
            if int(c) > self.groups:
                raise PatternError(f"no group {c}")
            return Reference(int(c))
        c = {"n": "\n", "t": "\t"}.get(c, c)
        return Char(lambda other: other == c, repr(c))

    def char_class(self):
        start = self.place
        negated = self.take("^")
        tests = []
        while self.peek() != "]" or self.place == start + negated:
            c = self.peek()
            if not c:
                raise PatternError(f"missing ] for {start - 1}")
            self.place += 1
            if c == "\\":
                tests.append(self.escape().test)
            elif self.peek() == "-" and self.pattern[self.place + 1 : self.place + 2] not in ("]", ""):
                high = self.pattern[self.place + 1]
                if high < c:
                    raise PatternError(f"bad range {c}-{high}")
                self.place += 2
                tests.append(lambda other, low=c, high=high: low <= other <= high)
            else:
                tests.append(lambda other, c=c: other == c)
        self.place += 1
        return Char(lambda other: any(test(other) for test in tests) != negated, self.pattern[start - 1 : self.place])


class Match:
    def __init__(self, text, start, end, groups, pattern):
        self.text, self.start, self.end, self.spans, self.pattern = text, start, end, groups, pattern

    def __getitem__(self, key):
        if key == 0:
            return self.text[self.start : self.end]
        key = self.pattern.names.get(key, key)
        if key in self.spans:
            start, end = self.spans[key]
            return self.text[start:end]
        return None

    def groups(self):
        return tuple(self[i] for i in range(1, self.pattern.count + 1))


class Regex:
    cache = {}

    def __new__(cls, pattern):
        if pattern not in cls.cache:
            self = super().__new__(cls)
            parser = Parser(pattern)
            self.root, self.pattern = parser.parse(), pattern
            self.count, self.names = parser.groups, parser.names
            cls.cache[pattern] = self
        return cls.cache[pattern]

    def match(self, text, place=0):
        for end, groups in self.root.match(text, place, {}):
            return Match(text, place, end, groups, self)
        return None

    def search(self, text, place=0):
        for start in range(place, len(text) + 1):
            if found := self.match(text, start):
                return found
        return None

    def find_all(self, text):
        place = 0
        while place <= len(text) and (found := self.search(text, place)):
            yield found
            place = found.end + (found.end == found.start)

    def substitute(self, replacement, text):
        parts, last = [], 0
        for found in self.find_all(text):
            parts += [text[last : found.start], replacement(found) if callable(replacement) else replacement]
            last = found.end
        return "".join(parts) + text[last:]

    def split(self, text):
        parts, last = [], 0
        for found in self.find_all(text):
            parts.append(text[last : found.start])
            last = found.end
        return parts + [text[last:]]


cases = [("a*b", "aaab"), ("a*b", "ac"), ("(a|b)*c", "ababc"), ("^h.llo$", "hello"), (r"(\d+)-(\d+)", "tel 555-1234 x"), (r"(?P<year>\d{4})/(?P<month>\d\d?)", "on 2026/7/1"), (r"\bcat\b", "concat cat"), ("a{2,3}", "aaaa"), ("a{2,3}?", "aaaa"), ("<.+?>", "<a><b>"), ("<.+>", "<a><b>"), ("[^aeiou ]+", "aeiou xyz"), ("[a-c0-2_-]+", "--b1_z"), (r"(\w)\1", "hello"), ("x?y?z?", "abc"), ("foo(?=bar)", "foobaz foobar"), ("foo(?!bar)", "foobar foobaz"), ("(?:ab)+", "ababx"), ("(a+)+$", "aaaaaaaaaaaa!"), ("(a)|(b)", "b"), ("", "abc"), (r"\.\*", "a.*b"), ("[]]", "]"), (r"\S+@\S+\.(com|org)", "mail me@site.org now")]
for pattern, text in cases:
    found = Regex(pattern).search(text)
    print(f"{pattern!r:36} {text!r:22}", (found[0], found.start, found.groups()) if found else None)
print(Regex(r"(?P<year>\d{4})/(?P<month>\d\d?)").search("2026/7")["month"], repr(Parser("a(b|c)*[x-z]{2,}?d").parse()))
print([m[0] for m in Regex(r"\w+").find_all("the quick, brown fox")], Regex(r"\s*,\s*").split("a , b,c ,  d"), Regex("o").substitute("0", "foo boo"), Regex(r"\d+").substitute(lambda m: str(int(m[0]) * 2), "1 22 x333"))
for bad in ("(a", "a)", "*a", "[a", "a{3,2}", r"\2(a)", "a\\", "[z-a]", "a{2"):
    try:
        Regex(bad)
        print(bad, "accepted")
    except PatternError as error:
        print(repr(bad), "=>", error)
words = " ".join(f"w{i * 37 % 101}x{'y' * (i % 4)}" for i in range(120))
print(len(list(Regex(r"w(\d)\1?x(y*)\b").find_all(words))), sum(len(m[2] or "") for m in Regex(r"w(\d+)x(yy+)").find_all(words)), Regex("a") is Regex("a"), len(Regex.cache) > 20)
