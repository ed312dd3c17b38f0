# run: a Lisp: reader, macros, closures, tail calls, continuations by exceptions, and a prelude written in itself
import math


class Symbol(str):
    table = {}

    @classmethod
    def intern(cls, name):
        if name not in cls.table:
            cls.table[name] = cls(name)
        return cls.table[name]

    def __repr__(self):
        return str(self)


class LispError(Exception):
    pass


class Escape(Exception):
    def __init__(self, tag, value):
        self.tag, self.value = tag, value


class Pair:
    __slots__ = ("head", "tail")

    def __init__(self, head, tail):
        self.head, self.tail = head, tail

    def __iter__(self):
        cell = self
        while isinstance(cell, Pair):
            yield cell.head
            cell = cell.tail
        if cell is not None:
            raise LispError("improper list")

    def __eq__(self, other):
        return isinstance(other, Pair) and self.head == other.head and self.tail == other.tail

    def __hash__(self):
        return hash((self.head, self.tail))


def make_list(items, tail=None):
    for item in reversed(items):
        tail = Pair(item, tail)
    return tail


QUOTE, QUASI, UNQUOTE, SPLICE = map(Symbol.intern, ("quote", "quasiquote", "unquote", "unquote-splicing"))
IF, DEFINE, SET, LAMBDA, BEGIN, MACRO, LET, COND, ELSE, AND, OR, WHILE = map(
    Symbol.intern, ("if", "define", "set!", "lambda", "begin", "define-macro", "let", "cond", "else", "and", "or", "while"))


def tokenize(text):
    i, n = 0, len(text)
    while i < n:
        c = text[i]
        if c in " \n\t":
            i += 1
        elif c == ";":
            while i < n and text[i] != "\n":
                i += 1
        elif c in "()'`":
            yield c
            i += 1
        elif c == ",":
            if text[i : i + 2] == ",@":
                yield ",@"
                i += 2
            else:
                yield ","
                i += 1
        elif c == '"':
            j = i + 1
            while text[j] != '"':
                j += 2 if text[j] == "\\" else 1
            yield text[i : j + 1]
            i = j + 1
        else:
            j = i
            while j < n and text[j] not in " \n\t();'`,\"":
                j += 1
            yield text[i:j]
            i = j


class Reader:
    prefixes = {"'": QUOTE, "`": QUASI, ",": UNQUOTE, ",@": SPLICE}

    def __init__(self, text):
        self.tokens = list(tokenize(text))
        self.place = 0

    def __bool__(self):
        return self.place < len(self.tokens)

    def next(self):
        if not self:
            raise LispError("unexpected end")
        self.place += 1
        return self.tokens[self.place - 1]

    def read(self):
        token = self.next()
        if token == "(":
            items, tail = [], None
            while True:
                if not self:
                    raise LispError("missing )")
                if self.tokens[self.place] == ")":
                    self.place += 1
                    return make_list(items, tail)
                if self.tokens[self.place] == ".":
                    self.place += 1
                    tail = self.read()
                else:
                    items.append(self.read())
        if token == ")":
            raise LispError("unexpected )")
        if token in self.prefixes:
            return make_list([self.prefixes[token], self.read()])
        return atom(token)


def atom(token):
    if token[0] == '"':
        return token[1:-1].replace("\\n", "\n").replace('\\"', '"')
    if token == "#t":
        return True
    if token == "#f":
        return False
    for kind in (int, float):
        try:
            return kind(token)
        except ValueError:
            pass
    return Symbol.intern(token)


def show(value):
    match value:
        case True:
            return "#t"
        case False:
            return "#f"
        case None:
            return "()"
        case Symbol():
            return str(value)
        case str():
            return '"' + value.replace('"', '\\"') + '"'
        case Pair():
            parts = []
            while isinstance(value, Pair):
                parts.append(show(value.head))
                value = value.tail
            if value is not None:
                parts += [".", show(value)]
            return "(" + " ".join(parts) + ")"
        case Closure():
            return f"#<procedure {value.name}>"
        case _:
            return str(value)


class Environment:
    def __init__(self, outer=None, names=(), values=()):
        self.outer = outer
        self.slots = dict(zip(names, values))

    def find(self, name):
        scope = self
        while scope is not None:
            if name in scope.slots:
                return scope
            scope = scope.outer
        raise LispError(f"unbound: {name}")

    def get(self, name):
        return self.find(name).slots[name]


