# run: an assembler, a stack machine, a compiler from a small language, and an optimiser over its code
class MachineError(Exception):
    def __init__(self, message, place=None):
        super().__init__(message if place is None else f"{message} at {place}")
        self.place = place


OPERATIONS = {}


def operation(name, *, takes=0, pops=0):
    def register(function):
        OPERATIONS[name] = (function, takes, pops)
        return function

    return register


class Machine:
    def __init__(self, code, limit=100000, trace=False):
        self.code, self.limit, self.trace = code, limit, trace
        self.stack, self.calls, self.output = [], [], []
        self.memory = {}
        self.place = self.steps = self.deepest = 0
        self.running = True

    def push(self, value):
        self.stack.append(value)
        if len(self.stack) > self.deepest:
            self.deepest = len(self.stack)

    def run(self):
        while self.running:
            if self.place >= len(self.code):
                raise MachineError("ran off the end", self.place)
            self.steps += 1
            if self.steps > self.limit:
                raise MachineError(f"more than {self.limit} steps", self.place)
            name, *arguments = self.code[self.place]
            function, takes, pops = OPERATIONS[name]
            if len(self.stack) < pops:
                raise MachineError(f"{name} needs {pops} on the stack", self.place)
            self.place += 1
            operands = self.stack[len(self.stack) - pops :]
            if pops:
                del self.stack[-pops:]
            try:
                function(self, *arguments, *operands)
            except (ZeroDivisionError, TypeError) as error:
                raise MachineError(str(error), self.place - 1) from error
        return self.output


@operation("push", takes=1)
def push(machine, value):
    machine.push(value)


@operation("pop", pops=1)
def pop(machine, value):
    pass


@operation("dup", pops=1)
def dup(machine, value):
    machine.push(value)
    machine.push(value)


@operation("load", takes=1)
def load(machine, name):
    try:
        machine.push(machine.memory[name])
    except KeyError:
        raise MachineError(f"{name!r} has no value", machine.place - 1) from None


@operation("store", takes=1, pops=1)
def store(machine, name, value):
    machine.memory[name] = value


@operation("jump", takes=1)
def jump(machine, target):
    machine.place = target


@operation("jump_unless", takes=1, pops=1)
def jump_unless(machine, target, value):
    if not value:
        machine.place = target


@operation("call", takes=1)
def call(machine, target):
    machine.calls.append((machine.place, machine.memory))
    machine.memory = dict(machine.memory)
    machine.place = target


@operation("return", pops=1)
def return_(machine, value):
    if not machine.calls:
        raise MachineError("return outside a call", machine.place - 1)
    machine.place, machine.memory = machine.calls.pop()
    machine.push(value)


@operation("print", pops=1)
def print_(machine, value):
    machine.output.append(value)


@operation("halt")
def halt(machine):
    machine.running = False


