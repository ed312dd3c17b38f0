# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Feeds sources that are meant to hurt: nothing may crash, and time must stay in proportion to size.

Run by the yardstick: ast_hostile.py FRONT. Where CPython can say so in reasonable time, the verdict is its own.
"""

import random
import sys
import time

from ast_front import Front, expected

SOURCES = {
    "ten megabytes of (": "(" * 10_000_000,
    "nested lists": "[" * 100_000 + "]" * 100_000,
    "deepest parentheses": "(" * 200 + "1" + ")" * 200,
    "a million additions": "1" + "+1" * 1_000_000,
    "a million attributes": "a" + ".b" * 1_000_000,
    "long identifier": "a" * 5_000_000,
    "long decimal": "1" * 5_000_000,
    "long hexadecimal": "0x" + "f" * 5_000_000,
    "long float": "1." + "5" * 5_000_000,
    "long string": '"' + "a" * 5_000_000 + '"',
    "minus signs": "-" * 1_000_000 + "1",
    "deepest minus signs": "-" * 5968 + "1",
    "one minus sign more": "-" * 5969 + "1",
    "lambdas": "lambda:" * 2985 + "1",
    "powers": "a**" * 2984 + "1",
    "deepest blocks": "".join(" " * depth + "if a:\n" for depth in range(99)) + " " * 99 + "x\n",
    "too deep blocks": "".join(" " * depth + "if a:\n" for depth in range(100)) + " " * 100 + "x\n",
    "open strings": "'\n" * 100_000,
    "decorators": "@a\n" * 50_000,
    "nested f-strings": "f'{" * 200,
    "open braces": "{" * 199,
    "open dictionaries": "{1:" * 199,
    "open calls": "f(" * 199,
    "open keyword arguments": "f(a=" * 100,
    "open comprehensions": "[x for " * 100,
    "open yields": "(yield " * 100,
    "open lambdas": "(lambda x=" * 100,
    "mistake in parentheses": "(" * 100 + " a b " + ")" * 100,
    "mistake in dictionaries": "{1:" * 50 + "a b" + "}" * 50,
    "mistake in lists": "[" * 90 + "a b" + "]" * 90,
    "mistake in calls": "f(" * 60 + "a b" + ")" * 60,
    "mistake in keyword arguments": "f(a, b=" * 40 + "a b" + ")" * 40,
    "mistake in subscripts": "a[" * 60 + "b c" + "]" * 60,
    "mistake in patterns": "match x:\n case " + "[" * 150 + "1 2" + "]" * 150 + ": pass",
    "mistake at the end": "x=1\n" * 20_000 + "x y",
    "stars": "*" * 100_000,
    "null byte": "a\0b",
}


def main():
    front = Front(sys.argv[1], "--quiet")
    failures = 0
    chance = random.Random(1)
    for name, source in SOURCES.items():
        data = source.encode()
        start = time.monotonic()
        found = front.ask(data)
        seconds = time.monotonic() - start
        problem = ""
        if found is None:
            problem = "died"
        elif seconds > 2 + len(data) / 500_000:
            problem = f"took {seconds:.1f} s"
        elif len(data) < 400_000 and not (wanted := expected(data, dump=False)).startswith("RecursionError"):
            if wanted != found:
                problem = f"expected {wanted[:150]!r}, found {found[:150]!r}"
        failures += bool(problem)
        if problem:
            print(f"{name}: {problem}")
    for number in range(3000):
        data = bytes(chance.choice(b"()[]{}'\"\\\n\t #:=,.+-*xfbt01e!@\xc3\xa9\xff") for _ in range(chance.randrange(40)))
        wanted, found = expected(data, dump=False), front.ask(data)
        if wanted != found:
            failures += 1
            print(f"{data!r}: expected {wanted!r}, found {found!r}")
    print(f"{failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
