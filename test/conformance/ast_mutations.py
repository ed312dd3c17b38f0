# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compares errors on files of the standard library with one seeded mutation each.

Run by the yardstick: build/bin/python3.14 test/conformance/ast_mutations.py FRONT [--count=N] [--seed=N] [--jobs=N] [--compile=1]
With --compile=1, what compiling says is compared: warnings, and the errors of scopes and of the compiler too.
A token is deleted, doubled, swapped with its neighbour or replaced by another of the file, or a bracket, keyword or
operator is put in, in equal shares; comments and blank tokens are left alone.
"""

import collections
import concurrent.futures
import glob
import io
import keyword
import os
import random
import sys
import tokenize

from ast_front import Front, expected, same
from code_errors import compiled, normal

BLANK = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
INSERTED = list("()[]{}") + keyword.kwlist + "+ - * ** / // % @ << >> & | ^ ~ := < > <= >= == != -> = . : , ; !".split()


def read(path):
    """A file's text and the offsets of its tokens, or None when it is not plain UTF-8 that CPython takes."""
    with open(path, "rb") as file:
        data = file.read()
    try:
        text = data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
        starts = [0]
        for line in text.splitlines(keepends=True) if "\f" not in text and "\v" not in text else []:
            starts.append(starts[-1] + len(line))
        tokens = []
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type not in BLANK:
                tokens.append((starts[token.start[0] - 1] + token.start[1], starts[token.end[0] - 1] + token.end[1]))
    except (UnicodeDecodeError, SyntaxError, IndexError):
        return None
    return (text, tokens) if len(tokens) > 4 else None


def mutate(text, tokens, random):
    kind = random.randrange(5)
    index = random.randrange(len(tokens) - 1)
    start, end = tokens[index]
    if kind == 0:
        return "delete", text[:start] + text[end:]
    if kind == 1:
        return "double", text[:end] + " " + text[start:end] + text[end:]
    if kind == 2:
        next_start, next_end = tokens[index + 1]
        return "swap", (text[:start] + text[next_start:next_end] + text[end:next_start] + text[start:end]
                        + text[next_end:])
    if kind == 3:
        other_start, other_end = random.choice(tokens)
        return "replace", text[:start] + text[other_start:other_end] + text[end:]
    return "insert", text[:start] + random.choice(INSERTED) + " " + text[start:]


def place_of(description):
    """Everything but the source line that is shown."""
    kind, _, rest = description.partition(" ")
    return kind, rest


def rejects(answer):
    """Whether something else than warnings was said."""
    return answer is None or any("Warning " not in line.split("'")[0] for line in answer.splitlines())


def run(front_path, seed, jobs_index, count, paths, compiling):
    front = Front(front_path, "--quiet", *(["--stage=code", "--warnings"] if compiling else []))
    choice = random.Random(f"{seed}/{jobs_index}")
    outcomes = collections.Counter()
    failures = []
    done = 0
    while done < count:
        path = choice.choice(paths)
        content = read(path)
        if content is None or len(content[0]) > 200_000:
            continue
        name, text = mutate(*content, choice)
        done += 1
        source = text.encode("utf-8", "surrogatepass")
        wanted = compiled(source, "exec") if compiling else expected(source, dump=False)
        found = front.ask(source)
        if compiling:
            found = normal(found)
        outcomes["rejected" if rejects(wanted) else "accepted"] += 1
        if same(wanted, found):
            continue
        if rejects(wanted) != rejects(found):
            outcomes["verdict"] += 1
        outcomes["different"] += 1
        failures.append((path, name, wanted, found, text))
    return outcomes, failures


def main():
    options = {"count": 2000, "seed": 1, "jobs": os.cpu_count() or 1, "compile": 0}
    front_path = None
    keep = None
    for argument in sys.argv[1:]:
        if argument.startswith("--keep="):
            keep = argument[7:]
        elif argument.startswith("--"):
            name, _, value = argument[2:].partition("=")
            options[name] = int(value)
        else:
            front_path = argument
    library = os.path.dirname(os.__file__)
    paths = sorted(path for path in glob.glob(library + "/**/*.py", recursive=True)
                   if os.path.exists(path) and "site-packages" not in path)
    shares = 8
    outcomes = collections.Counter()
    failures = []
    with concurrent.futures.ProcessPoolExecutor(options["jobs"]) as pool:
        futures = [pool.submit(run, front_path, options["seed"], index, options["count"] // shares, paths,
                               options["compile"])
                   for index in range(shares)]
        for future in futures:
            counts, found = future.result()
            outcomes += counts
            failures += found
    for number, (path, name, wanted, found, text) in enumerate(failures):
        if number < 60:
            print(f"{os.path.basename(path)} ({name}):\n    expected {wanted.strip()[:220]}\n"
                  f"    found    {'died' if found is None else found.strip()[:220]}")
        if keep:
            os.makedirs(keep, exist_ok=True)
            with open(os.path.join(keep, f"{number}.py"), "w", encoding="utf-8", errors="surrogatepass") as file:
                file.write(text)
    total = outcomes["accepted"] + outcomes["rejected"]
    print(f"{total} mutations, {outcomes['rejected']} rejected by CPython: {outcomes['verdict']} verdicts differ, "
          f"{outcomes['different']} differ in all ({100 * outcomes['different'] / max(total, 1):.2f} %)")
    return 1 if outcomes["verdict"] or outcomes["different"] > total * 0.02 else 0


if __name__ == "__main__":
    sys.exit(main())
