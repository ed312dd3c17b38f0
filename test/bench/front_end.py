# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The front end's figures: sources of the yardstick's library and test-suite to trees and to bytecode, beside CPython.

All in processor seconds of one thread. CPython's are those of the calls alone, ours those of a whole process that also reads the files; trees as
`ast`'s objects are made by the same program under both (tree_objects.py), which times the calls alone.
"""
import pathlib
import subprocess
import textwrap

ROOT = pathlib.Path(__file__).resolve().parents[2]
PYTHON = ROOT / "build/bin/python3.14"
FRONT = ROOT / "build/bin/pyc-front"
COMPILER = ROOT / "build/bin/pyc-native"
OBJECTS = ROOT / "test/bench/tree_objects.py"
TURNS = 3
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


ACCEPTED = textwrap.dedent("""
    import glob, os, warnings
    warnings.simplefilter("ignore")
    for path in sorted(glob.glob(os.path.dirname(os.__file__) + "/**/*.py", recursive=True)):
        try:
            with open(path, "rb") as file:
                compile(file.read(), path, "exec", dont_inherit=True)
            print(path)
        except (OSError, SyntaxError, ValueError):
            pass
""")


def library():
    """The files that CPython compiles."""
    done = subprocess.run([PYTHON, "-c", ACCEPTED], capture_output=True, text=True, check=True)
    return [pathlib.Path(line) for line in done.stdout.splitlines()]


def tree_objects(work, files):
    """The row of compile(…, ONLY_AST), over the files that are UTF-8."""
    texts = []
    for path in files:
        try:
            texts.append(path.read_text(encoding="utf-8"))
        except UnicodeDecodeError:
            pass
    text = "\x1e\n".join(texts)
    size = len(text.encode()) / 1e6
    subprocess.run([COMPILER, "build", OBJECTS, "-o", work / "tree_objects"], check=True)
    seconds = {"theirs": [], "ours": []}
    counts = set()
    for _ in range(TURNS):
        for who, command in (("ours", [work / "tree_objects"]), ("theirs", [PYTHON, OBJECTS])):
            done = subprocess.run(command, input=text, capture_output=True, text=True, encoding="utf-8", check=True)
            taken, statements = done.stdout.split()
            seconds[who].append(float(taken))
            counts.add(statements)
    if len(counts) != 1:
        raise RuntimeError(f"tree_objects.py counts {' and '.join(sorted(counts))} statements")
    theirs, ours = min(seconds["theirs"]), min(seconds["ours"])
    return f"| source → tree of objects (`compile` with `ONLY_AST`) | {size / theirs:.1f} MB/s | {size / ours:.1f} MB/s | {theirs / ours:.1f} |"


def front_end_table(work, run):
    """`run` gives a command's wall seconds, processor seconds, peak of memory in KB and output."""
    files = library()
    size = sum(path.stat().st_size for path in files) / 1e6
    by_size = sorted(files, key=lambda path: path.stat().st_size)
    lines = [f"| {len(files)} files of the library and test-suite, {size:.1f} MB | CPython 3.14 | here | × CPython |", "|---|---|---|---|"]
    for title, stage in (("source → tree (`ast.parse`)", "ast"), ("source → bytecode (`compile`)", "code")):
        theirs, ours = [], []
        for _ in range(TURNS):
            ours += [run([FRONT, f"--stage={stage}", "--quiet", *files])[1] for _ in range(3)]
            theirs.append(float(run([PYTHON, "-c", PEER, stage, *files])[3]))
        lines.append(f"| {title} | {size / min(theirs):.1f} MB/s | {size / min(ours):.1f} MB/s | {min(theirs) / min(ours):.1f} |")
    lines.append(tree_objects(work, files))
    empty = work / "empty.py"
    empty.write_text("")
    # The largest is one dictionary of long strings, the next is code.
    for path, what in ((by_size[-1], "text"), (by_size[-2], "code")):
        for title, stage in (("tree", "ast"), ("bytecode", "code")):
            theirs, ours = ([run([*command, each])[2] / 1024 for each in (path, empty)]
                            for command in ([PYTHON, "-c", PEER, stage], [FRONT, f"--stage={stage}", "--quiet"]))
            lines.append(f"| memory for the {title} of {path.stat().st_size / 1e6:.1f} MB of {what} (`{path.name}`) | {theirs[0] - theirs[1]:.1f} MB | "
                         f"{ours[0] - ours[1]:.1f} MB | {(ours[0] - ours[1]) / (theirs[0] - theirs[1]):.2f} of it |")
    return lines
