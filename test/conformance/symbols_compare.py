# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compares the symbol tables of the front end with Python's, for every file of its library and test-suite.

    python3.14 test/conformance/symbols_compare.py FRONT [--jobs N] [--show N] [FILE...]

FRONT is the pyc-front command.
"""
import argparse
import concurrent.futures
import os
import subprocess
import sys
import warnings

import _symtable
from code_compare import library

NUMBERS = {
    _symtable.TYPE_FUNCTION: "function", _symtable.TYPE_CLASS: "class", _symtable.TYPE_MODULE: "module",
    _symtable.TYPE_ANNOTATION: "annotation", _symtable.TYPE_TYPE_ALIAS: "type alias",
    _symtable.TYPE_TYPE_PARAMETERS: "type parameters", _symtable.TYPE_TYPE_VARIABLE: "type variable",
}


def describe(scope, depth, out):
    space = " " * depth
    out.append(f"{space}scope {scope.name} {NUMBERS[scope.type]} {scope.lineno}{' nested' if scope.nested else ''}")
    for name, flags in sorted(scope.symbols.items(), key=lambda item: item[0].encode("utf-8", "surrogatepass")):
        out.append(f"{space} {name} {flags}")
    for child in scope.children:
        describe(child, depth + 1, out)


def compare(front, path):
    with open(path, "rb") as file:
        source = file.read()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            top = _symtable.symtable(source, path, "exec")
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            top = None
    run = subprocess.run([front, "--stage=symbols", path], capture_output=True)
    if run.returncode < 0:
        return False, f"{path}: crash: signal {-run.returncode}"
    if top is None or run.returncode:
        return (top is None) == bool(run.returncode), f"{path}: {run.stderr.decode('utf-8', 'replace')}"
    want = []
    describe(top, 0, want)
    have = run.stdout.decode("utf-8", "surrogatepass").splitlines()
    if want == have:
        return True, ""
    for number, (left, right) in enumerate(zip(want + [""], have + [""])):
        if left != right:
            around = next((line for line in reversed(want[:number + 1]) if line.lstrip().startswith("scope ")), "")
            return False, f"{path}: in {around.strip()!r}: {left.strip()!r}, not {right.strip()!r}"
    return False, path


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("front")
    parser.add_argument("files", nargs="*")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--show", type=int, default=10)
    options = parser.parse_args()
    files = options.files or list(library())
    good = shown = 0
    with concurrent.futures.ProcessPoolExecutor(options.jobs) as pool:
        for same, note in pool.map(compare, [options.front] * len(files), files, chunksize=8):
            good += same
            if not same and shown < options.show:
                shown += 1
                print(note)
    print(f"{good} of {len(files)} files have the same symbol tables")
    return 0 if good == len(files) else 1


if __name__ == "__main__":
    sys.exit(main())