class Closure:
    def __init__(self, parameters, body, scope, name="lambda"):
        self.names, self.rest = [], None
        while isinstance(parameters, Pair):
            self.names.append(parameters.head)
            parameters = parameters.tail
        self.rest = parameters
        self.body, self.scope, self.name = body, scope, name

    def bind(self, args):
        if len(args) < len(self.names) or (self.rest is None and len(args) > len(self.names)):
            raise LispError(f"{self.name} takes {len(self.names)}{'+' if self.rest else ''} arguments, not {len(args)}")
        scope = Environment(self.scope, self.names, args)
        if self.rest is not None:
            scope.slots[self.rest] = make_list(args[len(self.names) :])
        return scope

    def __call__(self, *args):
        return evaluate_body(self.body, self.bind(list(args)))


class Macro(Closure):
    pass


def evaluate_body(body, scope):
    result = None
    for form in body:
        result = evaluate(form, scope)
    return result


steps = 0


def evaluate(form, scope):
    global steps
    while True:
        steps += 1
        if isinstance(form, Symbol):
            return scope.get(form)
        if not isinstance(form, Pair):
            return form
        head = form.head
        if head is QUOTE:
            return form.tail.head
        if head is QUASI:
            return quasi(form.tail.head, scope)
        if head is IF:
            _, test, then, *other = form
            if evaluate(test, scope) is not False:
                form = then
            elif other:
                form = other[0]
            else:
                return None
            continue
        if head is COND:
            for clause in form.tail:
                test, *body = clause
                if test is ELSE or evaluate(test, scope) is not False:
                    form = Pair(BEGIN, make_list(body))
                    break
            else:
                return None
            continue
        if head is AND or head is OR:
            value = head is AND
            for part in form.tail or ():
                value = evaluate(part, scope)
                if (value is False) == (head is AND):
                    break
            return value
        if head is DEFINE:
            target = form.tail.head
            if isinstance(target, Pair):
                scope.slots[target.head] = Closure(target.tail, form.tail.tail, scope, str(target.head))
            else:
                scope.slots[target] = evaluate(form.tail.tail.head, scope)
            return None
        if head is SET:
            _, name, expression = form
            scope.find(name).slots[name] = evaluate(expression, scope)
            return None
        if head is MACRO:
            target = form.tail.head
            scope.slots[target.head] = Macro(target.tail, form.tail.tail, scope, str(target.head))
            return None
        if head is LAMBDA:
            return Closure(form.tail.head, form.tail.tail, scope)
        if head is LET:
            names, values = [], []
            for binding in form.tail.head or ():
                name, expression = binding
                names.append(name)
                values.append(evaluate(expression, scope))
            scope = Environment(scope, names, values)
            form = Pair(BEGIN, form.tail.tail)
            continue
        if head is WHILE:
            while evaluate(form.tail.head, scope) is not False:
                evaluate_body(form.tail.tail, scope)
            return None
        if head is BEGIN:
            *first, last = form.tail
            for part in first:
                evaluate(part, scope)
            form = last
            continue
        function = evaluate(head, scope)
        if isinstance(function, Macro):
            form = evaluate_body(function.body, function.bind(list(form.tail or ())))
            continue
        args = [evaluate(arg, scope) for arg in form.tail or ()]
        if isinstance(function, Closure):
            scope = function.bind(args)
            form = Pair(BEGIN, function.body)
            continue
        if not callable(function):
            raise LispError(f"not a procedure: {show(function)}")
        return function(*args)


def quasi(form, scope):
    if not isinstance(form, Pair):
        return form
    if form.head is UNQUOTE:
        return evaluate(form.tail.head, scope)
    if isinstance(form.head, Pair) and form.head.head is SPLICE:
        return make_list(list(evaluate(form.head.tail.head, scope) or ()), quasi(form.tail, scope))
    return Pair(quasi(form.head, scope), quasi(form.tail, scope))


def escape_call(function):
    tag = object()

    def leave(value=None):
        raise Escape(tag, value)

    try:
        return function(leave)
    except Escape as escape:
        if escape.tag is not tag:
            raise
        return escape.value


def chain(test):
    return lambda *items: all(test(a, b) for a, b in zip(items, items[1:]))


def product(*items):
    result = 1
    for item in items:
        result *= item
    return result


