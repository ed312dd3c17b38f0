# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compiles random functions full of control flow: the verifier must accept what comes out of it.

Run by the yardstick: build/bin/python3.14 test/conformance/code_random.py FRONT [--count=N] [--seed=N] [--depth=N] [--least=N]
They go further than any source in the library: `--least` is how many of a hundred have to show CPython's source ranges, and
`--keep=FILE` writes them down for code_compare.py, which shows the differences.
"""

import os
import random
import subprocess
import sys
import tempfile
import warnings

import code_compare

NAMES = "abcdwxyz"
EXPRESSIONS = """N 1 's' ... -1 True (1,2) N.N N(E) (E_and_E) (E_or_E) (not_E) (E_==_E) (E_is_not_E) (E_in_E) (E_if_E_else_E) [E_for_N_in_E_if_E]
(E,E) (E_+_E) f'{N!r}t' N.N(E,k=E) (E_and^E)""".split()
PATTERNS = "C _ 1 None A.b 1_|_2 (P,P,) [P,*_] [P,*C] {0:P,1:P} K(P,q=P) (P_as_C)".split()
STATEMENTS = """N = E|N, N = E, E|N, N, N = E, E, E|N = N = E|N += E|pass|E|return E|raise N|del N|assert E|break|continue
if E:B|if E:B elif E:B else:B|while True:B|while E:B|for N in E:B|for N, N in E:B else:B|with E as N:B|try:B except N as N:B except:B
try:B finally:B|try:B except N:B else:B|match E:M""".replace("\n", "|").split("|")
SIMPLE = STATEMENTS.index("continue") + 1


class Maker:
    def __init__(self, seed, depth):
        self.depth = depth
        self.choice = random.Random(seed)

    def fill(self, form, **parts):
        return "".join(parts[letter]() if letter in parts else letter for letter in form)

    def name(self):
        return self.choice.choice(NAMES)

    def expression(self, depth=2):
        form = self.choice.choice(EXPRESSIONS if depth else EXPRESSIONS[:7]).replace("_", " ").replace("^", "\n")
        return self.fill(form, N=self.name, E=lambda: self.expression(depth - 1))

    def pattern(self, captures, depth=2):
        form = self.choice.choice(PATTERNS if depth else PATTERNS[:5])
        form = form if form == "_" else form.replace("_|_", " | ").replace("_as_", " as ")
        return self.fill(form, C=lambda: captures.pop() if captures else "h", P=lambda: self.pattern(captures, depth - 1))

    def cases(self, depth, indent):
        lines = []
        for _ in range(self.choice.randrange(1, 4)):
            pattern = self.pattern(list("abcdefg"))
            lines.append(f"\n{indent} case {pattern} if {self.expression(1)}:{self.block(depth - 1, indent + '  ')}")
        return "".join(lines)

    def block(self, depth, indent):
        return "".join(f"\n{self.statement(depth, indent)}" for _ in range(self.choice.randrange(1, 5)))

    def statement(self, depth, indent):
        simple = not depth or self.choice.random() < 0.4
        form = self.choice.choice(STATEMENTS[:SIMPLE] if simple else STATEMENTS[SIMPLE:])
        for word in ("elif", "else", "except", "finally"):
            form = form.replace(f"B {word}", f"B\n{indent}{word}")
        return indent + self.fill(form, N=self.name, E=lambda: self.expression(1),
                                  B=lambda: self.block(depth - 1, indent + " "), M=lambda: self.cases(depth, indent))

    def function(self, number):
        while True:
            text = f"{self.choice.choice(['def', 'async def'])} f{number}(x, y, z):\n for a in x:{self.block(self.depth, '  ')}\n"
            try:
                compile(text, "<random>", "exec")
                return text
            except SyntaxError:
                pass


def same_ranges(front, text):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "random.py")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        pairs = list(zip(code_compare.expected(path), code_compare.actual(front, path)))
    return sum(want["positions"] == have["positions"] for want, have in pairs) * 100 // len(pairs)


def main():
    options = {"count": "60", "seed": "1", "depth": "3", "least": "0", "keep": ""}
    for argument in sys.argv[2:]:
        name, _, options[name] = argument.removeprefix("--").partition("=")
    warnings.simplefilter("ignore")
    maker = Maker(int(options["seed"]), int(options["depth"]))
    text = "".join(maker.function(number) for number in range(int(options["count"])))
    if options["keep"]:
        with open(options["keep"], "w", encoding="utf-8") as file:
            file.write(text)
    run = subprocess.run([sys.argv[1], "--stage=code", "--verify", "--quiet", "-"], input=text, capture_output=True, text=True)
    if run.returncode:
        print(run.stdout[:400])
    print(f"{options['count']} functions: {'accepted' if not run.returncode else 'refused'}")
    if run.returncode:
        return 1
    if not int(options["least"]):
        return 0
    share = same_ranges(sys.argv[1], text)
    print(f"source ranges: {'as they should be' if share >= int(options['least']) else f'only {share} % like those of CPython'}")
    return 0 if share >= int(options["least"]) else 1


if __name__ == "__main__":
    sys.exit(main())
