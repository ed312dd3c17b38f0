# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Prints digests of what compile(), _symtable and _tokenize make of the texts on standard input, one line for each text.

Run by CPython and as a native program; eval_modules.py compares the lines. Texts are separated by lines of one record separator. With the
argument --full, all of what the digests are made from is printed.
"""
import sys

import _ast
import _symtable
import _tokenize


def dump(node, out):
    out.append(type(node).__name__)
    for name, value in vars(node).items():
        out.append(name)
        if isinstance(value, list):
            for item in value:
                dump_value(item, out)
            out.append("]")
        else:
            dump_value(value, out)
    out.append(")")


def dump_value(value, out):
    if isinstance(value, _ast.AST):
        dump(value, out)
    else:
        out.append(repr(value))


def dump_scope(entry, out):
    out.append(f"{entry.name} {entry.type} {entry.lineno} {entry.nested} {sorted(entry.symbols.items())} {entry.varnames}")
    for child in entry.children:
        dump_scope(child, out)
    out.append("end")


def same_code(left, right):
    if (left.co_code, left.co_names, left.co_varnames, left.co_cellvars, left.co_freevars, left.co_flags) != (
            right.co_code, right.co_names, right.co_varnames, right.co_cellvars, right.co_freevars, right.co_flags):
        return False
    if list(left.co_positions()) != list(right.co_positions()) or len(left.co_consts) != len(right.co_consts):
        return False
    for one, other in zip(left.co_consts, right.co_consts):
        if hasattr(one, "co_code"):
            if not same_code(one, other):
                return False
        elif type(one) is not type(other) or (repr(one) != repr(other) and one != other):
            return False
    return True


def described(error):
    return [f"{type(error).__name__} {error.args}"]


def trees(text):
    out = []
    try:
        dump(compile(text, "<text>", "exec", _ast.PyCF_ONLY_AST | _ast.PyCF_TYPE_COMMENTS), out)
    except (SyntaxError, ValueError) as error:
        return described(error)
    return out


def scopes(text):
    out = []
    try:
        dump_scope(_symtable.symtable(text, "<text>", "exec"), out)
    except (SyntaxError, ValueError) as error:
        return described(error)
    return out


def tokens(text):
    lines = iter([line + "\n" for line in text.split("\n")])
    out = []
    try:
        for token in _tokenize.TokenizerIter(lambda: next(lines, ""), extra_tokens=True):
            out.append(repr(token))
    except SyntaxError as error:
        out += described(error)
    return out


def round_trip(text):
    try:
        direct = compile(text, "<text>", "exec")
    except (SyntaxError, ValueError) as error:
        return described(error)
    tree = compile(text, "<text>", "exec", _ast.PyCF_ONLY_AST)
    return [str(same_code(direct, compile(tree, "<text>", "exec")))]


full = "--full" in sys.argv
for text in sys.stdin.read().split("\x1e\n"):
    row = []
    for step in (trees, scopes, tokens, round_trip):
        whole = "\n".join(step(text))
        if full:
            print(step.__name__)
            print(ascii(whole).replace("\\n", "\n"))
        else:
            row.append(f"{len(whole)}:{hash(whole)}")
    if not full:
        print(" ".join(row))
