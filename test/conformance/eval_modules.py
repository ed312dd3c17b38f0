# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compares node objects, scopes and tokens of library files as a native program makes them with CPython's own.

    python3.14 test/conformance/eval_modules.py COMPILER [--count N] [--jobs N] [--show N] [FILE...]

COMPILER is the pyc-native command. Without files, N files of the standard library and test-suite, evenly chosen, are compared (0: all); each
is also compiled from source and from its tree, which must give the same code.
"""
import argparse
import concurrent.futures
import difflib
import os
import pathlib
import subprocess
import sys
import tempfile

from code_compare import library

PROGRAM = pathlib.Path(__file__).with_name("eval_modules_program.py")
STEPS = ["tree", "scopes", "tokens", "round trip"]
ENVIRONMENT = {"PYTHONHASHSEED": "0", "PYTHONWARNINGS": "ignore", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"}


def texts_of(paths):
    for path in paths:
        try:
            text = pathlib.Path(path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if "\x1e" not in text and "\r" not in text:
            yield path, text


def run(command, texts):
    done = subprocess.run(command, input="\x1e\n".join(texts), encoding="utf-8", capture_output=True, env=ENVIRONMENT)
    lines = done.stdout.splitlines()
    return lines if done.returncode == 0 else lines + [f"status {done.returncode}: {done.stderr[-300:]}"]


def compare(executable, paths):
    chosen = list(texts_of(paths))
    texts = [text for _, text in chosen]
    wanted, found = (run(command, texts) for command in ([sys.executable, str(PROGRAM)], [executable]))
    found += [""] * (len(wanted) - len(found))
    different = []
    for (path, text), left, right in zip(chosen, wanted, found):
        if left == right:
            continue
        steps = [step for step, one, other in zip(STEPS, left.split(), right.split()) if one != other] or [right]
        full = [run([*command, "--full"], [text]) for command in ([sys.executable, str(PROGRAM)], [executable])]
        lines = [line for line in difflib.unified_diff(*full, lineterm="", n=0) if not line.startswith(("---", "+++", "@@"))]
        different.append(f"{path}: {', '.join(steps)}: " + " | ".join(line[:160] for line in lines[:4]))
    return len(chosen), different


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("compiler")
    parser.add_argument("files", nargs="*")
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--show", type=int, default=20)
    options = parser.parse_args()
    files = options.files or list(library())
    if options.count and not options.files:
        files = files[::max(1, len(files) // options.count)][:options.count]
    with tempfile.TemporaryDirectory() as folder:
        executable = f"{folder}/program"
        subprocess.run([options.compiler, "build", PROGRAM, "-o", executable], check=True)
        chunks = [files[start:start + 10] for start in range(0, len(files), 10)]
        compared, different = 0, []
        with concurrent.futures.ProcessPoolExecutor(options.jobs) as pool:
            for count, problems in pool.map(compare, [executable] * len(chunks), chunks):
                compared += count
                different += problems
    print("\n".join(different[:options.show]))
    print(f"{compared} files: trees, scopes, tokens and round trips: {len(different)} differ")


if __name__ == "__main__":
    main()
