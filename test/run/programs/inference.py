# run: a small functional language: reader, types found by unification, pattern matching, evaluation with closures
"""Combines classes with __match_args__, match statements, generators, closures, exceptions with notes, and string formatting."""

import sys


class LanguageError(Exception):
    def __init__(self, message, place=None):
        super().__init__(message)
        self.place = place

    def __str__(self):
        where = f" at {self.place}" if self.place is not None else ""
        return f"{self.args[0]}{where}"


class SyntaxProblem(LanguageError):
    pass


class TypeProblem(LanguageError):
    pass


# Tokens ---------------------------------------------------------------------------------------------------------------

SYMBOLS = ("->", "==", "<=", "::", "+", "-", "*", "(", ")", "[", "]", ",", "=", "|", "<", "\\", ".")
KEYWORDS = {"let", "rec", "in", "if", "then", "else", "case", "of", "end", "true", "false"}


class Token:
    __slots__ = ("kind", "text", "place")
    __match_args__ = ("kind", "text")

    def __init__(self, kind, text, place):
        self.kind, self.text, self.place = kind, text, place

    def __repr__(self):
        return f"{self.kind}:{self.text}"


def tokens(source):
    position, line, start = 0, 1, 0
    while position < len(source):
        char = source[position]
        if char == "\n":
            line, start = line + 1, position + 1
            position += 1
            continue
        if char.isspace():
            position += 1
            continue
        if char == "#":
            while position < len(source) and source[position] != "\n":
                position += 1
            continue
        place = (line, position - start + 1)
        if char.isdigit():
            end = position
            while end < len(source) and source[end].isdigit():
                end += 1
            yield Token("number", source[position:end], place)
            position = end
        elif char.isalpha() or char == "_":
            end = position
            while end < len(source) and (source[end].isalnum() or source[end] in "_'"):
                end += 1
            word = source[position:end]
            yield Token("keyword" if word in KEYWORDS else "name", word, place)
            position = end
        else:
            for symbol in SYMBOLS:
                if source.startswith(symbol, position):
                    yield Token("symbol", symbol, place)
                    position += len(symbol)
                    break
            else:
                raise SyntaxProblem(f"unexpected {char!r}", place)
    yield Token("end", "", (line, position - start + 1))


# Trees ----------------------------------------------------------------------------------------------------------------

class Node:
    fields = ()

    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        cls.__match_args__ = cls.fields

    def __init__(self, *values):
        if len(values) != len(self.fields):
            raise TypeError(f"{type(self).__name__} takes {len(self.fields)} values, not {len(values)}")
        for name, value in zip(self.fields, values):
            setattr(self, name, value)

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(repr(getattr(self, name)) for name in self.fields)})"

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self.fields)

    __hash__ = None


class Number(Node):
    fields = ("value",)


class Truth(Node):
    fields = ("value",)


class Name(Node):
    fields = ("name",)


class Lambda(Node):
    fields = ("parameter", "body")


class Apply(Node):
    fields = ("function", "argument")


class Let(Node):
    fields = ("name", "value", "body", "recursive")


class If(Node):
    fields = ("test", "then", "otherwise")


class Sequence(Node):
    fields = ("items",)


class Case(Node):
    fields = ("subject", "arms")


