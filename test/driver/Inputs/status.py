# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""status.py EXPECTED COMMAND…: runs the command, shows both its streams on stdout, and fails unless it ends as expected."""
import subprocess
import sys

done = subprocess.run(sys.argv[2:], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
sys.stdout.buffer.write(done.stdout)
if done.returncode != int(sys.argv[1]):
    print(f"status {done.returncode}, expected {sys.argv[1]}")
    sys.exit(1)
