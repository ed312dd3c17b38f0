# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""CPython's own ast, symtable and tokenize on top of our native modules: built into a program, they must say what they say under CPython.

    python3.14 test/conformance/library_modules.py COMPILER [--count N] [--jobs N]

The modules are taken from the library of the Python that runs this; what they import and is not there yet has a stand-in in standins/.
"""
import argparse
import difflib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

from code_compare import library
from eval_modules import texts_of

HERE = pathlib.Path(__file__).parent
PROGRAM = HERE / "library_modules_program.py"
STEPS = ["tree", "text", "scopes", "tokens"]
TAKEN = ["ast", "_ast_unparse", "symtable", "tokenize", "token"]
ENVIRONMENT = {"PYTHONHASHSEED": "0", "PYTHONWARNINGS": "ignore", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"}


def run(command, texts):
    done = subprocess.run(command, input="\x1e\n".join(texts), encoding="utf-8", capture_output=True, env=ENVIRONMENT)
    lines = done.stdout.splitlines()
    return lines if done.returncode == 0 else [*lines, f"status {done.returncode}: {done.stderr[-600:]}"]


def compare(executable, chunk):
    wanted, found = (run(command, [text for _, text in chunk]) for command in ([sys.executable, str(PROGRAM)], [executable]))
    found += [""] * (len(wanted) - len(found))
    different, refused = [], 0
    for place, (left, right) in enumerate(zip(wanted, found)):
        same = [one == other or other == "refused" for one, other in zip(left.split(), right.split())]
        if left == right or place < len(chunk) and len(same) == len(STEPS) and all(same):
            refused += right.count("refused")
            continue
        if place >= len(chunk):
            different.append(f"literals: {left} | {right}")
            break
        path, text = chunk[place]
        full = [run([*command, "--full"], [text]) for command in ([sys.executable, str(PROGRAM)], [executable])]
        lines = [line for line in difflib.unified_diff(*full, lineterm="", n=0) if not line.startswith(("---", "+++", "@@"))]
        steps = [step for step, one, other in zip(STEPS, left.split(), right.split()) if one != other]
        different.append(f"{path}: {', '.join(steps) or right}: " + " | ".join(line[:200] for line in lines[:4]))
    return different, refused


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("compiler")
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    files = list(library())
    if options.count:
        files = files[::max(1, len(files) // options.count)][:options.count]
    chosen = list(texts_of(files))
    with tempfile.TemporaryDirectory() as folder:
        for name in TAKEN:
            shutil.copy(pathlib.Path(os.__file__).with_name(name + ".py"), folder)
        for file in (HERE / "standins").glob("*.py"):
            shutil.copy(file, folder)
        shutil.copy(PROGRAM, folder)
        executable = f"{folder}/program"
        subprocess.run([options.compiler, "build", f"{folder}/{PROGRAM.name}", "-o", executable], check=True, capture_output=True)
        chunks = [chosen[start:start + 5] for start in range(0, len(chosen), 5)]
        with ThreadPoolExecutor(options.jobs) as pool:
            results = list(pool.map(lambda chunk: compare(executable, chunk), chunks))
    different = [line for lines, _ in results for line in lines]
    print("\n".join(different[:20]))
    print(f"{len(chosen)} files through ast, symtable and tokenize: {sum(count for _, count in results)} steps refused by name, {len(different)} differ")


if __name__ == "__main__":
    main()
