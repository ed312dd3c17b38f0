# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Feeds sources that are meant to hurt: nothing may crash, and time must stay in proportion to size.

Run by the yardstick: ast_hostile.py FRONT. Where CPython can say so in reasonable time, the verdict is its own.
"""

import os
import random
import sys

from ast_front import Front, expected

# By size: a quarter of it must take at least an eighth of the time.
SCALED = {
    "open parentheses": (10_000_000, lambda size: "(" * size),
    "nested lists": (100_000, lambda size: "[" * size + "]" * size),
    "additions": (1_000_000, lambda size: "1" + "+1" * size),
    "attributes": (1_000_000, lambda size: "a" + ".b" * size),
    "long identifier": (5_000_000, lambda size: "a" * size),
    "long identifier that needs normalising": (1_000_000, lambda size: "\N{MICRO SIGN}" * size),
    "long decimal": (5_000_000, lambda size: "1" * size),
    "long hexadecimal": (5_000_000, lambda size: "0x" + "f" * size),
    "long float": (5_000_000, lambda size: "1." + "5" * size),
    "long string": (5_000_000, lambda size: '"' + "a" * size + '"'),
    "long line": (1_000_000, lambda size: "a;" * size),
    "long line with a mistake": (200_000, lambda size: "a;" * size + "b c"),
    "minus signs": (1_000_000, lambda size: "-" * size + "1"),
    "stars": (100_000, lambda size: "*" * size),
    "open strings": (100_000, lambda size: "'\n" * size),
    "decorators": (50_000, lambda size: "@a\n" * size),
    "mistake at the end": (20_000, lambda size: "x=1\n" * size + "x y"),
    "bytes that are no UTF-8": (1_000_000, lambda size: b"a = 1\n" * (size // 6) + b"\xff" * size),
}
SOURCES = {
    "deepest parentheses": "(" * 200 + "1" + ")" * 200,
    "a million additions": "1" + "+1" * 1_000_000,
    "a million attributes": "a" + ".b" * 1_000_000,
    "long identifier": "a" * 5_000_000,
    "long decimal": "1" * 5_000_000,
    "long hexadecimal": "0x" + "f" * 5_000_000,
    "long float": "1." + "5" * 5_000_000,
    "long string": '"' + "a" * 5_000_000 + '"',
    "deepest minus signs": "-" * 5968 + "1",
    "one minus sign more": "-" * 5969 + "1",
    "lambdas": "lambda:" * 2985 + "1",
    "powers": "a**" * 2984 + "1",
    "deepest blocks": "".join(" " * depth + "if a:\n" for depth in range(99)) + " " * 99 + "x\n",
    "too deep blocks": "".join(" " * depth + "if a:\n" for depth in range(100)) + " " * 100 + "x\n",
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
    "null byte": "a\0b",
}


def processor_seconds(process):
    """What a process has computed so far, which other work on the machine hardly changes; what the system needs for its memory, that may change."""
    with open(f"/proc/{process.pid}/stat") as file:
        fields = file.read().rpartition(")")[2].split()
    return int(fields[11]) / os.sysconf("SC_CLK_TCK")


def ask(front, source):
    data = source if isinstance(source, bytes) else source.encode()
    before = processor_seconds(front.process)
    found = front.ask(data)
    return data, found, processor_seconds(front.process) - before if found is not None else 0


def verdict(data, found):
    if found is None:
        return "died"
    if len(data) < 400_000 and not (wanted := expected(data, dump=False)).startswith("RecursionError"):
        if wanted != found:
            return f"expected {wanted[:150]!r}, found {found[:150]!r}"
    return ""


def main():
    front = Front(sys.argv[1], "--quiet")
    chance = random.Random(1)
    problems = {}
    for name, (size, make) in SCALED.items():
        _, _, quarter = ask(front, make(size // 4))
        data, found, whole = ask(front, make(size))
        slow = f"{quarter:.2f} s became {whole:.2f} s" if whole > 8 * quarter + 0.25 else ""
        problems[name] = verdict(data, found) or slow
    for name, source in SOURCES.items():
        data, found, seconds = ask(front, source)
        problems[name] = verdict(data, found) or (f"took {seconds:.1f} s" if seconds > 2 else "")
    for name, problem in problems.items():
        if problem:
            print(f"{name}: {problem}")
    failures = sum(map(bool, problems.values()))
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
