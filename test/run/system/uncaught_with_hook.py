# run: a program's own excepthook reports what nobody caught
import sys


def hook(kind, value, traceback):
    lines = []
    while traceback:
        lines.append(traceback.tb_lineno)
        traceback = traceback.tb_next
    print("caught by the hook:", kind.__name__, value, lines)
    print("and on stderr", file=sys.stderr)


sys.excepthook = hook


def fail(n):
    if n:
        return fail(n - 1)
    return [][n]


print("start")
fail(2)
