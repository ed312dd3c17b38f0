#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs every program of test/run under CPython and as native executables and compares them byte for byte.

A program is a .py file whose first line is `# run: what it shows`; other .py files are modules of it. Lines right below may
say `# args: …`, `# stdin: text with \\n` or `# env: NAME=value …`. Under --gc-stress, those named in gc_stress_every_allocation.txt collect at every
allocation, the others at every so-manyth.

--target runs the same list for another platform, in an emulator; what is expected stays CPython's. A program that a platform cannot run says why
(`# not on TARGET: reason`, or `# not on sanitized: reason`) and is listed at the end.
"""
import argparse
import concurrent.futures
import difflib
import hashlib
import json
import os
import pathlib
import random
import re
import shlex
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = ROOT / "test/run"
FLAGS = {"O0": ["-O0"], "O1": ["-O1"], "O2": ["-O2"], "O3": ["-O3"], "Os": ["-Os"], "interpret": ["--interpret"]}
MEMORY = 6 << 30
STRESS_SECONDS = 2.0
# How executables of a target run here; emulated ones need more time.
RUNNERS = {"x86_64-linux": [], "aarch64-linux": ["qemu-aarch64-static"], "riscv64-linux": ["qemu-riscv64-static"],
           "wasm32-wasi": ["node", "--no-warnings", str(HERE / "wasi.mjs")]}
EMULATED_FACTOR = 6
EVERY_ALLOCATION = set((HERE / "gc_stress_every_allocation.txt").read_text().split())


class Program:
    def __init__(self, path):
        self.path = path
        self.name = str(path.relative_to(HERE))[:-3]
        self.args, self.stdin, self.env = [], b"", {}
        self.memory = MEMORY
        self.excuses = {}
        for line in path.read_text(errors="replace").splitlines()[1:]:
            key, _, value = line.removeprefix("#").strip().partition(": ")
            if not line.startswith("# "):
                break
            if key == "args":
                self.args = shlex.split(value)
            elif key == "stdin":
                self.stdin = value.encode().decode("unicode_escape").encode("latin-1")
            elif key.startswith("not on "):
                self.excuses[key.removeprefix("not on ")] = value
            elif key == "env":
                self.env = dict(item.split("=", 1) for item in shlex.split(value))

    def run(self, command, seconds, **environment):
        """(status, stdout, stderr) of one run; the status is a text when there is none."""
        env = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "LANG": "C.UTF-8", "TZ": "UTC", "NO_COLOR": "1",
               "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", **self.env, **environment}
        try:
            done = subprocess.run(["prlimit", f"--as={self.memory}", "--core=0", *command, *self.args], input=self.stdin, cwd=ROOT,
                                  env=env, capture_output=True, timeout=seconds)
            return [done.returncode, done.stdout.decode("latin-1"), done.stderr.decode("latin-1")]
        except subprocess.TimeoutExpired as expired:
            return [f"no end within {seconds:g} s", (expired.stdout or b"").decode("latin-1"), (expired.stderr or b"").decode("latin-1")]

    def expected(self, options):
        """What CPython does, cached by the content of everything the program may read."""
        digest = hashlib.sha256(str(options.python.resolve()).encode())
        for file in sorted(self.path.parent.rglob("*.py")):
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
        digest.update(str(self.path).encode())
        cached = ROOT / "build/test-cpython" / digest.hexdigest()
        if cached.exists():
            return json.loads(cached.read_text())
        result = self.run([str(options.python), str(self.path.relative_to(ROOT))], options.seconds)
        cached.parent.mkdir(parents=True, exist_ok=True)
        cached.write_text(json.dumps(result))
        return result


def difference(expected, actual):
    """Lines that tell a failing run from CPython's, or none."""
    lines = []
    if expected[0] != actual[0]:
        lines.append(f"exit status {actual[0]}, CPython {expected[0]}")
    for stream, want, have in (("stdout", expected[1], actual[1]), ("stderr", expected[2], actual[2])):
        if want != have:
            diff = list(difflib.unified_diff(want.splitlines(), have.splitlines(), f"{stream} of CPython", f"{stream}", lineterm="", n=1))
            lines += diff[:24] + ([f"… {len(diff) - 24} lines more"] if len(diff) > 24 else [])
            if not diff:
                lines.append(f"{stream}: line ends differ")
    return lines


def stressed(program, executable, options, seconds_plain):
    """Chooses a period that makes the run last about STRESS_SECONDS, drawn from the seed; then the run."""
    if program.name in EVERY_ALLOCATION:
        return 1, program.run([*options.runner, executable], options.seconds * 6, PYC_GC_STRESS="1")
    rough = 20000
    start = time.monotonic()
    result = program.run([*options.runner, executable], options.seconds, PYC_GC_STRESS=str(rough))
    # What collecting adds must show against the noise of the machine, or the period would come out far too short.
    extra = max(time.monotonic() - start - seconds_plain, 0.001, seconds_plain / 20)
    if difference(program.expected(options), result):
        return rough, result
    period = max(1, int(rough * extra / STRESS_SECONDS * random.Random(f"{options.seed} {program.name}").uniform(1.0, 1.7)))
    return period, program.run([*options.runner, executable], options.seconds * 6, PYC_GC_STRESS=str(period))


def sanitizers(build):
    """Those a build folder was configured with."""
    return re.search(r"^PYC_SANITIZE:\w+=(.+)$", (build / "CMakeCache.txt").read_text(), re.M)[1]