class Reader:
    OPERATORS = {"==": 1, "<": 1, "<=": 1, "::": 2, "+": 3, "-": 3, "*": 4}
    RIGHT = {"::"}

    def __init__(self, source):
        self.stream = tokens(source)
        self.current = next(self.stream)

    def advance(self):
        token = self.current
        self.current = next(self.stream, token)
        return token

    def accept(self, *texts):
        if self.current.kind in ("symbol", "keyword") and self.current.text in texts:
            return self.advance()
        return None

    def expect(self, text):
        if not (token := self.accept(text)):
            raise SyntaxProblem(f"expected {text!r}, not {self.current.text or 'the end'!r}", self.current.place)
        return token

    def name(self):
        if self.current.kind != "name":
            raise SyntaxProblem(f"expected a name, not {self.current.text!r}", self.current.place)
        return self.advance().text

    def program(self):
        tree = self.expression()
        if self.current.kind != "end":
            raise SyntaxProblem(f"unexpected {self.current.text!r}", self.current.place)
        return tree

    def expression(self):
        match self.current:
            case Token("keyword", "let"):
                self.advance()
                recursive = bool(self.accept("rec"))
                name, parameters = self.name(), []
                while self.current.kind == "name":
                    parameters.append(self.name())
                self.expect("=")
                value = self.expression()
                for parameter in reversed(parameters):
                    value = Lambda(parameter, value)
                self.expect("in")
                return Let(name, value, self.expression(), recursive)
            case Token("keyword", "if"):
                self.advance()
                test = self.expression()
                self.expect("then")
                then = self.expression()
                self.expect("else")
                return If(test, then, self.expression())
            case Token("symbol", "\\"):
                self.advance()
                parameter = self.name()
                self.expect(".")
                return Lambda(parameter, self.expression())
            case Token("keyword", "case"):
                return self.case()
            case _:
                return self.operation(0)

    def case(self):
        self.expect("case")
        subject, arms = self.expression(), []
        self.expect("of")
        while self.accept("|"):
            if self.accept("["):
                self.expect("]")
                pattern = ()
            else:
                head = self.name()
                pattern = (head, self.name()) if self.accept("::") else (head,)
            self.expect("->")
            arms.append((pattern, self.expression()))
        self.expect("end")
        return Case(subject, arms)

    def operation(self, level):
        left = self.application()
        while (token := self.current).kind == "symbol" and (own := self.OPERATORS.get(token.text, -1)) > level:
            self.advance()
            right = self.operation(own - (token.text in self.RIGHT))
            left = Apply(Apply(Name(token.text), left), right)
        return left

    def application(self):
        function = self.atom()
        if function is None:
            raise SyntaxProblem(f"unexpected {self.current.text or 'end'!r}", self.current.place)
        while (argument := self.atom()) is not None:
            function = Apply(function, argument)
        return function

    def atom(self):
        match self.current:
            case Token("number", digits):
                self.advance()
                return Number(int(digits))
            case Token("keyword", "true" | "false" as word):
                self.advance()
                return Truth(word == "true")
            case Token("name", word):
                self.advance()
                return Name(word)
            case Token("symbol", "("):
                self.advance()
                inner = self.expression()
                self.expect(")")
                return inner
            case Token("symbol", "["):
                self.advance()
                items = []
                if not self.accept("]"):
                    items.append(self.expression())
                    while self.accept(","):
                        items.append(self.expression())
                    self.expect("]")
                return Sequence(items)
        return None


# Types ----------------------------------------------------------------------------------------------------------------

class Variable:
    count = 0

    def __init__(self):
        Variable.count += 1
        self.number, self.link = Variable.count, None


class Constructor:
    __match_args__ = ("name", "arguments")

    def __init__(self, name, *arguments):
        self.name, self.arguments = name, arguments


INTEGER, BOOLEAN = Constructor("int"), Constructor("bool")


def function_type(*parts):
    *parameters, result = parts
    for parameter in reversed(parameters):
        result = Constructor("->", parameter, result)
    return result


def list_of(item):
    return Constructor("list", item)


def resolve(type_):
    while isinstance(type_, Variable) and type_.link is not None:
        type_ = type_.link
    return type_


def show(type_, names=None):
    names = {} if names is None else names
    match resolve(type_):
        case Variable() as variable:
            return names.setdefault(variable.number, "'" + chr(ord("a") + len(names)))
        case Constructor("->", (left, right)):
            text = show(left, names)
            if isinstance(resolve(left), Constructor) and resolve(left).name == "->":
                text = f"({text})"
            return f"{text} -> {show(right, names)}"
        case Constructor(name, ()):
            return name
        case Constructor(name, arguments):
            return f"{name}[{', '.join(show(argument, names) for argument in arguments)}]"


def occurs(variable, type_):
    type_ = resolve(type_)
    return type_ is variable or isinstance(type_, Constructor) and any(occurs(variable, part) for part in type_.arguments)


def unify(left, right):
    left, right = resolve(left), resolve(right)
    match left, right:
        case Variable(), Variable() if left is right:
            return
        case Variable(), _:
            if occurs(left, right):
                names = {}
                raise TypeProblem(f"infinite type: {show(left, names)} = {show(right, names)}")
            left.link = right
        case _, Variable():
            unify(right, left)
        case Constructor(a, first), Constructor(b, second) if a == b and len(first) == len(second):
            for one, other in zip(first, second, strict=True):
                unify(one, other)
        case _:
            names = {}
            raise TypeProblem(f"{show(left, names)} is not {show(right, names)}")


