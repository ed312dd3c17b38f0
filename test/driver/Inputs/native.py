# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""native.py FOLDER PROGRAM…: builds programs with a report and runs them with PYC_STATS. Nothing is interpreted, no inner loop of a
function has a generic operation (those of main and of a module body may print), and runs leave compiled code at most a few times, while they start.
Programs after --generic may have generic operations."""
import os
import pathlib
import re
import subprocess
import sys

MOST_SIDE_EXITS = 8
folder, *programs = sys.argv[1:]
failed = allowed = False
for program in programs:
    if program == "--generic":
        allowed = True
        continue
    name = pathlib.Path(program).stem
    report, executable = f"{folder}/{name}.txt", f"{folder}/{name}"
    subprocess.run(["pyc-native", "build", program, "-o", executable, "--report", report], check=True)
    text = pathlib.Path(report).read_text()
    run = subprocess.run([executable], env={**os.environ, "PYC_STATS": "1"}, capture_output=True, text=True, check=True)
    exits = int(re.search(r"^side exits: (\d+)", run.stderr, re.M)[1])
    functions = [part for part in text.split("\n\n") if not re.match(r"\S+ \(module body|\S+:main \(", part)]
    problems = [] if allowed else [line.strip() for part in functions for line in part.splitlines() if "inner loop" in line]
    if not re.search(r", 0 interpreted$", text, re.M):
        problems.append("not every function is native")
    if exits > MOST_SIDE_EXITS:
        problems.append(f"{exits} side exits")
    failed |= bool(problems)
    print(name, "native" if not problems else problems)
sys.exit(failed)
