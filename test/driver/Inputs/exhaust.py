# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""exhaust.py EXECUTABLE MEGABYTES…: every function of exhausting.py under limits of memory. Where the program can start, it has to
catch its exception, twice, and live; where it cannot, it has to say so. A signal is never right."""
import pathlib
import re
import resource
import subprocess
import sys

executable, *limits = sys.argv[1:]
names = re.findall(r"^def (\w+)\(\)", (pathlib.Path(__file__).parent / "exhausting.py").read_text(), re.M)
failed = False
for megabytes in map(int, limits):
    for name in names:
        def limit():
            resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        try:
            done = subprocess.run([executable, name], preexec_fn=limit, capture_output=True, text=True, timeout=60)
        except subprocess.TimeoutExpired:
            print(f"{name} at {megabytes} MB: did not end")
            failed = True
            continue
        except OSError as error:  # too little for the executable itself
            print(f"{name} at {megabytes} MB: {error}")
            break
        lives = re.fullmatch(r"(MemoryError\n|RecursionError\n){2}alive 100\n", done.stdout) and done.returncode == 0
        refuses = done.returncode == 1 and ("memory" in done.stderr.lower())
        if not lives and not refuses:
            print(f"{name} at {megabytes} MB: status {done.returncode}\n{done.stdout}{done.stderr[-500:]}")
            failed = True
print("failed" if failed else "every exception was caught")
sys.exit(failed)
