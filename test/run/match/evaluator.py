# run: an expression evaluator and simplifier written with match over tuples and classes
class Num:
    __match_args__ = ("value",)

    def __init__(self, value):
        self.value = value

    def __repr__(self):
        return str(self.value)


class Var:
    __match_args__ = ("name",)

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


class Op:
    __match_args__ = ("sign", "left", "right")

    def __init__(self, sign, left, right):
        self.sign, self.left, self.right = sign, left, right

    def __repr__(self):
        return f"({self.left} {self.sign} {self.right})"


def tokens(text):
    i = 0
    while i < len(text):
        c = text[i]
        if c.isspace():
            i += 1
        elif c.isdigit():
            j = i
            while j < len(text) and text[j].isdigit():
                j += 1
            yield "number", int(text[i:j])
            i = j
        elif c.isalpha():
            yield "name", c
            i += 1
        else:
            yield "sign", c
            i += 1
    yield "end", None


class Parser:
    def __init__(self, text):
        self.stream = tokens(text)
        self.advance()

    def advance(self):
        self.kind, self.value = next(self.stream)

    def expression(self, level=0):
        left = self.factor() if level == 2 else self.expression(level + 1)
        signs = ("+-", "*/")[level] if level < 2 else ""
        while self.kind == "sign" and self.value in signs:
            sign = self.value
            self.advance()
            right = self.factor() if level == 2 else self.expression(level + 1)
            left = Op(sign, left, right)
        return left

    def factor(self):
        match self.kind, self.value:
            case "number", n:
                self.advance()
                return Num(n)
            case "name", name:
                self.advance()
                return Var(name)
            case "sign", "(":
                self.advance()
                inner = self.expression()
                if (self.kind, self.value) != ("sign", ")"):
                    raise SyntaxError(f"expected ) but found {self.value!r}")
                self.advance()
                return inner
            case "sign", "-":
                self.advance()
                return Op("-", Num(0), self.factor())
            case kind, value:
                raise SyntaxError(f"unexpected {kind} {value!r}")


def simplify(node):
    match node:
        case Op(sign, left, right):
            match sign, simplify(left), simplify(right):
                case "+", Num(0), x:
                    return x
                case "+" | "-", x, Num(0):
                    return x
                case "*", (Num(0) as zero), _:
                    return zero
                case "*", Num(1), x:
                    return x
                case "*" | "/", x, Num(1):
                    return x
                case "+", Num(a), Num(b):
                    return Num(a + b)
                case "-", Num(a), Num(b):
                    return Num(a - b)
                case "*", Num(a), Num(b):
                    return Num(a * b)
                case sign, x, y:
                    return Op(sign, x, y)
        case _:
            return node


def evaluate(node, names):
    match node:
        case Num(value):
            return value
        case Var(name) if name in names:
            return names[name]
        case Var(name):
            raise NameError(f"unknown {name}")
        case Op("+", a, b):
            return evaluate(a, names) + evaluate(b, names)
        case Op("-", a, b):
            return evaluate(a, names) - evaluate(b, names)
        case Op("*", a, b):
            return evaluate(a, names) * evaluate(b, names)
        case Op("/", a, b):
            return evaluate(a, names) / evaluate(b, names)


for text in ("1 + 2 * 3", "(1 + 2) * 3", "0 + x * 1", "x * (y - 4) / 2", "2 * 3 + 0 * z", "-5 + x", "8 / (x - 3)", "(1 + ", "1 + )", "q"):
    try:
        tree = Parser(text).expression()
        print(text, "=>", tree, "=>", simplify(tree), "=>", evaluate(tree, {"x": 3, "y": 10, "z": 7}))
    except (SyntaxError, NameError, ZeroDivisionError) as error:
        print(text, "=>", type(error).__name__, error)
