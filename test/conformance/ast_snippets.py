# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compares trees and errors for every source text that tests of CPython hand to the compiler.

Run by the yardstick: build/bin/python3.14 test/conformance/ast_snippets.py FRONT [--show] [TEST...]
The tests run once with an audit hook that notes their sources; these are cached beside FRONT.
"""

import os
import pickle
import subprocess
import sys

from ast_front import Front, expected, same

TESTS = """test_syntax test_exceptions test_fstring test_tstring test_type_params test_eof test_grammar
test_string_literals test_unicode_identifiers test_named_expressions test_patma test_positional_only_arg
test_type_comments test_compile test_ast test_future_stmt test_source_encoding test_tokenize test_dictcomps
test_genexps test_listcomps test_setcomps test_unpack test_unpack_ex test_generators test_coroutines test_except_star
test_with test_keywordonlyarg test_global test_scope test_symtable test_long test_bytes test_codeop test_traceback
test_annotations test_type_aliases test_flufl test_parser test_cmd_line_script test_unparse test_raise
""".split()

RECORDER = """
import pickle, sys, unittest
sources = {}
def hook(event, arguments):
    if event == "compile" and isinstance(arguments[0], (str, bytes)):
        sources.setdefault(arguments[0])
sys.addaudithook(hook)
import warnings
warnings.simplefilter("ignore")
name = sys.argv[1]
try:
    sys.argv = [name]
    module = __import__("test." + name, fromlist=["*"])
    suite = unittest.defaultTestLoader.loadTestsFromModule(module)
    unittest.TextTestRunner(stream=open("/dev/null", "w")).run(suite)
except BaseException as error:
    print(name, repr(error), file=sys.stderr)
with open(sys.argv[0] + ".sources", "wb") as file:
    pickle.dump(list(sources), file)
"""


def collect(tests, folder):
    sources = {}
    os.makedirs(folder, exist_ok=True)
    for test in tests:
        path = os.path.join(folder, test + ".sources")
        if not os.path.exists(path):
            try:
                subprocess.run([sys.executable, "-c", RECORDER, test], cwd=folder, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL, timeout=120)
            except subprocess.TimeoutExpired:
                pass
        if os.path.exists(path):
            with open(path, "rb") as file:
                for source in pickle.load(file):
                    sources.setdefault(source, test)
        else:
            print(f"{test}: not recorded")
    return sources


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--show"]
    front_path, tests = os.path.abspath(arguments[0]), arguments[1:] or TESTS
    sources = collect(tests, os.path.join(os.path.dirname(front_path), "ast_snippets"))
    counts = {"good": 0, "bad": 0}
    failures = 0
    for mode in ("exec", "eval"):
        fronts = {kind: Front(front_path, f"--mode={mode}", *(["--text"] if kind is str else []))
                  for kind in (str, bytes)}
        for source, test in sources.items():
            try:
                data = source.encode("utf-8") if isinstance(source, str) else source
            except UnicodeEncodeError:
                continue
            wanted = expected(source, mode=mode)
            is_error = "Error" in wanted[:20]
            if mode == "eval" and is_error and len(data) > 2000:
                continue
            found = fronts[type(source)].ask(data)
            counts["bad" if is_error else "good"] += 1
            if same(wanted, found):
                continue
            failures += 1
            if "--show" in sys.argv or failures <= 40:
                print(f"{test} ({mode}): {source[:200]!r}")
                pairs = zip(wanted.splitlines(), (found or "died").splitlines())
                left, right = next(((a, b) for a, b in pairs if a != b), (wanted[:150], (found or "died")[:150]))
                print(f"    expected {left[:250]}\n    found    {right[:250]}")
    print(f"{counts['good']} good and {counts['bad']} bad sources, {failures} differences")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
