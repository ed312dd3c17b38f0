# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What ast, symtable and tokenize say of the texts on standard input: a line of digests for each. Run by CPython with its library, and as a program
with the same three modules; library_modules.py compares. With --full, all of what the digests are made from."""
import sys

import ast
import symtable
import tokenize


class Names(ast.NodeVisitor):
    def __init__(self):
        self.seen = []

    def visit_Name(self, node):
        self.seen.append(node.id)

    def visit_FunctionDef(self, node):
        self.seen.append("def " + node.name)
        self.generic_visit(node)


class Doubler(ast.NodeTransformer):
    def visit_Constant(self, node):
        if type(node.value) is int:
            return ast.copy_location(ast.Constant(node.value * 2), node)
        return node

    def visit_Pass(self, node):
        return None

    def visit_Expr(self, node):
        return [node, ast.copy_location(ast.Expr(ast.Name("added", ast.Load())), node)]


def trees(text):
    tree = ast.parse(text, type_comments=True)
    yield ast.dump(tree, include_attributes=True)
    yield ast.dump(tree, indent=2, show_empty=True)
    yield str(sum(1 for _ in ast.walk(tree)))
    names = Names()
    names.visit(tree)
    yield str(names.seen)
    for node in tree.body[:40]:
        yield repr(ast.get_source_segment(text, node))
        yield str([name for name, _ in ast.iter_fields(node)] + [type(child).__name__ for child in ast.iter_child_nodes(node)])
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield repr(ast.get_docstring(node, clean=False))
    yield str(ast.compare(tree, ast.parse(text, type_comments=True), compare_attributes=True))
    changed = ast.fix_missing_locations(Doubler().visit(ast.parse(text)))
    yield ast.dump(ast.increment_lineno(changed, 3), include_attributes=True)


def texts(text):
    tree = ast.parse(text)
    again = ast.unparse(tree)
    yield again
    yield str(ast.dump(ast.parse(again)) == ast.dump(tree))


def table(entry):
    yield f"{entry.get_name()} {entry.get_type()} {entry.get_lineno()} {entry.is_nested()} {entry.is_optimized()} {entry.has_children()} {sorted(entry.get_identifiers())}"
    if isinstance(entry, symtable.Function):
        yield f"{entry.get_parameters()} {sorted(entry.get_locals())} {sorted(entry.get_globals())} {sorted(entry.get_nonlocals())} {sorted(entry.get_frees())}"
    for symbol in sorted(entry.get_symbols(), key=lambda symbol: symbol.get_name()):
        yield (f"{symbol.get_name()} {symbol.is_referenced()} {symbol.is_parameter()} {symbol.is_global()} {symbol.is_declared_global()} {symbol.is_local()} "
               f"{symbol.is_free()} {symbol.is_imported()} {symbol.is_assigned()} {symbol.is_namespace()} {symbol.is_annotated()} {symbol.is_type_parameter()}")
    for child in entry.get_children():
        yield from table(child)


def scopes(text):
    yield from table(symtable.symtable(text, "text", "exec"))


def tokens(text):
    lines = iter(text.splitlines(True))
    found = list(tokenize.generate_tokens(lambda: next(lines, "")))
    for token in found:
        yield f"{token!r} {token.exact_type} {tokenize.tok_name[token.exact_type]}"
    yield str(tokenize.untokenize(found) == text)
    yield tokenize.untokenize(token[:2] for token in found)
    encoded = iter(text.encode().splitlines(True))
    yield str(tokenize.detect_encoding(lambda: next(encoded, b"")))


full = "--full" in sys.argv
for text in sys.stdin.read().split("\x1e\n"):
    row = []
    for step in (trees, texts, scopes, tokens):
        lines = []
        try:
            for line in step(text):
                lines.append(line)
        except NotImplementedError:
            row.append("refused")
            continue
        except (SyntaxError, ValueError) as error:
            lines.append(f"{type(error).__name__} {error}")
        if full:
            print(step.__name__)
            print(ascii("\n".join(lines)).replace("\\n", "\n"))
        else:
            whole = "\n".join(lines)
            row.append(f"{len(whole)}:{hash(whole)}")
    if not full:
        print(*row)

# What is said of literals, and of what is none.
for text in ("1", "[1, (2, -3.5), {'a': None}, {1, b'x'}, True]", "1 + 2j", "x", "f()", "1 +", "{**a}", "-1j - 2", "set()", "'a' 'b'", "[" * 90 + "]" * 90, "\n 1", "..."):
    try:
        print(repr(ast.literal_eval(text)))
    except (SyntaxError, ValueError) as error:
        print(type(error).__name__, str(error).split(" at 0x")[0])
