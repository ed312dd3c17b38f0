#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Measures the programs of this folder in one run, beside CPython, PyPy where build/bin/pypy3 exists, and their C twins.

The programs' figures are those of the fastest of several whole processes, in processor seconds: what other work on the machine adds, it only
ever adds, and can double a run. All contestants run equally often and in turns. hello's and the builds' figures are medians, in wall seconds.
A program whose output differs from CPython's is an error, not a figure."""
import argparse
import math
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import front_end
import targets
import web

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = ROOT / "test/bench"
PYTHON = ROOT / "build/bin/python3.14"
PYPY = ROOT / "build/bin/pypy3"
COMPILER = ROOT / "build/bin/pyc-native"
MEASURE = ROOT / "build/measure"
NUMERIC = ["nbody", "mandelbrot", "sieve", "fannkuch", "spectral_norm", "matmul"]
CALLS = ["fib"]
OBJECTS = ["scheduler", "binary_trees", "bodies", "circuit"]
C_FLAGS = ["-O2", "-ffp-contract=off", "-march=x86-64-v2"]
BEGIN, END = "<!-- figures of ./dev bench --write begin -->", "<!-- figures end -->"


def run(command):
    """(wall seconds, processor seconds, peak KB, output)"""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as report:
        launcher = [str(MEASURE), *map(str, command)]
        pid = os.posix_spawn(launcher[0], launcher, os.environ,
                             file_actions=[(os.POSIX_SPAWN_DUP2, out.fileno(), 1), (os.POSIX_SPAWN_DUP2, report.fileno(), 3)])
        os.waitpid(pid, 0)
        out.seek(0)
        report.seek(0)
        wall, processor, peak, status = report.read().split()
        if int(status):
            raise RuntimeError(f"{' '.join(map(str, command))}: status {int(status)}")
        return float(wall), float(processor), int(peak), out.read()


def build(source, output, *flags):
    subprocess.run([COMPILER, "build", source, "-o", output, *flags], check=True, cwd=ROOT)


def measure(contestants, repeats, wall=False):
    """{who: (seconds, peak KB)}; `contestants` is {who: command}, CPython first. The fastest run counts, of wall seconds the median."""
    seconds, memory, expected = {who: [] for who in contestants}, {}, None
    for turn in range(repeats):
        for who, command in contestants.items():
            elapsed, processor, peak, output = run(command)
            expected = output if expected is None else expected
            if output != expected:
                raise RuntimeError(f"{who}: output differs from CPython's")
            seconds[who].append(elapsed if wall else processor)
            memory[who] = max(memory.get(who, 0), peak)
    representative = statistics.median if wall else min
    return {who: (representative(seconds[who]), memory[who]) for who in contestants}


def programs_table(names, work, repeats):
    lines = ["| program | CPython 3.14 | PyPy | interpreter | native | C | native ÷ C | × CPython | interpreter × CPython | × PyPy | memory, MB (CPython) |",
             "|---|---|---|---|---|---|---|---|---|---|---|"]
    against_cpython, against_interpreter = {}, []
    for name in names:
        source = HERE / f"{name}.py"
        contestants = {"cpython": [PYTHON, source]}
        if PYPY.exists():
            contestants["pypy"] = [PYPY, source]
        try:
            build(source, work / name)
            contestants["native"] = [work / name]
            build(source, work / f"{name}.bytecode", "--interpret")
            contestants["interpreter"] = [work / f"{name}.bytecode"]
            if (HERE / f"{name}.c").exists():
                subprocess.run(["clang-22", *C_FLAGS, HERE / f"{name}.c", "-o", work / f"{name}.c.exe", "-lm"], check=True)
                contestants["c"] = [work / f"{name}.c.exe"]
            found = measure(contestants, repeats)
        except (RuntimeError, subprocess.CalledProcessError) as error:
            lines.append(f"| {name} | failed: {error} |" + " |" * 9)
            continue
        finally:
            print(f"  {name}", file=sys.stderr, flush=True)
        time_of = {who: values[0] for who, values in found.items()}
        against_cpython[name] = time_of["cpython"] / time_of["native"]
        against_interpreter.append(time_of["cpython"] / time_of["interpreter"])
        cell = lambda who: f"{time_of[who]:.3f} s" if who in time_of else ""
        ratio = lambda over, under: f"{time_of[over] / time_of[under]:.2f}" if over in time_of and under in time_of else ""
        lines.append(f"| {name} | {cell('cpython')} | {cell('pypy')} | {cell('interpreter')} | {cell('native')} | {cell('c')} | {ratio('native', 'c')} | "
                     f"{against_cpython[name]:.1f} | {against_interpreter[-1]:.2f} | {ratio('pypy', 'native')} | "
                     f"{found['native'][1] / 1024:.1f} ({found['cpython'][1] / 1024:.1f}) |")
    mean = lambda values: f"{math.exp(statistics.fmean(map(math.log, values))):.1f}" if values else "none"
    lines.append("")
    numeric = [against_cpython[name] for name in NUMERIC if name in against_cpython]
    lines.append(f"Geometric mean over CPython: {mean(numeric)} on the numeric programs, {mean(list(against_cpython.values()))} on all; "
                 f"interpreter {mean(against_interpreter)}.")
    return lines


