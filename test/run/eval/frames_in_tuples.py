# run: locals of compiled functions are there for a name that stands in a constant tuple alone
import sys


def outer(items):
    seen = []
    for turn in range(3):
        work = items[:]
        work[0] += turn
        seen.append(named(("f_locals", "work")))
    return seen


def named(names):
    return getattr(getattr(sys, "_get" + "".join(["fr", "ame"]))(1), names[0])[names[1]]


print(outer([1, 2, 3]))