printed = []
builtins = {
    "+": lambda *items: sum(items), "*": product, "-": lambda a, *rest: a - sum(rest) if rest else -a,
    "/": lambda a, b: a / b, "quotient": lambda a, b: a // b, "modulo": lambda a, b: a % b,
    "<": chain(lambda a, b: a < b), ">": chain(lambda a, b: a > b), "=": chain(lambda a, b: a == b),
    "cons": Pair, "car": lambda p: p.head, "cdr": lambda p: p.tail, "list": lambda *items: make_list(items),
    "null?": lambda v: v is None, "pair?": lambda v: isinstance(v, Pair), "symbol?": lambda v: isinstance(v, Symbol),
    "eq?": lambda a, b: a is b or a == b, "not": lambda v: v is False, "sqrt": math.sqrt,
    "apply": lambda f, items: f(*(items or ())), "call/ec": escape_call,
    "display": lambda *values: printed.append(" ".join(v if type(v) is str else show(v) for v in values)),
    "string-append": lambda *parts: "".join(parts), "number->string": str, "error": lambda *parts: fail(parts),
    "vector": lambda *items: list(items), "vector-ref": lambda v, i: v[i], "vector-set!": lambda v, i, x: v.__setitem__(i, x),
}


def fail(parts):
    raise LispError(" ".join(part if type(part) is str else show(part) for part in parts))


PRELUDE = """
(define (map f xs) (if (null? xs) '() (cons (f (car xs)) (map f (cdr xs)))))
(define (filter p xs) (cond ((null? xs) '()) ((p (car xs)) (cons (car xs) (filter p (cdr xs)))) (else (filter p (cdr xs)))))
(define (fold f acc xs) (if (null? xs) acc (fold f (f acc (car xs)) (cdr xs))))
(define (append a b) (if (null? a) b (cons (car a) (append (cdr a) b))))
(define (reverse xs) (fold (lambda (acc x) (cons x acc)) '() xs))
(define (range a b) (if (< a b) (cons a (range (+ a 1) b)) '()))
(define-macro (unless test . body) `(if ,test #f (begin ,@body)))
(define-macro (for spec . body)
  `(let ((,(car spec) ,(car (cdr spec)))) (while (< ,(car spec) ,(car (cdr (cdr spec)))) ,@body (set! ,(car spec) (+ ,(car spec) 1)))))
"""
top = Environment(None, map(Symbol.intern, builtins), builtins.values())


def run(text):
    reader = Reader(text)
    result = None
    while reader:
        result = evaluate(reader.read(), top)
    return result


run(PRELUDE)
for source in (
    "(+ 1 2 (* 3 4))", "(define (fact n) (if (< n 2) 1 (* n (fact (- n 1))))) (fact 30)", "(map (lambda (x) (* x x)) (range 0 10))",
    "(filter (lambda (x) (= 0 (modulo x 3))) (range 0 20))", "(fold + 0 (range 0 101))", "(reverse '(1 2 (3 4) . ()))",
    "(define (loop n acc) (if (= n 0) acc (loop (- n 1) (+ acc n)))) (loop 20000 0)", "`(1 ,(+ 1 1) ,@(map - '(3 4)) end)",
    "(let ((x 2) (y 3)) (define z 10) (+ x y z))", "(unless (< 2 1) (display \"unless\") 'ran)", "(for (i 0 3) (display \"i =\" i))",
    "(call/ec (lambda (return) (for (i 0 100) (if (= i 7) (return i) #f)) 'never))", "(and 1 2 #f 3)", "(or #f #f 5)",
    "(define count 0) (define (tick) (set! count (+ count 1)) count) (tick) (tick) (tick)", "(apply + '(1 2 3))", "'(a . b)", "(lambda (x) x)",
    "(define v (vector 1 2 3)) (vector-set! v 1 'two) v", "(sqrt 2)", "(/ 7 2)", "((lambda (a . rest) (list a rest)) 1 2 3)", "fact",
    "(car '())", "(undefined 1)", "(fact 1 2)", "(1 2)", "(error \"custom\" '(a b) 3)", "(+ 1", ")", "(if)", "(/ 1 0)", "\"quo\\\"ted\"",
):
    try:
        print(source[:60], "=>", show(run(source)))
    except LispError as error:
        print(source[:60], "=> LispError:", error)
    except (AttributeError, ValueError, ZeroDivisionError) as error:
        print(source[:60], "=>", type(error).__name__, error)
print(printed)
run("""
(define (queens board-size)
  (define (safe? column others distance)
    (cond ((null? others) #t)
          ((or (= (car others) column) (= (car others) (+ column distance)) (= (car others) (- column distance))) #f)
          (else (safe? column (cdr others) (+ distance 1)))))
  (define (place row placed)
    (if (= row 0) 1
        (fold + 0 (map (lambda (column) (if (safe? column placed 1) (place (- row 1) (cons column placed)) 0)) (range 0 board-size)))))
  (place board-size '()))
""")
print(show(run("(map queens '(1 2 3 4 5 6))")), steps > 50000)
