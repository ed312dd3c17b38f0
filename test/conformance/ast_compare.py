# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compares our syntax tree of every file in the yardstick's library with its own.

Run by the yardstick: build/bin/python3.14 test/conformance/ast_compare.py FRONT [--jobs=N] [FILE...]
FRONT prints trees (`pyc-front`); without files, the whole standard library with its test-suite is compared.
Files that CPython refuses must be refused with the same error, at the same place.
"""

import concurrent.futures
import glob
import os
import subprocess
import sys

from ast_front import expected


def compare(front, path):
    with open(path, "rb") as file:
        wanted = expected(file.read())
    result = subprocess.run([front, "--raw", path], capture_output=True)
    found = result.stdout.decode("utf-8", "surrogatepass")
    accepted = wanted.startswith("Module(")
    if wanted == found:
        return accepted, None
    wanted_lines, found_lines = wanted.splitlines(), found.splitlines()
    for number, (left, right) in enumerate(zip(wanted_lines, found_lines), 1):
        if left != right:
            return accepted, f"line {number}: expected {left!r}, found {right!r}"
    return accepted, f"expected {len(wanted_lines)} lines, found {len(found_lines)} (status {result.returncode})"


def compare_many(front, paths):
    return [(path, *compare(front, path)) for path in paths]


def main():
    arguments = sys.argv[1:]
    jobs = os.cpu_count() or 1
    for argument in list(arguments):
        if argument.startswith("--jobs="):
            jobs = int(argument[7:])
            arguments.remove(argument)
    front, paths = arguments[0], arguments[1:]
    if not paths:
        library = os.path.dirname(os.__file__)
        paths = sorted(path for path in glob.glob(library + "/**/*.py", recursive=True) 
                       if os.path.exists(path) and "site-packages" not in path)
    accepted = refused = 0
    differences = []
    chunks = [paths[start:start + 16] for start in range(0, len(paths), 16)]
    with concurrent.futures.ProcessPoolExecutor(jobs) as pool:
        for results in pool.map(compare_many, [front] * len(chunks), chunks):
            for path, was_accepted, difference in results:
                accepted += was_accepted
                refused += not was_accepted
                if difference:
                    differences.append(f"{path}: {difference}")
    print("\n".join(differences))
    print(f"{len(paths)} files: {accepted} that CPython accepts, {refused} that it refuses; "
          f"{len(differences)} differences")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
