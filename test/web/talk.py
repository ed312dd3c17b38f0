# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Talks with whoever runs it; what it says is compared with CPython's."""
import sys
import time

print("arguments:", sys.argv[1:])
name = input("Your name? ")
print(f"Hello, {name}!", "ä€😀")
before = time.monotonic()
time.sleep(0.05)
print("slept:", time.monotonic() - before >= 0.05)
print("year:", time.gmtime().tm_year > 2000)
total = 0
while True:
    try:
        line = input("A number, or nothing? ")
    except EOFError:
        print("\nthe end")
        break
    except KeyboardInterrupt:
        print("\ninterrupted")
        continue
    try:
        total += int(line)
    except ValueError as error:
        print("not a number:", error, file=sys.stderr)
    print("total", total)
print(sum(index * 0.5 for index in range(1000)), 2**200, eval("total + 1"))
if total > 100:
    raise OverflowError(total)
sys.exit(total)
