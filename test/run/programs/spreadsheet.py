# run: a spreadsheet: formulas, ranges, functions, errors as values, recalculation in order, circular references, text tables
import math


class CellError(Exception):
    code = "#ERR"

    def __init__(self, detail=""):
        super().__init__(detail)
        self.detail = detail

    def __str__(self):
        return self.code + (f" {self.detail}" if self.detail else "")


class Circular(CellError):
    code = "#CIRC"


class BadName(CellError):
    code = "#NAME"


class BadValue(CellError):
    code = "#VALUE"


class DivideByZero(CellError):
    code = "#DIV/0"


class BadSyntax(CellError):
    code = "#SYNTAX"


def column_number(letters):
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number):
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class Address:
    __slots__ = ("column", "row")
    known = {}

    def __new__(cls, column, row):
        key = column, row
        if key not in cls.known:
            self = cls.known[key] = super().__new__(cls)
            self.column, self.row = column, row
        return cls.known[key]

    @classmethod
    def parse(cls, text):
        letters = text.rstrip("0123456789")
        if not letters.isalpha() or not letters.isupper() or letters == text:
            raise BadName(text)
        return cls(column_number(letters), int(text[len(letters) :]))

    def __repr__(self):
        return f"{column_letters(self.column)}{self.row}"

    def __lt__(self, other):
        return (self.row, self.column) < (other.row, other.column)


class Range:
    def __init__(self, first, last):
        self.first, self.last = first, last

    def __iter__(self):
        for row in range(min(self.first.row, self.last.row), max(self.first.row, self.last.row) + 1):
            for column in range(min(self.first.column, self.last.column), max(self.first.column, self.last.column) + 1):
                yield Address(column, row)

    def __repr__(self):
        return f"{self.first}:{self.last}"


def lex(text):
    i = 0
    while i < len(text):
        c = text[i]
        if c.isspace():
            i += 1
        elif c.isdigit() or c == ".":
            j = i
            while j < len(text) and (text[j].isdigit() or text[j] == "."):
                j += 1
            try:
                yield "number", float(text[i:j]) if "." in text[i:j] else int(text[i:j])
            except ValueError:
                raise BadSyntax(text[i:j]) from None
            i = j
        elif c.isalpha():
            j = i
            while j < len(text) and text[j].isalnum():
                j += 1
            yield "name", text[i:j].upper()
            i = j
        elif c == '"':
            j = text.find('"', i + 1)
            if j < 0:
                raise BadSyntax("text without end")
            yield "text", text[i + 1 : j]
            i = j + 1
        else:
            two = text[i : i + 2]
            sign = two if two in ("<=", ">=", "<>") else c
            yield "sign", sign
            i += len(sign)
    yield "end", ""


