# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compares compile()'s ALLOW_INCOMPLETE_INPUT and _feature_version: ast_flags.py FRONT. Run by the yardstick."""

import ast
import sys
import warnings

from ast_front import Front, describe_error

SOURCES = [
    "x", "if x:", "if x:\n", "if x:\n  y", "if x:\n  y\n", "(", "(a,\n", "'''a", "'a", "f'''{", "f'''a", "f'a", "x = \\",
    "x = \\\n", "def f():\n  x\n", "@a\n", "@a", "class A:\n  def f(self):\n    pass\n", "for x in y:\n  z\nelse:",
    "try:\n  x\n", "try:\n x\nexcept", "a b", "x = ", "import", "from x import", "lambda", "return", "f(a", "[1,2", "{1:",
    "{1:2,", "match x:", "match x:\n", "match x:\n case 1:", "while x", "if x", "'abc\\\n", "'''\n\n", "async", "not",
    "x +", "x.", "x;", "", "\n", "#", "  ", " x", "if x:\n  y\n z", '"""a\nb', "f'{x", "f'{x!", "f'''{x:", "f'{\n"]

NEWER = [
    "x: int", "def f(a,/): pass", "async def f(): pass", "x = 1_0", "f'a'", "(x:=1)", "a @ b", "a @= b",
    "async for x in y: pass", "[x async for x in y]", "await x", "match x:\n case 1: pass", "try: x\nexcept* y: z",
    "type X = int", "def f[T](): pass", "class A[T=int]: pass", "t'a'", "try: x\nexcept a, b: pass", "with (a as b): pass",
    "lambda a,/: b", "async with a: b", "(a): int", "f(a for a in b)", "{**a}", "x = 0xf_f", "async with (a, b): c"]

ONLY_AST, ALLOW_INCOMPLETE_INPUT, DONT_IMPLY_DEDENT = 0x400, 0x4000, 0x200


def wanted(source, mode, flags, version):
    try:
        tree = compile(source, "<unknown>", mode, ONLY_AST | flags, _feature_version=version)
    except SyntaxError as error:
        return describe_error(error)
    return ast.dump(tree, include_attributes=True, indent=1) + "\n"


def main():
    warnings.simplefilter("ignore")
    runs = [(SOURCES, mode, ALLOW_INCOMPLETE_INPUT | DONT_IMPLY_DEDENT, -1, ["--incomplete", f"--mode={mode}"])
            for mode in ("exec", "single")]
    runs += [(NEWER, "exec", 0, version, [f"--feature-version={version}"]) for version in range(15)]
    total = failures = 0
    for sources, mode, flags, version, options in runs:
        front = Front(sys.argv[1], "--text", *options)
        for source in sources:
            total += 1
            left, right = wanted(source, mode, flags, version), front.ask(source.encode())
            if left != right:
                failures += 1
                print(f"{source!r} {options}:\n    expected {left[:200]}\n    found    {right[:200] if right else 'died'}")
    print(f"{total} snippets, {failures} differences")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
