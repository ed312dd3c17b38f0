# run: SystemExit runs finally blocks and context managers, then sets the status
import sys


class Resource:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        print("open", self.name)
        return self

    def __exit__(self, kind, value, traceback):
        print("close", self.name, kind.__name__ if kind else None, value)
        return False


for code in (0, 3, None, "text", (1, 2), -1, 2**70):
    try:
        sys.exit(code)
    except SystemExit as error:
        print(repr(error), error.code, error.args)

try:
    try:
        raise SystemExit
    finally:
        print("finally", sys.exception().code)
except SystemExit:
    pass

with Resource("a"), Resource("b"):
    try:
        sys.exit(7)
    except Exception:
        print("never")
    finally:
        print("leaving")