class Formula:
    """A tree of closures, made once; `needs` are the cells it reads."""

    def __init__(self, text):
        self.tokens = list(lex(text))
        self.place = 0
        self.needs = set()
        self.compute = self.comparison()
        if self.token[0] != "end":
            raise BadSyntax(f"unexpected {self.token[1]}")

    @property
    def token(self):
        return self.tokens[self.place]

    def accept(self, *signs):
        kind, value = self.token
        if kind == "sign" and value in signs:
            self.place += 1
            return value
        return None

    def binary(self, inner, table):
        left = inner()
        while sign := self.accept(*table):
            left = (lambda a, b, f: lambda sheet: f(a(sheet), b(sheet)))(left, inner(), table[sign])
        return left

    def comparison(self):
        return self.binary(self.joined, {"=": lambda a, b: a == b, "<": lambda a, b: a < b, ">": lambda a, b: a > b, "<=": lambda a, b: a <= b, ">=": lambda a, b: a >= b, "<>": lambda a, b: a != b})

    def joined(self):
        return self.binary(self.sum, {"&": lambda a, b: show(a) + show(b)})

    def sum(self):
        return self.binary(self.term, {"+": lambda a, b: number(a) + number(b), "-": lambda a, b: number(a) - number(b)})

    def term(self):
        return self.binary(self.power, {"*": lambda a, b: number(a) * number(b), "/": divide})

    def power(self):
        base = self.unary()
        if self.accept("^"):
            exponent = self.power()
            return lambda sheet: number(base(sheet)) ** number(exponent(sheet))
        return base

    def unary(self):
        if self.accept("-"):
            inner = self.unary()
            return lambda sheet: -number(inner(sheet))
        return self.atom()

    def atom(self):
        kind, value = self.token
        self.place += 1
        match kind, value:
            case "number" | "text", value:
                return lambda sheet: value
            case "sign", "(":
                inner = self.comparison()
                if not self.accept(")"):
                    raise BadSyntax("missing )")
                return inner
            case "name", "TRUE" | "FALSE":
                return lambda sheet: value == "TRUE"
            case "name", name if self.accept("("):
                return self.function(name)
            case "name", name:
                address = Address.parse(name)
                if self.accept(":"):
                    last = Address.parse(self.token[1])
                    self.place += 1
                    cells = Range(address, last)
                    self.needs.update(cells)
                    return lambda sheet: [sheet.value(cell) for cell in cells]
                self.needs.add(address)
                return lambda sheet: sheet.value(address)
        raise BadSyntax(f"unexpected {value or 'end'}")

    def function(self, name):
        arguments = []
        if not self.accept(")"):
            while True:
                arguments.append(self.comparison())
                if self.accept(")"):
                    break
                if not self.accept(","):
                    raise BadSyntax(f"in {name}")
        if name == "IF":
            if len(arguments) not in (2, 3):
                raise BadSyntax("IF takes 2 or 3")
            test, then, *otherwise = arguments
            return lambda sheet: then(sheet) if test(sheet) else otherwise[0](sheet) if otherwise else False
        if name == "IFERROR":
            def guarded(sheet):
                try:
                    return arguments[0](sheet)
                except CellError:
                    return arguments[1](sheet)

            return guarded
        if name not in FUNCTIONS:
            raise BadName(name)
        function = FUNCTIONS[name]

        def call(sheet):
            try:
                return function(*(argument(sheet) for argument in arguments))
            except (TypeError, ValueError) as error:
                raise BadValue(name) from error

        return call


def number(value):
    if isinstance(value, (int, float)):
        return value
    if value is None:
        return 0
    raise BadValue(repr(value))


def divide(a, b):
    try:
        return number(a) / number(b)
    except ZeroDivisionError:
        raise DivideByZero() from None


def numbers(*arguments):
    for argument in arguments:
        if isinstance(argument, list):
            yield from (item for item in argument if isinstance(item, (int, float)))
        else:
            yield number(argument)


def average(*arguments):
    values = list(numbers(*arguments))
    return divide(sum(values), len(values))


FUNCTIONS = {
    "SUM": lambda *a: sum(numbers(*a)), "MAX": lambda *a: max(numbers(*a)), "MIN": lambda *a: min(numbers(*a)), "COUNT": lambda *a: len(list(numbers(*a))),
    "AVERAGE": average, "ROUND": lambda value, digits=0: round(value, digits), "SQRT": math.sqrt, "LEN": lambda text: len(show(text)), "UPPER": lambda text: show(text).upper(),
    "AND": lambda *a: all(a), "OR": lambda *a: any(a), "NOT": lambda a: not a, "ABS": abs,
}


def show(value):
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case float():
            return f"{value:.10g}"
        case CellError():
            return str(value)
        case _:
            return str(value)