class Scheme:
    def __init__(self, variables, type_):
        self.variables, self.type = variables, type_

    def instance(self):
        fresh = {variable: Variable() for variable in self.variables}

        def copy(type_):
            type_ = resolve(type_)
            if isinstance(type_, Variable):
                return fresh.get(type_, type_)
            return Constructor(type_.name, *map(copy, type_.arguments)) if type_.arguments else type_

        return copy(self.type)


def free(type_):
    type_ = resolve(type_)
    if isinstance(type_, Variable):
        yield type_
    else:
        for part in type_.arguments:
            yield from free(part)


def generalise(type_, scope):
    bound = {variable for scheme in scope.values() for variable in free(scheme.type) if variable not in scheme.variables}
    return Scheme({variable for variable in free(type_) if variable not in bound}, type_)


def infer(tree, scope):
    match tree:
        case Number():
            return INTEGER
        case Truth():
            return BOOLEAN
        case Name(name):
            if name not in scope:
                problem = TypeProblem(f"unknown name {name!r}")
                if near := [known for known in sorted(scope) if known[:1] == name[:1] and known.isidentifier()]:
                    problem.add_note("known: " + ", ".join(near))
                raise problem
            return scope[name].instance()
        case Lambda(parameter, body):
            argument = Variable()
            return function_type(argument, infer(body, {**scope, parameter: Scheme(set(), argument)}))
        case Apply(function, argument):
            result = Variable()
            unify(infer(function, scope), function_type(infer(argument, scope), result))
            return result
        case Let(name, value, body, recursive):
            if recursive:
                own = Variable()
                unify(own, found := infer(value, scope | {name: Scheme(set(), own)}))
            else:
                found = infer(value, scope)
            return infer(body, scope | {name: generalise(found, scope)})
        case If(test, then, otherwise):
            unify(infer(test, scope), BOOLEAN)
            unify(result := infer(then, scope), infer(otherwise, scope))
            return result
        case Sequence(items):
            item = Variable()
            for each in items:
                unify(item, infer(each, scope))
            return list_of(item)
        case Case(subject, arms):
            found, result = infer(subject, scope), Variable()
            for pattern, body in arms:
                inner = dict(scope)
                match pattern:
                    case ():
                        unify(found, list_of(Variable()))
                    case (head, tail):
                        item = Variable()
                        unify(found, list_of(item))
                        inner |= {head: Scheme(set(), item), tail: Scheme(set(), found)}
                    case (whole,):
                        inner[whole] = Scheme(set(), found)
                unify(result, infer(body, inner))
            return result
    raise AssertionError(tree)


# Values ---------------------------------------------------------------------------------------------------------------

def evaluate(tree, scope):
    match tree:
        case Number(value) | Truth(value):
            return value
        case Name(name):
            return scope[name]
        case Lambda(parameter, body):
            return lambda argument: evaluate(body, {**scope, parameter: argument})
        case Apply(function, argument):
            return evaluate(function, scope)(evaluate(argument, scope))
        case Let(name, value, body, recursive):
            inner = dict(scope)
            if recursive:
                def again(argument, inner=inner):
                    return evaluate(value, inner)(argument)
                inner[name] = again
            else:
                inner[name] = evaluate(value, scope)
            return evaluate(body, inner)
        case If(test, then, otherwise):
            return evaluate(then if evaluate(test, scope) else otherwise, scope)
        case Sequence(items):
            return tuple(evaluate(item, scope) for item in items)
        case Case(subject, arms):
            value = evaluate(subject, scope)
            for pattern, body in arms:
                match pattern, value:
                    case (), ():
                        return evaluate(body, scope)
                    case (head, tail), (first, *rest):
                        return evaluate(body, scope | {head: first, tail: tuple(rest)})
                    case (whole,), _:
                        return evaluate(body, scope | {whole: value})
            raise LanguageError("no arm matches")


def curried(operation):
    return lambda left: lambda right: operation(left, right)