BINARY = {
    "+": ("add", lambda a, b: a + b), "-": ("sub", lambda a, b: a - b), "*": ("mul", lambda a, b: a * b),
    "/": ("div", lambda a, b: a // b), "%": ("mod", lambda a, b: a % b), "<": ("lt", lambda a, b: int(a < b)),
    "==": ("eq", lambda a, b: int(a == b)), ">": ("gt", lambda a, b: int(a > b)), "and": ("and", lambda a, b: int(bool(a and b))),
}
for sign, (name, compute) in BINARY.items():
    def method(machine, a, b, compute=compute):
        machine.push(compute(a, b))

    OPERATIONS[name] = (method, 0, 2)
FOLD = {name: compute for name, compute in BINARY.values()}


def assemble(text):
    code, labels, fixes = [], {}, []
    for number, line in enumerate(text.splitlines(), 1):
        line = line.partition(";")[0].strip()
        if not line:
            continue
        if line.endswith(":"):
            label = line[:-1]
            if label in labels:
                raise MachineError(f"line {number}: label {label} twice")
            labels[label] = len(code)
            continue
        name, *arguments = line.split()
        if name not in OPERATIONS:
            raise MachineError(f"line {number}: no operation {name}")
        if len(arguments) != OPERATIONS[name][1]:
            raise MachineError(f"line {number}: {name} takes {OPERATIONS[name][1]}, not {len(arguments)}")
        if name in ("jump", "jump_unless", "call"):
            fixes.append((len(code), arguments[0], number))
        elif name == "push":
            arguments = [int(arguments[0])]
        code.append((name, *arguments))
    for place, label, number in fixes:
        if label not in labels:
            raise MachineError(f"line {number}: no label {label}")
        code[place] = (code[place][0], labels[label])
    return code


class Compiler:
    """Statements: name = expr; print expr; while expr { … }; if expr { … } else { … }; def name(a, b) { … }; return expr."""

    def __init__(self, text):
        self.words = self.split(text)
        self.place = 0
        self.code = []
        self.functions = {}

    @staticmethod
    def split(text):
        words, i = [], 0
        while i < len(text):
            c = text[i]
            if c.isspace():
                i += 1
                continue
            j = i + 1
            if c.isalnum() or c == "_":
                while j < len(text) and (text[j].isalnum() or text[j] == "_"):
                    j += 1
            elif text[i : i + 2] == "==":
                j = i + 2
            words.append(text[i:j])
            i = j
        return words + [""]

    @property
    def word(self):
        return self.words[self.place]

    def next(self, expected=None):
        word = self.word
        if expected is not None and word != expected:
            raise MachineError(f"expected {expected!r}, found {word!r}")
        self.place += 1
        return word

    def emit(self, *instruction):
        self.code.append(instruction)
        return len(self.code) - 1

    def program(self):
        while self.word:
            self.statement()
        self.emit("halt")
        return self.code

    def block(self):
        self.next("{")
        while self.word != "}":
            self.statement()
        self.next("}")

    def statement(self):
        match self.word:
            case "print":
                self.next()
                self.expression()
                self.emit("print")
            case "while":
                self.next()
                start = len(self.code)
                self.expression()
                leave = self.emit("jump_unless", None)
                self.block()
                self.emit("jump", start)
                self.code[leave] = ("jump_unless", len(self.code))
            case "if":
                self.next()
                self.expression()
                otherwise = self.emit("jump_unless", None)
                self.block()
                if self.word == "else":
                    self.next()
                    end = self.emit("jump", None)
                    self.code[otherwise] = ("jump_unless", len(self.code))
                    self.block()
                    self.code[end] = ("jump", len(self.code))
                else:
                    self.code[otherwise] = ("jump_unless", len(self.code))
            case "def":
                self.next()
                name = self.next()
                self.next("(")
                parameters = []
                while self.word != ")":
                    parameters.append(self.next())
                    if self.word == ",":
                        self.next()
                self.next(")")
                over = self.emit("jump", None)
                self.functions[name] = (len(self.code), len(parameters))
                for parameter in reversed(parameters):
                    self.emit("store", parameter)
                self.block()
                self.emit("push", 0)
                self.emit("return")
                self.code[over] = ("jump", len(self.code))
            case "return":
                self.next()
                self.expression()
                self.emit("return")
            case name:
                self.next()
                self.next("=")
                self.expression()
                self.emit("store", name)

    levels = (("and",), ("<", ">", "=="), ("+", "-"), ("*", "/", "%"))

    def expression(self, level=0):
        if level == len(self.levels):
            return self.atom()
        self.expression(level + 1)
        while self.word in self.levels[level]:
            sign = self.next()
            self.expression(level + 1)
            self.emit(BINARY[sign][0])

    def atom(self):
        word = self.next()
        if word.isdigit():
            self.emit("push", int(word))
        elif word == "(":
            self.expression()
            self.next(")")
        elif word == "-":
            self.emit("push", 0)
            self.atom()
            self.emit("sub")
        elif self.word == "(":
            self.next()
            count = 0
            while self.word != ")":
                self.expression()
                count += 1
                if self.word == ",":
                    self.next()
            self.next(")")
            if word not in self.functions:
                raise MachineError(f"no function {word}")
            target, expected = self.functions[word]
            if count != expected:
                raise MachineError(f"{word} takes {expected}, not {count}")
            self.emit("call", target)
        elif word.isidentifier():
            self.emit("load", word)
        else:
            raise MachineError(f"unexpected {word!r}")


def optimise(code):
    """Folds operations on constants, then closes the gaps and moves the jumps' targets."""
    code = list(code)
    targets = {instruction[1] for instruction in code if instruction[0] in ("jump", "jump_unless", "call")}
    changed = True
    while changed:
        changed = False
        live = [i for i, instruction in enumerate(code) if instruction is not None]
        for a, b, c in zip(live, live[1:], live[2:]):
            if code[a] and code[b] and code[c] and code[a][0] == code[b][0] == "push" and code[c][0] in FOLD and not targets & {b, c}:
                try:
                    value = FOLD[code[c][0]](code[a][1], code[b][1])
                except ZeroDivisionError:
                    continue
                code[a], code[b], code[c] = ("push", value), None, None
                changed = True
    moved, fresh = {}, []
    for i, instruction in enumerate(code):
        moved[i] = len(fresh)
        if instruction is not None:
            fresh.append(instruction)
    moved[len(code)] = len(fresh)
    return [(name, moved[rest[0]]) if name in ("jump", "jump_unless", "call") else (name, *rest) for name, *rest in fresh]


SAMPLES = {
    "gcd": "def gcd(a, b) { while b { t = a % b a = b b = t } return a } print gcd(1071, 462) print gcd(2 * 3 * 5 * 7, 6)",
    "primes": """
        def prime(n) { d = 2 while d * d < n + 1 { if n % d == 0 { return 0 } d = d + 1 } return 1 }
        n = 2 while n < 40 { if prime(n) { print n } n = n + 1 }""",
    "fib": "def fib(n) { if n < 2 { return n } else { return fib(n - 1) + fib(n - 2) } } print fib(15) print fib(1 + 2 * 3)",
    "fold": "print 2 * 3 + 4 * (5 - 1) x = 10 print x * (2 + 3) - (8 / 2) if 1 < 2 and 3 > 2 { print 1 } else { print 0 }",
    "big": "x = 1 i = 0 while i < 70 { x = x * 2 i = i + 1 } print x print x / 3 print -x % 1000",
    "divide": "print 1 / 0", "unset": "print nothing", "forever": "while 1 { x = 1 }", "arity": "def f(a) { return a } print f(1, 2)",
    "syntax": "print )", "unknown": "print f(1)", "missing": "while 1 { print 1",
}
for name, text in SAMPLES.items():
    try:
        code = Compiler(text).program()
        better = optimise(code)
        first, second = Machine(code), Machine(better)
        try:
            print(name, first.run())
        except MachineError as error:
            print(name, "stopped:", error, repr(error.__cause__))
            continue
        assert second.run() == first.output
        print("   ", len(code), "->", len(better), "instructions,", first.steps, "->", second.steps, "steps, deepest", first.deepest)
    except MachineError as error:
        print(name, "refused:", error)
    except IndexError as error:
        print(name, "broken off:", error)
print(assemble("push 3\nagain:\n dup ; copy\n print\n push 1\n sub\n dup\n jump_unless end\n jump again\nend:\n halt"))
print(Machine(assemble("push 3\nagain:\n dup\n print\n push 1\n sub\n dup\n jump_unless end\n jump again\nend:\n halt")).run())
for bad in ("fly 3", "push", "jump nowhere", "a:\na:", "push x", "add\nhalt", "push 1", "push 1\nreturn", "push 1\npush 0\ndiv\nhalt"):
    try:
        print(Machine(assemble(bad)).run())
    except (MachineError, ValueError) as error:
        print(repr(bad), "=>", type(error).__name__, error)
