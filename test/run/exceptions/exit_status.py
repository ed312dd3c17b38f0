# run: sys.exit with a number inside nested handlers
import sys

try:
    try:
        sys.exit(7)
    except Exception:
        print("not reached: SystemExit is no Exception")
    finally:
        print("finally runs")
except KeyError:
    print("not reached")
