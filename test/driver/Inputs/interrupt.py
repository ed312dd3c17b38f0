# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""interrupt.py EXECUTABLE: interrupts every function of endless.py in the middle of its work, as Ctrl-C does; each has to end
with a traceback of KeyboardInterrupt and by the signal."""
import pathlib
import re
import signal
import subprocess
import sys
import time

names = re.findall(r"^def (\w+)\(\)", (pathlib.Path(__file__).parent / "endless.py").read_text(), re.M)
failed = False
for name in names:
    process = subprocess.Popen([sys.argv[1], name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                               preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
    process.stdout.readline()
    time.sleep(0.03)  # in the middle, most times; right at the beginning is as good
    process.send_signal(2)
    try:
        process.wait(timeout=20)
        out, errors = process.stdout.read(), process.stderr.read()  # its input stays open, since the end of it is an event too
        fine = process.returncode == -2 and errors.startswith("Traceback") and errors.rstrip().endswith("KeyboardInterrupt")
        fine = fine and (name != "caught" or out == "finally\n")
        problem = f"status {process.returncode}\n{out[-200:]}{errors[-600:]}"
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        fine, problem = False, "did not end"
    if not fine:
        failed = True
        print(f"{name}: {problem}")
print("interrupted" if not failed else "failed", len(names))
sys.exit(failed)
