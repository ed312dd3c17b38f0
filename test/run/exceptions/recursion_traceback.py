# run: the traceback of a recursion too deep, with its repeated lines folded
import sys

sys.setrecursionlimit(120)


def down(n):
    if n % 2:
        return down(n + 1) + 1
    return down(n + 1)


def begin():
    return down(0)


begin()