A = Variable()
PRIMITIVES = {
    "+": (function_type(INTEGER, INTEGER, INTEGER), curried(lambda a, b: a + b)),
    "-": (function_type(INTEGER, INTEGER, INTEGER), curried(lambda a, b: a - b)),
    "*": (function_type(INTEGER, INTEGER, INTEGER), curried(lambda a, b: a * b)),
    "<": (function_type(INTEGER, INTEGER, BOOLEAN), curried(lambda a, b: a < b)),
    "<=": (function_type(INTEGER, INTEGER, BOOLEAN), curried(lambda a, b: a <= b)),
    "==": (function_type(A, A, BOOLEAN), curried(lambda a, b: a == b)),
    "::": (function_type(A, list_of(A), list_of(A)), curried(lambda head, tail: (head, *tail))),
    "not": (function_type(BOOLEAN, BOOLEAN), lambda a: not a),
}
TYPES = {name: generalise(type_, {}) for name, (type_, _) in PRIMITIVES.items()}
VALUES = {name: value for name, (_, value) in PRIMITIVES.items()}


def display(value):
    match value:
        case True | False:
            return str(value).lower()
        case int():
            return str(value)
        case tuple():
            return "[" + ", ".join(map(display, value)) + "]"
        case _:
            return "<function>"


PROGRAMS = {
    "arithmetic": "1 + 2 * 3 - (4 - 5)",
    "identity": "let id x = x in id",
    "compose": r"let compose f g x = f (g x) in compose",
    "polymorphic": "let id x = x in if id true then id 3 else id 4",
    "factorial": "let rec fact n = if n <= 1 then 1 else n * fact (n - 1) in fact 25",
    "map": """
        let rec map f list = case list of
            | [] -> []
            | head :: tail -> f head :: map f tail
        end in
        map (\\x. x * x) [1, 2, 3, 4]""",
    "fold": """
        let rec fold f start list = case list of
            | [] -> start
            | head :: tail -> fold f (f start head) tail
        end in
        let reverse list = fold (\\done. \\item. item :: done) [] list in
        let length list = fold (\\n. \\item. n + 1) 0 list in
        reverse [length [true, false], length [[1], []], length []]""",
    "sort": """
        let rec filter p list = case list of | [] -> [] | head :: tail -> if p head then head :: filter p tail else filter p tail end in
        let rec append a b = case a of | [] -> b | head :: tail -> head :: append tail b end in
        let rec sort list = case list of
            | [] -> []
            | pivot :: rest -> append (sort (filter (\\x. x < pivot) rest)) (pivot :: sort (filter (\\x. pivot <= x) rest))
        end in
        sort [31, 4, 15, 9, 26, 5, 35, 8, 97, 93, 2]""",
    "higher": r"\f. \x. f (f x)",
    "pair": r"let pair a b k = k a b in let first p = p (\a. \b. a) in first (pair 7 true)",
    "not a number": "1 + true",
    "infinite": r"\x. x x",
    "unknown": "let number = 1 in numbr + nothing",
    "mixed list": "[1, 2, true]",
    "syntax": "let x = in x",
    "bracket": "(1 + 2",
    "stray": "1 + $",
    "trailing": "1 2 )",
}


def run(name, source):
    try:
        tree = Reader(source).program()
        type_ = show(infer(tree, dict(TYPES)))
        print(f"{name:>14}: {display(evaluate(tree, VALUES))} : {type_}")
    except SyntaxProblem as problem:
        print(f"{name:>14}: syntax: {problem}")
    except LanguageError as problem:
        notes = "".join(f" ({note})" for note in getattr(problem, "__notes__", ()))
        print(f"{name:>14}: {type(problem).__name__}: {problem}{notes}")


def main():
    for name, source in PROGRAMS.items():
        run(name, source)
    print(Reader("f (x - 1) [2]").program())
    print(Reader("1 + 2").program() == Reader("(1) + (2)").program(), Reader("1").program() == Reader("true").program())
    try:
        Number()
    except TypeError as error:
        print("TypeError:", error)
    deep = "let rec count n = if n == 0 then 0 else 1 + count (n - 1) in count 40"
    run("deep", deep)
    print(sorted(variable for variable in {Variable.count > 100, Variable.count < 10}), file=sys.stderr)


if __name__ == "__main__":
    main()
