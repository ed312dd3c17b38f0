# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The front end's figures: sources of the yardstick's library and test-suite to trees and to bytecode, beside CPython.

All in processor seconds of one thread. CPython's are those of the calls alone, ours those of a whole process that also reads the files.
"""
import pathlib
import subprocess
import textwrap

ROOT = pathlib.Path(__file__).resolve().parents[2]
PYTHON = ROOT / "build/bin/python3.14"
FRONT = ROOT / "build/bin/pyc-front"
PEER = textwrap.dedent("""
    import ast, sys, time, warnings
    warnings.simplefilter("ignore")
    sources = []
    for path in sys.argv[2:]:
        with open(path, "rb") as file:
            sources.append((path, file.read()))
    work = ast.parse if sys.argv[1] == "ast" else lambda source, path: compile(source, path, "exec", dont_inherit=True)
    start = time.process_time()
    for path, source in sources:
        try:
            work(source, path)
        except (SyntaxError, ValueError):
            pass
    print(time.process_time() - start)
""")


def library():
    folder = subprocess.run([PYTHON, "-c", "import os; print(os.path.dirname(os.__file__))"], capture_output=True, text=True, check=True).stdout
    return sorted(path for path in pathlib.Path(folder.strip()).rglob("*.py") if path.exists())


def peak(command):
    """The peak of a process's memory, in MB."""
    script = "import resource, subprocess, sys; subprocess.run(sys.argv[1:]); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)"
    done = subprocess.run([PYTHON, "-c", script, *map(str, command)], capture_output=True, text=True)
    return float(done.stdout.split()[-1])


def seconds(command):
    script = ("import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL); "
              "used = resource.getrusage(resource.RUSAGE_CHILDREN); print(used.ru_utime + used.ru_stime)")
    done = subprocess.run([PYTHON, "-c", script, *map(str, command)], capture_output=True, text=True)
    return float(done.stdout)


def front_end_table(work):
    files = library()
    size = sum(path.stat().st_size for path in files) / 1e6
    largest = max(files, key=lambda path: path.stat().st_size)
    lines = [f"| {len(files)} files of the library and test-suite, {size:.1f} MB | CPython 3.14 | here | × CPython |", "|---|---|---|---|"]
    for title, stage in (("source → tree (`ast.parse`)", "ast"), ("source → bytecode (`compile`)", "code")):
        theirs, ours = [], []
        for _ in range(3):
            ours.append(seconds([FRONT, f"--stage={stage}", "--quiet", *files]))
            done = subprocess.run([PYTHON, "-c", PEER, stage, *files], capture_output=True, text=True, check=True)
            theirs.append(float(done.stdout))
        lines.append(f"| {title} | {size / min(theirs):.1f} MB/s | {size / min(ours):.1f} MB/s | {min(theirs) / min(ours):.1f} |")
    empty = work / "empty.py"
    empty.write_text("")
    for title, stage in (("tree", "ast"), ("bytecode", "code")):
        theirs = [peak([PYTHON, "-c", PEER, stage, path]) for path in (largest, empty)]
        ours = [peak([FRONT, f"--stage={stage}", "--quiet", path]) for path in (largest, empty)]
        lines.append(f"| memory for the {title} of the largest file ({largest.stat().st_size / 1e6:.1f} MB) | {theirs[0] - theirs[1]:.1f} MB | "
                     f"{ours[0] - ours[1]:.1f} MB | {(ours[0] - ours[1]) / (theirs[0] - theirs[1]):.2f} of it |")
    return lines
