#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Every suite, one after another; ends with the sum of their counts. --quick runs the suites of the areas changed since the last
commit (or by it, when nothing is changed), and stops after 90 seconds. Every other target gets its pack and a sample of the programs; all of them,
under collector stress too, with --all-targets."""
import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
BUILD = ROOT / "build"
LIT = "/usr/lib/llvm-22/bin/lit"
OTHER_TARGETS = ["aarch64-linux", "riscv64-linux", "wasm32-wasi"]
COUNTS = re.compile(r"^(\d+) passed, (\d+) failed, (\d+) skipped$", re.M)


def changed_files():
    def git(*command):
        return subprocess.run(["git", *command], cwd=ROOT, capture_output=True, text=True).stdout.split()

    files = git("diff", "--name-only", "HEAD") + git("ls-files", "--others", "--exclude-standard")
    return files or git("diff", "--name-only", "HEAD~1", "HEAD")


def shell(name, command, seconds, **environment):
    """A suite that is one command: its last count line, or its exit status as one test."""
    print(f"== {name}", flush=True)
    start = time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                               text=True, errors="replace", start_new_session=True)
    try:
        output, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, 9)
        output = process.communicate()[0] + f"\n{name}: no end within {seconds} s"
    counts = COUNTS.findall(output)
    result = [int(count) for count in counts[-1]] if counts else [0, 0, 0]
    if not counts or process.returncode and not result[1]:
        result[0 if process.returncode == 0 else 1] += 1
    shown = COUNTS.sub("", output).strip()
    if shown and result[1]:
        print(shown)
    print(f"   {name}: {result[0]} passed, {result[1]} failed, {result[2]} skipped ({time.monotonic() - start:.0f} s)", flush=True)
    return result


def lit(areas, seconds):
    print("== lit " + " ".join(areas), flush=True)
    report = BUILD / "test-lit.json"
    report.unlink(missing_ok=True)
    command = [LIT, "-q", "-j2", f"--max-time={int(seconds)}", "-o", str(report), *(str(ROOT / "test" / area) for area in areas)]
    subprocess.run(command, cwd=ROOT)
    if not report.exists():
        return [0, 1, 0]
    codes = [test["code"] for test in json.loads(report.read_text())["tests"]]
    passed = sum(code in ("PASS", "XFAIL", "FLAKYPASS") for code in codes)
    skipped = sum(code in ("UNSUPPORTED", "EXCLUDED") for code in codes)
    result = [passed, len(codes) - passed - skipped, skipped]
    print(f"   lit: {result[0]} passed, {result[1]} failed, {result[2]} skipped", flush=True)
    return result


def unit_programs():
    """Each is a program that says nothing but its own failure; those of the pack run under collector stress as well."""
    print("== unit", flush=True)
    result = [0, 0, 0]
    pack = BUILD / "packs/x86_64-linux/test"
    runs = [(program, stress) for program in sorted(pack.iterdir()) if os.access(program, os.X_OK) and program.is_file() for stress in ("0", "7", "1")]
    runs += [(program, "0") for program in sorted((BUILD / "bin/unit").glob("*"))]
    for program, stress in runs:
        try:
            done = subprocess.run([program], env={"PYC_GC_STRESS": stress}, capture_output=True, text=True, timeout=60)
            problem = f"exit status {done.returncode}: {done.stdout}{done.stderr}" if done.returncode else ""
        except subprocess.TimeoutExpired:
            problem = "no end within 60 s"
        result[bool(problem)] += 1
        if problem:
            print(f"FAIL {program.name} (PYC_GC_STRESS={stress})\n    {problem}")
    print(f"   unit: {result[0]} passed, {result[1]} failed, 0 skipped", flush=True)
    return result


def tidy(most):
    """clang-tidy on sources that were changed; it takes half a minute for a file, so at most so many, the smallest first."""
    databases = {BUILD: ("frontend/", "midend/", "codegen/", "cross/driver/"), BUILD / "packs/x86_64-linux/build": ("runtime/", "stdlib/")}
    sources = [ROOT / file for file in changed_files() if file.endswith(".cpp") and (ROOT / file).exists()]
    sources = sorted(sources, key=lambda source: source.stat().st_size)[:most]
    results = [shell("clang-tidy configuration", ["clang-tidy-22", "--verify-config"], 60)]
    for database, layers in databases.items():
        if chosen := [str(source) for source in sources if str(source.relative_to(ROOT)).startswith(layers)]:
            results.append(shell("clang-tidy " + database.name, ["clang-tidy-22", "--quiet", "-p", str(database), *chosen], 300))
    return results


def lint(quick):
    results = [shell("layers", ["test/lint/layers.py"], 60), shell("compatibility page", ["test/compatibility.py", "--check"], 60),
               shell("clang-format", ["./dev", "format", "--check"], 120), *tidy(0 if quick else 3)]
    return [sum(column) for column in zip(*results)]


def other_packs():
    """Before what needs them: lit's tests of a target are skipped where its pack is not."""
    return [shell(f"pack for {target}", ["cross/packs/pack.sh", "build", target], 1500) for target in OTHER_TARGETS]


