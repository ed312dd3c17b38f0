# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""interrupt_build.py SOURCE OUT: interrupts builds (and runs) at several moments; those that were fast enough do not count."""
import signal
import subprocess
import sys
import time

source, out = sys.argv[1:]
interrupted = 0
for moment in (0.0, 0.02, 0.1, 0.3):
    for command in (["pyc-native", "build", source, "-o", out], ["pyc-native", "run", source]):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                               preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
        time.sleep(moment)
        process.send_signal(2)
        errors = process.communicate()[1]
        if process.returncode == -2:
            interrupted += 1
        elif process.returncode:
            sys.exit(f"status {process.returncode}: {errors}")
        else:
            with open(out, "w") as older:
                older.write("older\n")
print("interrupted" if interrupted else "every build was faster")