class Sheet:
    def __init__(self):
        self.texts, self.formulas, self.values, self.users = {}, {}, {}, {}
        self.computing, self.computed = [], 0

    def __setitem__(self, name, text):
        address = Address.parse(name)
        if old := self.formulas.pop(address, None):
            for need in old.needs:
                self.users[need].discard(address)
        self.texts[address] = text
        if isinstance(text, str) and text.startswith("="):
            try:
                formula = self.formulas[address] = Formula(text[1:])
            except CellError as error:
                self.texts[address] = error
            else:
                for need in formula.needs:
                    self.users.setdefault(need, set()).add(address)
        self.forget(address)

    def __getitem__(self, name):
        try:
            return self.value(Address.parse(name))
        except CellError as error:
            return error

    def forget(self, address):
        todo, seen = [address], set()
        while todo:
            cell = todo.pop()
            if cell not in seen:
                seen.add(cell)
                self.values.pop(cell, None)
                todo.extend(self.users.get(cell, ()))

    def value(self, address):
        if address in self.values:
            value = self.values[address]
        elif address in self.formulas:
            if address in self.computing:
                raise Circular("->".join(map(repr, self.computing + [address])))
            self.computing.append(address)
            try:
                self.computed += 1
                value = self.formulas[address].compute(self)
            except CellError as error:
                value = error
            except OverflowError:
                value = BadValue("too large")
            finally:
                self.computing.pop()
            if not (isinstance(value, Circular) and self.computing):
                self.values[address] = value
        else:
            value = self.texts.get(address)
        if isinstance(value, CellError):
            raise value
        return value

    def table(self):
        used = sorted(self.texts)
        columns = range(1, max(cell.column for cell in used) + 1)
        lines = []
        for row in range(1, max(cell.row for cell in used) + 1):
            cells = [self[repr(Address(column, row))] for column in columns]
            lines.append(" | ".join(f"{show(value):>9.9}" if not isinstance(value, str) else f"{value:<9.9}" for value in cells).rstrip())
        return "\n".join(lines)


sheet = Sheet()
for row, (item, count, price) in enumerate([("pens", 12, 1.5), ("paper", 3, 4.25), ("ink", 0, 9.99), ("desk", 1, 120)], 2):
    sheet[f"A{row}"], sheet[f"B{row}"], sheet[f"C{row}"] = item, count, price
    sheet[f"D{row}"] = f"=B{row}*C{row}"
for column, title in zip("ABCD", ("item", "count", "price", "total")):
    sheet[f"{column}1"] = title
sheet["A6"] = "=UPPER(A2)&\"/\"&LEN(A3)"
sheet["B6"] = "=SUM(B2:B5)"
sheet["C6"] = "=ROUND(AVERAGE(C2:C5), 2)"
sheet["D6"] = "=SUM(D2:D5)"
sheet["D7"] = "=IF(D6>100, D6*0.9, D6)"
print(sheet.table(), sheet.computed)
sheet["B4"] = 10
print(sheet["D4"], sheet["D6"], sheet["D7"], sheet["B6"], sheet.computed)
formulas = ["1+2*3", "(1+2)*3", "2^3^2", "-2^2", "10/4", "1/0", "\"a\"&1&TRUE", "1=1", "1<>1", "3>=2", "MAX(B2:B5, 100)", "MIN(B2:B5)", "COUNT(A1:D6)", "IFERROR(1/0, \"caught\")", "SQRT(-1)", "NOPE(1)", "A1+1", "(1", "1+", "\"open", "1..2", "ZZ99", "IF(1)", "SUM(1, 2", "abs(-3)+sum(1,2)", "AND(1<2, OR(FALSE, TRUE))", "2^5000.5", "1 2", "b2"]
for place, formula in enumerate(formulas, 1):
    sheet[f"F{place}"] = "=" + formula
    print(f"{formula:<28}", show(sheet[f"F{place}"]))
sheet["H1"], sheet["H2"], sheet["H3"] = "=H2+1", "=H3*2", "=H1"
print(sheet["H1"], "|", sheet["H2"], "|", sheet["H3"])
sheet["H3"] = 5
print(sheet["H1"], sheet["H2"], sheet["nope"], [column_letters(n) for n in (1, 26, 27, 52, 703)], column_number("ABC"))
chain = Sheet()
chain["A1"] = 1
for row in range(2, 60):
    chain[f"A{row}"] = f"=A{row - 1}*2+SUM(A1:A{row - 1})"
print(chain["A59"], chain.computed)
chain["A1"] = 0.5
print(chain["A59"], chain.computed)
