# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compares what compiling says - errors with their places, and warnings - for every source that CPython's tests compile.

Run by the yardstick: build/bin/python3.14 test/conformance/code_errors.py FRONT [--show] [TEST...]
"""
import os
import sys
import warnings

from ast_front import Front, describe_error, same
from ast_snippets import TESTS, collect


def compiled(source, mode):
    """The errors and warnings of compile(), as `pyc-front --raw --warnings` prints them."""
    error = ""
    with warnings.catch_warnings(record=True) as noted:
        warnings.simplefilter("always")
        try:
            compile(source, "<unknown>", mode, dont_inherit=True)
        except (SyntaxError, ValueError, MemoryError, RecursionError, OverflowError) as raised:
            error = describe_error(raised)
    lines = [f"{item.category.__name__} {str(item.message)!r} {item.lineno}\n" for item in noted]
    return "".join(lines) + error


def normal(answer):
    if answer is None:
        return "died\n"
    lines = answer.splitlines(keepends=True)
    noted = [line for line in lines if line.split(" ")[0].endswith("Warning")]
    return "".join(noted) + "".join(line for line in lines if not line.split(" ")[0].endswith("Warning"))


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--show"]
    front_path, tests = os.path.abspath(arguments[0]), arguments[1:] or TESTS
    sources = collect(tests, os.path.join(os.path.dirname(front_path), "ast_snippets"))
    total = failures = 0
    for mode in ("exec", "eval", "single"):
        fronts = {kind: Front(front_path, f"--mode={mode}", "--stage=code", "--quiet", "--verify", "--warnings",
                              *(["--text"] if kind is str else [])) for kind in (str, bytes)}
        for source, test in sources.items():
            try:
                data = source.encode("utf-8") if isinstance(source, str) else source
            except UnicodeEncodeError:
                continue
            if mode != "exec" and len(data) > 2000:
                continue
            wanted = compiled(source, mode)
            found = normal(fronts[type(source)].ask(data))
            total += 1
            if same(wanted, found):
                continue
            failures += 1
            if "--show" in sys.argv or failures <= 60:
                print(f"{test} ({mode}): {source[:300]!r}\n    expected {wanted[:400]!r}\n    found    {found[:400]!r}")
    print(f"{total} sources, {failures} differences")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