def hello_table(work):
    source = HERE / "hello.py"
    build(source, work / "hello", "--strip")
    subprocess.run(["clang-22", "-O2", HERE / "hello.c", "-o", work / "hello.c.exe"], check=True)
    found = measure({"CPython": [PYTHON, source], "native": [work / "hello"], "C (dynamic)": [work / "hello.c.exe"]},
                    41, wall=True)
    lines = ["| hello, world | whole run | resident | size |", "|---|---|---|---|"]
    sizes = {"native": f"{(work / 'hello').stat().st_size / 1024:.0f} KB stripped"}
    return lines + [f"| {who} | {seconds * 1000:.2f} ms | {memory / 1024:.1f} MB | {sizes.get(who, '')} |" for who, (seconds, memory) in found.items()]


def build_table(work):
    """A program of about 300 lines is the scheduler's classes and the numeric programs' functions in one file."""
    text = "".join((HERE / f"{name}.py").read_text().replace("main()\n", f"{name}()\n").replace("def main()", f"def {name}()")
                   for name in ("scheduler", "fannkuch", "spectral_norm", "matmul"))
    lines = [f"| build of a program of {len(text.splitlines())} lines | seconds |", "|---|---|"]
    environment = {**os.environ, "PYC_CACHE": str(work / "cache")}
    for title, flags in (("-O2", []), ("-O0", ["-O0"]), ("--interpret", ["--interpret"])):
        cold, warm = [], []
        for turn in range(3):
            source = work / f"program{turn}.py"
            source.write_text(text + f"# {title} {turn}\n")
            for times in (cold, warm):
                start = time.perf_counter()
                subprocess.run([COMPILER, "build", source, "-o", work / "program", *flags], check=True, env=environment)
                times.append(time.perf_counter() - start)
        lines.append(f"| {title} | {statistics.median(cold):.2f}; again unchanged {statistics.median(warm):.2f} |")
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the tables into docs/performance.md")
    parser.add_argument("--only", help="programs, separated by commas, and nothing else")
    parser.add_argument("--repeats", type=int, default=5, help="runs of each program by each contestant")
    options = parser.parse_args()
    subprocess.run(["clang-22", "-O1", "-static", HERE / "measure.c", "-o", MEASURE], check=True)
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        names = options.only.split(",") if options.only else NUMERIC + CALLS + OBJECTS
        sections = [programs_table(names, work, options.repeats)]
        if not options.only:
            tables = [lambda: hello_table(work), lambda: build_table(work), lambda: front_end.front_end_table(work, run),
                      lambda: targets.targets_tables(NUMERIC + CALLS, work, run),
                      lambda: web.web_tables(NUMERIC + CALLS, work, run)]
            for table in tables:
                try:
                    sections.append(table())
                except (RuntimeError, subprocess.CalledProcessError) as error:
                    sections.append([f"a table is missing: {error}"])
    text = "\n\n".join("\n".join(section) for section in sections)
    print(text)
    if options.write:
        page = ROOT / "docs/performance.md"
        before, _, rest = page.read_text().partition(BEGIN)
        processor = next((line.partition(": ")[2] for line in open("/proc/cpuinfo") if line.startswith("model name")), "unknown processor")
        page.write_text(f"{before}{BEGIN}\n\nOn {processor.strip()}, {os.cpu_count()} cores, in one run:\n\n{text}\n\n{END}{rest.partition(END)[2]}")


if __name__ == "__main__":
    main()
