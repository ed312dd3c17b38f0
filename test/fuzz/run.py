#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Builds the libFuzzer targets beside this file and runs them one after another: run.py [--seconds N] [--seed N] [TARGET...]

Seeds are statements from the yardstick's library, taken when this runs, and the texts of `regressions/`, which every run
begins with. An input that fails is kept in build/fuzz/found/ and its name printed; `build/fuzz/bin/fuzz/TARGET FILE`
runs it again.
"""
import argparse
import ast
import keyword
import pathlib
import random
import shutil
import subprocess
import sys
import warnings

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = ROOT / "build/fuzz"
REGRESSIONS = ROOT / "test/fuzz/regressions"
TARGETS = ["lexer", "parser", "compiler", "verifier"]
PREFIXES = {"lexer": b"\0", "parser": b"\0", "compiler": b"\0\0", "verifier": b"\x02\x20\0\x01\x30\0\x02"}
OPERATORS = "( ) [ ] { } : , ; . ... -> := + - * ** / // % @ << >> & | ^ ~ < > <= >= == != = += **= >>= ! \\".split()
MARKS = ["'''", '\\"\\"\\"', "f'", "t'", "rb'", "f'''{", "{x!r:>{y}}", "{x=}", "\\x0a ", "\\x0a", "\\x5c\\x0a", "\\x0c", "\\x09",
         "_", "match x:\\x0a case ", "type X[T: int = str, *U, **V] = ", "except* ", "# type: int", "\\xef\\xbb\\xbf",
         "# -*- coding: latin-1 -*-\\x0a", "from __future__ import annotations", "0x", "1e", "1j", "\\xc3\\xa9", "async for "]


def statements(library, choice, count):
    """Statements of at most a few hundred bytes, in the words of the library."""
    paths = sorted(library.rglob("*.py"))
    choice.shuffle(paths)
    found = []
    for path in paths:
        if len(found) >= count:
            break
        try:
            text = path.read_text("utf-8")
            tree = ast.parse(text)
        except (SyntaxError, ValueError, OSError, RecursionError):
            continue
        nodes = [node for node in ast.walk(tree) if isinstance(node, ast.stmt)]
        lines = text.splitlines(keepends=True)
        for node in choice.sample(nodes, min(len(nodes), 8)):
            taken = lines[node.lineno - 1:node.end_lineno]
            taken = [line.removeprefix(" " * node.col_offset) for line in taken]
            source = "".join(taken).encode()
            if len(source) <= 600:
                found.append(source)
    return found


def make_seeds(folder, options):
    library = next((ROOT / "build/yardstick").glob("root/usr/lib/python3.*"), None)
    sources = []
    if library:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            sources = statements(library, random.Random(options.seed), 1500)
    for target in options.targets:
        seeds = folder / target
        shutil.rmtree(seeds, ignore_errors=True)
        seeds.mkdir(parents=True)
        for number, source in enumerate(sources):
            (seeds / f"seed{number}").write_bytes(PREFIXES[target] + source)
    words = keyword.kwlist + OPERATORS + MARKS
    (folder / "words").write_text("".join(f'"{word if word in MARKS else word.replace(chr(92), chr(92) * 2)}"\n' for word in words))


def build(targets):
    log = BUILD / "build.log"
    BUILD.mkdir(parents=True, exist_ok=True)
    with open(log, "w") as out:
        for command in (["cmake", "--preset", "fuzz"], ["cmake", "--build", str(BUILD), "--target", *(f"fuzz-{name}" for name in targets)]):
            if subprocess.run(command, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT).returncode:
                print(log.read_text()[-4000:])
                return False
    return True


def run(target, folder, options):
    program = BUILD / "bin/fuzz" / target
    found = BUILD / "found"
    found.mkdir(exist_ok=True)
    known = sorted(REGRESSIONS.glob(target + "-*"))
    common = [str(program), f"-artifact_prefix={found}/{target}-", "-timeout=60", "-rss_limit_mb=2048", "-malloc_limit_mb=1024"]
    if known and (done := subprocess.run([*common, *map(str, known)], capture_output=True, text=True, errors="replace")).returncode:
        return done.stderr
    done = subprocess.run([*common, f"-max_total_time={options.seconds}", f"-seed={options.seed}", f"-dict={folder}/words", "-max_len=1200",
                           "-print_final_stats=1", "-reload=0", str(folder / target)], capture_output=True, text=True, errors="replace")
    executed = [line.split()[-1] for line in done.stderr.splitlines() if "number_of_executed_units" in line]
    print(f"{target}: {executed[0] if executed else '?'} inputs, {len(known)} known ones", flush=True)
    return done.stderr if done.returncode else ""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", default=TARGETS)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if not build(options.targets):
        print("0 passed, 1 failed, 0 skipped")
        return 1
    folder = BUILD / "seeds"
    make_seeds(folder, options)
    failed = 0
    for target in options.targets:
        problem = run(target, folder, options)
        failed += bool(problem)
        if problem:
            print(f"FAIL {target}\n{problem[-3000:]}")
    print(f"{len(options.targets) - failed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