def build_commands(source, executable, mode, options):
    if not options.sanitized:
        return [[options.compiler, "build", source, "-o", executable, "--target", options.target, *FLAGS[mode]]]
    # Not what a user links: the same object with the runtime's glibc variant, on the malloc twin of the collector.
    pack = options.sanitized.resolve() / "packs/x86_64-linux-glibc/lib"
    archives = [pack / f"libpyc_{name}.a" for name in ("runtime", "eval", "frontend")]
    return [[options.compiler, "emit", "--stage=obj", source, "-o", f"{executable}.o", *FLAGS[mode]],
            ["clang++-22", "-fuse-ld=lld", "-no-pie", f"-fsanitize={sanitizers(options.sanitized)}", f"{executable}.o", "-Wl,--start-group", *archives, "-Wl,--end-group",
             "-o", executable]]


def check(program, mode, options):
    """(problem lines) for one program in one mode; empty when it behaves as CPython does."""
    expected = program.expected(options)
    if not isinstance(expected[0], int):
        return [f"CPython itself: {expected[0]}"]
    executable = options.work / options.target / mode / program.name
    executable.parent.mkdir(parents=True, exist_ok=True)
    source = str(program.path.relative_to(ROOT))
    for command in build_commands(source, executable, mode, options):
        try:
            build = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", timeout=120)
        except subprocess.TimeoutExpired:
            return ["build: no end within 120 s"]
        if build.returncode != 0:
            return [f"build: exit status {build.returncode}", *(build.stdout + build.stderr).splitlines()[:12]]
    start = time.monotonic()
    problems = difference(expected, program.run([*options.runner, str(executable)], options.seconds))
    if not problems and options.gc_stress:
        period, result = stressed(program, str(executable), options, time.monotonic() - start)
        problems = [f"PYC_GC_STRESS={period}:", *lines] if (lines := difference(expected, result)) else []
    if not options.keep:
        executable.unlink(missing_ok=True)
        executable.with_name(executable.name + ".o").unlink(missing_ok=True)
    return problems


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--modes", default="O0,O2,interpret", help="of " + ", ".join(FLAGS))
    parser.add_argument("--filter", action="append", default=[], help="only programs whose area/name contains this; may repeat")
    parser.add_argument("--target", default="x86_64-linux", choices=RUNNERS, help="platform to build for and run on")
    parser.add_argument("--old-kernel", action="store_true", help="as on Linux 4.4: later system calls answer ENOSYS")
    parser.add_argument("--sample", action="store_true", help="only the programs of sample.txt, for every target in every change")
    parser.add_argument("--gc-stress", action="store_true", help="run each once more with frequent collections and poisoned memory")
    parser.add_argument("--sanitized", type=pathlib.Path, metavar="BUILD", help="link with the sanitized runtime of this build (the asan and tsan presets)")
    parser.add_argument("--seed", default="1", help="draws the stress periods")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=30, help="bound for one run")
    parser.add_argument("--keep", action="store_true", help="keep the executables (build/test-run/TARGET/MODE/AREA/NAME)")
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build")
    options = parser.parse_args()
    options.compiler = options.build.resolve() / "bin/pyc-native"
    options.python = ROOT / "build/bin/python3.14"
    options.runner = RUNNERS[options.target]
    if options.runner:
        options.seconds *= EMULATED_FACTOR
    if options.old_kernel:
        filter_program = options.build.resolve() / "test-run/linux_4_4"
        filter_program.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["clang-22", "-O1", ROOT / "test/cross/linux_4_4.c", "-o", filter_program], check=True)
        options.runner = [str(filter_program)]
    options.work = options.build.resolve() / ("test-sanitized" if options.sanitized else "test-run")
    modes = options.modes.split(",")
    if unknown := [mode for mode in modes if mode not in FLAGS]:
        parser.error(f"unknown mode {', '.join(unknown)}")
    for tool in (options.compiler, options.python):
        if not tool.exists():
            sys.exit(f"{tool} is missing: run ./dev build and ./dev yardstick")
    if options.runner and not shutil.which(options.runner[0]):
        sys.exit(f"{options.runner[0]} is missing: apt install qemu-user-static nodejs")

    programs = [Program(path) for path in sorted(HERE.rglob("*.py"))
                if path != pathlib.Path(__file__).resolve() and path.read_bytes().startswith(b"# run:")]
    programs = [program for program in programs if not options.filter or any(part in program.name for part in options.filter)]
    if options.sample:
        sample = (HERE / "sample.txt").read_text().split()
        if unknown := set(sample) - {program.name for program in programs}:
            parser.error(f"sample.txt names what is not there: {', '.join(sorted(unknown))}")
        programs = [program for program in programs if program.name in sample]
    if options.sanitized:
        for program in programs:  # a sanitizer's shadow takes terabytes of addresses
            program.memory = "unlimited"
            program.env = {**program.env, "ASAN_OPTIONS": "detect_leaks=0", "UBSAN_OPTIONS": "print_stacktrace=1"}
    if options.target == "wasm32-wasi":
        for program in programs:  # the engine reserves all addresses a memory may grow into
            program.memory = "unlimited"
    place = "sanitized" if options.sanitized else options.target
    excused = [program for program in programs if place in program.excuses]
    programs = [program for program in programs if program not in excused]
    passed = failed = 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        runs = {pool.submit(check, program, mode, options): (program, mode) for program in programs for mode in modes}
        for run in concurrent.futures.as_completed(runs):
            program, mode = runs[run]
            try:
                problems = run.result()
            except Exception as error:  # a broken test must not hide the others' results
                problems = [f"the runner: {error!r}"]
            if problems:
                failed += 1
                print(f"FAIL {program.name} [{mode}]", *problems, sep="\n    ", flush=True)
            else:
                passed += 1
    for program in excused:
        print(f"not on {place}: {program.name}: {program.excuses[place]}")
    print(f"{passed} passed, {failed} failed, {len(excused) * len(modes)} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