def other_targets(everything):
    results = []
    for target in OTHER_TARGETS:
        programs = ["test/run/compare.py", "--target", target]
        if everything:
            results.append(shell(f"run on {target}", programs, 3600))
            results.append(shell(f"run on {target} under collector stress", [*programs, "--modes", "O2,interpret", "--gc-stress"], 7200))
        else:
            results.append(shell(f"sample on {target}", [*programs, "--modes", "O2", "--sample"], 900))
    return results


def areas_of_lit():
    return sorted(path.name for path in (ROOT / "test").iterdir()
                  if path.is_dir() and path.name not in ("run", "bench", "demo", "lint", "unit", "fuzz", "web", "__pycache__"))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--all-targets", action="store_true", help="every program on every target, in an emulator")
    options = parser.parse_args()
    start = time.monotonic()
    results = [lint(options.quick), unit_programs()]
    areas = areas_of_lit()
    if options.quick:
        left = lambda: max(5, 85 - (time.monotonic() - start))
        changed = changed_files()
        touched = {"driver" if file.startswith("cross/") else file.removeprefix("test/").split("/")[0] for file in changed}
        if chosen := [area for area in areas if area in touched]:
            results.append(lit(chosen, left()))
        programs = [file.removeprefix("test/run/").removesuffix(".py") for file in changed if file.startswith("test/run/") and file.endswith(".py")]
        if programs:
            filters = [word for name in programs for word in ("--filter", name)]
            results.append(shell("run", ["test/run/compare.py", *filters], left()))
        if touched & {"frontend", "midend", "codegen", "runtime", "stdlib", "driver"}:
            results.append(shell("sample", ["test/run/compare.py", "--modes", "O2", "--sample"], left()))
    else:
        results += other_packs()
        if areas:
            results.append(lit(areas, 900))
        results.append(shell("fuzz", ["test/fuzz/run.py", "--seconds", "30"], 1500))
        results.append(shell("random method calls", ["test/fuzz/methods.py", "1", "12"], 300))
        results.append(shell("run", ["test/run/compare.py"], 1500))
        results.append(shell("run under collector stress", ["test/run/compare.py", "--modes", "O2,interpret", "--gc-stress"], 1500))
        sanitized = "cmake --preset asan >/dev/null && cmake --build build/asan --target pack-x86_64-linux-glibc >build/asan.log || { tail -40 build/asan.log; false; }"
        results.append(shell("sanitized runtime builds", ["bash", "-c", sanitized], 1500))
        results.append(shell("run sanitized", ["test/run/compare.py", "--sanitized", "build/asan", "--modes", "O2,interpret"], 1500))
        results.append(shell("run on Linux 4.4", ["test/run/compare.py", "--old-kernel", "--modes", "O2"], 900))
        results += other_targets(options.all_targets)
        results.append(shell("programs in pages", ["test/web/run.py"], 1200))
    passed, failed, skipped = (sum(column) for column in zip(*results))
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
