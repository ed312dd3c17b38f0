# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compares trees and errors for a list of snippets: ast_list.py FRONT LIST...

A list has a snippet in each line as a Python literal (str or bytes); lines that begin with `# mode: ` set the mode of
those below (exec, eval, single, func_type, type_comments), other lines with # are comments. Run by the yardstick.
"""

import ast
import sys

from ast_front import Front, describe_error, expected, same


def wanted(source, mode):
    if mode != "type_comments":
        return expected(source, mode=mode)
    try:
        return ast.dump(ast.parse(source, type_comments=True), include_attributes=True, indent=1) + "\n"
    except SyntaxError as error:
        return describe_error(error)


def main():
    front_path, lists = sys.argv[1], sys.argv[2:]
    fronts = {}
    total = failures = 0
    for path in lists:
        mode = "exec"
        with open(path, encoding="utf-8") as file:
            lines = file.read().splitlines()
        for number, line in enumerate(lines, 1):
            if line.startswith("# mode: "):
                mode = line[8:]
            if not line or line.startswith("#") or line.startswith("RUN:"):
                continue
            source = ast.literal_eval(line)
            options = ["--type-comments"] if mode == "type_comments" else [f"--mode={mode}"]
            if isinstance(source, str):
                options.append("--text")
            front = fronts.setdefault(tuple(options), None) or Front(front_path, *options)
            fronts[tuple(options)] = front
            total += 1
            found = front.ask(source.encode() if isinstance(source, str) else source)
            left = wanted(source, mode)
            if same(left, found):
                continue
            failures += 1
            pairs = zip(left.splitlines(), (found or "died").splitlines())
            first = next(((a, b) for a, b in pairs if a != b), (left[:200], (found or "died")[:200]))
            print(f"{path}:{number}: {line[:120]}\n    expected {first[0]}\n    found    {first[1]}")
    print(f"{total} snippets, {failures} differences")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
