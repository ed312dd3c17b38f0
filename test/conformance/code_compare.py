# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compares what code objects show of themselves with Python's, for every file of its library and test-suite.

    python3.14 test/conformance/code_compare.py FRONT [--jobs N] [--show N] [--fields f,g] [FILE...]

FRONT is the pyc-front command. Each code object's names, counts, flags, constants and distinct source ranges are
compared; the counts at the end say for how many code objects each field is the same.
"""
import argparse
import collections
import concurrent.futures
import os
import subprocess
import sys
import sysconfig
import types
import warnings

FIELDS = ["code", "varnames", "cellvars", "freevars", "names", "consts", "positions"]


def constant(value):
    if type(value) is int:
        return hex(value)
    if isinstance(value, tuple):
        return "(" + "".join(constant(item) + "," for item in value) + ")"
    if isinstance(value, slice):
        return "slice(" + "".join(constant(item) + "," for item in (value.start, value.stop, value.step)) + ")"
    if isinstance(value, frozenset):
        items = sorted((constant(item) for item in value), key=lambda item: item.encode("utf-8", "surrogatepass"))
        return "frozenset(" + "".join(item + "," for item in items) + ")"
    if isinstance(value, types.CodeType):
        return f"<code {value.co_qualname} {value.co_firstlineno}>"
    return repr(value)


def number(value):
    return -1 if value is None else value


def facts(code, out):
    head = (code.co_qualname, code.co_name, code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount,
            code.co_flags, code.co_firstlineno)
    ranges = []
    for line, end_line, column, end_column in code.co_positions():
        item = f"{number(line)}:{number(column)}-{number(end_line)}:{number(end_column)}"
        if not ranges or ranges[-1] != item:
            ranges.append(item)
    out.append({
        "code": " ".join(["code", repr(head[0]), repr(head[1]), *map(str, head[2:])]),
        "varnames": " ".join(["varnames", *map(repr, code.co_varnames)]),
        "cellvars": " ".join(["cellvars", *map(repr, code.co_cellvars)]),
        "freevars": " ".join(["freevars", *map(repr, code.co_freevars)]),
        "names": " ".join(["names", *map(repr, code.co_names)]),
        "consts": " ".join(["consts", *map(constant, code.co_consts)]),
        "positions": " ".join(["positions", *ranges]),
    })
    for item in code.co_consts:
        if isinstance(item, types.CodeType):
            facts(item, out)


def expected(path):
    with open(path, "rb") as file:
        source = file.read()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            code = compile(source, path, "exec", dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            return f"{type(error).__name__}: {error.msg if isinstance(error, SyntaxError) else error}"
    result = []
    facts(code, result)
    return result


def actual(front, path):
    run = subprocess.run([front, "--stage=code", "--verify", path], capture_output=True)
    if run.returncode < 0:
        return f"crash: signal {-run.returncode}"
    if run.returncode:
        return (run.stdout + run.stderr).decode("utf-8", "replace")
    result = []
    for line in run.stdout.decode("utf-8", "surrogatepass").splitlines():
        field = line.split(" ", 1)[0]
        if field == "code":
            result.append({})
        result[-1][field] = line
    return result


def compare(front, path):
    try:
        want, have = expected(path), actual(front, path)
    except Exception as error:
        return path, {}, {"file": 1}, [("file", f"{path}: {error!r}")]
    same, total, notes = collections.Counter(), collections.Counter(), []
    if isinstance(want, str) or isinstance(have, str):
        total["file"] += 1
        if isinstance(want, str) and isinstance(have, str):
            message = want.split(": ", 1)[1]
            same["file"] += 1
            if message.split(" (")[0] not in have:
                notes.append(("message", f"{path}: {want!r}, not {have!r}"))
        else:
            notes.append(("file", f"{path}: {str(want)[:200]!r}, not {str(have)[:300]!r}"))
        return path, same, total, notes
    total["file"] += 1
    same["file"] += 1
    total["count"] += 1
    same["count"] += len(want) == len(have)
    if len(want) != len(have):
        notes.append(("count", f"{path}: {len(want)} code objects, not {len(have)}"))
    for left, right in zip(want, have):
        for field in FIELDS:
            total[field] += 1
            if left[field] == right.get(field):
                same[field] += 1
            else:
                notes.append((field, f"{path}: {left['code']}\n  want {left[field]}\n  have {right.get(field)}"))
        if left["code"].split()[:2] != right["code"].split()[:2]:
            break
    return path, same, total, notes


def library():
    root = sysconfig.get_paths()["stdlib"]
    for folder, _, files in sorted(os.walk(root)):
        for name in sorted(files):
            path = os.path.join(folder, name)
            if name.endswith(".py") and os.path.exists(path):
                yield path


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("front")
    parser.add_argument("files", nargs="*")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--show", type=int, default=10)
    parser.add_argument("--fields", default=",".join(FIELDS + ["file", "count", "message"]))
    options = parser.parse_args()
    shown = set(options.fields.split(","))
    same, total = collections.Counter(), collections.Counter()
    left = collections.Counter()
    with concurrent.futures.ProcessPoolExecutor(options.jobs) as pool:
        files = options.files or list(library())
        for path, good, all_, notes in pool.map(compare, [options.front] * len(files), files, chunksize=8):
            same.update(good)
            total.update(all_)
            for field, note in notes:
                if field in shown and left[field] < options.show:
                    left[field] += 1
                    print(f"[{field}] {note}")
    for field in ["file", "count", *FIELDS]:
        print(f"{field:10} {same[field]} of {total[field]}")
    return 0 if all(same[field] == total[field] for field in ["file", "count", *FIELDS]) else 1


if __name__ == "__main__":
    sys.exit(main())
