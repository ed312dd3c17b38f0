#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes docs/compatibility.md from what is tested: the programs of test/run, which modules of the library there are, and what raises
NotImplementedError or is refused. --check only says whether the page is up to date."""
import argparse
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/compatibility.md"


def programs():
    areas = {}
    for path in sorted((ROOT / "test/run").rglob("*.py")):
        first = path.read_text(encoding="utf-8", errors="replace").partition("\n")[0]
        if first.startswith("# run:"):
            areas.setdefault(path.parent.relative_to(ROOT / "test/run").as_posix(), []).append((path.stem, first.removeprefix("# run:").strip()))
    return areas


def missing():
    pattern = re.compile(r'raiseNotImplementedError\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+)')
    literal = re.compile(r'"((?:[^"\\]|\\.)*)"')
    found = set()
    for folder in ("runtime", "stdlib"):
        for path in (ROOT / folder).rglob("*.cpp"):
            if path.stem.startswith("memoryview"):  # CPython refuses the same in the same words
                continue
            for match in pattern.finditer(path.read_text(encoding="utf-8")):
                found.add("".join(literal.findall(match.group(1))).replace('\\"', '"'))
    return sorted(found)


def library(state):
    text = (ROOT / "stdlib/library_modules.def").read_text()
    return re.findall(rf"PYC_LIBRARY_MODULE\((\w+), {state}\)", text)


def page():
    areas = programs()
    lines = ["# Compatibility", "", "Written by `test/compatibility.py` from the tests and sources; the yardstick is CPython 3.14.", "",
             f"## What is compared with CPython: {sum(map(len, areas.values()))} programs", "",
             "Each is compiled at `-O0`, at `-O2` and as bytecode only; output, errors and exit status are those of CPython.", ""]
    for area, entries in areas.items():
        lines += [f"### {area}", ""] + [f"- `{name}`: {what}" for name, what in entries] + [""]
    lines += ["## The library", "", "There: " + ", ".join(f"`{name}`" for name in library("Native")) + ". Importing any other module of CPython's library is refused at build, by name.", "",
              "## What raises `NotImplementedError`, in these words", ""]
    return "\n".join(lines + [f"- {text}" for text in missing()]) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    if parser.parse_args().check:
        sys.exit(0 if PAGE.read_text() == page() else "docs/compatibility.md is out of date: run test/compatibility.py")
    PAGE.write_text(page())


if __name__ == "__main__":
    main()
