# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Counts how often results of math differ from the yardstick's in the last digit: docs/decisions/0003-elementary-functions.md says why they may.

    python3.14 math_last_digit.py > expected; EXECUTABLE > actual; python3.14 math_last_digit.py expected actual
"""
import math
import sys

state = 1


def random():
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    return (state >> 11) / 2**53


def between(low, high):
    return low + (high - low) * random()


def signed(size):
    return size if random() < 0.5 else -size


COUNT = 4000
RANGES = {
    "sin": lambda: between(-10, 10) if random() < 0.7 else signed(10 ** between(-8, 20)),
    "cos": lambda: between(-10, 10) if random() < 0.7 else signed(10 ** between(-8, 20)),
    "tan": lambda: between(-10, 10) if random() < 0.7 else signed(10 ** between(-8, 20)),
    "exp": lambda: between(-10, 10) if random() < 0.7 else between(-700, 700),
    "exp2": lambda: between(-10, 10) if random() < 0.7 else between(-1000, 1000),
    "expm1": lambda: between(-5, 5),
    "log": lambda: 10 ** between(-10, 10),
    "log2": lambda: 10 ** between(-10, 10),
    "log10": lambda: 10 ** between(-10, 10),
    "log1p": lambda: between(-0.9, 10),
    "asin": lambda: between(-1, 1),
    "acos": lambda: between(-1, 1),
    "atan": lambda: between(-10, 10),
    "sinh": lambda: between(-10, 10),
    "cosh": lambda: between(-10, 10),
    "tanh": lambda: between(-5, 5),
    "asinh": lambda: between(-10, 10),
    "acosh": lambda: between(1, 20),
    "atanh": lambda: between(-1, 1),
    "erf": lambda: between(-5, 5),
    "erfc": lambda: between(-2, 5),
    "cbrt": lambda: between(-100, 100),
    "gamma": lambda: between(0.1, 50),
    "lgamma": lambda: between(0.1, 500),
    "sqrt": lambda: between(0, 1000),
}
PAIRS = {"pow": lambda: (between(0, 100), between(-10, 10)), "atan2": lambda: (between(-100, 100), between(-100, 100)), "hypot": lambda: (between(-100, 100), between(-100, 100)), "fmod": lambda: (between(-1e6, 1e6), between(-10, 10))}


def show():
    for name, draw in RANGES.items():
        function = getattr(math, name)
        print(name, *(function(draw()).hex() for _ in range(COUNT)))
    for name, draw in PAIRS.items():
        function = getattr(math, name)
        print(name, *(function(*draw()).hex() for _ in range(COUNT)))


def count(expected, actual):
    for line, other in zip(open(expected), open(actual)):
        a, b = line.split(), other.split()
        different = sum(x != y for x, y in zip(a, b))
        print(f"{a[0]:7} {100 * different / COUNT:7.3f} %")


if len(sys.argv) == 3:
    count(sys.argv[1], sys.argv[2])
else:
    show()
